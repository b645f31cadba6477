"""Commands for people: the first administrator."""

from __future__ import annotations

import click
from flask import current_app, url_for
from flask.cli import with_appcontext

from feedback.identity.actions import make_set_up_link
from feedback.kernel.errors import RuleBroken
from feedback.kernel.settings import Settings
from feedback.web.session import database


@click.command("setup-link")
@with_appcontext
def set_up_link() -> None:
    """Print the one-time link that makes the first administrator; silent when there is one.

    The link lasts an hour; printing a new one ends the old.
    """
    settings: Settings = current_app.extensions["settings"]
    try:
        with database().write() as session:
            token = make_set_up_link(session)
    except RuleBroken:
        return
    with current_app.test_request_context(base_url=settings.public_url):
        path = url_for("links.invitation", token=token)
    click.echo("Open this link within one hour to make the first administrator:")
    click.echo(settings.public_url + path)


commands: list[click.Command] = [set_up_link]
