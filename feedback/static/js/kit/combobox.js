// An editable combobox (ARIA Authoring Practices) over the plain field of _kit/combobox.html.
// Two habits of our own: from two letters on the first hit is already chosen, so that Enter takes
// it, even when Enter comes before the answer; Tab without Enter keeps the typed text and no code.
//
// The server answers `data-url?q=...` with elements [role=option] that carry data-code and
// data-name; an element with data-announce says how many there are.

import { Fragment } from "./fragment.js";

const LETTERS_BEFORE_ASKING = 2;
const DELAY_MS = 120;

class Combobox {
  #wanted = false; // Enter was pressed before the options came

  constructor(box) {
    this.input = box.querySelector("input[list]");
    this.code = document.getElementById(box.dataset.code);
    this.url = box.dataset.url;
    this.list = document.createElement("div");
    this.list.id = `${this.input.id}-list`;
    this.list.className = "listbox";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels[0].textContent.trim());
    box.append(this.list);
    this.fragment = new Fragment(this.list, DELAY_MS);

    document.getElementById(this.input.getAttribute("list"))?.remove();
    this.input.removeAttribute("list");
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-expanded", "false");

    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.input.addEventListener("blur", () => this.#close());
    // The focus must stay in the input, or the blur would close the list before the click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take(option);
    });
  }

  get #options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get #active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  #typed() {
    this.#setCode("");
    if (this.input.value.trim().length < LETTERS_BEFORE_ASKING) this.#close();
    else this.#ask();
  }

  async #ask() {
    const url = new URL(this.url, location.href);
    url.searchParams.set("q", this.input.value.trim());
    if (!(await this.fragment.load(url))) return;
    const options = this.#options;
    options.forEach((option, index) => (option.id = `${this.list.id}-${index}`));
    this.#activate(options[0]);
    if (this.#wanted && options[0]) this.#take(options[0]);
    else this.#show(options.length > 0);
    this.#wanted = false;
  }

  #pressed(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const isOpen = !this.list.hidden;
    const isWaiting = this.list.hasAttribute("aria-busy");
    if (event.key === "Enter" && (isOpen || isWaiting)) {
      event.preventDefault();
      if (isWaiting) this.#wanted = true;
      else this.#take(this.#active);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) this.#move(event.key === "ArrowDown" ? 1 : -1);
      else if (this.input.value.trim()) this.#ask();
    }
  }

  #move(step) {
    const options = this.#options;
    const next = options.indexOf(this.#active) + step;
    this.#activate(options[(next + options.length) % options.length]);
  }

  #activate(option) {
    this.#active?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  #take(option) {
    this.input.value = option.dataset.name;
    this.#setCode(option.dataset.code);
    this.#close();
  }

  #setCode(code) {
    if (this.code.value === code) return;
    this.code.value = code;
    this.code.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #show(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  #close() {
    this.fragment.cancel();
    this.#wanted = false;
    this.#show(false);
    this.input.setAttribute("aria-activedescendant", "");
  }
}

/** Turn every combobox field below `root` into a combobox. */
export function startComboboxes(root = document) {
  for (const box of root.querySelectorAll("[data-combobox]")) new Combobox(box);
}
