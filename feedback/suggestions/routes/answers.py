"""What every door does with a draft, and what it answers to a script (the intake protocol)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, abort, current_app, jsonify, request
from werkzeug.datastructures import MultiDict

from feedback.suggestions.actions import make_ready, record_suggestion
from feedback.suggestions.words import Draft, Outcome, Recorded
from feedback.web.errors import RETRY_AFTER_S
from feedback.web.session import current_session, intake_writer

STATUSES = {Outcome.NEW: 201, Outcome.REPEATED: 200, Outcome.CONFLICT: 409, Outcome.ERASED: 410}


def take(draft: Draft) -> Recorded:
    """Record a draft durably: when this returns, it is on disk.

    Raises RuleBroken (the field and rule that refused it) and Busy (nothing stored: send again).
    """
    reader = current_session()
    ready = make_ready(reader, draft)
    # What is read after this must see the new row, so the reader's view of the store ends here.
    reader.close()
    secret = str(current_app.config["SECRET_KEY"])
    return intake_writer().run(lambda session: record_suggestion(session, ready, secret=secret))


def sent_fields() -> MultiDict[str, str]:
    """Return the fields of a form, or of a JSON object that has the same names.

    A script may send the form token as the header X-CSRFToken. A body that is no object of texts
    and lists of texts is refused with 400.
    """
    fields = MultiDict(_json_fields() if request.is_json else request.form)
    fields.setdefault("csrf_token", request.headers.get("X-CSRFToken", ""))
    return fields


def _json_fields() -> dict[str, str | list[str]]:
    try:
        body = request.get_json()
    except RecursionError:
        abort(400)
    if not isinstance(body, dict):
        abort(400)
    fields = {name: value for name, value in body.items() if value is not None}
    for value in fields.values():
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            abort(400)
    return fields


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
