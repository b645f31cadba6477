"""The command ``export``: the same files without a browser, for scripts and very large selections."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click
from flask.cli import with_appcontext

from feedback.exports.actions import Order, start_export
from feedback.exports.models import ExportRun
from feedback.exports.queries import manifest_of
from feedback.exports.words import Format
from feedback.identity.words import Reach
from feedback.kernel.actor import SYSTEM
from feedback.kernel.errors import Busy, RuleBroken
from feedback.kernel.text import Language
from feedback.suggestions.queries import Filters
from feedback.suggestions.words import Channel, State
from feedback.tagging.words import Kind
from feedback.web.session import database, intake_writer

STDOUT = "-"
SENTENCES = {
    Busy: "the store takes no write now; try again",
    RuleBroken: "the file would not hold the whole selection; nothing was written",
}
DAY = click.DateTime(["%Y-%m-%d"])


def _words(words: Any) -> click.Choice[str]:  # noqa: ANN401 - any of the enums
    return click.Choice([word.value for word in words if word is not State.ERASED])


@click.command()
@click.option("--format", "form", type=_words(Format), required=True, help="Kind of file.")
@click.option(
    "--output", required=True, help='File to write; its manifest is written beside it. "-": stdout.'
)
@click.option("--json", "as_json", is_flag=True, help="Print the manifest instead of a sentence.")
@click.option("--state", type=_words(State))
@click.option("--service", metavar="CODE")
@click.option("--institution", metavar="CODE")
@click.option("--region", metavar="CODE")
@click.option("--municipality", metavar="CODE")
@click.option("--library", metavar="CODE")
@click.option("--channel", type=_words(Channel))
@click.option("--language", type=_words(Language))
@click.option("--topic", metavar="CODE")
@click.option("--kind", type=_words(Kind))
@click.option("--since", type=DAY, help="Said on this day or later.")
@click.option("--until", type=DAY, help="Said on this day or earlier.")
@click.option("--text", help="Words that the text has, in any form.")
@with_appcontext
def export(*, form: str, output: str, as_json: bool, **chosen: Any) -> None:  # noqa: ANN401
    """Write a selection of suggestions to a file; exits 1 and leaves no file when it cannot."""
    order = Order(Format(form), _filters(chosen), Reach(everything=True), SYSTEM)
    try:
        made = start_export(database(), intake_writer(), order)
        with closing(made.chunks), _target(output) as file:
            _copy(made.chunks, file)
    except (Busy, RuleBroken, OSError) as error:
        raise click.ClickException(SENTENCES.get(type(error), str(error))) from error
    with database().reader() as session:
        manifest = manifest_of(session, session.get_one(ExportRun, made.number))
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    if output != STDOUT:
        with _replaced(Path(f"{output}.manifest.json")) as file:
            file.write(text.encode())
    sentence = f"{manifest['rows']} rows in {output}, SHA-256 {manifest['sha256']}"
    # What goes to standard output may be the file itself.
    click.echo(text if as_json else sentence, nl=not as_json, err=output == STDOUT)


def _filters(chosen: dict[str, Any]) -> Filters:
    given = {name: value for name, value in chosen.items() if value}
    for name, value in given.items():
        if isinstance(value, datetime):
            given[name] = value.date()
    if "state" in given:
        given["state"] = State(given["state"])
    if "channel" in given:
        given["channel"] = Channel(given["channel"])
    return Filters(**given)


def _copy(chunks: Generator[bytes], file: IO[bytes]) -> None:
    is_watched, written = sys.stderr.isatty(), 0
    for chunk in chunks:
        file.write(chunk)
        written += len(chunk)
        if is_watched:
            click.echo(f"\r{written / 1_000_000:.1f} MB", nl=False, err=True)
    if is_watched:
        click.echo(err=True)


@contextmanager
def _target(output: str) -> Iterator[IO[bytes]]:
    if output == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with _replaced(Path(output)) as file:
            yield file


@contextmanager
def _replaced(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that gets its name only when it is whole and on disk."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


commands: list[click.Command] = [export]
