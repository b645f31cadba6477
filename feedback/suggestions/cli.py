"""Commands of the suggestions room."""

from __future__ import annotations

import json
import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from feedback.suggestions.actions.demonstration import load_invented, load_remarks, load_seminars
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
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of sentences.")
@with_appcontext
def demo(*, suggestions: int, seed: int, as_json: bool) -> None:
    """Load demonstration data (marked as such): remarks, training sessions, invented suggestions."""
    with database().write() as session:
        seminars = load_seminars(session)
        remarks = load_remarks(session, secret=str(current_app.config["SECRET_KEY"]))

    def progress(done: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done} of {suggestions}", nl=False, err=True)

    invented = load_invented(database(), total=suggestions, seed=seed, progress=progress)
    if as_json:
        click.echo(json.dumps({"seminars": seminars, "remarks": remarks, "invented": invented}))
    else:
        click.echo(f"demonstration data: {seminars} training sessions, {remarks} labelled remarks,")
        click.echo(f"{invented} invented suggestions added; none of it was said by a real person")


commands: list[click.Command] = [demo]
