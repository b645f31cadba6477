"""Whether the machine is fit: folder, key, clock."""

from __future__ import annotations

import shutil
import stat
import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from feedback.kernel.checkup.words import Finding, Verdict
from feedback.kernel.clock import now
from feedback.kernel.db import Database
from feedback.kernel.journal import Event
from feedback.kernel.settings import PREFIX, Settings

MIB = 1024 * 1024
LITTLE_SPACE_MIB = 2048
NO_SPACE_MIB = 200
SMALL_DIFFERENCE = timedelta(seconds=5)


def check_folder(settings: Settings, _database: Database) -> Finding:
    """See that the data folder can be written to, has room, and is nobody else's to read."""
    folder = settings.data_dir.resolve()
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as problem:
        return Finding(
            "folder",
            Verdict.BAD,
            f"{folder} cannot be written to: {problem.strerror}",
            "mend the disk, or give the folder to the service's user",
        )
    free = shutil.disk_usage(folder).free // MIB
    if free < LITTLE_SPACE_MIB:
        verdict = Verdict.BAD if free < NO_SPACE_MIB else Verdict.WARN
        return Finding("folder", verdict, f"{folder} has {free} MiB left", "make room on its disk")
    if others := _open_to_others(folder):
        return Finding("folder", Verdict.WARN, f"{folder} {others}", f"chmod 700 {folder}")
    return Finding("folder", Verdict.OK, f"{folder}, {free:,} MiB free")


def check_key(settings: Settings, _database: Database) -> Finding:
    """See that the signing key is there, and readable by its owner only."""
    if settings.secret_key:
        if len(settings.secret_key) < 32:
            return Finding(
                "key",
                Verdict.WARN,
                f"{PREFIX}SECRET_KEY is short enough to be guessed",
                "a new one makes the receipts given so far unreadable: change it before you open",
            )
        return Finding("key", Verdict.OK, f"from {PREFIX}SECRET_KEY")
    path = settings.data_dir.resolve() / "secret_key"
    if not path.exists():
        return Finding("key", Verdict.BAD, f"{path} is missing", "restore it from a backup")
    if others := _open_to_others(path):
        return Finding("key", Verdict.BAD, f"{path} {others}", f"chmod 600 {path}")
    return Finding("key", Verdict.OK, f"{path}, for its owner only")


def check_clock(_settings: Settings, database: Database) -> Finding:
    """See that it is later than the newest event: a clock set back muddles what came when."""
    with database.reader() as session:
        newest = session.scalar(select(Event.at).order_by(Event.id.desc()).limit(1))
    moment = now()
    if newest is not None and newest - moment > SMALL_DIFFERENCE:
        return Finding(
            "clock",
            Verdict.BAD,
            f"the clock says {moment:%Y-%m-%d %H:%M:%S} UTC, but the newest event is of"
            f" {newest:%Y-%m-%d %H:%M:%S}",
            "set the clock, and let it follow a time server (timedatectl set-ntp true)",
        )
    return Finding("clock", Verdict.OK, f"{moment:%Y-%m-%d %H:%M:%S} UTC")


def _open_to_others(path: Path) -> str:
    """Say who besides the owner has rights on a file, "" for nobody."""
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return "can be read by other users of this machine"
    return ""
