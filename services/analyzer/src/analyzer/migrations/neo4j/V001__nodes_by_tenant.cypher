// A node is found by tenant and id; nothing of one tenant can take the place of another's.
CREATE CONSTRAINT schema_version IF NOT EXISTS FOR (n:SchemaVersion) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT brand_id IF NOT EXISTS FOR (n:Brand) REQUIRE (n.tenant_id, n.id) IS UNIQUE;
CREATE CONSTRAINT brand_name IF NOT EXISTS FOR (n:Brand) REQUIRE (n.tenant_id, n.normalized_name) IS UNIQUE;
CREATE CONSTRAINT icp_id IF NOT EXISTS FOR (n:ICP) REQUIRE (n.tenant_id, n.id) IS UNIQUE;
CREATE CONSTRAINT conversation_id IF NOT EXISTS FOR (n:Conversation) REQUIRE (n.tenant_id, n.id) IS UNIQUE;
CREATE CONSTRAINT intent_id IF NOT EXISTS FOR (n:Intent) REQUIRE (n.tenant_id, n.id) IS UNIQUE;
CREATE CONSTRAINT concern_id IF NOT EXISTS FOR (n:Concern) REQUIRE (n.tenant_id, n.id) IS UNIQUE;
CREATE CONSTRAINT belief_type_id IF NOT EXISTS FOR (n:BeliefType) REQUIRE (n.tenant_id, n.id) IS UNIQUE;
CREATE CONSTRAINT llm_provider_id IF NOT EXISTS FOR (n:LLMProvider) REQUIRE (n.tenant_id, n.id) IS UNIQUE;
CREATE INDEX icp_website IF NOT EXISTS FOR (n:ICP) ON (n.tenant_id, n.website_id);
