"""Commands of the suggestions room."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass

import click
from flask import current_app
from flask.cli import with_appcontext

from feedback.identity.access import passwords
from feedback.identity.actions.demonstration import (
    LIBRARY,
    make_demonstration_accounts,
    make_demonstration_kiosk,
    new_password,
)
from feedback.identity.words import Role
from feedback.kernel.settings import Settings
from feedback.suggestions.actions.demonstration import (
    give_remarks,
    load_invented,
    load_remarks,
    load_seminars,
)
from feedback.web.session import database

MOST = 1_000_000


@click.command()
@click.option(
    "--suggestions",
    type=click.IntRange(0, MOST),
    default=0,
    help="How many invented suggestions there shall be besides the 240 labelled ones.",
)
@click.option("--seed", default=1, show_default=True, help="The same seed invents the same.")
@click.option(
    "--accounts",
    is_flag=True,
    help="Make an account for each role and a code for a kiosk; print a fresh password.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of sentences.")
@with_appcontext
def demo(*, suggestions: int, seed: int, accounts: bool, as_json: bool) -> None:
    """Load demonstration data (marked as such): remarks, training sessions, invented suggestions.

    Never ask for accounts where real people work: an administrator is among them.
    """
    with database().write() as session:
        seminars = load_seminars(session)
        remarks = load_remarks(session, secret=str(current_app.config["SECRET_KEY"]))

    def progress(done: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done} of {suggestions}", nl=False, err=True)

    invented = load_invented(database(), total=suggestions, seed=seed, progress=progress)
    entrances = _make_entrances() if accounts else None
    if as_json:
        found = {"seminars": seminars, "remarks": remarks, "invented": invented}
        click.echo(json.dumps({**found, "accounts": entrances and asdict(entrances)}))
        return
    click.echo(f"demonstration data: {seminars} training sessions, {remarks} labelled remarks,")
    click.echo(f"{invented} invented suggestions added; none of it was said by a real person")
    if entrances:
        _show(entrances)


@dataclass(frozen=True, slots=True)
class _Entrances:
    """How to get in: one password for all addresses (by role), and the code of the kiosk."""

    password: str
    emails: dict[str, str]
    kiosk_code: str


def _make_entrances() -> _Entrances:
    password = new_password()
    password_hash = passwords().hash(password)
    with database().write() as session:
        made = make_demonstration_accounts(session, password_hash=password_hash)
        librarian = next(account for account in made if account.role is Role.LIBRARIAN)
        give_remarks(session, library_code=LIBRARY, person_id=librarian.person_id)
        code = make_demonstration_kiosk(session, made)
    return _Entrances(password, {account.role.value: account.email for account in made}, code)


def _show(entrances: _Entrances) -> None:
    settings: Settings = current_app.extensions["settings"]
    click.echo(f"sign in at {settings.public_url}/account/sign-in, password {entrances.password}:")
    for email in entrances.emails.values():
        click.echo(f"  {email}")
    click.echo(f"kiosk: {settings.public_url}/kiosk/, code {entrances.kiosk_code} (15 minutes)")


commands: list[click.Command] = [demo]
