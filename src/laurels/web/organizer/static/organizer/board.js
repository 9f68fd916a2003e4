// The board by keyboard: one tab stop, arrows go from cell to cell, and what a cell is and why is said above it.

const board = document.querySelector("[data-board]");
const say = document.querySelector("[data-board-say]");

// The list for narrow screens repeats the marks: only those that can be seen are sent.
function sendWhatIsSeen() {
  for (const box of document.querySelectorAll('.board-form input[name="entries"]')) {
    box.disabled = box.offsetParent === null;
  }
}
sendWhatIsSeen();
addEventListener("resize", sendWhatIsSeen);

// Marking all of this page at once needs the script, so the mark for it comes with the script.
const all = document.querySelector("[data-mark-all]");
if (all) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll('.board-form input[name="entries"]:enabled')) box.checked = all.checked;
  });
}

if (board) {
  const rows = [...board.tBodies[0].rows].map((row) => [...row.querySelectorAll("td > a")]);
  let at = [0, 0];
  const cell = (row, column) => rows[row]?.[column];
  const place = (link) => {
    const row = rows.findIndex((each) => each.includes(link));
    return row < 0 ? null : [row, rows[row].indexOf(link)];
  };
  const tell = (link) => {
    const [number, title] = link.closest("tr").querySelector(".what a").childNodes;
    const entry = `${number.textContent} ${title.textContent}`.trim();
    const [name, state] = [link.ariaLabel.slice(0, link.ariaLabel.lastIndexOf(", ")), link.ariaLabel.split(": ").at(-1)];
    const bold = document.createElement("b");
    bold.textContent = `${name}, ${entry}`;
    say.replaceChildren(bold, `: ${state}${link.dataset.why ? `. ${link.dataset.why}` : ""}`);
  };
  const go = (row, column) => {
    const next = cell(row, column);
    if (!next) return false;
    cell(...at)?.setAttribute("tabindex", "-1");
    at = [row, column];
    next.tabIndex = 0;
    next.focus();
    return true;
  };
  if (cell(0, 0)) cell(0, 0).tabIndex = 0;
  board.addEventListener("focusin", (event) => {
    if (!event.target.matches("td > a")) return;
    const found = place(event.target);
    if (found) at = found;
    tell(event.target);
  });
  board.addEventListener("mouseover", (event) => {
    if (event.target.matches("td > a")) tell(event.target);
  });
  board.addEventListener("keydown", (event) => {
    const [row, column] = at;
    const last = rows[row] ? rows[row].length - 1 : 0;
    const steps = {
      ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
      Home: [row, 0], End: [row, last],
      PageUp: [0, column], PageDown: [rows.length - 1, column],
    };
    if (!event.target.matches("td > a") || !steps[event.key] || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    go(...steps[event.key]);
  });
}
