// What every page of the staff has: comboboxes, and buttons that answer to their keys.

import { startComboboxes } from "./kit/combobox.js";
import "./kit/keys.js";

startComboboxes();
