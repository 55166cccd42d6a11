-- One row per answer. Ids are derived, so a redelivered event writes the same key again and FINAL reads it once;
-- of two readings of an answer the later one stays.
CREATE TABLE answers
(
    tenant_id UUID,
    website_id UUID,
    audit_id UUID,
    run_id UUID,
    response_id UUID,
    extractor_version LowCardinality(String),
    extracted_at DateTime64(6, 'UTC'),
    answered_at DateTime64(6, 'UTC'),
    conversation_id UUID,
    icp_id UUID,
    icp_name String,
    core Bool,
    prompt_id UUID,
    prompt_text String,
    turn UInt16,
    repeat UInt16,
    provider LowCardinality(String),
    requested_model LowCardinality(String),
    actual_model LowCardinality(String),
    intent LowCardinality(String),
    funnel_stage LowCardinality(String),
    buying_signal Float64,
    trust_need Float64,
    query_intent LowCardinality(String),
    branded Bool,
    refusal Bool
)
ENGINE = ReplacingMergeTree(extracted_at)
PARTITION BY toYYYYMM(answered_at)
ORDER BY (tenant_id, website_id, run_id, response_id);

-- One row per brand in an answer, as one version of the extractor read it.
CREATE TABLE brand_state_facts
(
    tenant_id UUID,
    website_id UUID,
    audit_id UUID,
    run_id UUID,
    response_id UUID,
    brand_id UUID,
    extractor_version LowCardinality(String),
    extracted_at DateTime64(6, 'UTC'),
    answered_at DateTime64(6, 'UTC'),
    conversation_id UUID,
    provider LowCardinality(String),
    intent LowCardinality(String),
    funnel_stage LowCardinality(String),
    buying_signal Float64,
    trust_need Float64,
    branded Bool,
    brand String,
    tracked Bool,
    discovered Bool,
    presence LowCardinality(String),
    position Nullable(UInt16),
    rank Nullable(UInt16),
    belief LowCardinality(Nullable(String)),
    sentiment Nullable(Float64),
    confidence Float64,
    compared_with Array(String),
    evidence_starts Array(UInt32),
    evidence_ends Array(UInt32),
    evidence_texts Array(String)
)
ENGINE = ReplacingMergeTree(extracted_at)
PARTITION BY toYYYYMM(answered_at)
ORDER BY (tenant_id, website_id, run_id, response_id, brand_id, extractor_version);

-- Figures as they were computed: one row per materialisation, definition, slice and brand. A figure is a tuple of value,
-- ends of its interval, reason for what is missing, and the answers and conversations it rests on.
CREATE TABLE share_of_voice
(
    tenant_id UUID,
    website_id UUID,
    audit_id UUID,
    materialisation_id UUID,
    definition UInt8,
    slice_by LowCardinality(String),
    slice_value String,
    slice_label String,
    branded Bool,
    brand_id UUID,
    brand String,
    tracked Bool,
    discovered Bool,
    period_start DateTime64(6, 'UTC'),
    period_end DateTime64(6, 'UTC'),
    total_responses UInt32,
    conversations UInt32,
    refusals UInt32,
    mention_count UInt32,
    recommendation_count UInt32,
    first_position_count UInt32,
    presence Map(String, UInt32),
    beliefs Map(String, UInt32),
    mean_sentiment Nullable(Float64),
    share Tuple(value Nullable(Float64), low Nullable(Float64), high Nullable(Float64), reason Nullable(String), answers UInt32, conversations UInt32),
    visibility Tuple(value Nullable(Float64), low Nullable(Float64), high Nullable(Float64), reason Nullable(String), answers UInt32, conversations UInt32),
    recommendation_rate Tuple(value Nullable(Float64), low Nullable(Float64), high Nullable(Float64), reason Nullable(String), answers UInt32, conversations UInt32),
    trust_score Tuple(value Nullable(Float64), low Nullable(Float64), high Nullable(Float64), reason Nullable(String), answers UInt32, conversations UInt32),
    average_position Tuple(value Nullable(Float64), low Nullable(Float64), high Nullable(Float64), reason Nullable(String), answers UInt32, conversations UInt32),
    computed_at DateTime64(6, 'UTC')
)
ENGINE = ReplacingMergeTree(computed_at)
PARTITION BY toYYYYMM(period_end)
ORDER BY (tenant_id, website_id, audit_id, materialisation_id, definition, branded, slice_by, slice_value, brand_id);

-- Who is named where a tracked brand is missing; provider is empty for all providers together.
CREATE TABLE substitution_patterns
(
    tenant_id UUID,
    website_id UUID,
    audit_id UUID,
    materialisation_id UUID,
    provider LowCardinality(String),
    missing_brand_id UUID,
    missing_brand String,
    substitute_brand_id UUID,
    substitute_brand String,
    period_start DateTime64(6, 'UTC'),
    period_end DateTime64(6, 'UTC'),
    occurrence_count UInt32,
    missing_answers UInt32,
    share Tuple(value Nullable(Float64), low Nullable(Float64), high Nullable(Float64), reason Nullable(String), answers UInt32, conversations UInt32),
    avg_position Nullable(Float64),
    computed_at DateTime64(6, 'UTC')
)
ENGINE = ReplacingMergeTree(computed_at)
PARTITION BY toYYYYMM(period_end)
ORDER BY (tenant_id, website_id, audit_id, materialisation_id, provider, missing_brand_id, substitute_brand_id);
