"""What an operator should know of an installation: checks, each with a verdict and an advice.

The kernel checks the machine and the store; each room adds its own in its ``cli.py``.
"""

from __future__ import annotations

from feedback.kernel.checkup.machine import check_clock, check_folder, check_key
from feedback.kernel.checkup.settings import check_address, check_settings
from feedback.kernel.checkup.store import (
    check_engine,
    check_schema,
    check_search,
    check_store,
    unready_because,
)
from feedback.kernel.checkup.words import Check, Finding, Verdict, findings_of

CHECKS: tuple[Check, ...] = (
    check_settings,
    check_address,
    check_folder,
    check_key,
    check_engine,
    check_schema,
    check_store,
    check_search,
    check_clock,
)

__all__ = ["CHECKS", "Check", "Finding", "Verdict", "findings_of", "unready_because"]
