"""The reviewer's queue and one suggestion of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from feedback.catalogue.labels import name_of
from feedback.catalogue.queries import (
    institution_name,
    library,
    municipality,
    services_by_code,
)
from feedback.identity.access import current_viewer, needs
from feedback.identity.words import Deed
from feedback.kernel.actor import ActorKind
from feedback.kernel.journal import events_of
from feedback.kernel.text import Language
from feedback.review import labels
from feedback.review.forms import DeclineForm, MergeForm
from feedback.review.queries import (
    find_last_decision,
    merged_suggestions,
    names_of_people,
    references_of,
)
from feedback.review.rules import OPEN, may_undo
from feedback.suggestions import labels as suggestion_labels
from feedback.suggestions.forms.correction import CorrectionForm, correction_form
from feedback.suggestions.forms.selection import CATALOGUE, SelectionForm, offered_names
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import (
    COUNT_LIMIT,
    Filters,
    queue_around,
    queue_page,
    similar_suggestions,
    state_counts,
    suggestion_by_reference,
    tags_of,
)
from feedback.suggestions.words import State
from feedback.tagging.queries import lexicon
from feedback.tagging.rules.match import LANGUAGES
from feedback.web.i18n import current_locale
from feedback.web.session import current_session

review = Blueprint("review", __name__, url_prefix="/review")
# What narrows the queue; the rest of an address is the page or what was done.
NARROWING = (
    "state", "service", "institution", "region", "municipality", "library", "channel",
    "language", "topic", "kind", "since", "until", "text",
)  # fmt: skip
ALL_STATES = "all"


@review.get("/")
@needs(Deed.REVIEW)
def queue() -> ResponseReturnValue:
    """List what the filters leave, newest first; without any filter what nobody has read."""
    given, session = chosen(), current_session()
    form = selection(given)
    is_valid = form.validate()
    filters = form.filters() if is_valid else Filters(state=State.RECEIVED)
    page = queue_page(
        session,
        filters,
        reach=current_viewer().reach,
        cursor=request.args.get("cursor", ""),
    )
    html = render_template(
        "review/review/queue.html",
        form=form,
        given=given,
        page=page,
        counts=state_counts(session),
        limit=COUNT_LIMIT,
        address=address_of,
        labels=suggestion_labels,
        how_long_ago=labels.how_long_ago,
        name_of=name_of,
        done=done_a_moment_ago(),
    )
    return make_response(html, 200 if is_valid else 422)


@review.get("/<reference>")
@needs(Deed.REVIEW)
def item(reference: str) -> ResponseReturnValue:
    """Show one suggestion with everything that a decision needs."""
    return item_page(suggestion(reference))


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms beside a suggestion; a refused one comes back as it was filled in."""

    decline: DeclineForm
    merge: MergeForm
    correction: CorrectionForm


def chosen() -> dict[str, str]:
    """Return the filters of the address; none at all means what nobody has read yet."""
    given = {name: value for name in NARROWING if (value := request.args.get(name, ""))}
    return given or {"state": State.RECEIVED.value}


def selection(given: dict[str, str]) -> SelectionForm:
    """Return the filter form of an address; "all" states is no filter."""
    return SelectionForm(_narrowed(given), names=offered_names(current_viewer().reach))


def _narrowed(given: dict[str, str]) -> MultiDict[str, str]:
    return MultiDict({name: value for name, value in given.items() if value != ALL_STATES})


def address_of(endpoint: str, given: dict[str, str], **more: str | None) -> str:
    """Return the address of an endpoint that keeps the filters."""
    values = {name: value for name, value in more.items() if value is not None}
    reference = values.pop("reference", None)
    query = urlencode({**given, **values})
    path = url_for(endpoint, reference=reference) if reference else url_for(endpoint)
    return f"{path}?{query}" if query else path


def suggestion(reference: str) -> Suggestion:
    """Return the suggestion that an address names; raises NotFound."""
    return suggestion_by_reference(current_session(), reference, reach=current_viewer().reach)


def neighbours(row: Suggestion, given: dict[str, str]) -> tuple[str | None, str | None]:
    """Return the references of the newer and the older neighbour within the filters."""
    # No list is shown here, so no names are read for one.
    form = SelectionForm(_narrowed(given), names={name: {} for name in CATALOGUE})
    filters = form.filters() if form.validate() else Filters(state=State.RECEIVED)
    session = current_session()
    around = queue_around(session, filters, reach=current_viewer().reach, number=row.id, size=1)
    found = references_of(session, [*around.newer, *around.older])
    newer = found.get(around.newer[-1]) if around.newer else None
    older = found.get(around.older[0]) if around.older else None
    return newer, older


def done_a_moment_ago() -> dict[str, str] | None:
    """Return what the address says was just decided: the sentence, and what can be undone."""
    reference, kind = request.args.get("of", ""), request.args.get("done", "")
    sentences = {kind.value: sentence for kind, sentence in labels.DONE.items()}
    if kind not in sentences:
        return None
    said = str(sentences[kind]) % {"reference": reference}
    return {"said": said, "reference": reference}


def item_page(
    row: Suggestion, *, forms: Forms | None = None, complaint: str = "", status: int = 200
) -> Response:
    """Render one suggestion; ``complaint`` is what a refused decision is told."""
    shown = forms or Forms(DeclineForm(None), MergeForm(None), correction_form(row))
    shown.correction.make_showable()
    html = render_template(
        "review/review/item.html",
        row=row,
        forms=shown,
        complaint=complaint,
        done=done_a_moment_ago(),
        **_place_in_queue(row),
        **_facts(row, shown.correction),
        **_past(row),
    )
    return make_response(html, status)


def _place_in_queue(row: Suggestion) -> dict[str, object]:
    given = chosen()
    newer, older = neighbours(row, given)
    return {"given": given, "address": address_of, "newer": newer, "older": older}


def _facts(row: Suggestion, form: CorrectionForm) -> dict[str, object]:
    session, reach = current_session(), current_viewer().reach
    named = services_by_code(session, [row.service_code or ""])
    language = LANGUAGES.index(Language(current_locale()))
    return {
        "names": [service.names[language] for service in lexicon(session).index.searchables],
        "service": name_of(named[row.service_code]) if row.service_code else "",
        "institution": institution_name(session, row.institution_code),
        "library": library(session, row.library_code).name_lv,
        "municipality": name_of(municipality(session, row.municipality_code)),
        "tags": tags_of(session, row.id),
        "topic_names": {choice[0]: choice[1] for choice in form.topics.iter_choices()},
        "similar": similar_suggestions(session, row.text, reach=reach, limit=5, besides=row.id),
        "labels": suggestion_labels,
    }


def _past(row: Suggestion) -> dict[str, object]:
    session = current_session()
    events = events_of(session, subject=("suggestion", row.id))
    last = find_last_decision(session, row.id)
    merged_into = references_of(session, [row.merged_into_id] if row.merged_into_id else [])
    return {
        "events": events,
        "people": names_of_people(
            session, [event.actor_id for event in events if event.actor_kind is ActorKind.PERSON]
        ),
        "merged_into": merged_into.get(row.merged_into_id or 0),
        "merged_here": merged_suggestions(session, row.id),
        "can_decide": row.state in OPEN,
        "can_undo": last is not None and may_undo(state=row.state, state_after=last.state_after),
        "sentences": labels,
    }
