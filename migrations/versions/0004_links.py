"""Links for new passwords, withdrawn invitations, and people in Latvian order.

The rows that are there get their order and search text from their names.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedback.kernel.db import UtcDateTime
from feedback.kernel.text import fold, sort_key

revision = "0004_links"
down_revision = "0003_suggestions"

CODE_POINT_ORDER = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "password_reset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_password_reset_made_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_password_reset_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_reset")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_reset_token_hash")),
    )
    op.create_index(op.f("ix_password_reset_person_id"), "password_reset", ["person_id"])
    op.create_index(op.f("ix_attempt_window_ends_at"), "attempt", ["window_ends_at"])
    op.add_column("invitation", sa.Column("withdrawn_at", UtcDateTime(), nullable=True))
    op.add_column("person", sa.Column("language", sa.String(), nullable=True))
    # The empty default is for the rows that are there; SQLite could drop it only by making the
    # table anew, which its foreign keys forbid.
    op.add_column(
        "person", sa.Column("sort_name", CODE_POINT_ORDER, nullable=False, server_default="")
    )
    op.add_column(
        "person", sa.Column("search_text", sa.String(), nullable=False, server_default="")
    )
    _fill()
    op.create_index(op.f("ix_person_sort_name"), "person", ["sort_name"])


def downgrade() -> None:
    op.drop_index(op.f("ix_person_sort_name"), table_name="person")
    op.drop_column("person", "search_text")
    op.drop_column("person", "sort_name")
    op.drop_column("person", "language")
    op.drop_column("invitation", "withdrawn_at")
    op.drop_index(op.f("ix_attempt_window_ends_at"), table_name="attempt")
    op.drop_table("password_reset")


def _fill() -> None:
    person = sa.table(
        "person", *map(sa.column, ("id", "name", "email", "sort_name", "search_text"))
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(person.c.id, person.c.name, person.c.email)).all():
        connection.execute(
            person.update()
            .where(person.c.id == row.id)
            .values(sort_name=sort_key(row.name), search_text=fold(f"{row.name} {row.email}"))
        )
