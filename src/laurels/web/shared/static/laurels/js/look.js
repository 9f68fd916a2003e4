// The small behaviors that every page shares: theme, dialogs, the first error, word counts.

for (const choice of document.querySelectorAll("[data-theme-choice]")) {
  choice.hidden = false;
  const chosen = localStorage.getItem("theme") ?? "";
  for (const radio of choice.querySelectorAll("input")) radio.checked = radio.value === chosen;
  choice.addEventListener("change", ({ target }) => {
    if (target.value) {
      localStorage.setItem("theme", target.value);
      document.documentElement.dataset.theme = target.value;
    } else {
      localStorage.removeItem("theme");
      delete document.documentElement.dataset.theme;
    }
  });
}

// A native dialog gives focus, Escape and inertness; only opening and closing is said here.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.opens)?.showModal();
  }
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
});

document.querySelector("[data-focus]")?.focus();

const CJK = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g;

// The same count as the server's (core/words.py).
export function countWords(text) {
  const single = text.match(CJK)?.length ?? 0;
  return single + (text.replace(CJK, " ").match(/\S*[\p{L}\p{N}_]\S*/gu)?.length ?? 0);
}

function showCount(field) {
  const control = field.querySelector("textarea, input");
  const limit = Number(field.dataset.limit);
  const count = countWords(control.value);
  const figure = field.querySelector("[data-count] b");
  if (figure) figure.textContent = count.toLocaleString(document.documentElement.lang);
  field.style.setProperty("--at", `${(100 * count) / limit}%`);
  field.classList.toggle("over-limit", count > limit);
}

for (const field of document.querySelectorAll("[data-limit]")) showCount(field);
document.addEventListener("input", ({ target }) => {
  const field = target.closest?.("[data-limit]");
  if (field) showCount(field);
});
