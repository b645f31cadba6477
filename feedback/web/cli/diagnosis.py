"""The command that tells what is wrong with an installation, and what to do."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from feedback.kernel.checkup import Finding, Verdict, findings_of
from feedback.kernel.db import Database
from feedback.kernel.settings import Settings
from feedback.web.session import database

WIDTH = 14
TRANSLATIONS = Path(__file__).parents[2] / "translations"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
@with_appcontext
def doctor(*, as_json: bool) -> None:
    """Check this installation: settings, machine, store, content. Exits 1 when something is bad."""
    extensions = current_app.extensions
    findings = findings_of(extensions["checks"], extensions["settings"], database())
    worst = max((finding.verdict for finding in findings), key=list(Verdict).index)
    if as_json:
        lines = [asdict(finding) for finding in findings]
        click.echo(json.dumps({"verdict": worst, "findings": lines}, ensure_ascii=False))
    else:
        for finding in findings:
            _show(finding)
    sys.exit(1 if worst is Verdict.BAD else 0)


def check_translations(_settings: Settings, _database: Database) -> Finding:
    """See that the texts of every language are compiled since translators changed them."""
    advice = "make translations"
    for source in sorted(TRANSLATIONS.rglob("*.po")):
        compiled = source.with_suffix(".mo")
        language = source.relative_to(TRANSLATIONS).parts[0]
        if not compiled.exists():
            return Finding("translations", Verdict.BAD, f"{language} is not compiled", advice)
        if compiled.stat().st_mtime < source.stat().st_mtime:
            return Finding("translations", Verdict.WARN, f"{language} changed since", advice)
    return Finding("translations", Verdict.OK, "every language is compiled")


def _show(finding: Finding) -> None:
    click.echo(f"{finding.verdict:<5}{finding.name:<{WIDTH}}{finding.text}")
    if finding.advice:
        click.echo(f"{'':<{WIDTH + 5}}-> {finding.advice}")
