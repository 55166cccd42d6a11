// Readings of answers, and facts that are there once: what an answer says is known by its reading.
CREATE CONSTRAINT reading_id IF NOT EXISTS FOR (n:Reading) REQUIRE (n.tenant_id, n.id) IS UNIQUE;
CREATE INDEX reading_response IF NOT EXISTS FOR (n:Reading) ON (n.tenant_id, n.response_id);
CREATE INDEX reading_website IF NOT EXISTS FOR (n:Reading) ON (n.tenant_id, n.website_id);
CREATE INDEX reading_time IF NOT EXISTS FOR (n:Reading) ON (n.recorded_at, n.superseded_at);
CREATE CONSTRAINT ranks_for_once IF NOT EXISTS FOR ()-[r:RANKS_FOR]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX ranks_for_reading IF NOT EXISTS FOR ()-[r:RANKS_FOR]-() ON (r.reading_id);
CREATE CONSTRAINT installs_belief_once IF NOT EXISTS FOR ()-[r:INSTALLS_BELIEF]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX installs_belief_reading IF NOT EXISTS FOR ()-[r:INSTALLS_BELIEF]-() ON (r.reading_id);
CREATE CONSTRAINT recommends_once IF NOT EXISTS FOR ()-[r:RECOMMENDS]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX recommends_reading IF NOT EXISTS FOR ()-[r:RECOMMENDS]-() ON (r.reading_id);
CREATE CONSTRAINT ignores_once IF NOT EXISTS FOR ()-[r:IGNORES]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX ignores_reading IF NOT EXISTS FOR ()-[r:IGNORES]-() ON (r.reading_id);
CREATE CONSTRAINT co_mentioned_once IF NOT EXISTS FOR ()-[r:CO_MENTIONED]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX co_mentioned_reading IF NOT EXISTS FOR ()-[r:CO_MENTIONED]-() ON (r.reading_id);
