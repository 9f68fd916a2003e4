// The judge's questions: find a company in a long list, print a page. Without JavaScript the list is whole.

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

for (const box of document.querySelectorAll("[data-finds]")) {
  const input = box.querySelector("input");
  const said = box.querySelector("[data-found]");
  const labels = [...(document.getElementById(box.dataset.finds)?.querySelectorAll(".checks label") ?? [])];
  const rows = labels.map((label) => ({ label, row: label.parentElement, name: plain(label.textContent) }));
  const narrow = () => {
    const wanted = plain(input.value.trim());
    let shown = 0;
    for (const { label, row, name } of rows) {
      // What is ticked stays in view, whatever is looked for.
      const fits = name.includes(wanted) || label.querySelector("input").checked;
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    said.textContent = shown ? "" : input.dataset.none;
  };
  input.addEventListener("input", narrow);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // looking for a company declares none
  });
  box.hidden = false;
  narrow();
}

for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
