// One visit is one entry of the history, so Back never shows a page of the person before.

/** Go to `url` in place of this page. */
export function go(url) {
  location.replace(url);
}

function empty() {
  for (const area of document.querySelectorAll("textarea, [type=search]")) area.value = "";
  for (const box of document.querySelectorAll(":checked")) box.checked = false;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  go(link.href);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get" || event.defaultPrevented) return;
  event.preventDefault();
  const query = new URLSearchParams(new FormData(form));
  go(`${form.action.split("?")[0]}?${query}`);
});

// A page that the browser kept whole must come back empty: on leaving, and again on return.
addEventListener("pagehide", empty);
addEventListener("pageshow", (event) => {
  if (event.persisted) go(location.href);
});
