// Nobody there: after a minute the page asks, after half a minute more it is left and cleared.

import { isDisplayChanged } from "./display.js";
import { go } from "./moves.js";

const ASK_AFTER_S = 60;
const ANSWER_WITHIN_S = 30;
const SIGNS = ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchstart", "scroll"];

const dialog = document.getElementById("idle");
const seconds = () => performance.now() / 1000;
let active = seconds();
let shownAt = 0;

function leave() {
  go(dialog.dataset.leave);
}

/** Count down in `place` from half a minute; true when it is over. */
function countDown(place, from) {
  const left = Math.max(0, Math.ceil(from + ANSWER_WITHIN_S - seconds()));
  place.textContent = left;
  return left === 0;
}

function tick() {
  const countdown = document.getElementById("countdown");
  if (countdown && !countdown.hidden) {
    if (countDown(countdown.querySelector("b"), shownAt)) leave();
    return;
  }
  // The first page, as nobody has touched it, waits for ever.
  if ("clean" in dialog.dataset && !isDisplayChanged()) return;
  if (!dialog.open && seconds() - active >= ASK_AFTER_S) dialog.showModal();
  if (dialog.open && countDown(dialog.querySelector("b"), active + ASK_AFTER_S)) leave();
}

function stay() {
  active = seconds();
}

/** Watch for signs of life. */
export function startIdle() {
  shownAt = active = seconds();
  for (const sign of SIGNS) {
    addEventListener(sign, () => { if (!dialog.open) stay(); }, { passive: true, capture: true });
  }
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", stay);
  // "Wait a little": the code stays, and the page then ends as every other page does.
  document.getElementById("hold")?.addEventListener("click", (event) => {
    event.preventDefault();
    event.currentTarget.hidden = true;
    document.getElementById("countdown").hidden = true;
    stay();
  });
  setInterval(tick, 1000);
}
