"""The catalogue: search, add, change, retire, merge, and put back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from feedback.administration.forms import (
    LibraryForm,
    MergeForm,
    NewServiceForm,
    SearchForm,
    ServiceForm,
)
from feedback.administration.labels import EVENTS, LIBRARY_KINDS, LIFE_AREAS, RULES
from feedback.catalogue import actions, queries
from feedback.catalogue.models import Library, Service
from feedback.identity.access import current_viewer, needs
from feedback.identity.words import Deed
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.suggestions.queries import Filters, bounded_count
from feedback.web.forms import choice
from feedback.web.session import current_session, writes

catalogue = Blueprint("catalogue", __name__, url_prefix="/catalogue")
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Shelf:
    """One of the two lists that people edit."""

    name: str
    entry_of: type[Service | Library]
    form: type[ServiceForm | LibraryForm]
    new_form: type[ServiceForm | LibraryForm]


SHELVES = {
    "services": Shelf("services", Service, ServiceForm, NewServiceForm),
    "libraries": Shelf("libraries", Library, LibraryForm, LibraryForm),
}


@catalogue.get("/")
@needs(Deed.EDIT_CATALOGUE)
def index() -> ResponseReturnValue:
    """Begin with the e-services."""
    return redirect(url_for("catalogue.listing", shelf="services"), 303)


@catalogue.get("/<shelf>/")
@needs(Deed.EDIT_CATALOGUE)
def listing(shelf: str) -> ResponseReturnValue:
    """Show what a search finds."""
    chosen = _shelf(shelf)
    form = SearchForm(request.args)
    find = queries.services_to_edit if chosen.name == "services" else queries.libraries_to_edit
    rows = find(
        current_session(), words=form.words.data or "", shows_retired=bool(form.shows_retired.data)
    )
    return render_template(
        "administration/catalogue/listing.html",
        shelf=chosen.name,
        form=form,
        rows=rows[:MOST_SHOWN],
        found=len(rows),
        names=_parent_names(chosen),
        areas=LIFE_AREAS,
        kinds=LIBRARY_KINDS,
    )


@catalogue.get("/<shelf>/new")
@needs(Deed.EDIT_CATALOGUE)
def new(shelf: str) -> ResponseReturnValue:
    """Show an empty form."""
    chosen = _shelf(shelf)
    return _new_page(chosen, _offering(chosen, chosen.new_form()))


@catalogue.post("/<shelf>/new")
@needs(Deed.EDIT_CATALOGUE)
@writes
def add(shelf: str) -> ResponseReturnValue:
    """Add an entry."""
    chosen = _shelf(shelf)
    form = _offering(chosen, chosen.new_form())
    if form.validate_on_submit():
        session, values = current_session(), form.values()
        try:
            entry: Service | Library
            if isinstance(form, NewServiceForm):
                code = form.code.data or ""
                entry = actions.add_service(session, code=code, values=values, actor=_actor())
            else:
                entry = actions.add_library(session, values=values, actor=_actor())
            return _back_to(chosen, entry.code)
        except RuleBroken as broken:
            _say(form, broken)
    return _new_page(chosen, form), 422


@catalogue.get("/<shelf>/<code>")
@needs(Deed.EDIT_CATALOGUE)
def edit(shelf: str, code: str) -> ResponseReturnValue:
    """Show one entry with its form and history."""
    chosen = _shelf(shelf)
    entry = _entry(chosen, code)
    return _edit_page(chosen, entry, _offering(chosen, chosen.form(obj=entry)), MergeForm())


@catalogue.post("/<shelf>/<code>")
@needs(Deed.EDIT_CATALOGUE)
@writes
def change(shelf: str, code: str) -> ResponseReturnValue:
    """Change one entry."""
    chosen = _shelf(shelf)
    entry, form = _entry(chosen, code), _offering(chosen, chosen.form())
    if form.validate_on_submit():
        try:
            actions.change_entry(current_session(), entry, values=form.values(), actor=_actor())
            return _back_to(chosen, code)
        except RuleBroken as broken:
            _say(form, broken)
    return _edit_page(chosen, entry, form, MergeForm(formdata=None)), 422


@catalogue.post("/<shelf>/<code>/retire")
@needs(Deed.EDIT_CATALOGUE)
@writes
def retire(shelf: str, code: str) -> ResponseReturnValue:
    """Take one entry out of use."""
    chosen = _shelf(shelf)
    actions.retire_entry(current_session(), _entry(chosen, code), actor=_actor())
    return _back_to(chosen, code)


@catalogue.post("/<shelf>/<code>/restore")
@needs(Deed.EDIT_CATALOGUE)
@writes
def restore(shelf: str, code: str) -> ResponseReturnValue:
    """Put one entry back into use."""
    chosen = _shelf(shelf)
    actions.restore_entry(current_session(), _entry(chosen, code), actor=_actor())
    return _back_to(chosen, code)


@catalogue.post("/<shelf>/<code>/merge")
@needs(Deed.EDIT_CATALOGUE)
@writes
def merge(shelf: str, code: str) -> ResponseReturnValue:
    """Merge one entry into another."""
    chosen = _shelf(shelf)
    entry, form = _entry(chosen, code), MergeForm()
    if form.validate_on_submit():
        try:
            into = form.into.data or ""
            actions.merge_entry(current_session(), entry, into=into, actor=_actor())
            return _back_to(chosen, code)
        except RuleBroken as broken:
            _say(form, broken)
    return _edit_page(
        chosen, entry, _offering(chosen, chosen.form(formdata=None, obj=entry)), form
    ), 422


def _shelf(name: str) -> Shelf:
    if name not in SHELVES:
        raise NotFound
    return SHELVES[name]


def _entry(shelf: Shelf, code: str) -> Service | Library:
    find = queries.service if shelf.name == "services" else queries.library
    return find(current_session(), code)


def _actor() -> Actor:
    return Actor(ActorKind.PERSON, current_viewer().person_id)


def _parent_names(shelf: Shelf) -> dict[str, str]:
    session = current_session()
    parents = queries.institutions if shelf.name == "services" else queries.municipalities
    return {parent.code: parent.name_lv for parent in parents(session)}


def _offering(shelf: Shelf, form: ServiceForm | LibraryForm) -> ServiceForm | LibraryForm:
    choices = [choice(code, name) for code, name in _parent_names(shelf).items()]
    field = form.institution_code if isinstance(form, ServiceForm) else form.municipality_code
    field.choices = choices
    if isinstance(form, ServiceForm) and form.keywords.data and not form.is_submitted():
        form.keywords.data = form.keywords.data.replace(";", "\n")
    return form


def _say(form: FlaskForm, broken: RuleBroken) -> None:
    form[broken.field].errors = [*form[broken.field].errors, RULES[broken.rule]]


def _back_to(shelf: Shelf, code: str) -> ResponseReturnValue:
    return redirect(url_for("catalogue.edit", shelf=shelf.name, code=code, saved=1), 303)


def _new_page(shelf: Shelf, form: FlaskForm) -> str:
    return render_template("administration/catalogue/new.html", shelf=shelf.name, form=form)


def _edit_page(
    shelf: Shelf, entry: Service | Library, form: FlaskForm, merge_form: MergeForm
) -> str:
    session = current_session()
    is_service = shelf.name == "services"
    filters = Filters(service=entry.code) if is_service else Filters(library=entry.code)
    return render_template(
        "administration/catalogue/edit.html",
        shelf=shelf.name,
        entry=entry,
        form=form,
        merge_form=merge_form,
        suggestions=bounded_count(session, filters, reach=current_viewer().reach),
        history=queries.entry_history(session, entry),
        events=EVENTS,
        is_saved="saved" in request.args,
    )
