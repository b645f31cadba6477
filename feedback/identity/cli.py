"""Commands for people: the first administrator, and a way back in for who forgot the password."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from feedback.identity.actions import make_reset_link, make_set_up_link
from feedback.identity.queries import (
    count_demonstration_accounts,
    find_account,
    has_administrator,
)
from feedback.kernel.actor import SYSTEM
from feedback.kernel.checkup import Check, Finding, Verdict
from feedback.kernel.db import Database
from feedback.kernel.errors import RuleBroken
from feedback.kernel.settings import Settings
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


def check_administrator(_settings: Settings, database: Database) -> Finding:
    """See that somebody can manage people and the catalogue."""
    with database.reader() as session:
        if has_administrator(session):
            return Finding("administrator", Verdict.OK, "there is at least one")
    advice = "flask --app wsgi setup-link, and open the link within an hour"
    return Finding("administrator", Verdict.BAD, "nobody can manage people yet", advice)


def check_demonstration(_settings: Settings, database: Database) -> Finding:
    """See that nobody can sign in with a password that was printed for a demonstration."""
    with database.reader() as session:
        count = count_demonstration_accounts(session)
    if not count:
        return Finding("demonstration", Verdict.OK, "no demonstration account can sign in")
    return Finding(
        "demonstration",
        Verdict.WARN,
        f"{count} demonstration accounts can sign in",
        "disable them (People) when real people begin to work here",
    )


commands: list[click.Command] = [set_up_link, reset_link]
checks: list[Check] = [check_administrator, check_demonstration]
