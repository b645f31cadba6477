"""The command that serves the application."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from feedback.kernel.settings import Settings


@click.command()
@with_appcontext
def serve() -> None:
    """Serve the application with waitress on IETEIKUMI_HOST and IETEIKUMI_PORT."""
    from feedback.web.server import serve_app  # noqa: PLC0415 - only the server needs waitress

    settings: Settings = current_app.extensions["settings"]
    click.echo(f"serving on {settings.public_url}")
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - the application behind the proxy
    serve_app(app, settings)
