// A button beside each password of _kit/password_field.html that shows what was typed. The field
// is covered again before it is sent, so that the browser never remembers it as plain text.

for (const input of document.querySelectorAll("input[data-show]")) {
  const toggle = document.createElement("button");
  const show = (isShown) => {
    input.type = isShown ? "text" : "password";
    toggle.textContent = isShown ? input.dataset.hide : input.dataset.show;
  };
  toggle.type = "button";
  toggle.className = "btn btn-small btn-quiet";
  toggle.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  toggle.setAttribute("aria-controls", input.id);
  show(false);
  input.after(toggle);
}
