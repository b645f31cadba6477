// Sending own words: the page goes only when the server says that it has them. Without a
// connection the words stay in the form, under the same id, so that sending again counts once.

import { go } from "./moves.js";

const PATIENCE_MS = 20_000;
const KEPT = [200, 201, 409];

async function send(form) {
  const body = new URLSearchParams(new FormData(form));
  // keepalive: when the page is left while this is under way, it still arrives.
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    redirect: "manual",
    keepalive: body.toString().length < 60_000,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!KEPT.includes(response.status)) return response.status;
  const receipt = await response.json();
  const isOurs = receipt.id === body.get("id") || response.status === 409;
  return isOurs && receipt.receipt ? "kept" : response.status;
}

async function onSubmit(event) {
  const form = event.target;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const unsent = document.getElementById("unsent");
  unsent.hidden = true;
  let answer = 0;
  try {
    answer = await send(form);
  } catch {
    answer = 0;
  }
  form.ariaBusy = "false";
  if (answer === "kept") go(form.dataset.thanks);
  // A refusal is a page with the words and what to change: let the browser fetch it as a page.
  else if (answer >= 400 && answer < 500) form.submit();
  else unsent.hidden = false;
}

/** Take over the form with own words, if this page has it. */
export function startSending() {
  document.querySelector("form[data-send]")?.addEventListener("submit", onSubmit);
}
