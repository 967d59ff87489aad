// Where a page goes when nobody is signed in: it comes back to where it was, in its language.

export function signInAddress() {
  const here = location.pathname + location.search;
  const chosen = new URLSearchParams(location.search).get("lang");
  const language = chosen ? `&lang=${encodeURIComponent(chosen)}` : "";
  return `/sign-in?next=${encodeURIComponent(here)}${language}`;
}
