"""Whether the machine is fit: folder, key, clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedback.kernel.actor import SYSTEM
from feedback.kernel.checkup import machine
from feedback.kernel.checkup.machine import check_clock, check_folder, check_key
from feedback.kernel.clock import now
from feedback.kernel.db import Database
from feedback.kernel.journal import record_event
from feedback.kernel.settings import Settings

STORE = Database("postgresql://nobody@127.0.0.1:1/nothing")  # never asked


@pytest.fixture
def plain(tmp_path: Path) -> Settings:
    """Settings with a data folder and a key in it, as the first start makes them."""
    settings = Settings(data_dir=tmp_path / "var")
    settings.signing_key()
    return settings


def test_what_the_first_start_makes_is_good(plain: Settings) -> None:
    assert [check(plain, STORE).verdict for check in (check_folder, check_key)] == ["ok", "ok"]


def test_a_folder_that_others_can_read_is_told(plain: Settings) -> None:
    plain.data_dir.chmod(0o755)
    finding = check_folder(plain, STORE)
    assert (finding.verdict, finding.advice) == ("warn", f"chmod 700 {plain.data_dir}")


def test_a_folder_that_is_not_there_is_bad(plain: Settings) -> None:
    finding = check_folder(replace(plain, data_dir=Path("/proc/nowhere")), STORE)
    assert finding.verdict == "bad"


def test_a_disk_that_fills_up_is_told_in_time(
    plain: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "LITTLE_SPACE_MIB", 2**50)
    assert check_folder(plain, STORE).verdict == "warn"
    monkeypatch.setattr(machine, "NO_SPACE_MIB", 2**50)
    assert check_folder(plain, STORE).verdict == "bad"


def test_a_key_that_others_can_read_is_bad(plain: Settings) -> None:
    (plain.data_dir / "secret_key").chmod(0o640)
    finding = check_key(plain, STORE)
    assert (finding.verdict, finding.advice[:9]) == ("bad", "chmod 600")


def test_a_missing_key_is_bad(plain: Settings) -> None:
    (plain.data_dir / "secret_key").unlink()
    assert check_key(plain, STORE).verdict == "bad"


def test_a_key_from_the_environment_must_be_long(plain: Settings) -> None:
    assert check_key(replace(plain, secret_key="k" * 32), STORE).verdict == "ok"
    assert check_key(replace(plain, secret_key="password"), STORE).verdict == "warn"


def test_a_clock_that_went_back_is_found(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_clock(settings, database).verdict == "ok"
    with database.write() as session:
        record_event(session, verb="tried", subject=("test", 1), actor=SYSTEM)
    assert check_clock(settings, database).verdict == "ok"
    monkeypatch.setattr(machine, "now", lambda: now() - timedelta(days=400))
    finding = check_clock(settings, database)
    assert (finding.verdict, "the newest event is of" in finding.text) == ("bad", True)
