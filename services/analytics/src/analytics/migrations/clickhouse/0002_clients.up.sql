-- The client whose website was audited; null in rows of before. Only added to: an earlier release leaves it null.
ALTER TABLE answers ADD COLUMN client_id Nullable(UUID) AFTER website_id;
ALTER TABLE brand_state_facts ADD COLUMN client_id Nullable(UUID) AFTER website_id;
ALTER TABLE share_of_voice ADD COLUMN client_id Nullable(UUID) AFTER website_id;
ALTER TABLE substitution_patterns ADD COLUMN client_id Nullable(UUID) AFTER website_id;
