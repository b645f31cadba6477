"""Whether the settings are what the operator meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from feedback.kernel.checkup.settings import check_address, check_settings
from feedback.kernel.db import Database
from feedback.kernel.settings import Settings

STORE = Database("postgresql://nobody@127.0.0.1:1/nothing")  # never asked


@pytest.mark.parametrize(
    ("changed", "verdict", "says"),
    [
        ({}, "ok", "this machine only"),
        ({"base_url": "http://localhost:8000"}, "ok", "this machine only"),
        ({"host": "0.0.0.0"}, "bad", "leads nobody here"),  # noqa: S104 - what an operator may set
        ({"host": "0.0.0.0", "base_url": "http://127.0.0.1"}, "bad", "leads nobody"),  # noqa: S104
        ({"base_url": "http://ieteikumi.example.lv"}, "bad", "not https"),
        ({"base_url": "https://ieteikumi.example.lv"}, "warn", "no proxy is believed"),
        ({"base_url": "https://ieteikumi.example.lv", "proxies": 1}, "ok", "example.lv"),
    ],
)
def test_the_address_must_lead_here_safely(
    changed: dict[str, Any], verdict: str, says: str
) -> None:
    finding = check_address(Settings(**changed), STORE)
    assert (finding.verdict, says in finding.text) == (verdict, True)
    assert bool(finding.advice) is (verdict != "ok")


@pytest.mark.parametrize(
    ("changed", "verdict", "says"),
    [
        ({}, "ok", "all understood"),
        ({"port": 0}, "bad", "IETEIKUMI_PORT"),
        ({"threads": 0}, "bad", "IETEIKUMI_THREADS"),
        ({"processes": 0}, "bad", "IETEIKUMI_PROCESSES"),
        ({"base_url": "ieteikumi.example.lv"}, "bad", "IETEIKUMI_BASE_URL"),
        ({"smtp_url": "smtp://mail.example.lv"}, "ok", "all understood"),
        ({"smtp_url": "mail.example.lv:587"}, "bad", "IETEIKUMI_SMTP_URL"),
    ],
)
def test_values_that_cannot_be_meant_are_named(
    changed: dict[str, Any], verdict: str, says: str
) -> None:
    finding = check_settings(Settings(**changed), STORE)
    assert (finding.verdict, says in finding.text) == (verdict, True)


def test_a_misspelt_variable_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IETEIKUMI_DATABSE_URL", "postgresql://host/name")
    finding = check_settings(Settings(data_dir=Path()), STORE)
    assert (finding.verdict, finding.advice) == ("warn", "did you mean IETEIKUMI_DATABASE_URL?")
