"""The desk, as a librarian meets it."""

from __future__ import annotations

from sqlalchemy import select

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from tests.conftest import SignIn

REMARK = "Piesakot bērna pabalstu, lapa izmet ārā un viss jāsāk no jauna"


def test_what_a_librarian_writes_is_recorded_with_machine_tags(
    sign_in: SignIn, database: Database
) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    answer = librarian.submit("/desk/", {"text": REMARK})
    assert answer.status_code == 303
    with database.reader() as session:
        row = session.scalars(select(Suggestion)).one()
    assert (row.text, row.library_code) == (REMARK, "LIB-0008")
    assert row.service_code
    assert not row.is_service_confirmed
    assert row.reference in librarian.get(answer.location).text
