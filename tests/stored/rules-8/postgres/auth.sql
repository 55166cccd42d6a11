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


--
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: audit_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_log (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id uuid,
    action character varying(50) NOT NULL,
    resource_type character varying(50) NOT NULL,
    resource_id uuid,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT audit_log_action CHECK ((((action)::text = ANY ((ARRAY['CREATE'::character varying, 'READ'::character varying, 'UPDATE'::character varying, 'DELETE'::character varying, 'LOGIN'::character varying, 'LOGOUT'::character varying, 'OAUTH_CONNECT'::character varying, 'TOKEN_REFRESHED'::character varying, 'ANALYSIS_EXECUTED'::character varying])::text[])) OR ((action)::text ~~ 'SUBSCRIPTION\_%'::text)))
);

ALTER TABLE ONLY public.audit_log FORCE ROW LEVEL SECURITY;


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
-- Name: credentials; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credentials (
    user_id uuid NOT NULL,
    password_hash character varying(255) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
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
-- Name: refresh_tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.refresh_tokens (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT refresh_tokens_sha256 CHECK ((octet_length(token_hash) = 32))
);


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
-- Name: sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sessions (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    organization_id uuid,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_reason character varying(50),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sessions_revoked_for_a_reason CHECK (((revoked_at IS NULL) = (revoked_reason IS NULL))),
    CONSTRAINT sessions_revoked_reason CHECK (((revoked_reason)::text = ANY ((ARRAY['logout'::character varying, 'reuse'::character varying])::text[])))
);


--
-- Name: signing_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.signing_keys (
    kid character varying(32) NOT NULL,
    algorithm character varying(16) NOT NULL,
    public_jwk jsonb NOT NULL,
    private_key_sealed bytea NOT NULL,
    active_from timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    id uuid NOT NULL,
    email character varying(255) NOT NULL,
    email_key text NOT NULL,
    name character varying(255),
    is_active boolean DEFAULT true NOT NULL,
    last_login_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0002');


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_log VALUES ('00000000-0000-0000-0000-000000000000', '01a22d11-cb14-73ca-9a6b-ba0025c8fbcf', '2026-11-30 15:27:50.540638+00', '01a22d11-cb0a-751c-bb55-43a693c73466', 'CREATE', 'user', '01a22d11-cb0a-751c-bb55-43a693c73466', '{}');
INSERT INTO public.audit_log VALUES ('00000000-0000-0000-0000-000000000000', '01a22d11-ccce-71aa-8d6e-d4ad3f8d859a', '2026-11-30 15:27:50.985122+00', '01a22d11-cb0a-751c-bb55-43a693c73466', 'LOGIN', 'session', '01a22d11-ccca-742a-9b2e-163c90226bbf', '{}');
INSERT INTO public.audit_log VALUES ('00000000-0000-0000-0000-000000000000', '01a22d11-d031-765c-8b88-ae2226f4a009', '2026-11-30 15:27:51.84901+00', '01a22d11-d028-7427-882b-92d8cd53e431', 'CREATE', 'user', '01a22d11-d028-7427-882b-92d8cd53e431', '{}');
INSERT INTO public.audit_log VALUES ('00000000-0000-0000-0000-000000000000', '01a22d11-d1fe-7741-8410-538ce426cffa', '2026-11-30 15:27:52.313771+00', '01a22d11-d028-7427-882b-92d8cd53e431', 'LOGIN', 'session', '01a22d11-d1fc-7491-a0c9-cc2c216ee751', '{}');


--
-- Data for Name: consumer_positions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.consumer_positions VALUES ('auth', 'tenants.member-joined', 1, '2de725ed-5ae9-4a2c-b568-7b8e9ca991bc', NULL, '2026-11-30 15:27:38.796161+00');
INSERT INTO public.consumer_positions VALUES ('auth', 'tenants.member-joined', 0, 'e1348c08-dabc-404c-adaf-8c94eb6ae365', 1, '2026-11-30 15:27:51.754306+00');
INSERT INTO public.consumer_positions VALUES ('auth', 'tenants.member-joined', 2, 'c8cdeaf9-6af8-486e-8a87-f4b80080f7a1', 1, '2026-11-30 15:27:53.907006+00');


--
-- Data for Name: credentials; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credentials VALUES ('01a22d11-cb0a-751c-bb55-43a693c73466', '$argon2id$v=19$m=65536,t=3,p=2$VvVXdzG2jCgrWquz9RUGlg$dRcGRXnMP+1HvD0yESpWyi/6LfVTWPkFR6yYbZzrBN4', '2026-11-30 15:27:50.540638+00', '2026-11-30 15:27:50.540638+00');
INSERT INTO public.credentials VALUES ('01a22d11-d028-7427-882b-92d8cd53e431', '$argon2id$v=19$m=65536,t=3,p=2$to7O0bGl41Z7uryS68pszg$sWCn1QTjlfXgXGFRZRRUZcaOL155JJlf3i0ZiPSesJc', '2026-11-30 15:27:51.84901+00', '2026-11-30 15:27:51.84901+00');


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'auth/remember_membership', '01a22d11-cd5c-708f-9056-156a377eacca', '2026-11-30 15:27:51.229516+00');
INSERT INTO public.inbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', 'auth/remember_membership', '01a22d11-d21d-72a9-93c5-781a30cad245', '2026-11-30 15:27:52.373176+00');


--
-- Data for Name: memberships; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.memberships VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-11-30 15:27:51.229516+00', '01a22d11-cb0a-751c-bb55-43a693c73466', 'admin', '2026-11-30 15:27:51.089655+00');
INSERT INTO public.memberships VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '2026-11-30 15:27:52.373176+00', '01a22d11-d028-7427-882b-92d8cd53e431', 'admin', '2026-11-30 15:27:52.340636+00');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES ('00000000-0000-0000-0000-000000000000', '01a22d11-cb18-70ca-ae16-0f8a27b9f06f', 'auth.user-registered', '01a22d11-cb0a-751c-bb55-43a693c73466', 'auth.user-registered.v1', '/brandmon/auth', '01a22d11-cb0a-751c-bb55-43a693c73466', '2026-11-30T15:27:50.551973+00:00', '00-5635f56086edf43432501b87121d3cba-669e17ff130f02a8-03', '{"id":"01a22d11-cb18-70ca-ae16-0f8a27b9f06f","tenant_id":"00000000-0000-0000-0000-000000000000","occurred_at":"2026-11-30T15:27:50.551973Z","user_id":"01a22d11-cb0a-751c-bb55-43a693c73466"}', '2026-11-30 15:27:50.540638+00', NULL);
INSERT INTO public.outbox VALUES ('00000000-0000-0000-0000-000000000000', '01a22d11-d034-779a-9261-2bc972abec2a', 'auth.user-registered', '01a22d11-d028-7427-882b-92d8cd53e431', 'auth.user-registered.v1', '/brandmon/auth', '01a22d11-d028-7427-882b-92d8cd53e431', '2026-11-30T15:27:51.860669+00:00', '00-92a175980c5291d9a6f0e4b8fe9c14f3-9b3c663b64c39ce0-03', '{"id":"01a22d11-d034-779a-9261-2bc972abec2a","tenant_id":"00000000-0000-0000-0000-000000000000","occurred_at":"2026-11-30T15:27:51.860669Z","user_id":"01a22d11-d028-7427-882b-92d8cd53e431"}', '2026-11-30 15:27:51.84901+00', NULL);


