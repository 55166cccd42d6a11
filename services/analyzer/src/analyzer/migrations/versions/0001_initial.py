"""Pages, analyses, plans, classifications, brands, answers and their states, messaging."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import drop_messaging_tables, messaging_tables, tenant_table

revision = "0001"
down_revision = None

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)
TABLES = (
    "website_pages", "website_analyses", "plans", "prompts", "prompt_classifications", "brands", "aliases", "answers",
    "competitor_relationships", "brand_states",
)  # fmt: skip


def required(name: str, kind: Any = ID) -> "sa.Column[Any]":
    return sa.Column(name, kind, nullable=False)


def listed(name: str) -> "sa.Column[Any]":
    return sa.Column(name, JSONB, nullable=False, server_default=sa.text("'[]'"))


def one_of(column: str, words: str, table: str) -> sa.CheckConstraint:
    quoted = ", ".join(f"'{word}'" for word in words.split())
    return sa.CheckConstraint(f"{column} IN ({quoted})", name=f"{table}_{column}")


def share(column: str, table: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} BETWEEN 0 AND 1", name=f"{table}_{column}_range")


def upgrade() -> None:
    _sites()
    _prompts()
    _brands()
    _answers()
    messaging_tables()


def _sites() -> None:
    tenant_table(
        "website_pages",
        *(required(name) for name in ("crawl_id", "page_id", "website_id")),
        sa.Column("audit_id", ID),
        required("url", sa.Text),
        *(sa.Column(name, sa.Text) for name in ("title", "meta_description", "language")),
        listed("headings"),
        required("text", sa.Text),
        required("page_type", sa.Text),
        required("position", sa.Integer),
        primary_key=("tenant_id", "crawl_id", "page_id"),
    )
    op.create_index("website_pages_website", "website_pages", ["tenant_id", "website_id"])
    tenant_table(
        "website_analyses",
        *(required(name) for name in ("website_id", "audit_id", "crawl_id")),
        *(required(name, sa.Text) for name in ("version", "language", "category", "business_model_reason", "summary")),
        required("industry", sa.String(255)),
        required("business_model", sa.Text),
        required("brand", JSONB),
        *(listed(name) for name in ("primary_offerings", "value_propositions", "target_markets", "problems")),
        *(listed(name) for name in ("objections", "keywords", "competitors_mentioned")),
        sa.Column("fallback_reason", sa.Text),
        required("analyzed_at", TIME),
        one_of("business_model", "b2b b2c b2b2c marketplace", "website_analyses"),
        sa.UniqueConstraint("tenant_id", "website_id", "audit_id", "version", name="website_analyses_once"),
    )


def _prompts() -> None:
    tenant_table(
        "plans",
        *(required(name) for name in ("audit_id", "website_id", "analysis_id")),
        required("language", sa.Text),
        listed("brands"),
        required("prompts", sa.Integer),
    )
    op.create_index("plans_audit", "plans", ["tenant_id", "audit_id"])
    tenant_table(
        "prompts",
        *(required(name) for name in ("plan_id", "prompt_id", "conversation_id", "icp_id")),
        required("sequence_order", sa.Integer),
        required("prompt_type", sa.Text),
        required("text", sa.Text),
        primary_key=("tenant_id", "plan_id", "prompt_id"),
    )
    tenant_table(
        "prompt_classifications",
        *(required(name) for name in ("audit_id", "plan_id", "prompt_id")),
        *(required(name, sa.Text) for name in ("intent_type", "funnel_stage", "query_intent")),
        *(required(name, sa.Numeric(3, 2)) for name in ("buying_signal", "trust_need", "confidence_score")),
        required("branded", sa.Boolean),
        listed("cues"),
        required("classifier_version", sa.String(50)),
        sa.Column("fallback_reason", sa.Text),
        required("classified_at", TIME),
        one_of("intent_type", "informational evaluation decision", "prompt_classifications"),
        one_of("funnel_stage", "awareness consideration purchase", "prompt_classifications"),
        one_of("query_intent", "informational navigational commercial transactional", "prompt_classifications"),
        *(share(name, "prompt_classifications") for name in ("buying_signal", "trust_need", "confidence_score")),
        sa.UniqueConstraint(
            "tenant_id", "plan_id", "prompt_id", "classifier_version", name="prompt_classifications_once"
        ),
    )
    for column in ("intent_type", "funnel_stage", "audit_id"):
        op.create_index(f"prompt_classifications_{column}", "prompt_classifications", ["tenant_id", column])


def _brands() -> None:
    tenant_table(
        "brands",
        required("name", sa.String(255)),
        required("normalized_name", sa.String(255)),
        sa.Column("domain", sa.Text),
        sa.Column("industry", sa.Text),
        sa.Column("is_tracked", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("tenant_id", "normalized_name", name="brands_once"),
    )
    op.create_index("brands_is_tracked", "brands", ["tenant_id", "is_tracked"])
    tenant_table(
        "aliases",
        required("brand_id"),
        required("normalized_alias", sa.Text),
        required("alias", sa.Text),
        sa.ForeignKeyConstraint(["tenant_id", "brand_id"], ["brands.tenant_id", "brands.id"], ondelete="CASCADE"),
        primary_key=("tenant_id", "brand_id", "normalized_alias"),
    )
    tenant_table(
        "competitor_relationships",
        *(required(name) for name in ("website_id", "primary_brand_id", "competitor_brand_id")),
        required("relationship_type", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("evidence", sa.Text),
        one_of("relationship_type", "direct indirect substitute", "competitor_relationships"),
        sa.ForeignKeyConstraint(["tenant_id", "primary_brand_id"], ["brands.tenant_id", "brands.id"]),
        sa.ForeignKeyConstraint(["tenant_id", "competitor_brand_id"], ["brands.tenant_id", "brands.id"]),
        primary_key=("tenant_id", "website_id", "primary_brand_id", "competitor_brand_id"),
    )
    op.create_index("competitor_relationships_primary", "competitor_relationships", ["tenant_id", "primary_brand_id"])


def _answers() -> None:
    ids = ("audit_id", "website_id", "run_id", "plan_id", "icp_id", "conversation_id", "prompt_id")
    texts = ("icp_name", "prompt_text", "provider", "requested_model", "actual_model", "text", "extractor_version")
    tenant_table(
        "answers",
        *(required(name) for name in ids),
        *(required(name, sa.Text) for name in texts),
        required("turn", sa.Integer),
        required("repeat", sa.Integer),
        required("refusal", sa.Boolean),
        required("answered_at", TIME),
    )
    for column in ("run_id", "audit_id", "website_id"):
        op.create_index(f"answers_{column}", "answers", ["tenant_id", column])
    tenant_table(
        "brand_states",
        *(required(name) for name in ("response_id", "brand_id", "audit_id", "run_id")),
        required("extractor_version", sa.Text),
        required("presence", sa.Text),
        *(sa.Column(name, sa.Integer) for name in ("position_rank", "rank")),
        sa.Column("belief_sold", sa.Text),
        sa.Column("sentiment", sa.Float),
        required("confidence", sa.Float),
        required("tracked", sa.Boolean),
        required("discovered", sa.Boolean),
        listed("compared_with"),
        listed("evidence"),
        one_of("presence", "ignored mentioned compared trusted recommended", "brand_states"),
        one_of("belief_sold", "truth superiority outcome transaction identity social_proof", "brand_states"),
        sa.CheckConstraint("sentiment BETWEEN -1 AND 1", name="brand_states_sentiment_range"),
        share("confidence", "brand_states"),
        sa.CheckConstraint(
            "presence <> 'ignored' OR (position_rank IS NULL AND rank IS NULL AND belief_sold IS NULL)",
            name="brand_states_ignored_says_nothing",
        ),
        sa.CheckConstraint(
            "presence = 'ignored' OR jsonb_array_length(evidence) > 0", name="brand_states_named_ones_are_proved"
        ),
        sa.ForeignKeyConstraint(["tenant_id", "response_id"], ["answers.tenant_id", "answers.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tenant_id", "brand_id"], ["brands.tenant_id", "brands.id"]),
        sa.UniqueConstraint("tenant_id", "response_id", "brand_id", "extractor_version", name="brand_states_once"),
    )
    for column in ("brand_id", "presence", "belief_sold", "audit_id"):
        op.create_index(f"brand_states_{column}", "brand_states", ["tenant_id", column])


def downgrade() -> None:
    drop_messaging_tables()
    for table in reversed(TABLES):
        op.drop_table(table)
