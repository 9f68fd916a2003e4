// Saving while somebody writes. One mechanism for the entrant's pages and the judge's desk.
//
// A *unit* is what is saved at once under one version: any element with `data-save-url`, either a control or a
// container whose named controls belong to it (a row of a table, a score with its n/a). Units may come and go
// with htmx: events are caught on the document, and new units are looked up after every swap.
//
//   data-save-url="/my/…"    where the unit is sent, by POST
//   data-version="3"         the version this page shows; kept up to date here
//   data-saved-at="ISO"      when that version was saved (optional: gives the first "Saved 12:03")
//   data-save-name="text"    on a control: the name it is sent under, if not its `name`
//
// Sent: `version` and each control's value, as a form (a checkbox sends "on" or ""; a group of radios its value or "").
// Wanted back, as JSON:
//   200 {"version": 4, "at": "<ISO>"}          saved. `"late": true` adds that the deadline has passed.
//       … and "values": {name: value}          the unit's content was replaced by this (a save that had arrived before)
//   409 {"version": 5, "at", "by": "<name>", "values": {name: value}}   somebody else was faster; both texts are shown
//   401 or a redirect                          signed out: the text waits here until somebody signs in again
//   400, 403, 404, 423 {"message": "<text>"}   refused; said in words, tried again when something is typed
//   anything else, or nothing                  tried again and again, sooner when the network returns
//
// Every keystroke is kept in this browser's storage first, under the person's id (`data-person` on the body), and is
// removed from there only when the server has said that it has that very text. So a crash, a closed tab, a lost
// network or an ended session lose nothing: the text comes back when the page is opened again.
//
// The state is shown in `[data-saved]` of the unit or of its `.field` or `[data-save-scope]` (words go into `[data-saved-words]` inside it),
// and the gravest state of all units in every `[data-saved-bar]` of the page. `data-state` holds: idle, saved,
// unsaved, saving, failing, signed-out, conflict, refused. Words are replaced by those of
// `<script type="application/json" id="save-words">`, if the page has it (shared/parts/save_words.html).
//
// Events, bubbling from the unit: `laurels:saved` (detail: the answer), `laurels:save-state` (detail: {state}).
// For other modules: `flush()` resolves with true when everything is saved, `saveNow(unit)`, `stateOf(unit)`.

import { forget, keep, kept } from "./keeping.js";
import { announce, say, showAll, showConflict, showState } from "./saved-words.js";

const PAUSE = 700; // ms without a key before a save
const LONGEST = 4000; // ms that typing may put a save off
const RETRIES = [2, 5, 10, 20, 30]; // s between attempts while saving fails
const units = new Map();

class Unit {
  constructor(element) {
    this.element = element;
    this.state = element.dataset.savedAt ? "saved" : "idle";
    this.at = element.dataset.savedAt ?? "";
    this.message = "";
    this.failures = 0;
    this.timer = 0;
    this.dirtySince = 0;
    this.flight = null;
    this.lastSent = null;
  }

  get url() {
    return this.element.dataset.saveUrl;
  }

  get version() {
    return Number(this.element.dataset.version || 0);
  }

  set version(number) {
    this.element.dataset.version = number;
  }

  controls() {
    const own = this.element.matches("input, textarea, select")
      ? [this.element]
      : [...this.element.querySelectorAll("input, textarea, select")];
    return own.filter((control) => nameOf(control) && control.closest("[data-save-url]") === this.element);
  }

  values() {
    const values = {};
    for (const control of this.controls()) {
      const name = nameOf(control);
      if (control.type === "radio") values[name] = control.checked ? control.value : (values[name] ?? "");
      else values[name] = control.type === "checkbox" ? (control.checked ? "on" : "") : control.value;
    }
    return values;
  }

  put(values) {
    for (const control of this.controls()) {
      const value = values[nameOf(control)];
      if (value === undefined) continue;
      if (control.type === "radio") control.checked = control.value === value;
      else if (control.type === "checkbox") control.checked = value === "on" || value === true;
      else control.value = value;
    }
    this.element.dispatchEvent(new CustomEvent("laurels:put", { bubbles: true }));
  }

  become(state, message = "") {
    this.state = state;
    this.message = message;
    showState(this);
    showAll([...units.values()]);
    this.element.dispatchEvent(new CustomEvent("laurels:save-state", { bubbles: true, detail: { state } }));
  }

  typed(soon) {
    this.dirtySince ||= Date.now();
    keep(this.url, this.values(), this.version);
    if (this.state === "conflict") return;
    if (this.state !== "failing" && this.state !== "signed-out") this.become("unsaved");
    const waited = Date.now() - this.dirtySince;
    this.later(soon ? 0 : Math.max(0, Math.min(PAUSE, LONGEST - waited)));
  }

