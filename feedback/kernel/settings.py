"""All settings, read once from the environment (documented in docs/operate.md)."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "IETEIKUMI_"


class SettingsWrong(ValueError):  # noqa: N818 - it reads as what happened
    """A setting cannot be understood: one English sentence for the operator, naming the variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The frozen settings of one process; each field is ``IETEIKUMI_`` + its name in capitals."""

    data_dir: Path = Path("var")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    secret_key: str = ""
    agency_name: str = "VRAA"
    portal_name: str = "latvija.lv"
    processes: int = 1
    threads: int = 8
    proxies: int = 0
    smtp_url: str = ""
    mail_from: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; raises SettingsWrong."""
        source = os.environ if environment is None else environment
        given: dict[str, object] = {}
        for name, field in cls.__dataclass_fields__.items():
            variable = PREFIX + name.upper()
            if not (text := source.get(variable, "").strip()):
                continue
            if field.type == "int":
                if not text.isdecimal():
                    message = f"{variable} must be a whole number, not {text!r}"
                    raise SettingsWrong(message)
                given[name] = int(text)
            else:
                given[name] = Path(text) if field.type == "Path" else text
        return cls(**given)  # type: ignore[arg-type]  # the fields were matched by name above

    @property
    def store_url(self) -> str:
        """The database address: the setting, or a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'ieteikumi.sqlite'}"

    @property
    def public_url(self) -> str:
        """The address that links in letters, QR codes and printed sheets begin with."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def sender(self) -> str:
        """Who letters are from: the setting, or an address at this host."""
        return self.mail_from or f"ieteikumi@{urlsplit(self.public_url).hostname}"

    @property
    def is_https(self) -> bool:
        """Whether people reach the application over TLS (cookies are then Secure)."""
        return self.public_url.startswith("https://")

    def signing_key(self) -> str:
        """Return the key that signs cookies and receipts; made and kept on first use.

        Several machines must share ``IETEIKUMI_SECRET_KEY``; one machine keeps a file that only
        its owner can read.
        """
        if self.secret_key:
            return self.secret_key
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.data_dir / "secret_key"
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_hex(32))
        except FileExistsError:
            pass
        return path.read_text().strip()
