"""The words of this room for a person to read: states, kinds, what the rules refuse, what happened."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.kernel.errors import RuleBroken
from feedback.suggestions.words import AuthorKind, Channel, State
from feedback.tagging.words import DatumType, Kind
from feedback.web.i18n import lazy

STATES: dict[State, str] = {
    State.RECEIVED: lazy("In review"),
    State.CLARIFY: lazy("Needs a clarification"),
    State.ACCEPTED: lazy("Accepted"),
    State.DECLINED: lazy("Declined"),
    State.MERGED: lazy("Merged"),
    State.HANDED_OVER: lazy("Handed to developers"),
    State.PLANNED: lazy("Planned"),
    State.DONE: lazy("Done"),
    State.ERASED: lazy("Erased"),
}
CHANNELS: dict[Channel, str] = {
    Channel.DESK: lazy("Librarian's desk"),
    Channel.KIOSK: lazy("Kiosk"),
    Channel.PHONE: lazy("Own phone"),
    Channel.SEMINAR: lazy("Training session"),
    Channel.SHEET: lazy("Spreadsheet"),
    Channel.API: lazy("Another system"),
}
AUTHORS: dict[AuthorKind, str] = {
    AuthorKind.RESIDENT: lazy("Resident"),
    AuthorKind.LIBRARIAN: lazy("Librarian"),
}
KINDS: dict[Kind, str] = {
    Kind.SUGGESTION: lazy("Suggestion"),
    Kind.PROBLEM: lazy("Problem"),
    Kind.PRAISE: lazy("Praise"),
    Kind.QUESTION: lazy("Question"),
}
# What happens next, for the librarian who has to tell the resident.
PROSPECTS: dict[State, str] = {
    State.RECEIVED: lazy("A reviewer at the agency will read it."),
    State.CLARIFY: lazy("A reviewer asks you to make it clearer. Correct the text below."),
    State.ACCEPTED: lazy(
        "The agency has accepted it. It goes to the developers with the next parcel."
    ),
    State.DECLINED: lazy("It will not be done. The reason is written here."),
    State.MERGED: lazy("Others said the same, so this goes on together with theirs."),
    State.HANDED_OVER: lazy("The portal's developers have it."),
    State.PLANNED: lazy("The developers have planned it."),
    State.DONE: lazy("It is done. Tell the resident."),
    State.ERASED: lazy("The resident has erased it."),
}
# What became of a suggestion, by the state that it moved to.
MOVES: dict[State, str] = {
    State.RECEIVED: lazy("Put back for review"),
    State.CLARIFY: lazy("Sent back for a clarification"),
    State.ACCEPTED: lazy("Accepted by the agency"),
    State.DECLINED: lazy("Declined"),
    State.MERGED: lazy("Merged with another suggestion"),
    State.HANDED_OVER: lazy("Handed to the portal's developers"),
    State.PLANNED: lazy("Planned by the developers"),
    State.DONE: lazy("Done by the developers"),
}
EVENTS: dict[str, str] = {
    "recorded": lazy("Written down"),
    "text_corrected": lazy("Text corrected"),
    "service_set": lazy("E-service set"),
    "topics_set": lazy("Topics set"),
    "voice_added": lazy("One more voice"),
    "voice_withdrawn": lazy("A voice taken back"),
    "erased": lazy("Erased"),
}
# Whole sentences, because Latvian would need a case for each noun.
PERSONAL_DATA: dict[DatumType, str] = {
    DatumType.PERSONAL_CODE: lazy("The text has something like a personal code: “%(words)s”."),
    DatumType.PHONE: lazy("The text has something like a phone number: “%(words)s”."),
    DatumType.EMAIL: lazy("The text has something like an e-mail address: “%(words)s”."),
    DatumType.IBAN: lazy("The text has something like a bank account: “%(words)s”."),
    DatumType.CARD: lazy("The text has something like a card number: “%(words)s”."),
}
QUESTIONS: dict[str, str] = {
    "needed": lazy("Do you need this service?"),
    "convenient": lazy("Is it convenient to use?"),
    "understandable": lazy("Is everything understandable?"),
}
ANSWERS: dict[int, str] = {
    4: lazy("Yes"),
    3: lazy("Rather yes"),
    2: lazy("Rather no"),
    1: lazy("No"),
}
REFUSALS: dict[str, str] = {
    "text-empty": lazy("Write the suggestion."),
    "text-short": lazy("Write a little more: at least three characters."),
    "text-long": lazy("This is too long. Use at most 4,000 characters."),
    "text-nul": lazy("The text holds a sign that cannot be stored. Delete it and type again."),
    "text-control": lazy("The text holds a sign that cannot be stored. Delete it and type again."),
    "text-surrogate": lazy("The text holds half a sign. Delete it and type again."),
    "text-bidi": lazy("The text holds hidden signs that turn its direction. Type it again."),
    "answer-unknown": lazy("This answer does not exist. Go back and choose again."),
    "service-unknown": lazy("This e-service is not in the list any more. Choose another one."),
    "topic-unknown": lazy("This choice does not exist. Choose again."),
    "library-unknown": lazy("This library is not in the list any more."),
    "date-unlikely": lazy("This date cannot be right. Choose a day up to today."),
    "not-open": lazy("A reviewer has read this already, so it cannot be changed here any more."),
    "changed-meanwhile": lazy("Somebody changed this meanwhile. Compare and save again."),
}


def sentence_of(broken: RuleBroken) -> str:
    """Return what a person should know about a rule that was broken."""
    return str(REFUSALS[broken.rule])


def personal_data_sentence(kind: DatumType, words: str) -> str:
    """Return the warning about one piece of personal data, with the words that were found."""
    return str(PERSONAL_DATA[kind]) % {"words": words}


def event_sentence(verb: str, data: Mapping[str, object]) -> str:
    """Return what one event of a suggestion's history says; rooms above may have verbs of their own."""
    if verb == "moved":
        return str(MOVES[State(str(data["after"]))])
    return str(EVENTS.get(verb, lazy("Changed")))
