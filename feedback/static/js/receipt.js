// From a QR code: the receipt's code stands behind "#", which no server sees. It is taken out of
// the address (and of the history entry) before anything else, and sent as if it had been typed.

const code = location.hash.slice(1);
const form = document.getElementById("receipt");

if (/^[0-9A-Z]{4}-?[0-9A-Z]{4}$/i.test(code)) {
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = code;
  form.requestSubmit();
}
