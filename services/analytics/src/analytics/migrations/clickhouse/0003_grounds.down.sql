ALTER TABLE brand_state_facts DROP COLUMN IF EXISTS ground_text;
ALTER TABLE brand_state_facts DROP COLUMN IF EXISTS ground;
