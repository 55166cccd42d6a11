--
-- PostgreSQL database dump
--


-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: public; Type: SCHEMA; Schema: -; Owner: -
--

-- *not* creating schema, since initdb creates it


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: consumer_positions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.consumer_positions (
    group_name text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    owner uuid NOT NULL,
    "position" bigint,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: inbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inbox (
    tenant_id uuid NOT NULL,
    handler text NOT NULL,
    message_id uuid NOT NULL,
    handled_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.inbox FORCE ROW LEVEL SECURITY;


--
-- Name: memberships; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.memberships (
    tenant_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id uuid NOT NULL,
    role character varying(50) NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    CONSTRAINT memberships_role CHECK (((role)::text = ANY ((ARRAY['admin'::character varying, 'member'::character varying, 'viewer'::character varying])::text[])))
);

ALTER TABLE ONLY public.memberships FORCE ROW LEVEL SECURITY;


--
-- Name: organizations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organizations (
    tenant_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    name character varying(255) NOT NULL,
    slug character varying(100) NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.organizations FORCE ROW LEVEL SECURITY;


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    type text NOT NULL,
    source text NOT NULL,
    subject text NOT NULL,
    occurred_at text NOT NULL,
    traceparent text NOT NULL,
    payload text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    confirmed_at timestamp with time zone
);

ALTER TABLE ONLY public.outbox FORCE ROW LEVEL SECURITY;


--
-- Name: reservations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reservations (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    audit_id uuid NOT NULL,
    period_start date NOT NULL,
    reserved integer NOT NULL,
    used integer DEFAULT 0 NOT NULL,
    state character varying(20) NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reservations_open_ones_used_nothing CHECK ((((state)::text <> 'reserved'::text) OR (used = 0))),
    CONSTRAINT reservations_period_is_a_month CHECK ((EXTRACT(day FROM period_start) = (1)::numeric)),
    CONSTRAINT reservations_state CHECK (((state)::text = ANY ((ARRAY['reserved'::character varying, 'settled'::character varying, 'released'::character varying])::text[]))),
    CONSTRAINT reservations_used_within_reserved CHECK (((0 <= used) AND (used <= reserved)))
);

ALTER TABLE ONLY public.reservations FORCE ROW LEVEL SECURITY;


--
-- Name: saga_replies; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.saga_replies (
    tenant_id uuid NOT NULL,
    saga_id uuid NOT NULL,
    command text NOT NULL,
    reply jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.saga_replies FORCE ROW LEVEL SECURITY;


--
-- Name: subscriptions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.subscriptions (
    tenant_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    tier character varying(20) DEFAULT 'free'::character varying NOT NULL,
    status character varying(20) DEFAULT 'inactive'::character varying NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT subscriptions_status CHECK (((status)::text = ANY ((ARRAY['inactive'::character varying, 'active'::character varying, 'past_due'::character varying, 'canceled'::character varying])::text[]))),
    CONSTRAINT subscriptions_tier CHECK (((tier)::text = ANY ((ARRAY['free'::character varying, 'basic'::character varying, 'pro'::character varying, 'enterprise'::character varying])::text[])))
);

ALTER TABLE ONLY public.subscriptions FORCE ROW LEVEL SECURITY;


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0002');


--
-- Data for Name: consumer_positions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.audit-failed', 0, '39415743-de23-4277-b57e-08b9de24529f', NULL, '2026-11-30 15:27:35.72398+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.audit-cancelled', 0, '636fb486-ff1f-49c8-aa99-44ff1eb8d6c5', NULL, '2026-11-30 15:27:35.782977+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.audit-completed', 2, '109f243e-7a24-4e13-a043-0dd6f238b94f', NULL, '2026-11-30 15:27:35.797192+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.audit-failed', 2, '037b31d8-7724-4ccd-8a0f-9429f5d00af6', NULL, '2026-11-30 15:27:35.824314+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.audit-completed', 1, '96c6b803-72f6-4e15-9f63-1c80d6438b83', NULL, '2026-11-30 15:27:35.86147+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.audit-cancelled', 2, '652e3800-e32e-475a-a067-f85caf44324f', NULL, '2026-11-30 15:27:35.923342+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.audit-completed', 0, '86a6ed0e-a898-4657-97dd-e09b9bec8b64', 1, '2026-11-30 15:28:10.466972+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.audit-cancelled', 1, 'cbe92d8a-161d-4b41-8973-45028fb9ce21', 2, '2026-11-30 15:28:22.304353+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.audit-failed', 1, 'b30e6a2a-7499-47ad-b1da-ec71b34968bb', 1, '2026-11-30 15:28:22.304353+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.release-quota', 0, '33b82674-df6c-4c42-a596-1eea13b88f1a', 3, '2026-11-30 15:28:22.304353+00');
INSERT INTO public.consumer_positions VALUES ('tenants', 'simulator.reserve-quota', 0, 'eb9ffba6-5184-46ce-9b37-345c691f978d', 5, '2026-11-30 15:28:38.514268+00');


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants/reserve_quota', '01a22d11-d44d-72d4-b264-5112f7835aa9', '2026-11-30 15:27:52.963335+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants/settle_quota', 'd310d1ea-ccd6-57a4-8b2f-fe2dd38d19c2', '2026-11-30 15:28:08.886632+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants/reserve_quota', '01a22d12-16b4-77b3-94ac-e7b1a6a384da', '2026-11-30 15:28:09.946411+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants/release_quota', '01a22d12-22c7-76e2-9544-d14c1673dc20', '2026-11-30 15:28:13.053401+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants/settle_quota', 'eb0d4966-cecf-5827-bc16-7426336e240d', '2026-11-30 15:28:13.161852+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants/reserve_quota', '01a22d12-23aa-755e-8ebe-5dc5bb4e91b4', '2026-11-30 15:28:13.276294+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants/release_quota', '01a22d12-3f90-7697-bb62-48fbcb7d873b', '2026-11-30 15:28:20.38702+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants/settle_quota', '2707f042-22c1-578e-880e-91de499e1060', '2026-11-30 15:28:20.441293+00');
INSERT INTO public.inbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', 'tenants/reserve_quota', '01a22d12-4016-75e5-a532-151a6a0166b7', '2026-11-30 15:28:20.554783+00');
INSERT INTO public.inbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', 'tenants/release_quota', '01a22d12-40ce-75ae-9e81-ea86017a6363', '2026-11-30 15:28:20.729049+00');
INSERT INTO public.inbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', 'tenants/settle_quota', 'cd522d6b-cc5c-50ec-81a0-49e784925b01', '2026-11-30 15:28:20.79493+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants/reserve_quota', '01a22d12-7e56-73b5-8082-3bf4893679de', '2026-11-30 15:28:36.490706+00');


--
-- Data for Name: memberships; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.memberships VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-11-30 15:27:51.099348+00', '01a22d11-cb0a-751c-bb55-43a693c73466', 'admin', '2026-11-30 15:27:51.089655+00');
INSERT INTO public.memberships VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '2026-11-30 15:27:52.34183+00', '01a22d11-d028-7427-882b-92d8cd53e431', 'admin', '2026-11-30 15:27:52.340636+00');


--
-- Data for Name: organizations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.organizations VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-11-30 15:27:51.099348+00', 'Tillvane Ltd', 'tillvane-ltd', '{}', '2026-11-30 15:27:51.099348+00');
INSERT INTO public.organizations VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '2026-11-30 15:27:52.34183+00', 'Away Ltd', 'away-ltd', '{}', '2026-11-30 15:27:52.34183+00');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d11-cd5c-708f-9056-1569c4d07ea8', 'tenants.organization-created', '01a22d11-cd31-70f5-9d96-c032ba51148e', 'tenants.organization-created.v1', '/brandmon/tenants', '01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-11-30T15:27:51.089655+00:00', '00-9eb5eded234c5cd2d19ffa2b8fe039b6-db4d180978f8af8a-03', '{"id":"01a22d11-cd5c-708f-9056-1569c4d07ea8","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:27:51.089655Z","organization_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","name":"Tillvane Ltd","slug":"tillvane-ltd","tier":"free"}', '2026-11-30 15:27:51.099348+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d11-cd5c-708f-9056-156a377eacca', 'tenants.member-joined', '01a22d11-cb0a-751c-bb55-43a693c73466', 'tenants.member-joined.v1', '/brandmon/tenants', '01a22d11-cb0a-751c-bb55-43a693c73466', '2026-11-30T15:27:51.089655+00:00', '00-9eb5eded234c5cd2d19ffa2b8fe039b6-db4d180978f8af8a-03', '{"id":"01a22d11-cd5c-708f-9056-156a377eacca","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:27:51.089655Z","organization_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","user_id":"01a22d11-cb0a-751c-bb55-43a693c73466","role":"admin"}', '2026-11-30 15:27:51.099348+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '01a22d11-d21d-72a9-93c5-781935add995', 'tenants.organization-created', '01a22d11-d214-7567-8b7e-f6d5d351788c', 'tenants.organization-created.v1', '/brandmon/tenants', '01a22d11-d214-7567-8b7e-f6d5d351788c', '2026-11-30T15:27:52.340636+00:00', '00-90e545bd7b90d351d71f2729ce53344c-289dd11570f12a70-03', '{"id":"01a22d11-d21d-72a9-93c5-781935add995","tenant_id":"01a22d11-d214-7567-8b7e-f6d5d351788c","occurred_at":"2026-11-30T15:27:52.340636Z","organization_id":"01a22d11-d214-7567-8b7e-f6d5d351788c","name":"Away Ltd","slug":"away-ltd","tier":"free"}', '2026-11-30 15:27:52.34183+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '01a22d11-d21d-72a9-93c5-781a30cad245', 'tenants.member-joined', '01a22d11-d028-7427-882b-92d8cd53e431', 'tenants.member-joined.v1', '/brandmon/tenants', '01a22d11-d028-7427-882b-92d8cd53e431', '2026-11-30T15:27:52.340636+00:00', '00-90e545bd7b90d351d71f2729ce53344c-289dd11570f12a70-03', '{"id":"01a22d11-d21d-72a9-93c5-781a30cad245","tenant_id":"01a22d11-d214-7567-8b7e-f6d5d351788c","occurred_at":"2026-11-30T15:27:52.340636Z","organization_id":"01a22d11-d214-7567-8b7e-f6d5d351788c","user_id":"01a22d11-d028-7427-882b-92d8cd53e431","role":"admin"}', '2026-11-30 15:27:52.34183+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d11-d4b9-724a-9557-e9eb5540a2f9', 'tenants.quota-reserved', '01a22d11-d441-762f-a9db-d265ba1c368b', 'tenants.quota-reserved.v1', '/brandmon/tenants', '01a22d11-d441-762f-a9db-d265ba1c368b', '2026-11-30T15:27:53.017638+00:00', '00-e63cb8c47461d2b195418b1b3df81ea1-b88bdd36e78e854d-03', '{"id":"01a22d11-d4b9-724a-9557-e9eb5540a2f9","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:27:53.017638Z","audit_id":"01a22d11-d441-762f-a9db-d265ba1c368b","reservation_id":"7bb99ae0-85a8-5f7a-b060-2b7b3006d104","answers":16,"period_start":"2026-11-01"}', '2026-11-30 15:27:52.963335+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d11-d4b9-724a-9557-e9ec631a6153', 'simulator.audit-step-replied', '01a22d11-d441-762f-a9db-d265ba1c368b', 'simulator.audit-step-replied.v1', '/brandmon/tenants', '01a22d11-d441-762f-a9db-d265ba1c368b', '2026-11-30T15:27:53.017804+00:00', '00-e63cb8c47461d2b195418b1b3df81ea1-b88bdd36e78e854d-03', '{"id":"01a22d11-d4b9-724a-9557-e9ec631a6153","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:27:53.017804Z","saga_id":"01a22d11-d441-762f-a9db-d265ba1c368b","step":"reserve-quota","command":"simulator.reserve-quota.v1","command_id":"01a22d11-d44d-72d4-b264-5112f7835aa9","participant":"tenants","outcome":"done","reason":null,"detail":null,"result":{"reservation_id":"7bb99ae0-85a8-5f7a-b060-2b7b3006d104"}}', '2026-11-30 15:27:52.963335+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-12c2-71ff-87e3-999f44972e70', 'tenants.quota-released', '01a22d11-d441-762f-a9db-d265ba1c368b', 'tenants.quota-released.v1', '/brandmon/tenants', '01a22d11-d441-762f-a9db-d265ba1c368b', '2026-11-30T15:28:08.898456+00:00', '00-e63cb8c47461d2b195418b1b3df81ea1-b842b6136605aca5-03', '{"id":"01a22d12-12c2-71ff-87e3-999f44972e70","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:08.898456Z","audit_id":"01a22d11-d441-762f-a9db-d265ba1c368b","reservation_id":"7bb99ae0-85a8-5f7a-b060-2b7b3006d104","reserved":16,"used":16}', '2026-11-30 15:28:08.886632+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-16de-768b-bea9-2c77c0e501a2', 'tenants.quota-reserved', '01a22d12-16ad-7590-94f4-7154b7fa9921', 'tenants.quota-reserved.v1', '/brandmon/tenants', '01a22d12-16ad-7590-94f4-7154b7fa9921', '2026-11-30T15:28:09.950774+00:00', '00-d436391235550e9bcafa8bfa9d68abd5-69addf5b929e9e1a-03', '{"id":"01a22d12-16de-768b-bea9-2c77c0e501a2","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:09.950774Z","audit_id":"01a22d12-16ad-7590-94f4-7154b7fa9921","reservation_id":"fa22cb52-f9ae-5a83-aab1-fc74f5fef8b1","answers":16,"period_start":"2026-11-01"}', '2026-11-30 15:28:09.946411+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-16de-768b-bea9-2c78ab78df1b', 'simulator.audit-step-replied', '01a22d12-16ad-7590-94f4-7154b7fa9921', 'simulator.audit-step-replied.v1', '/brandmon/tenants', '01a22d12-16ad-7590-94f4-7154b7fa9921', '2026-11-30T15:28:09.950898+00:00', '00-d436391235550e9bcafa8bfa9d68abd5-69addf5b929e9e1a-03', '{"id":"01a22d12-16de-768b-bea9-2c78ab78df1b","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:09.950898Z","saga_id":"01a22d12-16ad-7590-94f4-7154b7fa9921","step":"reserve-quota","command":"simulator.reserve-quota.v1","command_id":"01a22d12-16b4-77b3-94ac-e7b1a6a384da","participant":"tenants","outcome":"done","reason":null,"detail":null,"result":{"reservation_id":"fa22cb52-f9ae-5a83-aab1-fc74f5fef8b1"}}', '2026-11-30 15:28:09.946411+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-2302-73be-a0ed-f7a8ca420c97', 'tenants.quota-released', '01a22d12-16ad-7590-94f4-7154b7fa9921', 'tenants.quota-released.v1', '/brandmon/tenants', '01a22d12-16ad-7590-94f4-7154b7fa9921', '2026-11-30T15:28:13.058127+00:00', '00-d436391235550e9bcafa8bfa9d68abd5-df1a2770f8e48b9d-03', '{"id":"01a22d12-2302-73be-a0ed-f7a8ca420c97","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:13.058127Z","audit_id":"01a22d12-16ad-7590-94f4-7154b7fa9921","reservation_id":"fa22cb52-f9ae-5a83-aab1-fc74f5fef8b1","reserved":16,"used":2}', '2026-11-30 15:28:13.053401+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-2302-73be-a0ed-f7a9b4072a44', 'simulator.audit-step-replied', '01a22d12-16ad-7590-94f4-7154b7fa9921', 'simulator.audit-step-replied.v1', '/brandmon/tenants', '01a22d12-16ad-7590-94f4-7154b7fa9921', '2026-11-30T15:28:13.058265+00:00', '00-d436391235550e9bcafa8bfa9d68abd5-df1a2770f8e48b9d-03', '{"id":"01a22d12-2302-73be-a0ed-f7a9b4072a44","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:13.058265Z","saga_id":"01a22d12-16ad-7590-94f4-7154b7fa9921","step":"reserve-quota","command":"simulator.release-quota.v1","command_id":"01a22d12-22c7-76e2-9544-d14c1673dc20","participant":"tenants","outcome":"done","reason":null,"detail":null,"result":{}}', '2026-11-30 15:28:13.053401+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-23e1-766f-af94-2eb0e96b8f3e', 'tenants.quota-reserved', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'tenants.quota-reserved.v1', '/brandmon/tenants', '01a22d12-23a8-7304-aeb7-2deda7328f76', '2026-11-30T15:28:13.281306+00:00', '00-d5dc49f92dc838b5c1b1f8c45e2731aa-d8e143c6f2bd1182-03', '{"id":"01a22d12-23e1-766f-af94-2eb0e96b8f3e","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:13.281306Z","audit_id":"01a22d12-23a8-7304-aeb7-2deda7328f76","reservation_id":"f21f10b2-ee5e-54a9-baaa-4e51fa271dfe","answers":16,"period_start":"2026-11-01"}', '2026-11-30 15:28:13.276294+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-23e1-766f-af94-2eb1cf759cf5', 'simulator.audit-step-replied', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'simulator.audit-step-replied.v1', '/brandmon/tenants', '01a22d12-23a8-7304-aeb7-2deda7328f76', '2026-11-30T15:28:13.281418+00:00', '00-d5dc49f92dc838b5c1b1f8c45e2731aa-d8e143c6f2bd1182-03', '{"id":"01a22d12-23e1-766f-af94-2eb1cf759cf5","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:13.281418Z","saga_id":"01a22d12-23a8-7304-aeb7-2deda7328f76","step":"reserve-quota","command":"simulator.reserve-quota.v1","command_id":"01a22d12-23aa-755e-8ebe-5dc5bb4e91b4","participant":"tenants","outcome":"done","reason":null,"detail":null,"result":{"reservation_id":"f21f10b2-ee5e-54a9-baaa-4e51fa271dfe"}}', '2026-11-30 15:28:13.276294+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-3fae-7233-916d-779be5928a00', 'tenants.quota-released', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'tenants.quota-released.v1', '/brandmon/tenants', '01a22d12-23a8-7304-aeb7-2deda7328f76', '2026-11-30T15:28:20.398735+00:00', '00-d5dc49f92dc838b5c1b1f8c45e2731aa-58f585900be8cf8f-03', '{"id":"01a22d12-3fae-7233-916d-779be5928a00","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:20.398735Z","audit_id":"01a22d12-23a8-7304-aeb7-2deda7328f76","reservation_id":"f21f10b2-ee5e-54a9-baaa-4e51fa271dfe","reserved":16,"used":16}', '2026-11-30 15:28:20.38702+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-3fae-7233-916d-779cee15252e', 'simulator.audit-step-replied', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'simulator.audit-step-replied.v1', '/brandmon/tenants', '01a22d12-23a8-7304-aeb7-2deda7328f76', '2026-11-30T15:28:20.398875+00:00', '00-d5dc49f92dc838b5c1b1f8c45e2731aa-58f585900be8cf8f-03', '{"id":"01a22d12-3fae-7233-916d-779cee15252e","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:20.398875Z","saga_id":"01a22d12-23a8-7304-aeb7-2deda7328f76","step":"reserve-quota","command":"simulator.release-quota.v1","command_id":"01a22d12-3f90-7697-bb62-48fbcb7d873b","participant":"tenants","outcome":"done","reason":null,"detail":null,"result":{}}', '2026-11-30 15:28:20.38702+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '01a22d12-404f-7780-a45e-0f9dd800e6d2', 'tenants.quota-reserved', '01a22d12-4014-717f-bfcc-442ced76c11c', 'tenants.quota-reserved.v1', '/brandmon/tenants', '01a22d12-4014-717f-bfcc-442ced76c11c', '2026-11-30T15:28:20.559672+00:00', '00-350045cbd89430a6c5594673f46b8f96-e13f92689a21b786-03', '{"id":"01a22d12-404f-7780-a45e-0f9dd800e6d2","tenant_id":"01a22d11-d214-7567-8b7e-f6d5d351788c","occurred_at":"2026-11-30T15:28:20.559672Z","audit_id":"01a22d12-4014-717f-bfcc-442ced76c11c","reservation_id":"7c884ba2-e7cc-54b1-a837-c73890c754d4","answers":16,"period_start":"2026-11-01"}', '2026-11-30 15:28:20.554783+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '01a22d12-404f-7780-a45e-0f9e1031139f', 'simulator.audit-step-replied', '01a22d12-4014-717f-bfcc-442ced76c11c', 'simulator.audit-step-replied.v1', '/brandmon/tenants', '01a22d12-4014-717f-bfcc-442ced76c11c', '2026-11-30T15:28:20.559771+00:00', '00-350045cbd89430a6c5594673f46b8f96-e13f92689a21b786-03', '{"id":"01a22d12-404f-7780-a45e-0f9e1031139f","tenant_id":"01a22d11-d214-7567-8b7e-f6d5d351788c","occurred_at":"2026-11-30T15:28:20.559771Z","saga_id":"01a22d12-4014-717f-bfcc-442ced76c11c","step":"reserve-quota","command":"simulator.reserve-quota.v1","command_id":"01a22d12-4016-75e5-a532-151a6a0166b7","participant":"tenants","outcome":"done","reason":null,"detail":null,"result":{"reservation_id":"7c884ba2-e7cc-54b1-a837-c73890c754d4"}}', '2026-11-30 15:28:20.554783+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '01a22d12-40fb-726f-990f-c6b8a2c551bf', 'tenants.quota-released', '01a22d12-4014-717f-bfcc-442ced76c11c', 'tenants.quota-released.v1', '/brandmon/tenants', '01a22d12-4014-717f-bfcc-442ced76c11c', '2026-11-30T15:28:20.731494+00:00', '00-350045cbd89430a6c5594673f46b8f96-13221ca0cf65268c-03', '{"id":"01a22d12-40fb-726f-990f-c6b8a2c551bf","tenant_id":"01a22d11-d214-7567-8b7e-f6d5d351788c","occurred_at":"2026-11-30T15:28:20.731494Z","audit_id":"01a22d12-4014-717f-bfcc-442ced76c11c","reservation_id":"7c884ba2-e7cc-54b1-a837-c73890c754d4","reserved":16,"used":0}', '2026-11-30 15:28:20.729049+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '01a22d12-40fb-726f-990f-c6b96d3166fb', 'simulator.audit-step-replied', '01a22d12-4014-717f-bfcc-442ced76c11c', 'simulator.audit-step-replied.v1', '/brandmon/tenants', '01a22d12-4014-717f-bfcc-442ced76c11c', '2026-11-30T15:28:20.731592+00:00', '00-350045cbd89430a6c5594673f46b8f96-13221ca0cf65268c-03', '{"id":"01a22d12-40fb-726f-990f-c6b96d3166fb","tenant_id":"01a22d11-d214-7567-8b7e-f6d5d351788c","occurred_at":"2026-11-30T15:28:20.731592Z","saga_id":"01a22d12-4014-717f-bfcc-442ced76c11c","step":"reserve-quota","command":"simulator.release-quota.v1","command_id":"01a22d12-40ce-75ae-9e81-ea86017a6363","participant":"tenants","outcome":"done","reason":null,"detail":null,"result":{}}', '2026-11-30 15:28:20.729049+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-7e91-7714-a1df-a699f4dfa79c', 'tenants.quota-reserved', '01a22d12-7e52-72d4-8f93-14ca7b9828b1', 'tenants.quota-reserved.v1', '/brandmon/tenants', '01a22d12-7e52-72d4-8f93-14ca7b9828b1', '2026-11-30T15:28:36.497581+00:00', '00-e0b9e286a1f4c2f9a4c36a96c03de016-b80d2b943f05c809-03', '{"id":"01a22d12-7e91-7714-a1df-a699f4dfa79c","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:36.497581Z","audit_id":"01a22d12-7e52-72d4-8f93-14ca7b9828b1","reservation_id":"def063ec-7875-5516-874b-4fdf45c595bb","answers":16,"period_start":"2026-11-01"}', '2026-11-30 15:28:36.490706+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-7e91-7714-a1df-a69a042c7153', 'simulator.audit-step-replied', '01a22d12-7e52-72d4-8f93-14ca7b9828b1', 'simulator.audit-step-replied.v1', '/brandmon/tenants', '01a22d12-7e52-72d4-8f93-14ca7b9828b1', '2026-11-30T15:28:36.497715+00:00', '00-e0b9e286a1f4c2f9a4c36a96c03de016-b80d2b943f05c809-03', '{"id":"01a22d12-7e91-7714-a1df-a69a042c7153","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:36.497715Z","saga_id":"01a22d12-7e52-72d4-8f93-14ca7b9828b1","step":"reserve-quota","command":"simulator.reserve-quota.v1","command_id":"01a22d12-7e56-73b5-8082-3bf4893679de","participant":"tenants","outcome":"done","reason":null,"detail":null,"result":{"reservation_id":"def063ec-7875-5516-874b-4fdf45c595bb"}}', '2026-11-30 15:28:36.490706+00', NULL);


--
-- Data for Name: reservations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.reservations VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '7bb99ae0-85a8-5f7a-b060-2b7b3006d104', '2026-11-30 15:27:52.963335+00', '01a22d11-d441-762f-a9db-d265ba1c368b', '2026-11-01', 16, 16, 'settled', '2026-11-30 15:28:08.886632+00');
INSERT INTO public.reservations VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'fa22cb52-f9ae-5a83-aab1-fc74f5fef8b1', '2026-11-30 15:28:09.946411+00', '01a22d12-16ad-7590-94f4-7154b7fa9921', '2026-11-01', 16, 2, 'settled', '2026-11-30 15:28:13.161852+00');
INSERT INTO public.reservations VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'f21f10b2-ee5e-54a9-baaa-4e51fa271dfe', '2026-11-30 15:28:13.276294+00', '01a22d12-23a8-7304-aeb7-2deda7328f76', '2026-11-01', 16, 16, 'settled', '2026-11-30 15:28:20.441293+00');
INSERT INTO public.reservations VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '7c884ba2-e7cc-54b1-a837-c73890c754d4', '2026-11-30 15:28:20.554783+00', '01a22d12-4014-717f-bfcc-442ced76c11c', '2026-11-01', 16, 0, 'settled', '2026-11-30 15:28:20.79493+00');
INSERT INTO public.reservations VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'def063ec-7875-5516-874b-4fdf45c595bb', '2026-11-30 15:28:36.490706+00', '01a22d12-7e52-72d4-8f93-14ca7b9828b1', '2026-11-01', 16, 0, 'reserved', '2026-11-30 15:28:36.490706+00');


