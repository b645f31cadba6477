// A button beside each link of _kit/one_time_link.html that copies it. Browsers allow that on
// safe (https) pages only; elsewhere the link is marked as a whole, ready for Ctrl+C.

for (const input of document.querySelectorAll("input[data-copy]")) {
  input.addEventListener("focus", () => input.select());
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-small";
  button.textContent = input.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(input.value);
    button.textContent = input.dataset.copied;
  });
  input.after(button);
}
