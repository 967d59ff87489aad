// The printed page: its one button, and the ranks that still fit on one sheet of A4.
const PX_PER_MM = 96 / 25.4;
const SHEET_MM = 272;
const main = document.querySelector("main");
const rows = main.querySelector("tbody");

const content = () => main.querySelector("footer").getBoundingClientRect().bottom - main.querySelector("header").getBoundingClientRect().top;

document.fonts.ready.then(() => {
  while (rows.rows.length > 1 && content() > SHEET_MM * PX_PER_MM) rows.deleteRow(-1);
});
document.querySelector(".print").addEventListener("click", () => window.print());
