"""The closed vocabulary of reviewing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DecisionKind(StrEnum):
    """What a reviewer can decide about a suggestion."""

    ACCEPT = "accept"
    DECLINE = "decline"
    MERGE = "merge"
    TAG = "tag"


class DeclineReason(StrEnum):
    """Why something will not be done; own words may follow."""

    EXISTS = "exists"
    NOT_PORTAL = "not_portal"
    LAW = "law"
    UNCLEAR = "unclear"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a suggestion: an e-service (None: about none) and topics by code."""

    service_code: str | None
    topic_codes: tuple[str, ...]
