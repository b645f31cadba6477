"""Suggestions, their tags, voices and seminars, and the full-text index.

Why triggers and an expression index: both databases keep the index current by themselves, in the
same transaction, whichever code path writes the row.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedback.kernel.db import UtcDateTime

revision = "0003_suggestions"
down_revision = "0002_people"

SQLITE_INDEX = (
    """CREATE VIRTUAL TABLE suggestion_fts USING fts5(
        norm, content='suggestion', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )""",
    """CREATE TRIGGER suggestion_fts_insert AFTER INSERT ON suggestion BEGIN
        INSERT INTO suggestion_fts(rowid, norm) VALUES (new.id, new.norm);
    END""",
    """CREATE TRIGGER suggestion_fts_update AFTER UPDATE OF norm ON suggestion BEGIN
        INSERT INTO suggestion_fts(suggestion_fts, rowid, norm) VALUES ('delete', old.id, old.norm);
        INSERT INTO suggestion_fts(rowid, norm) VALUES (new.id, new.norm);
    END""",
    """CREATE TRIGGER suggestion_fts_delete AFTER DELETE ON suggestion BEGIN
        INSERT INTO suggestion_fts(suggestion_fts, rowid, norm) VALUES ('delete', old.id, old.norm);
    END""",
)
POSTGRESQL_INDEX = """CREATE INDEX ix_suggestion_words ON suggestion
    USING gin (to_tsvector('simple'::regconfig, norm))"""


def upgrade() -> None:
    op.create_table(
        "seminar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_seminar_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seminar")),
        sa.UniqueConstraint("code", name=op.f("uq_seminar_code")),
    )
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("receipt_hash", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("norm", sa.Text(), nullable=False),
        sa.Column("language", sa.String(24), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("author", sa.String(24), nullable=False),
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("library_code", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("service_code", sa.String(), nullable=True),
        sa.Column("service_origin", sa.String(24), nullable=False),
        sa.Column("is_service_confirmed", sa.Boolean(), nullable=False),
        sa.Column("institution_code", sa.String(), nullable=True),
        sa.Column("topics", sa.String(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("convenient", sa.Integer(), nullable=True),
        sa.Column("understandable", sa.Integer(), nullable=True),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("libraries", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("seminar_id", sa.Integer(), nullable=True),
        sa.Column("conflict_of", sa.Integer(), nullable=True),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conflict_of"], ["suggestion.id"], name=op.f("fk_suggestion_conflict_of_suggestion")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_suggestion_device_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["institution_code"],
            ["institution.code"],
            name=op.f("fk_suggestion_institution_code_institution"),
        ),
        sa.ForeignKeyConstraint(
            ["library_code"], ["library.code"], name=op.f("fk_suggestion_library_code_library")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["suggestion.id"],
            name=op.f("fk_suggestion_merged_into_id_suggestion"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_suggestion_municipality_code_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_suggestion_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_suggestion_region_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["seminar_id"], ["seminar.id"], name=op.f("fk_suggestion_seminar_id_seminar")
        ),
        sa.ForeignKeyConstraint(
            ["service_code"], ["service.code"], name=op.f("fk_suggestion_service_code_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_suggestion_receipt_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq_suggestion_uuid")),
    )
    op.create_index(
        op.f("ix_suggestion_channel_language_id"),
        "suggestion",
        ["channel", "language", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_suggestion_institution_code_state_id"),
        "suggestion",
        ["institution_code", "state", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_suggestion_library_code_id"), "suggestion", ["library_code", "id"], unique=False
    )
    op.create_index(
        op.f("ix_suggestion_merged_into_id"), "suggestion", ["merged_into_id"], unique=False
    )
    op.create_index(
        op.f("ix_suggestion_municipality_code_id"),
        "suggestion",
        ["municipality_code", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_suggestion_person_id_id"), "suggestion", ["person_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_suggestion_region_code_state_id"),
        "suggestion",
        ["region_code", "state", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_suggestion_said_on_id"), "suggestion", ["said_on", "id"], unique=False)
    op.create_index(
        op.f("ix_suggestion_service_code_state_id"),
        "suggestion",
        ["service_code", "state", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_suggestion_state_id"), "suggestion", ["state", "id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("replaced_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_revision_suggestion_id_suggestion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    op.create_index(op.f("ix_revision_suggestion_id"), "revision", ["suggestion_id"], unique=False)
    op.create_table(
        "tag",
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("topic_code", sa.String(), nullable=False),
        sa.Column("origin", sa.String(24), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_tag_suggestion_id_suggestion")
        ),
        sa.ForeignKeyConstraint(
            ["topic_code"], ["topic.code"], name=op.f("fk_tag_topic_code_topic")
        ),
        sa.PrimaryKeyConstraint("suggestion_id", "topic_code", name=op.f("pk_tag")),
    )
    op.create_index(
        op.f("ix_tag_topic_code_suggestion_id"),
        "tag",
        ["topic_code", "suggestion_id"],
        unique=False,
    )
    op.create_table(
        "voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("library_code", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["library_code"], ["library.code"], name=op.f("fk_voice_library_code_library")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_voice_municipality_code_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_voice_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_voice_region_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_voice_suggestion_id_suggestion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice")),
        sa.UniqueConstraint("uuid", name=op.f("uq_voice_uuid")),
    )
    op.create_index(op.f("ix_voice_suggestion_id"), "voice", ["suggestion_id"], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_INDEX:
            op.execute(statement)
    else:
        op.execute(POSTGRESQL_INDEX)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE suggestion_fts")
    else:
        op.execute("DROP INDEX ix_suggestion_words")
    op.drop_table("voice")
    op.drop_table("tag")
    op.drop_table("revision")
    op.drop_table("suggestion")
    op.drop_table("seminar")
