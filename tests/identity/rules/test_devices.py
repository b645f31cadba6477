"""Names, codes and standing of kiosks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedback.identity.rules.devices import connection_of, kiosk_name, plain_pairing_code
from feedback.identity.words import Connection
from feedback.kernel.errors import RuleBroken

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(minutes=1), NOW + timedelta(minutes=1)


@pytest.mark.parametrize("typed", ["7F4K-29MX", "7f4k29mx", " 7F4K 29MX ", "7f4k–29mx"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert plain_pairing_code(typed) == "7F4K29MX"


def test_a_name_is_kept_with_single_spaces() -> None:
    assert kiosk_name("  Pie   ieejas ") == "Pie ieejas"


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("  ", "kiosk_name_missing"),
        ("a" * 61, "kiosk_name_unusable"),
        ("a\x00b", "kiosk_name_unusable"),
        ("a\u202eb", "kiosk_name_unusable"),
        ("\ud800", "kiosk_name_unusable"),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused(typed: str, rule: str) -> None:
    with pytest.raises(RuleBroken, match=rule):
        kiosk_name(typed)


@pytest.mark.parametrize(
    ("paired_at", "code_expires_at", "revoked_at", "connection"),
    [
        (None, None, None, Connection.NONE),
        (None, EARLIER, None, Connection.NONE),
        (None, LATER, None, Connection.AWAITED),
        (EARLIER, None, None, Connection.CONNECTED),
        (EARLIER, LATER, None, Connection.CONNECTED),
        (EARLIER, None, EARLIER, Connection.REVOKED),
    ],
)
def test_a_kiosk_stands_as_its_times_say(
    paired_at: datetime | None,
    code_expires_at: datetime | None,
    revoked_at: datetime | None,
    connection: Connection,
) -> None:
    assert (
        connection_of(
            paired_at=paired_at, code_expires_at=code_expires_at, revoked_at=revoked_at, now=NOW
        )
        is connection
    )
