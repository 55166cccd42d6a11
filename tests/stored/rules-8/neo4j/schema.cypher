CREATE CONSTRAINT `belief_type_id` FOR (n:`BeliefType`) REQUIRE (n.`tenant_id`, n.`id`) IS UNIQUE
CREATE CONSTRAINT `brand_id` FOR (n:`Brand`) REQUIRE (n.`tenant_id`, n.`id`) IS UNIQUE
CREATE CONSTRAINT `brand_name` FOR (n:`Brand`) REQUIRE (n.`tenant_id`, n.`normalized_name`) IS UNIQUE
CREATE CONSTRAINT `co_mentioned_once` FOR ()-[r:`CO_MENTIONED`]-() REQUIRE (r.`id`) IS UNIQUE
CREATE CONSTRAINT `concern_id` FOR (n:`Concern`) REQUIRE (n.`tenant_id`, n.`id`) IS UNIQUE
CREATE CONSTRAINT `conversation_id` FOR (n:`Conversation`) REQUIRE (n.`tenant_id`, n.`id`) IS UNIQUE
CREATE CONSTRAINT `graph_edition` FOR (n:`GraphEdition`) REQUIRE (n.`id`) IS UNIQUE
CREATE CONSTRAINT `icp_id` FOR (n:`ICP`) REQUIRE (n.`tenant_id`, n.`id`) IS UNIQUE
CREATE CONSTRAINT `ignores_once` FOR ()-[r:`IGNORES`]-() REQUIRE (r.`id`) IS UNIQUE
CREATE CONSTRAINT `installs_belief_once` FOR ()-[r:`INSTALLS_BELIEF`]-() REQUIRE (r.`id`) IS UNIQUE
CREATE CONSTRAINT `intent_id` FOR (n:`Intent`) REQUIRE (n.`tenant_id`, n.`id`) IS UNIQUE
CREATE CONSTRAINT `llm_provider_id` FOR (n:`LLMProvider`) REQUIRE (n.`tenant_id`, n.`id`) IS UNIQUE
CREATE CONSTRAINT `ranks_for_once` FOR ()-[r:`RANKS_FOR`]-() REQUIRE (r.`id`) IS UNIQUE
CREATE CONSTRAINT `reading_id` FOR (n:`Reading`) REQUIRE (n.`tenant_id`, n.`id`) IS UNIQUE
CREATE CONSTRAINT `recommends_once` FOR ()-[r:`RECOMMENDS`]-() REQUIRE (r.`id`) IS UNIQUE
CREATE CONSTRAINT `schema_version` FOR (n:`SchemaVersion`) REQUIRE (n.`version`) IS UNIQUE
CREATE RANGE INDEX `co_mentioned_reading` FOR ()-[r:`CO_MENTIONED`]-() ON (r.`reading_id`)
CREATE RANGE INDEX `icp_website` FOR (n:`ICP`) ON (n.`tenant_id`, n.`website_id`)
CREATE RANGE INDEX `ignores_reading` FOR ()-[r:`IGNORES`]-() ON (r.`reading_id`)
CREATE RANGE INDEX `installs_belief_reading` FOR ()-[r:`INSTALLS_BELIEF`]-() ON (r.`reading_id`)
CREATE RANGE INDEX `ranks_for_reading` FOR ()-[r:`RANKS_FOR`]-() ON (r.`reading_id`)
CREATE RANGE INDEX `reading_response` FOR (n:`Reading`) ON (n.`tenant_id`, n.`response_id`)
CREATE RANGE INDEX `reading_time` FOR (n:`Reading`) ON (n.`recorded_at`, n.`superseded_at`)
CREATE RANGE INDEX `reading_website` FOR (n:`Reading`) ON (n.`tenant_id`, n.`website_id`)
CREATE RANGE INDEX `recommends_reading` FOR ()-[r:`RECOMMENDS`]-() ON (r.`reading_id`)
