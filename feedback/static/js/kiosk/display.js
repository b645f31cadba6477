// Text size and contrast without loading the page again: nothing typed is touched.

const SIZES = ["100", "150", "220"];
const page = document.documentElement;

function values() {
  const size = page.dataset.size;
  const contrast = page.dataset.theme === "contrast";
  const text = (size, contrast) => (contrast ? `${size}-contrast` : size);
  return {
    now: text(size, contrast),
    size: text(SIZES[(SIZES.indexOf(size) + 1) % SIZES.length], contrast),
    contrast: text(size, !contrast),
    hasContrast: contrast,
  };
}

/** Say whether somebody changed how the pages look. */
export function isDisplayChanged() {
  return values().now !== SIZES[0];
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-display]");
  if (!button) return;
  event.preventDefault();
  const [size, contrast] = button.value.split("-");
  page.dataset.size = size;
  if (contrast) page.dataset.theme = "contrast";
  else delete page.dataset.theme;
  const next = values();
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `kiosk_display=${next.now}; path=/kiosk; samesite=lax${secure}`;
  for (const other of document.querySelectorAll("[data-display]")) other.value = next[other.dataset.display];
  document.querySelector("[data-display=contrast]").setAttribute("aria-pressed", String(next.hasContrast));
  button.scrollIntoView({ block: "nearest" });
});
