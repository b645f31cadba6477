"""Voices are counted once, and can be taken back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import NotFound
from feedback.suggestions.actions import add_voice, withdraw_voice
from tests.factories.identity import LIBRARY, OTHER_LIBRARY, make_person
from tests.factories.suggestions import make_suggestion


def librarian(session: Session) -> Actor:
    return Actor(ActorKind.PERSON, make_person(session).person_id)


def test_voices_count_residents_and_libraries(session: Session) -> None:
    suggestion, actor = make_suggestion(session), librarian(session)
    for library in (LIBRARY, OTHER_LIBRARY, OTHER_LIBRARY):
        add_voice(session, suggestion, voice=uuid4(), library_code=library, actor=actor)
    assert (suggestion.voices, suggestion.libraries) == (4, 2)


def test_the_same_voice_counts_once(session: Session) -> None:
    suggestion, actor, voice = make_suggestion(session), librarian(session), uuid4()
    first = add_voice(session, suggestion, voice=voice, library_code=LIBRARY, actor=actor)
    again = add_voice(session, suggestion, voice=voice, library_code=LIBRARY, actor=actor)
    assert (first, again, suggestion.voices) == (True, False, 2)


def test_a_voice_given_by_mistake_is_taken_back_once(session: Session) -> None:
    suggestion, actor, voice = make_suggestion(session), librarian(session), uuid4()
    add_voice(session, suggestion, voice=voice, library_code=LIBRARY, actor=actor)
    withdraw_voice(session, voice=voice, actor=actor)
    withdraw_voice(session, voice=voice, actor=actor)
    assert suggestion.voices == 1


def test_nobody_takes_back_the_voice_of_another(session: Session) -> None:
    suggestion, voice = make_suggestion(session), uuid4()
    add_voice(session, suggestion, voice=voice, library_code=LIBRARY, actor=librarian(session))
    with pytest.raises(NotFound):
        withdraw_voice(session, voice=voice, actor=librarian(session))
