ALTER TABLE substitution_patterns DROP COLUMN IF EXISTS client_id;
ALTER TABLE share_of_voice DROP COLUMN IF EXISTS client_id;
ALTER TABLE brand_state_facts DROP COLUMN IF EXISTS client_id;
ALTER TABLE answers DROP COLUMN IF EXISTS client_id;
