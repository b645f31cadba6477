"""Commands for people: the first administrator, and a way back in for who forgot the password."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from feedback.identity.actions import make_reset_link, make_set_up_link
from feedback.identity.queries import find_account
from feedback.kernel.actor import SYSTEM
from feedback.kernel.errors import RuleBroken
from feedback.web.addresses import absolute_url
from feedback.web.session import database


@click.command("setup-link")
@with_appcontext
def set_up_link() -> None:
    """Print the one-time link that makes the first administrator; silent when there is one.

    The link lasts an hour; printing a new one ends the old.
    """
    try:
        with database().write() as session:
            token = make_set_up_link(session)
    except RuleBroken:
        return
    click.echo("Open this link within one hour to make the first administrator:")
    click.echo(_address("links.invitation", token))


@click.command("reset-link")
@click.argument("email")
@with_appcontext
def reset_link(email: str) -> None:
    """Print a one-time link with which EMAIL sets a new password; it lasts a day."""
    with database().write() as session:
        account = find_account(session, email)
        if account is None:
            message = f"nobody may sign in as {email}"
            raise click.ClickException(message)
        token = make_reset_link(session, account.person_id, actor=SYSTEM)
    click.echo("Open this link within 24 hours to set a new password:")
    click.echo(_address("resets.show", token))


def _address(endpoint: str, token: str) -> str:
    with current_app.test_request_context():
        return absolute_url(endpoint, token=token)


commands: list[click.Command] = [set_up_link, reset_link]
