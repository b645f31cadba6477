// Triage by keyboard: J and K walk through the list; a key that opens a form puts the cursor into it,
// Escape closes it again; M and a digit merge into the candidate of that number.

import { onKeys } from "./kit/keys.js";

const lines = [...document.querySelectorAll(".item > a")];
const candidates = [...document.querySelectorAll("[data-candidate]")];

function walk(step) {
  const next = lines[lines.indexOf(document.activeElement) + step] ?? document.activeElement;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

if (lines.length) onKeys({ J: () => walk(1), K: () => walk(-1) });
candidates.forEach((button, index) => onKeys({ [`M ${index + 1}`]: () => button.click() }));

for (const summary of document.querySelectorAll("summary[aria-keyshortcuts]")) {
  summary.addEventListener("click", (event) => {
    // Clicked by hand, the focus stays where it is; a digit after M must not land in a field.
    const stays = event.isTrusted || (summary.matches("[data-merge]") && candidates.length);
    if (stays || summary.parentElement.open) return;
    setTimeout(() => summary.parentElement.querySelector("input:not([type=hidden]), select, textarea")?.focus());
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const details = event.target.closest("details[open]");
  const summary = details?.querySelector("summary[aria-keyshortcuts]");
  if (!summary) return;
  details.open = false;
  summary.focus();
});
