"""Deciding on one suggestion; what is next in the queue is shown at once."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import current_viewer, needs
from feedback.identity.words import Deed
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import RuleBroken
from feedback.kernel.text import Language
from feedback.review import actions
from feedback.review.forms import DeclineForm, MergeForm, SeenForm
from feedback.review.labels import RULES, written_reason
from feedback.review.models import Decision
from feedback.review.routes.review.queue import (
    Forms,
    address_of,
    chosen,
    item_page,
    neighbours,
    review,
    suggestion,
)
from feedback.review.words import DeclineReason, Tags
from feedback.suggestions.forms.correction import correction_form
from feedback.suggestions.labels import sentence_of
from feedback.tagging.queries import lexicon, services_matching
from feedback.web.i18n import current_locale
from feedback.web.negotiate import wants_fragment
from feedback.web.session import current_session, writes

STALE = "changed-meanwhile"
MOST_FOUND = 8
LONGEST_SEARCH = 200


@review.post("/<reference>/accept")
@needs(Deed.REVIEW)
@writes
def accept(reference: str) -> ResponseReturnValue:
    """Accept."""
    form = SeenForm()
    return _decide(
        reference,
        lambda: actions.accept(current_session(), reference, seen=form.seen, actor=_actor()),
    )


@review.post("/<reference>/decline")
@needs(Deed.REVIEW)
@writes
def decline(reference: str) -> ResponseReturnValue:
    """Decline with a reason."""
    form = DeclineForm()
    if not form.validate_on_submit():
        return _again(reference, decline=form)
    reason = written_reason(DeclineReason(form.reason.data), form.words.data or "")
    return _decide(
        reference,
        lambda: actions.decline(
            current_session(), reference, reason=reason, seen=form.seen, actor=_actor()
        ),
        decline=form,
    )


@review.post("/<reference>/merge")
@needs(Deed.REVIEW)
@writes
def merge(reference: str) -> ResponseReturnValue:
    """Merge into another suggestion."""
    form = MergeForm()
    if not form.validate_on_submit():
        return _again(reference, merge=form)
    return _decide(
        reference,
        lambda: actions.merge(
            current_session(), reference, into=form.into.data or "", seen=form.seen, actor=_actor()
        ),
        merge=form,
    )


@review.post("/<reference>/correct")
@needs(Deed.REVIEW)
@writes
def correct(reference: str) -> ResponseReturnValue:
    """Correct text, e-service and topics; the suggestion stays on the page."""
    row, session = suggestion(reference), current_session()
    form = correction_form(row, request.form)
    form.asks_first = False
    if not form.validate_on_submit():
        return item_page(row, forms=_forms(reference, correction=form), status=422)
    wanted = form.correction()
    try:
        row = actions.cover_text(
            session, reference, text=wanted.text, seen=wanted.seen_version, actor=_actor()
        )
        tags = Tags(wanted.service_code or None, tuple(wanted.topic_codes or ()))
        decision = actions.retag(
            session, reference, tags=tags, seen=row.row_version, actor=_actor()
        )
    except RuleBroken as broken:
        session.rollback()
        return _complain(reference, broken, correction=form)
    return redirect(_address(reference, done=decision.kind.value, of=reference), 303)


@review.post("/<reference>/undo")
@needs(Deed.REVIEW)
@writes
def undo(reference: str) -> ResponseReturnValue:
    """Undo the last decision and show the suggestion again."""
    try:
        actions.undo(current_session(), reference, actor=_actor())
    except RuleBroken as broken:
        current_session().rollback()
        return _complain(reference, broken)
    return redirect(_address(reference), 303)


@review.get("/services")
@needs(Deed.REVIEW)
def find_services() -> ResponseReturnValue:
    """Offer the e-services that hold what is typed into the combobox."""
    if not wants_fragment():
        return redirect(url_for("review.queue"), 303)
    session, language = current_session(), Language(current_locale())
    matches = services_matching(
        session, request.args.get("q", "")[:LONGEST_SEARCH], MOST_FOUND, language
    )
    institutions = lexicon(session).institutions
    return render_template(
        "suggestions/desk/_services.html", matches=matches, institutions=institutions
    )


def _actor() -> Actor:
    return Actor(ActorKind.PERSON, current_viewer().person_id)


def _address(reference: str, **more: str) -> str:
    return address_of("review.item", chosen(), reference=reference, **more)


def _decide(
    reference: str, verb: Callable[[], Decision], **forms: DeclineForm | MergeForm
) -> ResponseReturnValue:
    row, given = suggestion(reference), chosen()
    newer, older = neighbours(row, given)
    try:
        decision = verb()
    except RuleBroken as broken:
        current_session().rollback()
        return _complain(reference, broken, **forms)
    done = {"done": decision.kind.value, "of": row.reference}
    if following := older or newer:
        return redirect(address_of("review.item", given, reference=following, **done), 303)
    return redirect(address_of("review.queue", given, **done), 303)


def _complain(reference: str, broken: RuleBroken, **forms: object) -> ResponseReturnValue:
    status = 409 if broken.rule in {STALE, "undo-too-late"} else 422
    sentence = str(RULES[broken.rule]) if broken.rule in RULES else sentence_of(broken)
    return item_page(
        suggestion(reference), forms=_forms(reference, **forms), complaint=sentence, status=status
    )


def _again(reference: str, **forms: object) -> ResponseReturnValue:
    return item_page(suggestion(reference), forms=_forms(reference, **forms), status=422)


def _forms(reference: str, **given: object) -> Forms:
    fresh = {
        "decline": DeclineForm(None),
        "merge": MergeForm(None),
        "correction": correction_form(suggestion(reference)),
    }
    return Forms(**{**fresh, **given})  # type: ignore[arg-type]  # each under its own name
