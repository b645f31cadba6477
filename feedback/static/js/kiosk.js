// What kiosk pages do better with scripts: they stay out of the browser's history, end by
// themselves when nobody is there, change the text size at once, and send without losing words.

import "./kiosk/display.js";
import "./kiosk/moves.js";
import { startIdle } from "./kiosk/idle.js";
import { startSending } from "./kiosk/sending.js";

startIdle();
startSending();