--
-- Data for Name: saga_replies; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.saga_replies VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d11-d441-762f-a9db-d265ba1c368b', 'simulator.reserve-quota.v1', '{"step": "reserve-quota", "detail": null, "reason": null, "result": {"reservation_id": "7bb99ae0-85a8-5f7a-b060-2b7b3006d104"}, "command": "simulator.reserve-quota.v1", "outcome": "done", "saga_id": "01a22d11-d441-762f-a9db-d265ba1c368b", "participant": "tenants"}', '2026-11-30 15:27:52.963335+00');
INSERT INTO public.saga_replies VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-16ad-7590-94f4-7154b7fa9921', 'simulator.reserve-quota.v1', '{"step": "reserve-quota", "detail": null, "reason": null, "result": {"reservation_id": "fa22cb52-f9ae-5a83-aab1-fc74f5fef8b1"}, "command": "simulator.reserve-quota.v1", "outcome": "done", "saga_id": "01a22d12-16ad-7590-94f4-7154b7fa9921", "participant": "tenants"}', '2026-11-30 15:28:09.946411+00');
INSERT INTO public.saga_replies VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-16ad-7590-94f4-7154b7fa9921', 'simulator.release-quota.v1', '{"step": "reserve-quota", "detail": null, "reason": null, "result": {}, "command": "simulator.release-quota.v1", "outcome": "done", "saga_id": "01a22d12-16ad-7590-94f4-7154b7fa9921", "participant": "tenants"}', '2026-11-30 15:28:13.053401+00');
INSERT INTO public.saga_replies VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'simulator.reserve-quota.v1', '{"step": "reserve-quota", "detail": null, "reason": null, "result": {"reservation_id": "f21f10b2-ee5e-54a9-baaa-4e51fa271dfe"}, "command": "simulator.reserve-quota.v1", "outcome": "done", "saga_id": "01a22d12-23a8-7304-aeb7-2deda7328f76", "participant": "tenants"}', '2026-11-30 15:28:13.276294+00');
INSERT INTO public.saga_replies VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'simulator.release-quota.v1', '{"step": "reserve-quota", "detail": null, "reason": null, "result": {}, "command": "simulator.release-quota.v1", "outcome": "done", "saga_id": "01a22d12-23a8-7304-aeb7-2deda7328f76", "participant": "tenants"}', '2026-11-30 15:28:20.38702+00');
INSERT INTO public.saga_replies VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '01a22d12-4014-717f-bfcc-442ced76c11c', 'simulator.reserve-quota.v1', '{"step": "reserve-quota", "detail": null, "reason": null, "result": {"reservation_id": "7c884ba2-e7cc-54b1-a837-c73890c754d4"}, "command": "simulator.reserve-quota.v1", "outcome": "done", "saga_id": "01a22d12-4014-717f-bfcc-442ced76c11c", "participant": "tenants"}', '2026-11-30 15:28:20.554783+00');
INSERT INTO public.saga_replies VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '01a22d12-4014-717f-bfcc-442ced76c11c', 'simulator.release-quota.v1', '{"step": "reserve-quota", "detail": null, "reason": null, "result": {}, "command": "simulator.release-quota.v1", "outcome": "done", "saga_id": "01a22d12-4014-717f-bfcc-442ced76c11c", "participant": "tenants"}', '2026-11-30 15:28:20.729049+00');
INSERT INTO public.saga_replies VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-7e52-72d4-8f93-14ca7b9828b1', 'simulator.reserve-quota.v1', '{"step": "reserve-quota", "detail": null, "reason": null, "result": {"reservation_id": "def063ec-7875-5516-874b-4fdf45c595bb"}, "command": "simulator.reserve-quota.v1", "outcome": "done", "saga_id": "01a22d12-7e52-72d4-8f93-14ca7b9828b1", "participant": "tenants"}', '2026-11-30 15:28:36.490706+00');


