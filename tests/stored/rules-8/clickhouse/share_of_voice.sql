CREATE TABLE default.share_of_voice
(
    `tenant_id` UUID,
    `website_id` UUID,
    `audit_id` UUID,
    `materialisation_id` UUID,
    `definition` UInt8,
    `slice_by` LowCardinality(String),
    `slice_value` String,
    `slice_label` String,
    `branded` Bool,
    `brand_id` UUID,
    `brand` String,
    `tracked` Bool,
    `discovered` Bool,
    `period_start` DateTime64(6, 'UTC'),
    `period_end` DateTime64(6, 'UTC'),
    `total_responses` UInt32,
    `conversations` UInt32,
    `refusals` UInt32,
    `mention_count` UInt32,
    `recommendation_count` UInt32,
    `first_position_count` UInt32,
    `presence` Map(String, UInt32),
    `beliefs` Map(String, UInt32),
    `mean_sentiment` Nullable(Float64),
    `share` Tuple(
        value Nullable(Float64),
        low Nullable(Float64),
        high Nullable(Float64),
        reason Nullable(String),
        answers UInt32,
        conversations UInt32),
    `visibility` Tuple(
        value Nullable(Float64),
        low Nullable(Float64),
        high Nullable(Float64),
        reason Nullable(String),
        answers UInt32,
        conversations UInt32),
    `recommendation_rate` Tuple(
        value Nullable(Float64),
        low Nullable(Float64),
        high Nullable(Float64),
        reason Nullable(String),
        answers UInt32,
        conversations UInt32),
    `trust_score` Tuple(
        value Nullable(Float64),
        low Nullable(Float64),
        high Nullable(Float64),
        reason Nullable(String),
        answers UInt32,
        conversations UInt32),
    `average_position` Tuple(
        value Nullable(Float64),
        low Nullable(Float64),
        high Nullable(Float64),
        reason Nullable(String),
        answers UInt32,
        conversations UInt32),
    `computed_at` DateTime64(6, 'UTC')
)
ENGINE = ReplacingMergeTree(computed_at)
PARTITION BY toYYYYMM(period_end)
ORDER BY (tenant_id, website_id, audit_id, materialisation_id, definition, branded, slice_by, slice_value, brand_id)
SETTINGS index_granularity = 8192
