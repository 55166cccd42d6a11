-- Why the first evidence of a state proves it; null in rows of before. Only added to: an earlier release leaves it null.
ALTER TABLE brand_state_facts ADD COLUMN ground LowCardinality(Nullable(String)) AFTER evidence_texts;
ALTER TABLE brand_state_facts ADD COLUMN ground_text Nullable(String) AFTER ground;
