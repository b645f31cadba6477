"""Commands that keep a copy of everything, and bring it back."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from feedback.kernel.backup import BackupRefused, make_backup, restore_backup
from feedback.kernel.settings import Settings
from feedback.web.session import database

as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object instead of sentences."
)


@click.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write; an older backup there is replaced when the new one is finished.",
)
@as_json_option
@with_appcontext
def backup(*, output: Path, as_json: bool) -> None:
    """Write the store and its key into one file (tar) while the server goes on.

    Whoever reads the file can read every suggestion and sign as this server: keep it safe.
    """
    settings: Settings = current_app.extensions["settings"]
    try:
        manifest = make_backup(database(), output, key=settings.signing_key())
    except BackupRefused as problem:
        raise click.ClickException(str(problem)) from problem
    if as_json:
        found = {"output": str(output), **asdict(manifest)}
        click.echo(json.dumps(found, default=str, ensure_ascii=False))
        return
    size = sum(member.size for member in manifest.files.values())
    click.echo(f"{output}: {size:,} bytes, {sum(manifest.rows.values()):,} rows, checked")
    click.echo(f"tables at {manifest.revision}, SHA-256 {manifest.files[manifest.store].sha256}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put the backup in place of the rows that are there.")
@as_json_option
@with_appcontext
def restore(*, file: Path, replace: bool, as_json: bool) -> None:
    """Fill the store from a backup, all or nothing; the server must be stopped.

    Checks every member, brings an older backup to this version, and puts the key into the data
    folder. A backup of SQLite may fill PostgreSQL: that is how a store moves there.
    """
    settings: Settings = current_app.extensions["settings"]
    try:
        restored = restore_backup(database(), file, settings=settings, replace=replace)
    except BackupRefused as problem:
        raise click.ClickException(str(problem)) from problem
    manifest = restored.manifest
    if as_json:
        found = {
            "made_at": manifest.made_at.isoformat(),
            "database": manifest.database,
            "revision": {"before": manifest.revision, "after": restored.revision},
            "rows": restored.rows,
        }
        click.echo(json.dumps(found))
        return
    click.echo(f"read the backup of {manifest.made_at:%Y-%m-%d %H:%M} UTC ({manifest.database})")
    click.echo(f"tables were at {manifest.revision}, are at {restored.revision}")
    click.echo(f"the store holds {sum(restored.rows.values()):,} rows:")
    for name, count in restored.rows.items():
        if count:
            click.echo(f"  {name}: {count:,}")