--
-- Data for Name: refresh_tokens; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.refresh_tokens VALUES ('01a22d11-ccd0-7533-babf-38e3acca02fa', '01a22d11-ccca-742a-9b2e-163c90226bbf', '\xaa2d558f965f6112c82f92114530558f9119b8d38f0ad242026a613d8007f8c5', '2026-12-01 15:27:50.984638+00', '2026-11-30 15:27:51.352119+00', '2026-11-30 15:27:50.985122+00');
INSERT INTO public.refresh_tokens VALUES ('01a22d11-ce43-7657-989d-cbe652210531', '01a22d11-ccca-742a-9b2e-163c90226bbf', '\xf4a5caaaf953e6804682f466bbe747d4bbb861ae2ab8dc7c79a8893d6e0774bc', '2026-12-01 15:27:51.352119+00', NULL, '2026-11-30 15:27:51.353657+00');
INSERT INTO public.refresh_tokens VALUES ('01a22d11-d1ff-74c0-bbd5-2f3f47f4c10c', '01a22d11-d1fc-7491-a0c9-cc2c216ee751', '\x523fb1d6736cf0032ea27415043c071e8aa6e99e68997fb578aea463fd0ca84d', '2026-12-01 15:27:52.310367+00', '2026-11-30 15:27:52.510696+00', '2026-11-30 15:27:52.313771+00');
INSERT INTO public.refresh_tokens VALUES ('01a22d11-d2c8-7667-98fc-c4512d3d8217', '01a22d11-d1fc-7491-a0c9-cc2c216ee751', '\x47356f92ad9b4bdcc987d291cda716e8dceff9214428fc49e1335fea9db16ad6', '2026-12-01 15:27:52.510696+00', NULL, '2026-11-30 15:27:52.511406+00');


