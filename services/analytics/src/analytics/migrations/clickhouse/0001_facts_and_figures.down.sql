DROP TABLE IF EXISTS substitution_patterns;
DROP TABLE IF EXISTS share_of_voice;
DROP TABLE IF EXISTS brand_state_facts;
DROP TABLE IF EXISTS answers;