--
-- Data for Name: subscriptions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.subscriptions VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-11-30 15:27:51.099348+00', 'free', 'inactive', '2026-11-30 15:27:51.099348+00');
INSERT INTO public.subscriptions VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '2026-11-30 15:27:52.34183+00', 'free', 'inactive', '2026-11-30 15:27:52.34183+00');


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: consumer_positions consumer_positions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consumer_positions
    ADD CONSTRAINT consumer_positions_pkey PRIMARY KEY (group_name, topic, partition);


--
-- Name: inbox inbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (tenant_id, handler, message_id);


--
-- Name: memberships memberships_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (tenant_id, user_id);


--
-- Name: organizations organizations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (tenant_id);


--
-- Name: organizations organizations_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_slug_key UNIQUE (slug);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: reservations reservations_one_per_audit; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_one_per_audit UNIQUE (tenant_id, audit_id);


--
-- Name: reservations reservations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: saga_replies saga_replies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.saga_replies
    ADD CONSTRAINT saga_replies_pkey PRIMARY KEY (tenant_id, saga_id, command);


--
-- Name: subscriptions subscriptions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (tenant_id);


--
-- Name: inbox_handled_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inbox_handled_at ON public.inbox USING btree (handled_at);


--
-- Name: memberships_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX memberships_user ON public.memberships USING btree (user_id);


