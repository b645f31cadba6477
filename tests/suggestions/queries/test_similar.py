"""What may say the same."""

from __future__ import annotations

from sqlalchemy.orm import Session

from feedback.identity.words import Reach
from feedback.suggestions.queries import similar_suggestions
from feedback.suggestions.words import State
from tests.factories.identity import LIBRARY, OTHER_LIBRARY
from tests.factories.suggestions import make_suggestion

SAID = "Piesakot ģimenes valsts pabalstu pēc ieejas ar eParaksts viss jāaizpilda no sākuma"
OWN = Reach(library_code=LIBRARY)


def test_another_form_of_the_same_is_found(session: Session) -> None:
    row = make_suggestion(session, SAID)
    make_suggestion(session, "Burti ir par mazu")
    typed = "piesakoties gimenes pabalstam ar eparakstu jaaizpilda no sakuma"
    assert [
        similar.suggestion.id for similar in similar_suggestions(session, typed, reach=OWN)
    ] == [row.id]


def test_what_another_library_said_is_shown_only_once_the_agency_let_it_through(
    session: Session,
) -> None:
    row = make_suggestion(session, SAID, library_code=OTHER_LIBRARY)
    assert similar_suggestions(session, SAID, reach=OWN) == []
    row.state = State.ACCEPTED
    session.flush()
    assert [similar.suggestion.id for similar in similar_suggestions(session, SAID, reach=OWN)] == [
        row.id
    ]


def test_the_one_that_is_looked_at_is_left_out(session: Session) -> None:
    row = make_suggestion(session, SAID)
    assert similar_suggestions(session, SAID, reach=OWN, besides=row.id) == []


def test_an_empty_text_is_like_nothing(session: Session) -> None:
    make_suggestion(session, SAID)
    assert similar_suggestions(session, "  ", reach=OWN) == []
