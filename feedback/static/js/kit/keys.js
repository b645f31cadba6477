// Keys of a page. A button or link says its own key in aria-keyshortcuts and is pressed by it;
// what has no button is given to `onKeys` as {"Shift+J": deed, "G R": deed}.
// Latvian keyboards write ā, č, ē with AltGr, which Windows reports as Ctrl+Alt: never a shortcut.

const SEQUENCE_MS = 1500;
const TYPING = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";

/** Return the name of the pressed key, such as "J", "Alt+1" or "Control+Enter"; "" for none. */
export function keyName(event) {
  if (event.isComposing || event.getModifierState("AltGraph") || (event.ctrlKey && event.altKey)) return "";
  let key = event.key;
  // Digits by their place (Shift and Alt change the sign), letters too under a Cyrillic layout.
  if (/^Digit\d$/.test(event.code)) key = event.code.slice(-1);
  else if (/^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(key)) key = event.code.slice(-1);
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  return [
    event.ctrlKey && "Control",
    event.altKey && "Alt",
    event.metaKey && "Meta",
    event.shiftKey && !isSign && "Shift",
    key.length === 1 ? key.toUpperCase() : key,
  ].filter(Boolean).join("+");
}

function isSingleKeyOff(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.key.length > 1) return false;
  return event.target.closest(TYPING) !== null || document.documentElement.dataset.singleKeys === "off";
}

function elementFor(name) {
  return [...document.querySelectorAll("[aria-keyshortcuts]")].find((element) =>
    element.getAttribute("aria-keyshortcuts").toUpperCase().split(" ").includes(name.toUpperCase())
      && !element.disabled && element.checkVisibility?.() !== false);
}

function press(element) {
  if (element.matches(TYPING)) element.focus();
  else element.click();
}

function openHelp() {
  const hints = document.querySelector(".keys");
  if (!hints || document.querySelector("dialog[open]")) return;
  const dialog = document.createElement("dialog");
  const title = document.createElement("h2");
  const close = document.createElement("button");
  title.id = "key-help";
  title.textContent = hints.dataset.title;
  close.className = "btn btn-main";
  close.textContent = hints.dataset.close;
  close.addEventListener("click", () => dialog.close());
  dialog.className = "stack key-help";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, hints.cloneNode(true), close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const deeds = { "?": openHelp };
let first = "";
let firstAt = 0;

function pressed(event) {
  const name = keyName(event);
  if (!name || isSingleKeyOff(event) || document.querySelector("dialog[open]")) return;
  const pair = event.timeStamp - firstAt < SEQUENCE_MS ? `${first} ${name}` : "";
  const deed = deeds[pair] ?? deeds[name];
  const element = deed || event.repeat ? null : elementFor(name);
  [first, firstAt] = [name, event.timeStamp];
  if (!deed && !element) return;
  event.preventDefault();
  if (deed) deed(event);
  else press(element);
}

document.addEventListener("keydown", pressed);

/** Add keys of this page; `more` maps names to functions, two keys in a row as "G R". */
export function onKeys(more) {
  Object.assign(deeds, more);
}
