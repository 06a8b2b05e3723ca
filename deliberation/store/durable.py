"""Whether the database keeps what it says it has kept, when the power is cut.

SQLite does as ``engine.PRAGMAS`` says. PostgreSQL does so unless somebody turned off what it waits
for; then ballots that were acknowledged are lost, and maybe the whole database.

Source: PostgreSQL 16, manual, sections 20.5.1 and 30.3.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Engine, text

NEEDED: Final = ("fsync", "full_page_writes", "synchronous_commit")


def turned_off(engine: Engine) -> tuple[str, ...]:
    """Which of the settings that are ``NEEDED`` are off; none on SQLite."""
    if engine.dialect.name != "postgresql":
        return ()
    with engine.connect() as connection:
        said = {name: connection.scalar(text(f"SHOW {name}")) for name in NEEDED}
    return tuple(name for name, value in said.items() if value == "off")
