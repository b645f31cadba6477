"""Commands that belong to no room: the store, its backups, the server, the doctor."""

from __future__ import annotations

import click

from feedback.kernel.checkup import Check
from feedback.web.cli.backups import backup, restore
from feedback.web.cli.diagnosis import check_translations, doctor
from feedback.web.cli.server import serve
from feedback.web.cli.store import db

commands: list[click.Command] = [db, serve, backup, restore, doctor]
checks: list[Check] = [check_translations]
