"""Settings from the environment."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from feedback.kernel.settings import Settings


def test_without_any_setting_everything_has_a_value() -> None:
    settings = Settings.from_environment({})
    assert settings.store_url.startswith("sqlite:///")
    assert settings.public_url == "http://127.0.0.1:8000"


def test_settings_are_read_by_name() -> None:
    settings = Settings.from_environment(
        {
            "IETEIKUMI_PORT": "9000",
            "IETEIKUMI_BASE_URL": "https://ieteikumi.example/",
            "IETEIKUMI_DATA_DIR": "/srv/data",
        }
    )
    assert (settings.port, settings.data_dir) == (9000, Path("/srv/data"))
    assert (settings.public_url, settings.is_https) == ("https://ieteikumi.example", True)


def test_a_number_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="IETEIKUMI_PORT"):
        Settings.from_environment({"IETEIKUMI_PORT": "many"})


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new")
    key = settings.signing_key()
    assert len(key) == 64
    assert settings.signing_key() == key
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600
