"""What every door does with a draft, and what it answers to a script (the intake protocol)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, current_app, jsonify

from feedback.suggestions.actions import make_ready, record_suggestion
from feedback.suggestions.words import Draft, Outcome, Recorded
from feedback.web.errors import RETRY_AFTER_S
from feedback.web.session import current_session, intake_writer

STATUSES = {Outcome.NEW: 201, Outcome.REPEATED: 200, Outcome.CONFLICT: 409, Outcome.ERASED: 410}


def take(draft: Draft) -> Recorded:
    """Record a draft durably: when this returns, it is on disk.

    Raises RuleBroken (the field and rule that refused it) and Busy (nothing stored: send again).
    """
    ready = make_ready(current_session(), draft)
    secret = str(current_app.config["SECRET_KEY"])
    return intake_writer().run(lambda session: record_suggestion(session, ready, secret=secret))


def receipt_answer(recorded: Recorded, **more: object) -> Response:
    """Answer a script: 201 new, 200 the same again, 409 kept apart under a new id, 410 erased.

    The sender forgets its record only when ``id`` is the one it sent, or the status is 409.
    """
    answer = jsonify(
        id=str(recorded.id),
        outcome=recorded.outcome.value,
        reference=recorded.reference,
        receipt=recorded.receipt_code,
        **more,
    )
    answer.status_code = STATUSES[recorded.outcome]
    return answer


def refusal_answer(
    status: int, *, errors: Mapping[str, Sequence[str]], form_errors: Sequence[str] = ()
) -> Response:
    """Answer a script that nothing was stored: 400, 422 or 503, with sentences for each field."""
    fields = {name: [str(message) for message in messages] for name, messages in errors.items()}
    answer = jsonify(status=status, fields=fields, errors=[str(message) for message in form_errors])
    answer.status_code = status
    if status == 503:
        answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer
