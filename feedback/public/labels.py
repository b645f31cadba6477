"""What became of a suggestion, in words for the resident who gave it."""

from __future__ import annotations

from feedback.suggestions.words import State
from feedback.web.i18n import lazy

# How it stands, and what happens next.
STORIES: dict[State, tuple[str, str]] = {
    State.RECEIVED: (
        lazy("Received"),
        lazy("A specialist will read it. Look here again in a few weeks."),
    ),
    State.CLARIFY: (
        lazy("We asked the library about it"),
        lazy("When the library has answered, a specialist reads it again."),
    ),
    State.ACCEPTED: (
        lazy("Accepted"),
        lazy("It goes to the developers of the portal with the next parcel."),
    ),
    State.DECLINED: (lazy("Declined"), lazy("It will not be done.")),
    State.MERGED: (
        lazy("Joined with the same suggestion of others"),
        lazy("Several residents say the same, and your voice is counted with theirs."),
    ),
    State.HANDED_OVER: (
        lazy("Handed to the developers"),
        lazy("They decide whether it is done, and when."),
    ),
    State.PLANNED: (lazy("Planned"), lazy("The developers have planned the work.")),
    State.DONE: (lazy("Done"), lazy("The portal was changed. Thank you for saying it.")),
}

REFUSALS = {
    "code-missing": lazy("Write the code that you got at the library."),
    "code-unknown": lazy(
        "There is no answer with this code. It has eight letters and digits, and never 0, O, 1, I or L."
    ),
    "code-throttled": lazy("Too many wrong codes. Wait ten minutes and try again."),
}
