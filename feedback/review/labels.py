"""The words of reviewing for a person to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from feedback.kernel.clock import now
from feedback.review.words import DecisionKind, DeclineReason
from feedback.suggestions.labels import event_sentence
from feedback.web.i18n import date_short, lazy

# Written in the state language: the library and every reader of an export read it.
REASONS_LV: dict[DeclineReason, str] = {
    DeclineReason.EXISTS: "Tas portālā jau ir iespējams.",
    DeclineReason.NOT_PORTAL: "Tas nav portāla e-pakalpojums.",
    DeclineReason.LAW: "Vispirms būtu jāmaina likums vai noteikumi.",
    DeclineReason.UNCLEAR: "No teksta nevar saprast, kas būtu jāmaina.",
}
REASONS: dict[DeclineReason, str] = {
    DeclineReason.EXISTS: lazy("The portal can do this already"),
    DeclineReason.NOT_PORTAL: lazy("It is not an e-service of the portal"),
    DeclineReason.LAW: lazy("A law or rule would have to change first"),
    DeclineReason.UNCLEAR: lazy("It is not clear what should change"),
    DeclineReason.OTHER: lazy("Another reason, in own words"),
}
DONE: dict[DecisionKind, str] = {
    DecisionKind.ACCEPT: lazy("%(reference)s is accepted."),
    DecisionKind.DECLINE: lazy("%(reference)s is declined."),
    DecisionKind.MERGE: lazy("%(reference)s is merged."),
    DecisionKind.TAG: lazy("The tags of %(reference)s are saved."),
}
EVENTS: dict[str, str] = {
    "merged_here": lazy("%(merged)s was merged into this"),
    "decision_undone": lazy("The last decision was undone"),
}
RULES: dict[str, str] = {
    "reason-empty": lazy("Write a reason: library and resident will read it."),
    "changed-meanwhile": lazy("Somebody changed this meanwhile. Read it again, then decide."),
    "state-forbidden": lazy("This cannot be decided in the state that it is in now."),
    "merge-itself": lazy("It cannot be merged into itself."),
    "merge-too-late": lazy("The portal's developers have it already, so it cannot be merged."),
    "merge-target": lazy("That one is merged, declined or erased. Choose another."),
    "merge-unknown": lazy("There is no suggestion with this reference."),
    "undo-too-late": lazy("This cannot be undone any more: something happened since."),
    "service-unknown": lazy("This e-service is not in the list any more. Choose another one."),
    "topic-unknown": lazy("This choice does not exist. Choose again."),
}


def written_reason(reason: DeclineReason, words: str) -> str:
    """Return what is stored as the reason: the listed sentence, then the reviewer's own words."""
    return " ".join(part for part in (REASONS_LV.get(reason, ""), words.strip()) if part)


def history_sentence(verb: str, data: Mapping[str, object]) -> str:
    """Return what one event of a suggestion says to a reviewer."""
    if verb in EVENTS:
        return str(EVENTS[verb]) % data
    return event_sentence(verb, data)


def how_long_ago(moment: datetime) -> str:
    """Write a moment as people say it: "12 min ago", "3 h ago", else the date."""
    minutes = int((now() - moment).total_seconds() // 60)
    if minutes < 1:
        return str(_("just now"))
    if minutes < 60:
        return str(ngettext("%(num)d min ago", "%(num)d min ago", minutes))
    if minutes < 24 * 60:
        return str(ngettext("%(num)d h ago", "%(num)d h ago", minutes // 60))
    return date_short(moment.date())
