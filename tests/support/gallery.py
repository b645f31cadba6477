"""One page with every macro of the kit, served by the real application in tests only."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, render_template, request
from flask_wtf import FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from feedback.app import NavItem
from feedback.identity.words import Reach, Role, Viewer
from feedback.web.forms import choice

HERE = Path(__file__).parent
VIEWER = Viewer(1, 1, 1, "Anda Kalniņa", Role.LIBRARIAN, "Kuldīgas Galvenā bibliotēka", Reach())
MENU = ("Jauns ieteikums", "Mani ieraksti", "Ko mums atbildēja", "Palīdzība")
SERVICES = {"EP29": "Ģimenes valsts pabalsts", "EP30": "Piemaksa pie ģimenes valsts pabalsta"}


class GalleryForm(FlaskForm):  # type: ignore[misc]  # FlaskForm has no types of its own
    """One field of each kind that the kit draws."""

    text = TextAreaField("Ko iedzīvotājs iesaka?")
    name = StringField("Vārds")
    service = StringField("Par kuru e-pakalpojumu?")
    service_code = HiddenField()
    author = RadioField("Kas iesaka?", choices=[choice("r", "Iedzīvotājs")], default="r")
    reason = RadioField(
        "Iemesls", choices=[choice("a", "Tas jau ir"), choice("b", "Nav par portālu")]
    )
    place = SelectField("Vieta", choices=[choice("a", "Kuldīgas novads"), choice("b", "Rīga")])
    agree = BooleanField("Esmu izlasījis brīdinājumu")


def add_gallery(app: Flask) -> None:
    """Give ``app`` the page ``/gallery`` (``?theme=``, ``?errors=1``) and its combobox's options."""
    loader = app.jinja_loader
    assert loader is not None
    app.jinja_loader = ChoiceLoader([loader, FileSystemLoader(HERE)])
    app.add_url_rule("/gallery", view_func=_gallery)
    app.add_url_rule("/gallery/options", view_func=_options)


def _gallery() -> str:
    form = GalleryForm()
    if "errors" in request.args:
        form.name.errors = ("Ierakstiet vārdu.",)
        form.reason.errors = ("Izvēlieties iemeslu.",)
    nav = [NavItem(label, "#saturs", is_current=label == MENU[0]) for label in MENU]
    theme = request.args.get("theme")
    return render_template("gallery.html", form=form, viewer=VIEWER, nav=nav, theme=theme)


def _options() -> str:
    asked = request.args["q"].lower()
    hits = {code: name for code, name in SERVICES.items() if asked in name.lower()}
    options = (
        f'<div class="opt" role="option" data-code="{code}" data-name="{name}">{name}</div>'
        for code, name in hits.items()
    )
    return f'<span data-announce="Atrasti: {len(hits)}"></span>{"".join(options)}'
