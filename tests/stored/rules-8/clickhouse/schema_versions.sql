CREATE TABLE default.schema_versions
(
    `version` UInt32,
    `name` String,
    `checksum` String,
    `applied` Bool,
    `changed_at` DateTime64(6, 'UTC') DEFAULT now64(6)
)
ENGINE = ReplacingMergeTree(changed_at)
ORDER BY version
SETTINGS index_granularity = 8192
