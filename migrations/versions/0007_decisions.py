"""Decisions of reviewers.

Why a table beside the journal: an undo needs to know what was decided, from which state, and whether
it was undone; the journal only tells what happened.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedback.kernel.db import UtcDateTime

revision = "0007_decisions"
down_revision = "0006_facets"


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("state_before", sa.String(24), nullable=False),
        sa.Column("state_after", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name="fk_decision_suggestion_id_suggestion"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_decision_person_id_person"),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name="fk_decision_undone_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_suggestion_id_id", "decision", ["suggestion_id", "id"])


def downgrade() -> None:
    op.drop_table("decision")
