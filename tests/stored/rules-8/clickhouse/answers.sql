CREATE TABLE default.answers
(
    `tenant_id` UUID,
    `website_id` UUID,
    `audit_id` UUID,
    `run_id` UUID,
    `response_id` UUID,
    `extractor_version` LowCardinality(String),
    `extracted_at` DateTime64(6, 'UTC'),
    `answered_at` DateTime64(6, 'UTC'),
    `conversation_id` UUID,
    `icp_id` UUID,
    `icp_name` String,
    `core` Bool,
    `prompt_id` UUID,
    `prompt_text` String,
    `turn` UInt16,
    `repeat` UInt16,
    `provider` LowCardinality(String),
    `requested_model` LowCardinality(String),
    `actual_model` LowCardinality(String),
    `intent` LowCardinality(String),
    `funnel_stage` LowCardinality(String),
    `buying_signal` Float64,
    `trust_need` Float64,
    `query_intent` LowCardinality(String),
    `branded` Bool,
    `refusal` Bool
)
ENGINE = ReplacingMergeTree(extracted_at)
PARTITION BY toYYYYMM(answered_at)
ORDER BY (tenant_id, website_id, run_id, response_id)
SETTINGS index_granularity = 8192
