"""How migrations run: one transaction for all of them, the version stamped inside it."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from feedback.kernel.db import Base
from feedback.kernel.schema import is_modelled

connection: Connection = context.config.attributes["connection"]

# SQLite can roll back DDL when BEGIN is explicit (kernel.db sends it); alembic assumes it cannot, and
# a process killed half-way would then leave half a schema behind.
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    include_name=is_modelled,
)

with context.begin_transaction():
    context.run_migrations()
