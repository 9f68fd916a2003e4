// Saves as somebody types. A word that the screen called saved is on the server; one that is not stays in this browser
// until it is. Contract: POST {name, value, version} to data-save-url; 200 answers {version, saved_at}, 409 answers
// {version, value, by} when somebody else has saved meanwhile. Both sides of a conflict are kept: ours here, theirs there.

const words = document.getElementById("saved-words")?.dataset ?? {};
const PAUSE = 600;
const LONGEST_WAIT = 30_000;
const slots = new Map();

const keyOf = (url, name) => `unsaved:${url}#${name}`;
const csrf = () => document.body.dataset.csrf ?? "";

function slotOf(control) {
  const owner = control.closest("[data-save-url]");
  if (!owner || !control.name) return null;
  const key = keyOf(owner.dataset.saveUrl, control.name);
  if (!slots.has(key)) slots.set(key, { key, url: owner.dataset.saveUrl, name: control.name, owner, timer: 0, tries: 0, busy: false, dirty: false });
  return slots.get(key);
}

function valueOf(slot) {
  const controls = [...document.getElementsByName(slot.name)].filter((c) => c.closest("[data-save-url]") === slot.owner);
  const first = controls[0];
  if (!first) return "";
  if (first.type === "radio") return controls.find((c) => c.checked)?.value ?? "";
  if (first.type === "checkbox") return first.checked ? first.value || "on" : "";
  return first.value;
}

function show(slot, state, text) {
  const scope = slot.owner.closest(".field, [data-save-scope]") ?? slot.owner;
  const marks = [...scope.querySelectorAll("[data-saved]"), ...document.querySelectorAll("[data-saved-bar]")];
  for (const mark of marks) {
    mark.dataset.state = state;
    mark.classList.toggle("failed", state === "failed");
    (mark.querySelector("[data-saved-words]") ?? mark).textContent = text;
  }
}

function keep(slot, value) {
  try {
    localStorage.setItem(slot.key, JSON.stringify({ value, version: slot.owner.dataset.version ?? "" }));
  } catch {
    // A full or forbidden store takes away the second net, not the first: the request still goes out.
  }
}

function tell(slot, name, detail) {
  slot.owner.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { ...detail, field: slot.name } }));
}

function plan(slot, wait) {
  clearTimeout(slot.timer);
  slot.timer = setTimeout(() => save(slot), wait);
}

async function save(slot, { last = false } = {}) {
  clearTimeout(slot.timer);
  if (slot.busy && !last) return;
  slot.busy = true;
  slot.dirty = false;
  const value = valueOf(slot);
  show(slot, "saving", words.saving ?? "Saving…");
  const body = new URLSearchParams({ name: slot.name, value, version: slot.owner.dataset.version ?? "" });
  let answer;
  try {
    answer = await fetch(slot.url, { method: "POST", body, keepalive: last, redirect: "manual", headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
  } catch {
    answer = null;
  }
  slot.busy = false;
  if (answer?.ok) return saved(slot, value, await answer.json());
  if (answer?.status === 409) return conflict(slot, await answer.json());
  // Refused for good (closed, not allowed, too long): trying again would not help, the server says why.
  if (answer && answer.status >= 400 && answer.status < 500 && ![401, 403, 408, 429].includes(answer.status)) {
    const told = await answer.json().catch(() => ({}));
    show(slot, "failed", told.message ?? words.refused ?? "Not saved. Your words are kept here.");
    return tell(slot, "laurels:refused", told);
  }
  // Out of session shows as 401, 403, or a redirect to the sign-in page (opaque to us).
  const out = answer && (answer.type === "opaqueredirect" || [401, 403].includes(answer.status));
  slot.tries += 1;
  show(slot, "failed", (out ? words.signedOut : words.failed) ?? "Not saved. Your words are kept here; trying again.");
  plan(slot, Math.min(1000 * 2 ** slot.tries, LONGEST_WAIT));
}

function saved(slot, value, told) {
  slot.tries = 0;
  if (told.version !== undefined) slot.owner.dataset.version = told.version;
  if (slot.dirty) {
    keep(slot, valueOf(slot));
    return plan(slot, 0);
  }
  localStorage.removeItem(slot.key);
  show(slot, "saved", (words.saved ?? "Saved {time}").replace("{time}", told.saved_at ?? ""));
  tell(slot, "laurels:saved", { ...told, value });
}

function conflict(slot, told) {
  show(slot, "failed", (words.conflict ?? "{by} has changed this meanwhile. Both versions are kept.").replace("{by}", told.by ?? words.somebody ?? ""));
  tell(slot, "laurels:conflict", told);
}

function changed({ target }, wait) {
  const slot = target.name !== undefined ? slotOf(target) : null;
  if (!slot) return;
  slot.dirty = true;
  keep(slot, valueOf(slot));
  show(slot, "saving", words.saving ?? "Saving…");
  plan(slot, wait);
}

const isTyped = (el) => el.matches?.("textarea, input:not([type=radio], [type=checkbox], [type=file])");
document.addEventListener("input", (event) => { if (isTyped(event.target)) changed(event, PAUSE); });
document.addEventListener("change", (event) => { if (!isTyped(event.target) && event.target.type !== "file") changed(event, 0); });

function restore() {
  for (const control of document.querySelectorAll("[data-save-url][name], [data-save-url] [name]")) {
    const slot = slotOf(control);
    const left = slot && localStorage.getItem(slot.key);
    if (!left || slot.restored) continue;
    slot.restored = true;
    const { value, version } = JSON.parse(left);
    if (value === valueOf(slot)) { localStorage.removeItem(slot.key); continue; }
    if (control.type === "radio") {
      const wanted = document.querySelector(`[name="${CSS.escape(control.name)}"][value="${CSS.escape(value)}"]`);
      if (wanted) wanted.checked = true;
    } else if (control.type === "checkbox") control.checked = Boolean(value);
    else control.value = value;
    if (version) slot.owner.dataset.version = version;
    plan(slot, 0);
  }
}
restore();

addEventListener("online", () => { for (const slot of slots.values()) if (slot.tries) plan(slot, 0); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const slot of slots.values()) if (slot.dirty && !slot.busy) save(slot, { last: true });
});
addEventListener("beforeunload", (event) => {
  if ([...slots.values()].some((slot) => slot.dirty || slot.busy || slot.tries)) event.preventDefault();
});
