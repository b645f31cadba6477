"""What the intake takes: the same rules behind every door."""

from __future__ import annotations

import hashlib

from feedback.kernel.errors import RuleBroken
from feedback.kernel.text import printable_problem
from feedback.suggestions.words import ANSWERS, Channel, Draft

LONGEST = 4_000
SHORTEST = 3
ANSWERING = frozenset({Channel.KIOSK, Channel.PHONE})


def check_draft(draft: Draft) -> None:
    """Raise RuleBroken with the code of the first rule that the draft breaks.

    Codes: text-empty, text-short, text-long, text-nul, text-control, text-surrogate, text-bidi (field
    "text"); answer-unknown (field of the question).
    """
    check_text(draft.text, may_be_empty=draft.channel in ANSWERING and has_answer(draft))
    for question in ("needed", "convenient", "understandable"):
        answer = getattr(draft, question)
        if answer is not None and answer not in ANSWERS:
            raise RuleBroken("answer-unknown", field=question)


def check_text(text: str, *, may_be_empty: bool = False) -> None:
    """Raise RuleBroken when a text can't be stored as a suggestion (codes: see check_draft)."""
    bare = text.strip()
    if problem := printable_problem(text):
        raise RuleBroken(f"text-{problem}", field="text")
    if not bare and not may_be_empty:
        raise RuleBroken("text-empty", field="text")
    if bare and len(bare) < SHORTEST:
        raise RuleBroken("text-short", field="text")
    if len(bare) > LONGEST:
        raise RuleBroken("text-long", field="text")


def has_answer(draft: Draft) -> bool:
    """Say whether one of the three questions was answered, or a topic ticked."""
    return any((draft.needed, draft.convenient, draft.understandable, draft.topic_codes))


def fingerprint(draft: Draft, text: str) -> str:
    """Return what two sends of the same suggestion share: a hash over its (masked) content.

    Choices that the machine may fill in differently after a catalogue change are left out.
    """
    parts = (
        text, draft.channel, draft.author, draft.library_code, draft.service_code or "",
        draft.needed, draft.convenient, draft.understandable,
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
