"""Commands of tagging."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from flask.cli import with_appcontext

from feedback.tagging.queries import lexicon
from feedback.tagging.rules.analysis import analysis_of
from feedback.tagging.words import Analysis, Guess
from feedback.web.session import database


@click.command()
@with_appcontext
def analyse() -> None:
    """Tell what texts are about: JSON lines in, JSON lines out.

    Reads objects {"id", "text"} from standard input, one on each line (UTF-8), and prints for each
    {"id", "language", "services", "topics", "kind", "personal_data", "masked"}. Services (at most
    five) and topics are objects {"code", "score"}, best first; the score is from 0 to 1. Personal
    data are objects {"start", "end", "type"}: code points of the text, "end" exclusive.

    A line that cannot be read is named on standard error and left out; the exit code is then 1.
    The catalogue must be loaded (flask catalogue import). Nothing is stored.
    """
    with database().reader() as session:
        index = lexicon(session).index
    if not index.services:
        raise click.ClickException("the catalogue is empty: run 'flask catalogue import' first")
    bad = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            given = _read_line(line)
        except ValueError as problem:
            bad += 1
            click.echo(f"line {number}: {problem}", err=True)
            continue
        answer = {"id": given["id"], **_as_json(analysis_of(index, given["text"]))}
        # A lone surrogate has no UTF-8; its escape is what JSON calls for.
        click.echo(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace"))
    if bad:
        click.echo(f"{bad} line(s) could not be read", err=True)
        sys.exit(1)


def _read_line(line: bytes) -> dict[str, Any]:
    """Return the object of one line; raises ValueError with a sentence about what is wrong."""
    try:
        given = json.loads(line)
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except json.JSONDecodeError as problem:
        raise ValueError(f"not JSON ({problem.msg} at column {problem.colno})") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not (isinstance(given, dict) and "id" in given and isinstance(given.get("text"), str)):
        raise ValueError('an object {"id": ..., "text": "..."} is expected')
    return given


def _as_json(analysis: Analysis) -> dict[str, Any]:
    return {
        "language": analysis.language,
        "services": _scores(analysis.services),
        "topics": _scores(analysis.topics),
        "kind": analysis.kind,
        "personal_data": [
            {"start": datum.start, "end": datum.end, "type": datum.type}
            for datum in analysis.personal_data
        ],
        "masked": analysis.masked,
    }


def _scores(guesses: tuple[Guess, ...]) -> list[dict[str, str | float]]:
    return [{"code": guess.code, "score": guess.score} for guess in guesses]


commands: list[click.Command] = [analyse]
