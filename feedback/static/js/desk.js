// The desk: hints while somebody types, and saving without leaving the page. Each button is a plain
// submit of the same form, so everything here works without this script too.
//
// Nothing typed is kept in the browser's storage: the computer is shared and the text is not masked
// yet. The browser asks before a page with an unsaved text is left or loaded again.

import { announce, Fragment } from "./kit/fragment.js";

const PATIENCE_MS = 15_000;
const REFUSED = [400, 404, 410, 422];

const form = document.getElementById("desk");
const { text, service, service_code: code, library } = form.elements;
const hints = new Fragment(document.getElementById("hints"));
let isSending = false;
let isLeaving = false;
let beforeVoice = ""; // what was typed when a voice was added instead

const byId = (id) => document.getElementById(id);

async function ask(body = new URLSearchParams(new FormData(form))) {
  if (!(await hints.load(form.dataset.hints, { method: "POST", body }))) return;
  for (const part of [...hints.place.children]) {
    const old = byId(part.id);
    if (old === part) continue;
    // Whoever stands in a part already is not thrown out of it.
    if (old.contains(document.activeElement)) part.remove();
    else old.replaceWith(part);
  }
  rove();
}

/** Send as a script does; null when there is no receipt, which the page then says. */
async function send(url, body, submitter) {
  if (isSending) return null;
  isSending = true;
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (REFUSED.includes(response.status)) {
      // The page that answers a plain form says what is wrong beside each field.
      isLeaving = true;
      form.requestSubmit(submitter);
    } else if (response.status === 401) {
      say("signed-out");
    } else if (response.ok || response.status === 409) {
      return await response.json();
    } else {
      say("not-saved");
    }
  } catch {
    say("not-saved");
  } finally {
    isSending = false;
  }
  return null;
}

function say(template) {
  byId("done").replaceChildren(byId(template).content.cloneNode(true));
  byId("done").scrollIntoView({ block: "nearest" });
}

function show(html) {
  const answer = document.createElement("template");
  answer.innerHTML = html;
  for (const part of [...answer.content.children]) byId(part.id).replaceWith(part);
  announce(byId("done").textContent.replace(/\s+/g, " ").trim());
}

function begin(typed = "") {
  const place = library?.value;
  form.reset();
  // At once, and not with the answer: the next text must not inherit what was chosen for this one.
  byId("found").replaceChildren();
  code.value = form.elements.suggested.value = "";
  for (const box of byId("topics").querySelectorAll(":checked")) box.checked = false;
  text.value = typed;
  if (library) library.value = place;
  form.querySelector(".place").open = false;
  const csrf_token = form.elements.csrf_token.value;
  ask(new URLSearchParams({ csrf_token, text: typed }));
  text.focus();
}

async function save(event) {
  if (isLeaving) return;
  event.preventDefault();
  // Who pressed Enter before the options came means the first of them.
  while (byId("service-list").hasAttribute("aria-busy")) await new Promise((go) => setTimeout(go, 20));
  const id = form.elements.id.value;
  const sent = text.value;
  const receipt = await send(form.action, new URLSearchParams(new FormData(form)), event.submitter);
  if (!receipt || (receipt.id !== id && receipt.outcome !== "conflict")) return;
  form.elements.id.value = receipt.next_id;
  show(receipt.html);
  if (form.querySelector("[role=alert]")) {
    // This page shows a refused text as its own; the next one begins anew.
    isLeaving = true;
    location.assign(`?saved=${receipt.reference}`);
  } else {
    // Whoever went on typing before the receipt came has begun the next one.
    begin(text.value.startsWith(sent) ? text.value.slice(sent.length) : text.value);
  }
}

const deeds = {
  mask() {
    for (const { dataset } of document.querySelectorAll("#found [data-mask]")) {
      text.value = text.value.replaceAll(dataset.words, dataset.mask);
    }
    text.focus();
    ask();
  },
  keep() {
    const body = new URLSearchParams(new FormData(form));
    body.set("keep", "1");
    text.focus();
    ask(body);
  },
  pick(button) {
    service.value = button.firstElementChild.textContent;
    code.value = button.value;
    service.focus();
    byId("likely").replaceChildren();
  },
  async join(button) {
    const body = new URLSearchParams(new FormData(form));
    body.set("join", button.value);
    const receipt = await send(button.formAction, body, button);
    if (!receipt) return;
    beforeVoice = text.value;
    show(receipt.html);
    begin();
  },
};

function pressed(event) {
  const button = event.target.closest("button[name]");
  if (isLeaving || button?.form !== form || !deeds[button.name]) return;
  event.preventDefault();
  deeds[button.name](button);
}

async function undo(event) {
  if (event.target.parentElement.closest("#done") === null) return;
  event.preventDefault();
  const receipt = await send(event.target.action, new URLSearchParams(new FormData(event.target)));
  if (!receipt) return;
  show(receipt.html);
  begin(beforeVoice);
}

// Topics are one stop of the Tab key; arrows move inside, and "another topic" opens the rest.

const stops = () =>
  [...byId("topics").querySelectorAll("input[type=checkbox], summary")].filter((stop) => stop.checkVisibility());

function rove(current) {
  const all = stops();
  const active = all.includes(current) ? current : all[0];
  for (const stop of all) stop.tabIndex = stop === active ? 0 : -1;
}

function arrowed(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const all = stops();
  const place = all.indexOf(event.target);
  if (place < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (step) all[(place + step + all.length) % all.length].focus();
  else if (event.key === "Escape") event.target.closest("details")?.removeAttribute("open");
  else return;
  event.preventDefault();
}

function opened({ target: details }) {
  if (!details.closest("#topics")) return;
  if (details.open) details.querySelector("input")?.focus();
  else {
    for (const chosen of details.querySelectorAll(":checked")) details.before(chosen.parentElement);
    details.firstElementChild.focus();
  }
}

text.addEventListener("input", () => ask());
form.addEventListener("submit", save);
form.addEventListener("change", ({ target }) => {
  // Whoever changes one topic has looked at them all.
  if (target.name === "topics") byId("topics").querySelectorAll(".chip-guess").forEach((chip) => chip.classList.remove("chip-guess"));
});
document.addEventListener("click", pressed);
document.addEventListener("submit", undo);
document.addEventListener("focusin", ({ target }) => target.closest("#topics") && rove(target));
document.addEventListener("keydown", arrowed);
document.addEventListener("toggle", opened, true);
addEventListener("beforeunload", (event) => {
  if (text.value && !isLeaving) event.preventDefault();
});
rove();
