// Pieces of HTML from the server, put into the page: the newest question wins, old content stays
// until the answer is there, and screen readers hear what changed.

const SLOW_AFTER_MS = 400;

/** Say `text` to screen readers, without moving the focus. */
export function announce(text) {
  let region = document.getElementById("announcer");
  if (!region) {
    region = document.createElement("p");
    region.id = "announcer";
    region.className = "vh";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = text;
}

/** One place of the page that shows what the server answers. */
export class Fragment {
  #timer = 0;
  #request = null;

  /**
   * @param {HTMLElement} place is filled with the answer; its data-slow and data-failed are the
   *   words for "still loading" and "could not be loaded".
   * @param {number} delay milliseconds without a new question before the server is asked
   */
  constructor(place, delay = 250) {
    this.place = place;
    this.delay = delay;
  }

  /**
   * Ask for `url` after the delay; resolves to true when its answer is in the page.
   *
   * @param {RequestInit} init method and body, when what is asked must not stand in an address
   */
  load(url, init = {}) {
    this.cancel();
    this.place.setAttribute("aria-busy", "true");
    return new Promise((resolve) => {
      this.#timer = setTimeout(() => resolve(this.#fetch(url, init)), this.delay);
    });
  }

  /** Forget the question that is on its way, if any. */
  cancel() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.place.removeAttribute("aria-busy");
  }

  async #fetch(url, init) {
    const request = (this.#request = new AbortController());
    const slow = setTimeout(() => announce(this.place.dataset.slow ?? ""), SLOW_AFTER_MS);
    try {
      // A redirect means the login has ended: its page must not land inside this one.
      const response = await fetch(url, {
        ...init,
        headers: { "X-Fragment": "1" },
        signal: request.signal,
        redirect: "manual",
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const html = await response.text();
      if (request.signal.aborted) return false;
      this.place.innerHTML = html;
      const news = this.place.querySelector("[data-announce]");
      if (news) announce(news.dataset.announce);
      return true;
    } catch {
      if (!request.signal.aborted) announce(this.place.dataset.failed ?? "");
      return false;
    } finally {
      clearTimeout(slow);
      if (this.#request === request) this.place.removeAttribute("aria-busy");
    }
  }
}