  later(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), ms);
  }

  // One request at a time: what is typed meanwhile goes with the next one.
  send() {
    clearTimeout(this.timer);
    this.flight ??= this.attempt().finally(() => {
      this.flight = null;
      if (this.state === "unsaved") this.later(0);
    });
    return this.flight;
  }

  async attempt() {
    const values = this.values();
    if (this.state === "unsaved") this.become("saving");
    const before = this.lastSent;
    this.lastSent = values;
    let response;
    let answer = {};
    try {
      response = await post(this.url, { ...values, version: this.version });
      if (response.headers.get("Content-Type")?.includes("json")) answer = await response.json();
    } catch {
      return this.failed();
    }
    if (response.type === "opaqueredirect" || response.status === 401 || isStale(response)) return this.signedOut();
    if (response.status === 409) return this.conflict(answer, values, before);
    if (response.ok && answer.version !== undefined) return this.saved(answer, values);
    if ([400, 403, 404, 410, 413, 423].includes(response.status)) return this.refused(answer);
    return this.failed();
  }

  saved(answer, values) {
    if (this.failures) announce(say("again"));
    this.version = answer.version;
    this.at = answer.at;
    this.failures = 0;
    const unchanged = same(values, this.values());
    if (unchanged && answer.values) this.put(answer.values);
    if (unchanged) {
      forget(this.url);
      this.dirtySince = 0;
      this.become("saved", answer.late ? say("late", { time: this.at }) : "");
    } else {
      keep(this.url, this.values(), this.version);
      this.dirtySince = Date.now();
      this.become("unsaved");
    }
    this.element.dispatchEvent(new CustomEvent("laurels:saved", { bubbles: true, detail: answer }));
  }

  conflict(theirs, values, before) {
    // Our own text, saved by a request whose answer was lost on the way, is no conflict.
    if (same(theirs.values, values)) return this.saved({ version: theirs.version, at: theirs.at }, values);
    if (before && same(theirs.values, before)) {
      this.version = theirs.version;
      return this.become("unsaved");
    }
    this.become("conflict");
    announce(say("conflict"));
    showConflict(this, theirs, {
      mine: () => this.settle(theirs.version, null),
      theirs: () => this.settle(theirs.version, theirs.values),
      both: () => this.settle(theirs.version, joined(this.values(), theirs.values)),
    });
  }

  settle(version, values) {
    this.version = version;
    this.dirtySince = Date.now();
    if (values) this.put(values);
    keep(this.url, this.values(), version);
    this.become("unsaved");
    this.later(0);
  }

  signedOut() {
    this.failures += 1;
    this.become("signed-out");
    if (this.failures === 1) announce(say("signed-out"));
    this.later(20_000);
  }

  refused(answer) {
    this.become("refused", answer.message ?? say("refused"));
    announce(this.message);
  }

  failed() {
    const wait = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
    this.failures += 1;
    this.become("failing");
    if (this.failures === 1) announce(say("failing"));
    this.later(wait * 1000);
  }
}

// ---- Small helpers ----

function nameOf(control) {
  return control.dataset.saveName || control.name;
}

function same(a, b) {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}

function joined(mine, theirs) {
  return Object.fromEntries(
    Object.entries(mine).map(([name, text]) => [name, theirs[name] ? `${text}\n\n${theirs[name]}` : text]),
  );
}

// A 403 without JSON comes from the guard against forged requests: the token belongs to an ended session.
function isStale(response) {
  return response.status === 403 && !response.headers.get("Content-Type")?.includes("json");
}

// The cookie first: it is renewed when somebody signs in again in another tab, the page's own copy is not.
function token() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? cookie[1] : (document.body.dataset.csrf ?? "");
}

function post(url, fields) {
  const body = new URLSearchParams(fields);
  return fetch(url, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token(), Accept: "application/json" },
    credentials: "same-origin",
    redirect: "manual",
    keepalive: body.toString().length < 60_000, // browsers refuse to keep a larger one alive
  });
}

function unitOf(target) {
  const element = target.closest?.("[data-save-url]");
  if (!element) return null;
  if (!units.has(element)) units.set(element, new Unit(element));
  return units.get(element);
}

const waiting = () => [...units.values()].filter((unit) => !["idle", "saved"].includes(unit.state));

// ---- For other modules ----

export function stateOf(element) {
  return unitOf(element)?.state;
}

export function saveNow(element) {
  const unit = unitOf(element);
  unit?.typed(true);
  return unit?.send();
}

export async function flush() {
  await Promise.all(waiting().filter((unit) => unit.state !== "conflict").map((unit) => unit.send()));
  await Promise.all(waiting().filter((unit) => unit.state === "unsaved").map((unit) => unit.send()));
  return waiting().length === 0;
}

// Finds new units and brings back what this browser still holds of them.
export function lookUp(root = document) {
  for (const [element] of units) if (!element.isConnected) units.delete(element);
  for (const element of root.querySelectorAll("[data-save-url]")) {
    const known = units.has(element);
    const unit = unitOf(element);
    if (known) continue;
    showState(unit);
    const held = kept(unit.url);
    if (!held) continue;
    if (same(held.values, unit.values())) {
      forget(unit.url);
      continue;
    }
    unit.put(held.values);
    unit.version = held.version; // an older one: the server then shows what came between
    unit.dirtySince = Date.now();
    unit.become("unsaved");
    unit.later(0);
  }
  showAll([...units.values()]);
}

// ---- What happens on the page ----

document.addEventListener("input", ({ target }) => unitOf(target)?.typed(false));
document.addEventListener("change", ({ target }) => unitOf(target)?.typed(true));
document.addEventListener("htmx:after:swap", () => lookUp());
window.addEventListener("online", () => waiting().forEach((unit) => unit.state === "failing" && unit.send()));
window.addEventListener("focus", () => waiting().forEach((unit) => unit.state === "signed-out" && unit.send()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const unit of waiting()) if (unit.state === "unsaved") unit.send();
});

// Leaving by a link or a button waits for what is not saved yet, but not for ever.
const soon = () => Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, 2500))]);

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href]");
  const plain = link && !link.target && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!plain || event.defaultPrevented || link.origin !== location.origin || !waiting().length) return;
  if (link.pathname === location.pathname && link.hash) return;
  event.preventDefault();
  await soon();
  location.assign(link.href);
});

let going = null;
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form === going || !waiting().length) {
    if (form.matches("[data-autosaved]")) event.preventDefault();
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  await soon();
  if (form.matches("[data-autosaved]")) return;
  going = form;
  form.requestSubmit(submitter);
}, true);

window.addEventListener("beforeunload", (event) => {
  if (waiting().some((unit) => !kept(unit.url))) event.preventDefault(); // this browser keeps nothing: ask first
});

lookUp();
