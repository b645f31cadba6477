"""The reviewer's door: the queue, and the decisions on one suggestion."""

from __future__ import annotations

from feedback.review.routes.review import decisions
from feedback.review.routes.review.queue import review

__all__ = ["decisions", "review"]
