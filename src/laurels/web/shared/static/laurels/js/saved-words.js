// How autosave.js says what it did. The words come translated with the page (shared/parts/save_words.html).

const ENGLISH = {
  saved: "Saved {time}",
  unsaved: "Not saved yet",
  saving: "Saving…",
  failing: "Not saved: no connection. Your text is kept in this browser and will be sent as soon as it can be.",
  "signed-out": "Not saved: you are signed out. Your text is kept in this browser.",
  "sign-in": "Sign in again",
  conflict: "Not saved yet: somebody else changed this. Both texts are kept.",
  refused: "Not saved. Your text is kept in this browser.",
  late: "Kept as a draft {time}, after the deadline: it can no longer be submitted",
  again: "Connected again, everything is saved.",
  "conflict-head": "{name} saved another text here, {time}.",
  "conflict-unknown": "Another text was saved here, {time}.",
  "conflict-what": "Below is that text; yours stands in the field above. Nothing is lost: the other one stays in the history.",
  mine: "Keep mine",
  theirs: "Take the other",
  both: "Put the other below mine",
  on: "yes",
  off: "no",
};
const given = document.getElementById("save-words");
const WORDS = { ...ENGLISH, ...(given ? JSON.parse(given.textContent) : {}) };
// The gravest first: one word for the whole page.
const ORDER = ["conflict", "refused", "signed-out", "failing", "saving", "unsaved", "saved", "idle"];
const LOCALES = { en: "en-GB" }; // the pages say 23 January, not January 23
const GRAVE = new Set(["conflict", "refused", "signed-out", "failing"]);

export function clock(iso) {
  if (!iso) return "";
  const at = new Date(iso);
  const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang || undefined; // day first, as everywhere
  const time = at.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const today = document.body.dataset.now ? new Date(document.body.dataset.now) : new Date();
  if (at.toDateString() === today.toDateString()) return time;
  return `${at.toLocaleDateString(lang, { day: "numeric", month: "long" })}, ${time}`;
}

export function say(key, { name = "", time = "" } = {}) {
  return WORDS[key].replace("{name}", name).replace("{time}", clock(time));
}

function wordsOf(unit) {
  if (unit.message) return unit.message;
  if (unit.state === "idle") return "";
  return say(unit.state, { time: unit.at });
}

function fill(place, state, words) {
  place.dataset.state = state;
  place.classList.toggle("failed", GRAVE.has(state));
  const target = place.querySelector("[data-saved-words]") ?? place;
  // Said already: a link that is drawn anew while somebody presses it would swallow the click.
  const said = state === "signed-out" ? `${words} ${say("sign-in")}` : words;
  if (target.textContent.trim() === said) return;
  target.textContent = words;
  if (state === "signed-out") target.append(" ", signInLink());
}

// In a tab of its own: this page, with its text, stays as it is and goes on saving afterwards.
function signInLink() {
  const link = document.createElement("a");
  link.href = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
  link.target = "_blank";
  link.textContent = say("sign-in");
  return link;
}

export function showState(unit) {
  const place = unit.element.querySelector("[data-saved]") ?? unit.element.closest(".field, [data-save-scope]")?.querySelector("[data-saved]");
  if (place) fill(place, unit.state, wordsOf(unit));
  if (unit.state !== "conflict") unit.panel?.remove();
}

export function showAll(units) {
  const gravest = ORDER.find((state) => units.some((unit) => unit.state === state)) ?? "idle";
  const those = units.filter((unit) => unit.state === gravest);
  const newest = those.reduce((best, unit) => (unit.at > (best?.at ?? "") ? unit : best), null) ?? those[0];
  for (const place of document.querySelectorAll("[data-saved-bar]")) {
    if (newest && gravest !== "idle") fill(place, gravest, wordsOf(newest));
  }
}

let region = null;

// Spoken by screen readers: only what went wrong, and that it is right again.
export function announce(words) {
  if (!region) {
    region = document.createElement("div");
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = words;
}

function element(tag, css, text = "") {
  const made = document.createElement(tag);
  if (css) made.className = css;
  made.textContent = text;
  return made;
}

function content(unit, theirs) {
  const box = element("div", "reading conflict-text");
  const controls = unit.controls();
  for (const [name, value] of Object.entries(theirs.values)) {
    const control = controls.find((one) => (one.dataset.saveName || one.name) === name);
    const label = control?.labels?.[0]?.textContent.trim() || control?.getAttribute("aria-label") || name;
    const shown = control?.type === "checkbox" ? say(value === "on" ? "on" : "off") : value;
    const text = element("p", "", controls.length > 1 ? `${label}: ${shown}` : shown);
    text.style.whiteSpace = "pre-wrap";
    box.append(text);
  }
  return box;
}

export function showConflict(unit, theirs, choices) {
  unit.panel?.remove();
  const panel = element("div", "notice warn conflict");
  const head = element("p");
  head.append(
    element("strong", "", say(theirs.by ? "conflict-head" : "conflict-unknown", { name: theirs.by, time: theirs.at })),
    ` ${say("conflict-what")}`,
  );
  const acts = element("p", "row-of");
  const one = unit.controls().length === 1 && unit.controls()[0].matches("textarea");
  for (const [key, act] of Object.entries(choices)) {
    if (key === "both" && !one) continue;
    const button = element("button", "btn btn-sm", say(key));
    button.type = "button";
    button.addEventListener("click", act);
    acts.append(button);
  }
  panel.append(head, content(unit, theirs), acts);
  unit.panel = panel;
  const row = unit.element.closest("tr");
  if (row) {
    // A table takes only rows: the panel gets one of its own below.
    const line = document.createElement("tr");
    const cell = document.createElement("td");
    cell.colSpan = row.cells.length;
    cell.append(panel);
    line.append(cell);
    row.after(line);
    unit.panel = line;
  } else {
    (unit.element.closest(".field") ?? unit.element).after(panel);
  }
}
