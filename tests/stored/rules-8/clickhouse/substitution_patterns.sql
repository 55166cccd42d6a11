CREATE TABLE default.substitution_patterns
(
    `tenant_id` UUID,
    `website_id` UUID,
    `audit_id` UUID,
    `materialisation_id` UUID,
    `provider` LowCardinality(String),
    `missing_brand_id` UUID,
    `missing_brand` String,
    `substitute_brand_id` UUID,
    `substitute_brand` String,
    `period_start` DateTime64(6, 'UTC'),
    `period_end` DateTime64(6, 'UTC'),
    `occurrence_count` UInt32,
    `missing_answers` UInt32,
    `share` Tuple(
        value Nullable(Float64),
        low Nullable(Float64),
        high Nullable(Float64),
        reason Nullable(String),
        answers UInt32,
        conversations UInt32),
    `avg_position` Nullable(Float64),
    `computed_at` DateTime64(6, 'UTC')
)
ENGINE = ReplacingMergeTree(computed_at)
PARTITION BY toYYYYMM(period_end)
ORDER BY (tenant_id, website_id, audit_id, materialisation_id, provider, missing_brand_id, substitute_brand_id)
SETTINGS index_granularity = 8192