--
-- Name: outbox_created_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_created_at ON public.outbox USING btree (created_at);


--
-- Name: outbox_unconfirmed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_unconfirmed ON public.outbox USING btree (created_at) WHERE (confirmed_at IS NULL);


--
-- Name: reservations_period; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reservations_period ON public.reservations USING btree (tenant_id, period_start);


--
-- Name: memberships memberships_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.organizations(tenant_id) ON DELETE CASCADE;


--
-- Name: reservations reservations_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.organizations(tenant_id) ON DELETE CASCADE;


--
-- Name: subscriptions subscriptions_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.organizations(tenant_id) ON DELETE CASCADE;


--
-- Name: inbox; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.inbox ENABLE ROW LEVEL SECURITY;

--
-- Name: memberships member_reads_own; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY member_reads_own ON public.memberships FOR SELECT USING ((user_id = (NULLIF(current_setting('app.user'::text, true), ''::text))::uuid));


--
-- Name: organizations member_reads_own; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY member_reads_own ON public.organizations FOR SELECT USING ((tenant_id IN ( SELECT m.tenant_id
   FROM public.memberships m
  WHERE (m.user_id = (NULLIF(current_setting('app.user'::text, true), ''::text))::uuid))));


--
-- Name: memberships; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

--
-- Name: inbox operations; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY operations ON public.inbox USING ((CURRENT_USER = ((current_database())::text || '_operations'::text))) WITH CHECK ((CURRENT_USER = ((current_database())::text || '_operations'::text)));


