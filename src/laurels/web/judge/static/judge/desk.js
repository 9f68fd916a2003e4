// The desk by keyboard and by hand: which criterion is in hand, numbers that score, the ribbon and the counts.
// Saving is autosave.js's: here a score is set as a person would, and a `change` event says so.

const form = document.querySelector("[data-scoring]");
const rows = form ? [...form.querySelectorAll("[data-criterion]")] : [];
const words = document.getElementById("desk-words")?.dataset ?? {};
const TYPING_ON = 700; // ms in which "1" may still become "10"
let typed = "";
let timer = 0;

const inHand = () => form?.querySelector(".crit.now");
const numberOf = (row) => row.querySelector("input[inputmode]");
const tickOf = (row) => row.querySelector('input[type="checkbox"]');
const radiosOf = (row) => [...row.querySelectorAll('.scale input[type="radio"]')];

function valueOf(row) {
  if (tickOf(row)?.checked) return "n/a";
  const number = numberOf(row);
  return number ? number.value.trim().replace(",", ".") : (radiosOf(row).find((radio) => radio.checked)?.value ?? "");
}

// ---- Which criterion is in hand ----

function take(row, { focus = true, still = false } = {}) {
  if (!row) return;
  const pane = row.closest(".right");
  const before = row.getBoundingClientRect().top;
  for (const other of rows) other.classList.toggle("now", other === row);
  for (const bar of document.querySelectorAll("[data-bar]")) bar.classList.toggle("now", bar.dataset.bar === row.dataset.criterion);
  row.closest("details").open = true;
  if (still) {
    // What was pressed stays under the finger, though the card above it has shrunk.
    const moved = row.getBoundingClientRect().top - before;
    const scroller = getComputedStyle(pane).overflowY === "auto" ? pane : document.scrollingElement;
    scroller.scrollTop += moved;
  } else {
    row.scrollIntoView({ block: "nearest" });
  }
  if (focus) (numberOf(row) ?? radiosOf(row).find((radio) => radio.checked) ?? radiosOf(row)[0])?.focus({ preventScroll: true });
}

function step(by) {
  const place = rows.indexOf(inHand()) + by;
  take(rows[Math.max(0, Math.min(rows.length - 1, place))]);
}

function nextOpen() {
  const start = rows.indexOf(inHand()) + 1;
  const order = [...rows.slice(start), ...rows.slice(0, start)];
  const open = order.find((row) => !valueOf(row));
  if (open) take(open);
  else document.querySelector("[data-review]")?.focus();
}

// ---- Giving a score ----

function give(row, value) {
  const radio = radiosOf(row).find((each) => each.value === value);
  const tick = tickOf(row);
  const had = valueOf(row);
  if (radio) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (tick && value === "n/a") {
    tick.checked = true;
    tick.dispatchEvent(new Event("change", { bubbles: true }));
  } else {
    return;
  }
  if (had) step(1);
  else nextOpen();
}

function takeBack(row) {
  const control = numberOf(row) ?? radiosOf(row).find((radio) => radio.checked);
  if (!control) return;
  if (control.type === "radio") control.checked = false;
  else control.value = "";
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

function digit(row, key) {
  const number = numberOf(row);
  if (number) {
    number.focus();
    number.select();
    return false; // the key itself writes into the box
  }
  clearTimeout(timer);
  typed += key;
  const values = radiosOf(row).map((radio) => radio.value);
  const fitting = values.filter((value) => value.startsWith(typed));
  if (!fitting.length) typed = key;
  const commit = () => {
    const value = typed;
    typed = "";
    if (values.includes(value)) give(row, value);
  };
  if (values.filter((value) => value.startsWith(typed)).length > 1) timer = setTimeout(commit, TYPING_ON);
  else commit();
  return true;
}

function comment(row) {
  const remarks = row.closest("details").querySelector("[data-remarks]");
  const kind = remarks.querySelector("[data-kind]:checked").value;
  remarks.querySelector(`[data-kind-of="${kind}"] textarea`).focus();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const { target, key } = event;
  // A pointer may have scored another card than the one in hand: keys go to where the focus is.
  const row = target.closest("[data-criterion]") ?? inHand();
  if (target.matches("textarea")) {
    if (key === "Escape") take(inHand());
    return;
  }
  const writes = target.matches("input:not([type=radio], [type=checkbox])");
  if (writes && !["Enter", "ArrowUp", "ArrowDown"].includes(key)) return;
  if (!row || target.closest(".left, .pane, .choice")) return;
  const plain = !target.closest("a, button, summary");
  const acts = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    j: () => step(1),
    k: () => step(-1),
    n: () => give(row, "n/a"),
    c: () => comment(row),
    Delete: () => takeBack(row),
    Backspace: () => takeBack(row),
    Enter: plain ? nextOpen : null,
  };
  const act = acts[key] ?? acts[key.toLowerCase()];
  if ((act || /^[0-9]$/.test(key)) && row !== inHand()) take(row, { focus: false, still: true });
  if (act) {
    event.preventDefault();
    act();
  } else if (/^[0-9]$/.test(key) && digit(row, key)) {
    event.preventDefault();
  }
}

