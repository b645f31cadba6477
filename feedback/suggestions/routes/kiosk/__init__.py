"""The kiosk in the library: four steps for a resident without an account."""

from __future__ import annotations

from feedback.suggestions.routes.kiosk import sending, steps
from feedback.suggestions.routes.kiosk.door import kiosk

__all__ = ["kiosk", "sending", "steps"]
