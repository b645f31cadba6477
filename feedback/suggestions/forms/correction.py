"""What a library may correct in its own entry."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from feedback.catalogue.labels import name_of
from feedback.catalogue.queries import services_by_code
from feedback.suggestions.actions import Correction
from feedback.suggestions.forms.remark import RemarkForm
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import tags_of
from feedback.web.session import current_session


class CorrectionForm(RemarkForm):
    """An entry's text and tags; ``row_version`` tells whether somebody changed it meanwhile."""

    row_version = HiddenField()

    def correction(self) -> Correction:
        """Return what the validated form asks for."""
        seen = self.row_version.data or ""
        return Correction(
            text=self.text.data or "",
            service_code=self.chosen_service or "",
            topic_codes=self.chosen_topics,
            kept_personal_data=self.kept.data,
            seen_version=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
        )


def correction_form(
    suggestion: Suggestion, sent: MultiDict[str, str] | None = None
) -> CorrectionForm:
    """Return the form for an entry: what was ``sent``, or the entry as it stands."""
    code = suggestion.service_code or ""
    named = services_by_code(current_session(), [code])
    topics = suggestion.topics.split(";") if suggestion.topics else []
    form = CorrectionForm(
        formdata=sent,
        data={
            "text": suggestion.text,
            "service": name_of(named[code]) if code in named else "",
            "service_code": code,
            "topics": topics,
            "suggested": " ".join(topics),
            "row_version": str(suggestion.row_version),
        },
    )
    if sent is None:
        # What stands there unmasked was declared not to be personal when it was written down.
        form.keep()
    form.confirmed_topics = frozenset(
        tag.topic_code for tag in tags_of(current_session(), suggestion.id) if tag.is_confirmed
    )
    form.offer_topics()
    return form
