"""Commands of the catalogue."""

from __future__ import annotations

import json

import click
from flask.cli import with_appcontext

from feedback.catalogue.actions import import_catalogue
from feedback.catalogue.queries import libraries, services
from feedback.kernel.checkup import Check, Finding, Verdict
from feedback.kernel.db import Database
from feedback.kernel.settings import Settings
from feedback.web.session import database


@click.group()
def catalogue() -> None:
    """Regions, municipalities, libraries, institutions, e-services and topics."""


@catalogue.command("import")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of sentences.")
@with_appcontext
def import_(*, as_json: bool) -> None:
    """Load the package's data files; repeatable, keeps what people edited."""
    with database().write() as session:
        reports = import_catalogue(session)
    if as_json:
        found = {
            shelf.value: {
                "added": report.added,
                "changed": report.changed,
                "retired": report.retired,
                "kept": report.kept,
            }
            for shelf, report in reports.items()
        }
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for shelf, report in reports.items():
        counts = f"{len(report.added)} added, {len(report.changed)} changed"
        click.echo(
            f"{shelf.value}: {counts}, {len(report.retired)} retired, {len(report.kept)} kept"
        )


def check_catalogue(_settings: Settings, database: Database) -> Finding:
    """See that there is something to speak about, and a place to say it."""
    with database.reader() as session:
        counts = len(services(session)), len(libraries(session))
    if not all(counts):
        advice = "flask --app wsgi catalogue import"
        return Finding("catalogue", Verdict.BAD, "the catalogue is empty", advice)
    return Finding("catalogue", Verdict.OK, f"{counts[0]} e-services, {counts[1]} libraries")


commands: list[click.Command] = [catalogue]
checks: list[Check] = [check_catalogue]
