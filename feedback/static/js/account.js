// Pages with a password: a button that shows what was typed.

import "./kit/password.js";
