// What the page's map told last of where it looks and which layers are on, for a link to the view.

let standing = { host: null, told: {} };

export function stands(host, told) {
  standing = { host, told };
}

export function gone(host) {
  if (standing.host === host) standing = { host: null, told: {} };
}

export function standingView() {
  return standing.told;
}
