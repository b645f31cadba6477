"""Whether the settings are what the operator meant."""

from __future__ import annotations

import difflib
import os
from ipaddress import ip_address
from urllib.parse import urlsplit

from feedback.kernel.checkup.words import Finding, Verdict
from feedback.kernel.db import Database
from feedback.kernel.settings import PREFIX, Settings


def check_settings(settings: Settings, _database: Database) -> Finding:
    """Look for variables that nobody reads, and for values that cannot be meant."""
    known = {PREFIX + name.upper() for name in Settings.__dataclass_fields__}
    given = {name for name in os.environ if name.startswith(PREFIX)}
    for name in sorted(given - known):
        near = difflib.get_close_matches(name, known, n=1)
        advice = f"did you mean {near[0]}?" if near else "see the table in docs/operate.md"
        return Finding("settings", Verdict.WARN, f"{name} is no setting", advice)
    if problem := _problem(settings):
        return Finding("settings", Verdict.BAD, problem, "see the table in docs/operate.md")
    return Finding("settings", Verdict.OK, f"{len(given)} set, all understood")


def check_address(settings: Settings, _database: Database) -> Finding:
    """See that links and QR codes lead here, and that cookies travel over TLS only."""
    name = f"{PREFIX}BASE_URL"
    leads_here_only = is_loopback(urlsplit(settings.public_url).hostname or "")
    if is_loopback(settings.host) and leads_here_only:
        return Finding("address", Verdict.OK, f"{settings.public_url}, for this machine only")
    if not settings.base_url or leads_here_only:
        return Finding(
            "address",
            Verdict.BAD,
            f"links begin with {settings.public_url}, which leads nobody here",
            f"set {name} to the address that people type",
        )
    if not settings.is_https:
        return Finding(
            "address",
            Verdict.BAD,
            f"{settings.public_url} is not https: passwords and cookies can be read on the way",
            f"put a proxy with TLS in front and set {name} to https://...",
        )
    if not settings.proxies and is_loopback(settings.host):
        return Finding(
            "address",
            Verdict.WARN,
            f"{settings.public_url}, but no proxy is believed when it says https",
            f"set {PREFIX}PROXIES to the number of your proxies (usually 1)",
        )
    return Finding("address", Verdict.OK, settings.public_url)


def is_loopback(host: str) -> bool:
    """Say whether a name or address can be reached from this machine only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _problem(settings: Settings) -> str:
    """Return what is wrong with a value, "" when nothing is."""
    if not 0 < settings.port < 65_536:
        return f"{PREFIX}PORT must be between 1 and 65535, not {settings.port}"
    for name in ("processes", "threads"):
        if getattr(settings, name) < 1:
            return f"{PREFIX}{name.upper()} must be at least 1"
    if settings.base_url:
        parts = urlsplit(settings.base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return f"{PREFIX}BASE_URL must look like https://name, not {settings.base_url}"
    if settings.smtp_url:
        parts = urlsplit(settings.smtp_url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            return f"{PREFIX}SMTP_URL must look like smtp://host or smtps://host"
    return ""
