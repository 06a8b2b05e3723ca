"""The first tables: facilitators, assemblies, recruiting, votes, cards and ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "facilitator",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facilitator")),
        sa.UniqueConstraint("name", name=op.f("uq_facilitator_name")),
    )
    op.create_table(
        "assembly",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("facilitator_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("panel_size", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["facilitator.id"], name=op.f("fk_assembly_facilitator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly")),
    )
    op.create_index(
        op.f("ix_assembly_facilitator_id"), "assembly", ["facilitator_id"], unique=False
    )
    op.create_table(
        "card",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["assembly_id"], ["assembly.id"], name=op.f("fk_card_assembly_id")),
        sa.PrimaryKeyConstraint("assembly_id", "number", name=op.f("pk_card")),
        sa.UniqueConstraint(
            "assembly_id", "token_hash", name=op.f("uq_card_assembly_id_token_hash")
        ),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Double(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assembly_id"], ["assembly.id"], name=op.f("fk_job_assembly_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("assembly_id", "kind", name=op.f("uq_job_assembly_id_kind")),
    )
    op.create_table(
        "lottery",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("lottery", sa.JSON(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=True),
        sa.Column("document", sa.JSON(), nullable=True),
        sa.Column("publish_people", sa.Boolean(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("committed", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_lottery_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", name=op.f("pk_lottery")),
    )
    op.create_table(
        "person",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("household", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_person_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", "id", name=op.f("pk_person")),
    )
    op.create_table(
        "quota",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lower", sa.Integer(), nullable=False),
        sa.Column("upper", sa.Integer(), nullable=False),
        sa.Column("flex_lower", sa.Integer(), nullable=True),
        sa.Column("flex_upper", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_quota_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", "feature", "value", name=op.f("pk_quota")),
    )
    op.create_table(
        "vote",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tie_seed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["assembly_id"], ["assembly.id"], name=op.f("fk_vote_assembly_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sa.UniqueConstraint("assembly_id", "number", name=op.f("uq_vote_assembly_id_number")),
    )
    op.create_table(
        "ballot",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("ballot", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["vote.id"], name=op.f("fk_ballot_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "slot", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draw",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("panel", sa.JSON(), nullable=False),
        sa.Column("alternates", sa.JSON(), nullable=False),
        sa.Column("drawn", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["lottery.assembly_id"], name=op.f("fk_draw_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", name=op.f("pk_draw")),
    )