--
-- Data for Name: saga_replies; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sessions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sessions VALUES ('01a22d11-ccca-742a-9b2e-163c90226bbf', '01a22d11-cb0a-751c-bb55-43a693c73466', '01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-12-30 15:27:50.984638+00', NULL, NULL, '2026-11-30 15:27:50.985122+00', '2026-11-30 15:27:51.353657+00');
INSERT INTO public.sessions VALUES ('01a22d11-d1fc-7491-a0c9-cc2c216ee751', '01a22d11-d028-7427-882b-92d8cd53e431', '01a22d11-d214-7567-8b7e-f6d5d351788c', '2026-12-30 15:27:52.310367+00', NULL, NULL, '2026-11-30 15:27:52.313771+00', '2026-11-30 15:27:52.511406+00');


--
-- Data for Name: signing_keys; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.signing_keys VALUES ('1e478ee22a7dd2a0', 'ES256', '{"x": "9K2vkRTWbNvg8Bj3q51I5d6B5sd8NZHttkIPNjgtCVM", "y": "P4S708dhLdtNJJnHe-UMDwMiMyZElOP7NvD0N77-RO4", "alg": "ES256", "crv": "P-256", "kid": "1e478ee22a7dd2a0", "kty": "EC", "use": "sig"}', '\x1fc70edce28de4a133d6bac05cfe1a9ab07c1823176b6ce31e32ec1bbdf49deef1ce50ecdd14fe7d748c7f99f09c08cb222cc7272d6da6844cff59e18e31b2d38df43d99614d65805b3c6bf6f3aeba8c425fdfdfec1246fbcd5185d52dd2eda8f50d9ad76102084a303fe6fa4fd2d8455c2aef97c2705926d70549d6448462510333e7309a821604e9971ba7c4b4498ebc38fdfb9cb580423187f7904b0d7b16758344b54b41', '2026-11-30 15:27:37.555576+00', '2026-11-30 15:27:37.543684+00');


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.users VALUES ('01a22d11-cb0a-751c-bb55-43a693c73466', 'owner@tillvane.example', 'owner@tillvane.example', 'Owner', true, '2026-11-30 15:27:50.984638+00', '2026-11-30 15:27:50.540638+00', '2026-11-30 15:27:50.540638+00');
INSERT INTO public.users VALUES ('01a22d11-d028-7427-882b-92d8cd53e431', 'owner@away.example', 'owner@away.example', 'Owner', true, '2026-11-30 15:27:52.310367+00', '2026-11-30 15:27:51.84901+00', '2026-11-30 15:27:51.84901+00');


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: consumer_positions consumer_positions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consumer_positions
    ADD CONSTRAINT consumer_positions_pkey PRIMARY KEY (group_name, topic, partition);


--
-- Name: credentials credentials_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_pkey PRIMARY KEY (user_id);


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
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: refresh_tokens refresh_tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id);


--
-- Name: refresh_tokens refresh_tokens_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_token_hash_key UNIQUE (token_hash);


--
-- Name: saga_replies saga_replies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.saga_replies
    ADD CONSTRAINT saga_replies_pkey PRIMARY KEY (tenant_id, saga_id, command);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);


--
-- Name: signing_keys signing_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (kid);


--
-- Name: users users_email_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key_key UNIQUE (email_key);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: audit_log_created_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_created_at ON public.audit_log USING btree (created_at DESC);


--
-- Name: audit_log_resource; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_resource ON public.audit_log USING btree (resource_type, resource_id);


--
-- Name: audit_log_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_user ON public.audit_log USING btree (user_id);


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
-- Name: refresh_tokens_one_good; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX refresh_tokens_one_good ON public.refresh_tokens USING btree (session_id) WHERE (used_at IS NULL);


--
-- Name: refresh_tokens_session; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX refresh_tokens_session ON public.refresh_tokens USING btree (session_id);


--
-- Name: sessions_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_user ON public.sessions USING btree (user_id);


--
-- Name: users_created_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_created_at ON public.users USING btree (created_at DESC);


--
-- Name: audit_log append_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.audit_log ENABLE ALWAYS TRIGGER append_only_all;


--
-- Name: audit_log append_only_rows; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.audit_log ENABLE ALWAYS TRIGGER append_only_rows;


--
-- Name: credentials credentials_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: refresh_tokens refresh_tokens_session_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;


--
-- Name: sessions sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: audit_log; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.audit_log ENABLE ROW LEVEL SECURITY;

--
-- Name: inbox; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.inbox ENABLE ROW LEVEL SECURITY;

--
-- Name: memberships member_reads_own; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY member_reads_own ON public.memberships FOR SELECT USING ((user_id = (NULLIF(current_setting('app.user'::text, true), ''::text))::uuid));


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
-- Name: outbox; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.outbox ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_log own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.audit_log USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: inbox own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.inbox USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: memberships own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.memberships USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: outbox own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.outbox USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: saga_replies own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.saga_replies USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: saga_replies; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.saga_replies ENABLE ROW LEVEL SECURITY;

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


