"""The file of a backup: a tar whose manifest, its first member, vouches for all others."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

FORMAT = 1
APPLICATION = "ieteikumi"
MANIFEST = "manifest.json"
KEY = "secret_key"
SQLITE = "store.sqlite"
POSTGRESQL = "store.dump"
STORES = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
MANIFEST_LIMIT = 1024 * 1024
CHUNK = 1024 * 1024


class BackupRefused(Exception):  # noqa: N818 - it reads as what happened
    """A backup was not made, or not restored: one English sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``engine`` is the version of the database that made it."""

    made_at: datetime
    database: str
    engine: str
    revision: str
    rows: Mapping[str, int]
    files: Mapping[str, Member]

    @property
    def store(self) -> str:
        """The name of the member that holds the rows."""
        return STORES[self.database]


def described(path: Path) -> Member:
    """Return size and SHA-256 of a file."""
    with path.open("rb") as file:
        return Member(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def write_archive(target: IO[bytes], manifest: Manifest, folder: Path) -> None:
    """Write the manifest and the members that it names, which lie in ``folder``."""
    text = {"application": APPLICATION, "format": FORMAT, **asdict(manifest)}
    (folder / MANIFEST).write_text(json.dumps(text, indent=2, default=str) + "\n")
    with tarfile.open(fileobj=target, mode="w") as tar:
        for name in (MANIFEST, *manifest.files):
            entry = tar.gettarinfo(folder / name, arcname=name)
            entry.mode, entry.uid, entry.gid, entry.uname, entry.gname = 0o600, 0, 0, "", ""
            with (folder / name).open("rb") as file:
                tar.addfile(entry, file)


def unpack(backup: Path, folder: Path) -> Manifest:
    """Put the members of a backup into ``folder`` and return its manifest.

    Raises BackupRefused when the file is no backup, or when anything in it is not what the manifest
    says: nothing of it may be used then.
    """
    try:
        with tarfile.open(backup, mode="r:") as tar:
            entries = list(tar)
            if not entries or entries[0].name != MANIFEST or not entries[0].isreg():
                raise BackupRefused(f"{backup} is not a backup of {APPLICATION}")
            manifest = _manifest(_content(tar, entries[0]).read(MANIFEST_LIMIT))
            if [entry.name for entry in entries[1:]] != list(manifest.files):
                raise BackupRefused(
                    f"{backup} is damaged: it does not hold what its manifest names"
                )
            for entry in entries[1:]:
                _unpack_member(tar, entry, folder / entry.name, manifest.files[entry.name])
    except tarfile.TarError as problem:
        raise BackupRefused(f"{backup} is not a backup, or is cut short: {problem}") from problem
    return manifest


def is_backup(path: Path) -> bool:
    """Say whether a file looks like one of our backups; looks at its first member only."""
    try:
        with tarfile.open(path, mode="r:") as tar:
            first = tar.next()
            return first is not None and first.name == MANIFEST
    except tarfile.TarError:
        return False


def _unpack_member(tar: tarfile.TarFile, entry: tarfile.TarInfo, path: Path, told: Member) -> None:
    digest = hashlib.sha256()
    size = 0
    source = _content(tar, entry)
    with path.open("xb") as target:
        path.chmod(0o600)
        while part := source.read(CHUNK):
            digest.update(part)
            size += target.write(part)
    if Member(size, digest.hexdigest()) != told:
        raise BackupRefused(f"the backup is damaged: {entry.name} is not what was saved")


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(entry) if entry.isreg() else None
    if content is None:
        raise BackupRefused(f"the backup is damaged: {entry.name} is not a file")
    return content


def _manifest(text: bytes) -> Manifest:
    """Read a manifest; raises BackupRefused when this version cannot understand it."""
    try:
        read = json.loads(text)
        if read["application"] != APPLICATION or read["format"] != FORMAT:
            raise BackupRefused("the backup was made by another program, or in another format")
        manifest = Manifest(
            made_at=datetime.fromisoformat(read["made_at"]),
            database=str(read["database"]),
            engine=str(read["engine"]),
            revision=str(read["revision"]),
            rows={str(name): int(count) for name, count in read["rows"].items()},
            files={
                str(name): Member(int(member["size"]), str(member["sha256"]))
                for name, member in read["files"].items()
            },
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        raise BackupRefused("the backup is damaged: its manifest cannot be read") from problem
    if set(manifest.files) != {KEY, STORES.get(manifest.database)}:
        raise BackupRefused("the backup is damaged: its manifest names other files than it should")
    return manifest
