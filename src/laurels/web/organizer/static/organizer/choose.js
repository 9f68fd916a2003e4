// One box that ticks all boxes of the page, and how many are ticked. Without it the list works as well.

const all = document.querySelector("[data-choose-all]");
const boxes = [...document.querySelectorAll("[data-choose]")];
const told = document.querySelector("[data-chosen]");

function show() {
  const chosen = boxes.filter((box) => box.checked).length;
  if (all) {
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  if (told) told.textContent = chosen.toLocaleString(document.documentElement.lang);
}

if (all && boxes.length) {
  all.closest("[hidden]")?.removeAttribute("hidden");
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  for (const box of boxes) box.addEventListener("change", show);
  show();
}
