// Pages with a password or a one-time link: a button to see the one and to copy the other.

import "./kit/copy.js";
import "./kit/password.js";
