// On the sign-in page: a wall's address carries its token behind the #, where no log sees it; the
// token is sent as the form would be.

const WALL = "#wall=";

function sendWallToken(form, token) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "wall";
  field.value = token;
  form.append(field);
  history.replaceState(null, "", location.pathname + location.search);
  form.noValidate = true;
  form.submit();
}

const form = document.querySelector("form");
if (form && location.hash.startsWith(WALL)) {
  sendWallToken(form, decodeURIComponent(location.hash.slice(WALL.length)));
}
