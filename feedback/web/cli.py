"""Commands that belong to no room: the store's tables and the server."""

from __future__ import annotations

import json
import sys

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from feedback.kernel.schema import schema_revisions, upgrade_schema
from feedback.kernel.settings import Settings
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


@click.command()
@with_appcontext
def serve() -> None:
    """Serve the application with waitress on IETEIKUMI_HOST and IETEIKUMI_PORT."""
    from feedback.web.server import serve_app  # noqa: PLC0415 - only the server needs waitress

    settings: Settings = current_app.extensions["settings"]
    click.echo(f"serving on {settings.public_url}")
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - the application behind the proxy
    serve_app(app, settings)


commands: list[click.Command] = [db, serve]