// ---- What the page says about it ----

const fill = (template, n, all) => (template ?? "").replace("{n}", n).replace("{all}", all);
const plain = (number) => Number(number.toFixed(6)).toLocaleString(document.documentElement.lang);

function strong(place, template, n, all) {
  const [before, after] = fill(template, "\u0000", all).split("\u0000");
  const figure = document.createElement("b");
  figure.textContent = n;
  place.replaceChildren(before, figure, after);
}

function showBar(row, value) {
  const bar = document.querySelector(`[data-bar="${CSS.escape(row.dataset.criterion)}"]`);
  const low = Number(row.dataset.low);
  const share = (Number(value) - low) / (Number(row.dataset.high) - low || 1);
  const none = value === "" || value === "n/a" || !Number.isFinite(share);
  bar?.classList.toggle("none", none);
  bar?.style.setProperty("--v", none ? 0 : Math.max(0, Math.min(4, 4 * share)));
}

function showAreas() {
  for (const area of form.querySelectorAll("[data-area]")) {
    const own = [...area.querySelectorAll("[data-criterion]")];
    if (!own.length) continue;
    const given = own.filter((row) => valueOf(row));
    const place = area.querySelector("[data-area-state]");
    if (!given.length) place.textContent = words.none;
    else if (given.length < own.length) place.textContent = fill(words.scored, given.length, own.length);
    else {
      const counted = given.filter((row) => valueOf(row) !== "n/a");
      const sum = (pick) => plain(counted.reduce((total, row) => total + Number(pick(row)), 0));
      strong(place, words.points, sum(valueOf), sum((row) => row.dataset.high));
    }
  }
}

function showAll() {
  for (const row of rows) {
    const value = valueOf(row);
    showBar(row, value);
    for (const anchor of row.querySelectorAll("[data-at]")) anchor.classList.toggle("is", value !== "" && anchor.dataset.at === value);
  }
  showAreas();
  const given = rows.filter((row) => valueOf(row)).length;
  strong(document.querySelector("[data-count]"), words.scored, given, rows.length);
  document.querySelector("[data-count-short]").textContent = fill(words.of, given, rows.length);
  const complete = given === rows.length;
  document.querySelector("[data-next]").hidden = complete;
  document.querySelector("[data-review]").hidden = !complete;
  document.querySelector("[data-until]")?.toggleAttribute("hidden", complete);
}

function showWritten(remarks) {
  for (const box of remarks.querySelectorAll("[data-kind-of]")) {
    const label = remarks.querySelector(`[data-kind][value="${box.dataset.kindOf}"]`).closest("label");
    label.classList.toggle("has", box.querySelector("textarea").value.trim() !== "");
  }
}

if (form) {
  document.addEventListener("keydown", onKey);
  form.addEventListener("change", ({ target }) => {
    const row = target.closest("[data-criterion]");
    if (row && target.type === "checkbox" && target.checked) numberOf(row).value = "";
    if (row && target.matches("[inputmode]") && target.value && tickOf(row)) tickOf(row).checked = false;
    showAll();
  });
  form.addEventListener("input", ({ target }) => {
    const remarks = target.closest("[data-remarks]");
    if (remarks) showWritten(remarks);
  });
  form.addEventListener("laurels:put", showAll);
  // A pointer that scores moves nothing, so one can go down the list; pressing the words opens their card.
  form.addEventListener("click", ({ target }) => {
    const row = target.closest(".cname") && target.closest("[data-criterion]");
    if (row && !row.classList.contains("now")) take(row, { still: true });
  });
  form.addEventListener("focusin", ({ target }) => {
    const row = target.closest("[data-criterion]");
    if (row && !row.classList.contains("now") && target.matches(":focus-visible")) take(row, { focus: false, still: true });
  });
  document.querySelector("[data-next]")?.addEventListener("click", nextOpen);
  showAll();
  if (matchMedia("(min-width: 62rem)").matches) inHand()?.scrollIntoView({ block: "nearest" });
}
