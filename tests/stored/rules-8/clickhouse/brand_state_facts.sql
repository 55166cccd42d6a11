CREATE TABLE default.brand_state_facts
(
    `tenant_id` UUID,
    `website_id` UUID,
    `audit_id` UUID,
    `run_id` UUID,
    `response_id` UUID,
    `brand_id` UUID,
    `extractor_version` LowCardinality(String),
    `extracted_at` DateTime64(6, 'UTC'),
    `answered_at` DateTime64(6, 'UTC'),
    `conversation_id` UUID,
    `provider` LowCardinality(String),
    `intent` LowCardinality(String),
    `funnel_stage` LowCardinality(String),
    `buying_signal` Float64,
    `trust_need` Float64,
    `branded` Bool,
    `brand` String,
    `tracked` Bool,
    `discovered` Bool,
    `presence` LowCardinality(String),
    `position` Nullable(UInt16),
    `rank` Nullable(UInt16),
    `belief` LowCardinality(Nullable(String)),
    `sentiment` Nullable(Float64),
    `confidence` Float64,
    `compared_with` Array(String),
    `evidence_starts` Array(UInt32),
    `evidence_ends` Array(UInt32),
    `evidence_texts` Array(String)
)
ENGINE = ReplacingMergeTree(extracted_at)
PARTITION BY toYYYYMM(answered_at)
ORDER BY (tenant_id, website_id, run_id, response_id, brand_id, extractor_version)
SETTINGS index_granularity = 8192
