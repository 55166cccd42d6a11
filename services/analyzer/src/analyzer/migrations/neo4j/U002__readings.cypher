// The undo of V002; the readings stay.
DROP INDEX ranks_for_reading IF EXISTS;
DROP CONSTRAINT ranks_for_once IF EXISTS;
DROP INDEX installs_belief_reading IF EXISTS;
DROP CONSTRAINT installs_belief_once IF EXISTS;
DROP INDEX recommends_reading IF EXISTS;
DROP CONSTRAINT recommends_once IF EXISTS;
DROP INDEX ignores_reading IF EXISTS;
DROP CONSTRAINT ignores_once IF EXISTS;
DROP INDEX co_mentioned_reading IF EXISTS;
DROP CONSTRAINT co_mentioned_once IF EXISTS;
DROP INDEX reading_time IF EXISTS;
DROP INDEX reading_website IF EXISTS;
DROP INDEX reading_response IF EXISTS;
DROP CONSTRAINT reading_id IF EXISTS;
