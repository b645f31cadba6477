"""Commands that look after the store's tables."""

from __future__ import annotations

import json
import sys

import click
from flask.cli import with_appcontext

from feedback.kernel.schema import schema_revisions, upgrade_schema
from feedback.kernel.search import rebuild_indexes
from feedback.web.session import database


@click.group()
def db() -> None:
    """Look after the store's tables."""


@db.command()
@with_appcontext
def upgrade() -> None:
    """Bring the tables to this version; safe to repeat."""
    upgrade_schema(database())
    click.echo(f"tables are at {schema_revisions(database())[1]}")


@db.command()
@with_appcontext
def reindex() -> None:
    """Make the full-text index again, when the doctor says that it lacks rows."""
    click.echo(f"made again: {', '.join(rebuild_indexes(database()))}")


@db.command()
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object instead of a sentence."
)
@with_appcontext
def check(*, as_json: bool) -> None:
    """Say whether the tables fit this version; exits 1 when an upgrade is due."""
    current, newest = schema_revisions(database())
    is_current = current == newest
    if as_json:
        click.echo(json.dumps({"current": current, "newest": newest, "is_current": is_current}))
    else:
        click.echo(f"tables are at {current}, this version needs {newest}")
    sys.exit(0 if is_current else 1)
