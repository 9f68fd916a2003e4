// What somebody typed and no server has yet, kept in this browser. Under the person's id, so that the next one who
// signs in at the same computer never meets it.

const place = (url) => `laurels.kept:${document.body.dataset.person ?? ""}:${url}`;

export function keep(url, values, version) {
  try {
    localStorage.setItem(place(url), JSON.stringify({ values, version }));
  } catch {
    // Storage is full or switched off: autosave.js then asks before the page is left.
  }
}

export function kept(url) {
  try {
    return JSON.parse(localStorage.getItem(place(url)));
  } catch {
    return null;
  }
}

export function forget(url) {
  try {
    localStorage.removeItem(place(url));
  } catch {
    // Nothing was kept, so nothing is left behind.
  }
}
