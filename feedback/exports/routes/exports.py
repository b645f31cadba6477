"""Exports: choose, count, take away; and what was taken before."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from feedback.exports.actions import Order, start_export
from feedback.exports.forms import ExportForm
from feedback.exports.labels import EXPLANATIONS, FORMATS, STATE_LOOKS, STATES
from feedback.exports.queries import (
    filter_words,
    manifest_of,
    run_by_number,
    runs_page,
    selected_count,
)
from feedback.exports.rules import MEDIA_TYPES
from feedback.exports.words import Format
from feedback.identity.access import current_viewer, needs
from feedback.identity.words import Deed
from feedback.kernel.actor import Actor, ActorKind
from feedback.suggestions.forms.selection import SelectionForm, offered_names
from feedback.web.session import current_session, database, intake_writer

exports = Blueprint("exports", __name__, url_prefix="/exports")
MOST_COUNTED = 10_000


@exports.get("/")
@needs(Deed.EXPORT)
def index() -> ResponseReturnValue:
    """Show the selection, how many it holds, and earlier exports."""
    form = SelectionForm(request.args, names=offered_names(current_viewer().reach))
    is_valid = form.validate()
    return _page(form, ExportForm(formdata=None), is_valid=is_valid), 200 if is_valid else 422


@exports.post("/")
@needs(Deed.EXPORT)
def download() -> ResponseReturnValue:
    """Hand over the file while it is made; how it ended is written down when it ends."""
    viewer = current_viewer()
    form, wish = SelectionForm(request.form, names=offered_names(viewer.reach)), ExportForm()
    is_valid = form.validate()
    if not (wish.validate() and is_valid):
        return _page(form, wish, is_valid=is_valid), 422
    chosen = Format(wish.format.data)
    actor = Actor(ActorKind.PERSON, viewer.person_id)
    order = Order(chosen, form.filters(), viewer.reach, actor)
    export = start_export(database(), intake_writer(), order)
    response = Response(export.chunks, content_type=MEDIA_TYPES[chosen])
    response.headers.set("Content-Disposition", "attachment", filename=export.file_name)
    response.headers["Cache-Control"] = "no-store"
    return response


@exports.get("/<int:number>/manifest.json")
@needs(Deed.EXPORT)
def manifest(number: int) -> ResponseReturnValue:
    """Give what proves an exported file."""
    session = current_session()
    return jsonify(manifest_of(session, run_by_number(session, number, viewer=current_viewer())))


def _page(form: SelectionForm, wish: ExportForm, *, is_valid: bool) -> str:
    session, viewer = current_session(), current_viewer()
    filters = form.filters() if is_valid else None
    count = None
    if filters is not None:
        count = selected_count(session, filters, reach=viewer.reach, most=MOST_COUNTED + 1)
    return render_template(
        "exports/exports/index.html",
        form=form,
        wish=wish,
        count=count,
        most=MOST_COUNTED,
        selection=filter_words(filters) if filters is not None else {},
        runs=runs_page(session, viewer=viewer, cursor=request.args.get("page", "")),
        formats=FORMATS,
        explanations=EXPLANATIONS,
        states=STATES,
        state_looks=STATE_LOOKS,
    )