--
-- Name: outbox operations; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY operations ON public.outbox USING ((CURRENT_USER = ((current_database())::text || '_operations'::text))) WITH CHECK ((CURRENT_USER = ((current_database())::text || '_operations'::text)));


--
-- Name: organizations; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.organizations ENABLE ROW LEVEL SECURITY;

--
-- Name: outbox; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.outbox ENABLE ROW LEVEL SECURITY;

--
-- Name: inbox own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.inbox USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: memberships own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.memberships USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: organizations own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.organizations USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: outbox own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.outbox USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: reservations own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.reservations USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: saga_replies own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.saga_replies USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: subscriptions own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.subscriptions USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: reservations; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.reservations ENABLE ROW LEVEL SECURITY;

--
-- Name: saga_replies; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.saga_replies ENABLE ROW LEVEL SECURITY;

--
-- Name: subscriptions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.subscriptions ENABLE ROW LEVEL SECURITY;

--
-- Name: outbox; Type: PUBLICATION; Schema: -; Owner: -
--

CREATE PUBLICATION outbox WITH (publish = 'insert');


--
-- Name: outbox outbox; Type: PUBLICATION TABLE; Schema: public; Owner: -
--

ALTER PUBLICATION outbox ADD TABLE ONLY public.outbox;


--
-- PostgreSQL database dump complete
--


