"""Commands of the catalogue."""

from __future__ import annotations

import json

import click
from flask.cli import with_appcontext

from feedback.catalogue.actions import import_catalogue
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


commands: list[click.Command] = [catalogue]
