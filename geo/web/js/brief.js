// The printed page's one button.
document.querySelector(".print").addEventListener("click", () => window.print());
