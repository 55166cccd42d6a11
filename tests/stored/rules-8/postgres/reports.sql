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
-- Name: audit_figures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_figures (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    website_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    payload text NOT NULL
);

ALTER TABLE ONLY public.audit_figures FORCE ROW LEVEL SECURITY;


--
-- Name: audit_requests; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_requests (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    website_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    payload text NOT NULL
);

ALTER TABLE ONLY public.audit_requests FORCE ROW LEVEL SECURITY;


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
-- Name: report_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.report_files (
    tenant_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    report_id uuid NOT NULL,
    format character varying(20) NOT NULL,
    file_path character varying(500) NOT NULL,
    file_size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    content_security_policy text,
    CONSTRAINT report_files_format CHECK (((format)::text = ANY ((ARRAY['html'::character varying, 'json'::character varying])::text[])))
);

ALTER TABLE ONLY public.report_files FORCE ROW LEVEL SECURITY;


--
-- Name: reports; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reports (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    audit_id uuid NOT NULL,
    website_id uuid NOT NULL,
    template_id uuid NOT NULL,
    name character varying(255) NOT NULL,
    headline text NOT NULL,
    parameters jsonb DEFAULT '{}'::jsonb NOT NULL,
    status character varying(50) NOT NULL,
    document text NOT NULL,
    created_by uuid NOT NULL,
    completed_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reports_status CHECK (((status)::text = ANY ((ARRAY['completed'::character varying, 'withdrawn'::character varying])::text[])))
);

ALTER TABLE ONLY public.reports FORCE ROW LEVEL SECURITY;


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
-- Name: templates; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.templates (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    name character varying(100) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    sections jsonb NOT NULL,
    default_parameters jsonb DEFAULT '{}'::jsonb NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.templates FORCE ROW LEVEL SECURITY;


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0002');


--
-- Data for Name: audit_figures; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_figures VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d11-d441-762f-a9db-d265ba1c368b', '2026-11-30 15:28:06.27639+00', '01a22d11-d328-76ce-a4bd-1f2359c4b783', '2026-11-30 15:28:10.656054+00', '{"id":"990197a6-8bef-5a69-adeb-d1cbfae27db1","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:10.656054Z","website_id":"01a22d11-d328-76ce-a4bd-1f2359c4b783","audit_id":"01a22d11-d441-762f-a9db-d265ba1c368b","run_id":"211a7bd5-bd43-5b08-9d71-4d483f84d42b","definition":1,"universe":"5 brands: the customer''s own (Tillvane), 3 rivals listed by the analysis of the site, and 1 brand discovered in at least 2 unbranded answers of at least 2 conversations","interval_method":"95% BCa cluster bootstrap over conversations, 2000 resamples, levels widened for few conversations (Efron 1987; Hesterberg 2015); where all conversations give 0 or all give 1, the exact binomial bound over conversations; none below 5 conversations","extractor_version":"rules-8+7","period_start":"2026-11-30T15:28:01.741640Z","period_end":"2026-11-30T15:28:03.550883Z","slices":[{"by":"all","value":null,"label":"All answers","branded":false,"answers":16,"conversations":6,"refusals":1,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.413793,"low":0.305556,"high":0.6,"reason":null},"visibility":{"value":0.75,"low":0.6,"high":1.0,"reason":null},"recommendation_rate":{"value":0.3125,"low":0.0625,"high":0.5625,"reason":null},"trust_score":{"value":0.4375,"low":0.153846,"high":0.647059,"reason":null},"average_position":{"value":1.583333,"low":1.0,"high":2.25,"reason":null},"mentions":12,"first_positions":7,"presence":{"ignored":4,"mentioned":2,"compared":3,"trusted":2,"recommended":5},"beliefs":{"truth":1,"superiority":1,"outcome":1,"transaction":2,"social_proof":2},"mean_sentiment":0.3508},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.206897,"low":0.04,"high":0.404835,"reason":null},"visibility":{"value":0.375,"low":0.142857,"high":0.882353,"reason":null},"recommendation_rate":{"value":0.1875,"low":0.0,"high":0.333333,"reason":null},"trust_score":{"value":0.25,"low":0.0,"high":0.588235,"reason":null},"average_position":{"value":2.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":6,"first_positions":1,"presence":{"ignored":10,"compared":2,"trusted":1,"recommended":3},"beliefs":{"superiority":1,"social_proof":1},"mean_sentiment":0.2133},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.172414,"low":0.037205,"high":0.371647,"reason":null},"visibility":{"value":0.3125,"low":0.055556,"high":0.797945,"reason":null},"recommendation_rate":{"value":0.25,"low":0.0,"high":0.752431,"reason":null},"trust_score":{"value":0.25,"low":0.0,"high":0.752431,"reason":null},"average_position":{"value":1.8,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":5,"first_positions":3,"presence":{"ignored":11,"mentioned":1,"recommended":4},"beliefs":{"superiority":1},"mean_sentiment":0.568},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.137931,"low":0.011685,"high":0.193548,"reason":null},"visibility":{"value":0.25,"low":0.0,"high":0.4,"reason":null},"recommendation_rate":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"trust_score":{"value":0.0625,"low":0.0,"high":0.2499,"reason":null},"average_position":{"value":2.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":4,"first_positions":1,"presence":{"ignored":12,"mentioned":1,"compared":2,"trusted":1},"beliefs":{"transaction":1,"social_proof":1},"mean_sentiment":-0.005},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.068966,"low":0.0,"high":0.225253,"reason":null},"visibility":{"value":0.125,"low":0.0,"high":0.384615,"reason":null},"recommendation_rate":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"trust_score":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"average_position":{"value":1.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":1,"presence":{"ignored":14,"mentioned":1,"compared":1},"beliefs":{"identity":1},"mean_sentiment":0.16}]},{"by":"provider","value":"local","label":"local","branded":false,"answers":16,"conversations":6,"refusals":1,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.413793,"low":0.305556,"high":0.604355,"reason":null},"visibility":{"value":0.75,"low":0.6,"high":1.0,"reason":null},"recommendation_rate":{"value":0.3125,"low":0.0625,"high":0.591939,"reason":null},"trust_score":{"value":0.4375,"low":0.142857,"high":0.647059,"reason":null},"average_position":{"value":1.583333,"low":1.0,"high":2.25,"reason":null},"mentions":12,"first_positions":7,"presence":{"ignored":4,"mentioned":2,"compared":3,"trusted":2,"recommended":5},"beliefs":{"truth":1,"superiority":1,"outcome":1,"transaction":2,"social_proof":2},"mean_sentiment":0.3508},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.206897,"low":0.04392,"high":0.411765,"reason":null},"visibility":{"value":0.375,"low":0.142857,"high":0.882353,"reason":null},"recommendation_rate":{"value":0.1875,"low":0.0,"high":0.333333,"reason":null},"trust_score":{"value":0.25,"low":0.0,"high":0.588235,"reason":null},"average_position":{"value":2.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":6,"first_positions":1,"presence":{"ignored":10,"compared":2,"trusted":1,"recommended":3},"beliefs":{"superiority":1,"social_proof":1},"mean_sentiment":0.2133},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.172414,"low":0.038462,"high":0.384615,"reason":null},"visibility":{"value":0.3125,"low":0.055556,"high":0.80425,"reason":null},"recommendation_rate":{"value":0.25,"low":0.0,"high":0.735389,"reason":null},"trust_score":{"value":0.25,"low":0.0,"high":0.735389,"reason":null},"average_position":{"value":1.8,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":5,"first_positions":3,"presence":{"ignored":11,"mentioned":1,"recommended":4},"beliefs":{"superiority":1},"mean_sentiment":0.568},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.137931,"low":0.0,"high":0.1875,"reason":null},"visibility":{"value":0.25,"low":0.0,"high":0.4,"reason":null},"recommendation_rate":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"trust_score":{"value":0.0625,"low":0.0,"high":0.25,"reason":null},"average_position":{"value":2.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":4,"first_positions":1,"presence":{"ignored":12,"mentioned":1,"compared":2,"trusted":1},"beliefs":{"transaction":1,"social_proof":1},"mean_sentiment":-0.005},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.068966,"low":0.0,"high":0.25,"reason":null},"visibility":{"value":0.125,"low":0.0,"high":0.416667,"reason":null},"recommendation_rate":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"trust_score":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"average_position":{"value":1.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":1,"presence":{"ignored":14,"mentioned":1,"compared":1},"beliefs":{"identity":1},"mean_sentiment":0.16}]},{"by":"icp","value":"4a9ba4b5-609a-55af-9a9a-bb12602ea030","label":"Café owner","branded":false,"answers":8,"conversations":3,"refusals":0,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.428571,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.333333,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"mentions":6,"first_positions":4,"presence":{"ignored":2,"mentioned":1,"compared":2,"trusted":1,"recommended":2},"beliefs":{"outcome":1,"transaction":2,"social_proof":1},"mean_sentiment":0.36},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":1,"presence":{"ignored":6,"compared":1,"trusted":1},"beliefs":{"social_proof":1},"mean_sentiment":0.1},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":0,"presence":{"ignored":6,"recommended":2},"beliefs":{},"mean_sentiment":0.415},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":1,"presence":{"ignored":6,"mentioned":1,"recommended":1},"beliefs":{},"mean_sentiment":0.415},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":1,"presence":{"ignored":6,"mentioned":1,"compared":1},"beliefs":{"identity":1},"mean_sentiment":0.16}]},{"by":"icp","value":"229b390c-e1f1-5819-9c02-da6f04bc2549","label":"Small shop owner","branded":false,"answers":8,"conversations":3,"refusals":1,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.4,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.833333,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"mentions":6,"first_positions":3,"presence":{"ignored":2,"mentioned":1,"compared":1,"trusted":1,"recommended":3},"beliefs":{"truth":1,"superiority":1,"social_proof":1},"mean_sentiment":0.3417},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.266667,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":4,"first_positions":1,"presence":{"ignored":4,"compared":2,"trusted":1,"recommended":1},"beliefs":{"superiority":1,"social_proof":1},"mean_sentiment":0.1125},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.2,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.666667,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":2,"presence":{"ignored":5,"recommended":3},"beliefs":{"superiority":1},"mean_sentiment":0.67},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.133333,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":3.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":0,"presence":{"ignored":6,"mentioned":1,"compared":1},"beliefs":{"transaction":1},"mean_sentiment":-0.11},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":8},"beliefs":{},"mean_sentiment":null}]},{"by":"funnel_stage","value":"awareness","label":"awareness","branded":false,"answers":4,"conversations":2,"refusals":0,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":1,"presence":{"ignored":1,"mentioned":2,"recommended":1},"beliefs":{"superiority":1},"mean_sentiment":0.1533},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.666667,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":2,"presence":{"ignored":1,"mentioned":1,"recommended":2},"beliefs":{"superiority":1},"mean_sentiment":0.6067},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":3.0,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":1,"first_positions":0,"presence":{"ignored":3,"mentioned":1},"beliefs":{"transaction":1},"mean_sentiment":0.32},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.0,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":1,"first_positions":0,"presence":{"ignored":3,"mentioned":1},"beliefs":{},"mean_sentiment":0.32},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":4},"beliefs":{},"mean_sentiment":null}]},{"by":"funnel_stage","value":"consideration","label":"consideration","branded":false,"answers":4,"conversations":2,"refusals":0,"brands":[{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.428571,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.666667,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":1,"presence":{"ignored":1,"trusted":1,"recommended":2},"beliefs":{"social_proof":1},"mean_sentiment":0.2567},{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.428571,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":3,"presence":{"ignored":1,"compared":1,"recommended":2},"beliefs":{"outcome":1,"transaction":1,"social_proof":1},"mean_sentiment":0.4433},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":3.0,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":1,"first_positions":0,"presence":{"ignored":3,"recommended":1},"beliefs":{},"mean_sentiment":0.51},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":4},"beliefs":{},"mean_sentiment":null},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":4},"beliefs":{},"mean_sentiment":null}]},{"by":"funnel_stage","value":"purchase","label":"purchase","branded":false,"answers":8,"conversations":4,"refusals":1,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.428571,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.666667,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":6,"first_positions":3,"presence":{"ignored":2,"compared":2,"trusted":2,"recommended":2},"beliefs":{"truth":1,"transaction":1,"social_proof":1},"mean_sentiment":0.4033},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.214286,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":1,"presence":{"ignored":5,"compared":2,"trusted":1},"beliefs":{"social_proof":1},"mean_sentiment":-0.1133},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.214286,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.333333,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":0,"presence":{"ignored":5,"compared":2,"recommended":1},"beliefs":{"superiority":1},"mean_sentiment":0.17},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.071429,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.0,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":1,"first_positions":1,"presence":{"ignored":7,"recommended":1},"beliefs":{},"mean_sentiment":0.51},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.071429,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.0,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":1,"first_positions":1,"presence":{"ignored":7,"compared":1},"beliefs":{"identity":1},"mean_sentiment":0.0}]},{"by":"all","value":null,"label":"All answers","branded":true,"answers":0,"conversations":0,"refusals":0,"brands":[{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null},{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null}]}],"substitutions":[{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","substitute_brand":"Mailchimp","occurrences":10,"missing_answers":14,"share":{"value":0.714286,"low":0.444444,"high":1.0,"reason":null},"average_position":1.6},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","substitute_brand":"Klaviyo Inc","occurrences":6,"missing_answers":14,"share":{"value":0.428571,"low":0.1552,"high":0.937693,"reason":null},"average_position":2.0},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","substitute_brand":"HubSpot","occurrences":4,"missing_answers":14,"share":{"value":0.285714,"low":0.0,"high":0.45372,"reason":null},"average_position":2.25},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","substitute_brand":"MailerLite","occurrences":4,"missing_answers":14,"share":{"value":0.285714,"low":0.0,"high":0.833333,"reason":null},"average_position":1.5},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"13e06222-95aa-5185-a30a-caaa32dd3f3d","substitute_brand":"Etsy","occurrences":1,"missing_answers":14,"share":{"value":0.071429,"low":0.0,"high":0.294118,"reason":null},"average_position":1.0},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"f3c67bee-33f1-5789-8828-5c415ae6dd87","substitute_brand":"Shopify","occurrences":1,"missing_answers":14,"share":{"value":0.071429,"low":0.0,"high":0.294118,"reason":null},"average_position":2.0}],"evidence":[{"response_id":"ca073fc6-492f-5f39-aa1c-172cc57665f6","prompt_text":"If you were in my place, which e-mail marketing tool would you go with? I run a café. We have about 400 regular customers.","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"Tillvane","presence":"compared","belief":"identity","text":"People like you often use Tillvane, because it was made for small shops.","start":26,"end":34},{"response_id":"ebee4d0d-618f-52bd-a3e1-8efe6ef22eff","prompt_text":"I should have said that we already use a handful of other tools. Does that change your recommendation?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"Mailchimp","presence":"recommended","belief":null,"text":"I recommend Mailchimp.","start":12,"end":21},{"response_id":"f0206b6f-0f23-5e01-9a50-f16f6feb3e06","prompt_text":"Which names come up most often when small shops talk about this?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"MailerLite","presence":"recommended","belief":null,"text":"I recommend MailerLite.","start":12,"end":22},{"response_id":"227cca2b-1caa-5e2f-b327-fb5d980e1879","prompt_text":"Just to be clear: nobody here has much time to look after it. Which one would you choose then?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"HubSpot","presence":"trusted","belief":"social_proof","text":"HubSpot and Mailchimp are both well regarded; Klaviyo is worth a look too.","start":0,"end":7},{"response_id":"d47abac0-f0d3-5e70-a006-764b3bb09f9d","prompt_text":"How happy are small shops with that one after the first few months?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"Etsy","presence":"mentioned","belief":null,"text":"You could ask the people at Etsy or Shopify: both have e-mail tools built in.","start":28,"end":32},{"response_id":"174760a5-342c-5c59-a00b-3135d559e7fc","prompt_text":"I should have said that nobody here is particularly technical. Does that change your recommendation?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"Tillvane","presence":"mentioned","belief":null,"text":"If Mailchimp works for you, stay with it; Tillvane and MailerLite are alternatives that I have heard good things about.","start":42,"end":50},{"response_id":"8d6d2c8f-3563-5c1f-bb7a-eed2039b7098","prompt_text":"Sorry, I was too vague. What counts for me is a quick start. Which would you pick on that basis?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"Mailchimp","presence":"recommended","belief":"transaction","text":"Mailchimp: good value.","start":0,"end":9},{"response_id":"f0206b6f-0f23-5e01-9a50-f16f6feb3e06","prompt_text":"Which names come up most often when small shops talk about this?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"MailerLite","presence":"recommended","belief":null,"text":"MailerLite: easy to begin with.","start":0,"end":10},{"response_id":"754d17e7-9c35-5650-b0d2-63d40a5dd4fd","prompt_text":"I run a small shop with about 150 regular customers. Which e-mail marketing tools would you recommend for us, and what is each of them good at?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"HubSpot","presence":"compared","belief":null,"text":"HubSpot | 15 $ | sales teams","start":0,"end":7},{"response_id":"e2e65f47-0e18-53da-accf-494c7cc2def9","prompt_text":"I run a café with four people and I''m looking for e-mail marketing software. Which would you recommend?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"Mailchimp","presence":"recommended","belief":"transaction","text":"For a small shop I would recommend **Mailchimp**.","start":37,"end":46},{"response_id":"048e9090-9ad1-508f-8f5a-2e29453e9d23","prompt_text":"I run a small shop. The list lies idle, people forget the shop, and the next slow Tuesday comes. Is there an e-mail marketing tool that really helps with that?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"MailerLite","presence":"recommended","belief":"superiority","text":"**MailerLite** – the easiest editor, and very fair prices.","start":2,"end":12},{"response_id":"8d6d2c8f-3563-5c1f-bb7a-eed2039b7098","prompt_text":"Sorry, I was too vague. What counts for me is a quick start. Which would you pick on that basis?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"HubSpot","presence":"compared","belief":null,"text":"HubSpot: more features.","start":0,"end":7}]}');
INSERT INTO public.audit_figures VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-23a8-7304-aeb7-2deda7328f76', '2026-11-30 15:28:19.491786+00', '01a22d11-d328-76ce-a4bd-1f2359c4b783', '2026-11-30 15:28:17.348518+00', '{"id":"eeb3b75a-f9c7-5fad-9fcb-28dafc62c984","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:17.348518Z","website_id":"01a22d11-d328-76ce-a4bd-1f2359c4b783","audit_id":"01a22d12-23a8-7304-aeb7-2deda7328f76","run_id":"348b84e1-569f-5dd1-9936-dc11a6f566f8","definition":1,"universe":"5 brands: the customer''s own (Tillvane), 3 rivals listed by the analysis of the site, and 1 brand discovered in at least 2 unbranded answers of at least 2 conversations","interval_method":"95% BCa cluster bootstrap over conversations, 2000 resamples, levels widened for few conversations (Efron 1987; Hesterberg 2015); where all conversations give 0 or all give 1, the exact binomial bound over conversations; none below 5 conversations","extractor_version":"rules-8+7","period_start":"2026-11-30T15:28:14.748078Z","period_end":"2026-11-30T15:28:16.492125Z","slices":[{"by":"all","value":null,"label":"All answers","branded":false,"answers":16,"conversations":6,"refusals":1,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.413793,"low":0.272727,"high":0.595725,"reason":null},"visibility":{"value":0.75,"low":0.214386,"high":1.0,"reason":null},"recommendation_rate":{"value":0.3125,"low":0.0625,"high":0.588235,"reason":null},"trust_score":{"value":0.5,"low":0.2,"high":0.788357,"reason":null},"average_position":{"value":1.583333,"low":1.0,"high":2.978668,"reason":null},"mentions":12,"first_positions":7,"presence":{"ignored":4,"mentioned":1,"compared":3,"trusted":3,"recommended":5},"beliefs":{"truth":1,"superiority":1,"outcome":1,"transaction":2,"social_proof":3},"mean_sentiment":0.3675},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.206897,"low":0.086957,"high":0.382353,"reason":null},"visibility":{"value":0.375,"low":0.142857,"high":0.777778,"reason":null},"recommendation_rate":{"value":0.1875,"low":0.0,"high":0.333333,"reason":null},"trust_score":{"value":0.25,"low":0.0,"high":0.555556,"reason":null},"average_position":{"value":2.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":6,"first_positions":1,"presence":{"ignored":10,"compared":2,"trusted":1,"recommended":3},"beliefs":{"superiority":1,"social_proof":1},"mean_sentiment":0.2133},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.172414,"low":0.062541,"high":0.390412,"reason":null},"visibility":{"value":0.3125,"low":0.055695,"high":0.428571,"reason":null},"recommendation_rate":{"value":0.1875,"low":0.0,"high":0.461538,"reason":null},"trust_score":{"value":0.25,"low":0.0,"high":0.461538,"reason":null},"average_position":{"value":1.8,"low":1.0,"high":3.0,"reason":null},"mentions":5,"first_positions":3,"presence":{"ignored":11,"mentioned":1,"trusted":1,"recommended":3},"beliefs":{"superiority":1,"social_proof":1},"mean_sentiment":0.46},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.137931,"low":0.04781,"high":0.192308,"reason":null},"visibility":{"value":0.25,"low":0.039274,"high":0.333333,"reason":null},"recommendation_rate":{"value":0.0625,"low":0.0,"high":0.293963,"reason":null},"trust_score":{"value":0.125,"low":0.0,"high":0.294118,"reason":null},"average_position":{"value":2.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":4,"first_positions":1,"presence":{"ignored":12,"compared":2,"trusted":1,"recommended":1},"beliefs":{"social_proof":1},"mean_sentiment":0.0425},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.068966,"low":0.0,"high":0.232471,"reason":null},"visibility":{"value":0.125,"low":0.0,"high":0.588124,"reason":null},"recommendation_rate":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"trust_score":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"average_position":{"value":1.5,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":2,"first_positions":1,"presence":{"ignored":14,"mentioned":1,"compared":1},"beliefs":{"identity":1},"mean_sentiment":0.16}]},{"by":"provider","value":"local","label":"local","branded":false,"answers":16,"conversations":6,"refusals":1,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.413793,"low":0.27424,"high":0.590909,"reason":null},"visibility":{"value":0.75,"low":0.232006,"high":1.0,"reason":null},"recommendation_rate":{"value":0.3125,"low":0.058824,"high":0.581679,"reason":null},"trust_score":{"value":0.5,"low":0.2,"high":0.8,"reason":null},"average_position":{"value":1.583333,"low":1.0,"high":2.696254,"reason":null},"mentions":12,"first_positions":7,"presence":{"ignored":4,"mentioned":1,"compared":3,"trusted":3,"recommended":5},"beliefs":{"truth":1,"superiority":1,"outcome":1,"transaction":2,"social_proof":3},"mean_sentiment":0.3675},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.206897,"low":0.083333,"high":0.4,"reason":null},"visibility":{"value":0.375,"low":0.142857,"high":0.888889,"reason":null},"recommendation_rate":{"value":0.1875,"low":0.0,"high":0.333333,"reason":null},"trust_score":{"value":0.25,"low":0.0,"high":0.611111,"reason":null},"average_position":{"value":2.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":6,"first_positions":1,"presence":{"ignored":10,"compared":2,"trusted":1,"recommended":3},"beliefs":{"superiority":1,"social_proof":1},"mean_sentiment":0.2133},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.172414,"low":0.05764,"high":0.408875,"reason":null},"visibility":{"value":0.3125,"low":0.055713,"high":0.428571,"reason":null},"recommendation_rate":{"value":0.1875,"low":0.0,"high":0.461538,"reason":null},"trust_score":{"value":0.25,"low":0.0,"high":0.461538,"reason":null},"average_position":{"value":1.8,"low":1.0,"high":3.0,"reason":null},"mentions":5,"first_positions":3,"presence":{"ignored":11,"mentioned":1,"trusted":1,"recommended":3},"beliefs":{"superiority":1,"social_proof":1},"mean_sentiment":0.46},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.137931,"low":0.05226,"high":0.192308,"reason":null},"visibility":{"value":0.25,"low":0.076923,"high":0.333333,"reason":null},"recommendation_rate":{"value":0.0625,"low":0.0,"high":0.277615,"reason":null},"trust_score":{"value":0.125,"low":0.0,"high":0.30277,"reason":null},"average_position":{"value":2.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":4,"first_positions":1,"presence":{"ignored":12,"compared":2,"trusted":1,"recommended":1},"beliefs":{"social_proof":1},"mean_sentiment":0.0425},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.068966,"low":0.0,"high":0.235294,"reason":null},"visibility":{"value":0.125,"low":0.0,"high":0.555474,"reason":null},"recommendation_rate":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"trust_score":{"value":0.0,"low":0.0,"high":0.459258,"reason":null},"average_position":{"value":1.5,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":2,"first_positions":1,"presence":{"ignored":14,"mentioned":1,"compared":1},"beliefs":{"identity":1},"mean_sentiment":0.16}]},{"by":"icp","value":"4a9ba4b5-609a-55af-9a9a-bb12602ea030","label":"Café owner","branded":false,"answers":8,"conversations":3,"refusals":1,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.428571,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.333333,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":6,"first_positions":4,"presence":{"ignored":2,"mentioned":1,"compared":2,"trusted":1,"recommended":2},"beliefs":{"outcome":1,"transaction":2,"social_proof":1},"mean_sentiment":0.36},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":1,"presence":{"ignored":6,"compared":1,"trusted":1},"beliefs":{"social_proof":1},"mean_sentiment":0.1},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":0,"presence":{"ignored":6,"recommended":2},"beliefs":{},"mean_sentiment":0.415},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":1,"presence":{"ignored":6,"mentioned":1,"recommended":1},"beliefs":{},"mean_sentiment":0.415},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.5,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":2,"first_positions":1,"presence":{"ignored":6,"mentioned":1,"compared":1},"beliefs":{"identity":1},"mean_sentiment":0.16}]},{"by":"icp","value":"229b390c-e1f1-5819-9c02-da6f04bc2549","label":"Small shop owner","branded":false,"answers":8,"conversations":3,"refusals":0,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.4,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.625,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.833333,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"mentions":6,"first_positions":3,"presence":{"ignored":2,"compared":1,"trusted":2,"recommended":3},"beliefs":{"truth":1,"superiority":1,"social_proof":2},"mean_sentiment":0.375},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.266667,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":4,"first_positions":1,"presence":{"ignored":4,"compared":2,"trusted":1,"recommended":1},"beliefs":{"superiority":1,"social_proof":1},"mean_sentiment":0.1125},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.2,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.666667,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":2,"presence":{"ignored":5,"trusted":1,"recommended":2},"beliefs":{"superiority":1,"social_proof":1},"mean_sentiment":0.49},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.133333,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":3.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":0,"presence":{"ignored":6,"compared":1,"recommended":1},"beliefs":{},"mean_sentiment":-0.015},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":8},"beliefs":{},"mean_sentiment":null}]},{"by":"funnel_stage","value":"awareness","label":"awareness","branded":false,"answers":4,"conversations":2,"refusals":1,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":3.0,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":2,"first_positions":0,"presence":{"ignored":2,"trusted":1,"recommended":1},"beliefs":{"truth":1,"superiority":1},"mean_sentiment":0.525},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":2,"presence":{"ignored":2,"recommended":2},"beliefs":{"superiority":1},"mean_sentiment":0.635},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":4},"beliefs":{},"mean_sentiment":null},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":4},"beliefs":{},"mean_sentiment":null},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":4},"beliefs":{},"mean_sentiment":null}]},{"by":"funnel_stage","value":"consideration","label":"consideration","branded":false,"answers":4,"conversations":2,"refusals":0,"brands":[{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.428571,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.666667,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":1,"presence":{"ignored":1,"trusted":1,"recommended":2},"beliefs":{"social_proof":1},"mean_sentiment":0.2567},{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.428571,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.75,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":3,"presence":{"ignored":1,"compared":1,"recommended":2},"beliefs":{"outcome":1,"transaction":1,"social_proof":1},"mean_sentiment":0.4433},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.142857,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":3.0,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":1,"first_positions":0,"presence":{"ignored":3,"recommended":1},"beliefs":{},"mean_sentiment":0.51},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":4},"beliefs":{},"mean_sentiment":null},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":null,"low":null,"high":null,"reason":"No answer in this slice gives the brand a position."},"mentions":0,"first_positions":0,"presence":{"ignored":4},"beliefs":{},"mean_sentiment":null}]},{"by":"funnel_stage","value":"purchase","label":"purchase","branded":false,"answers":8,"conversations":4,"refusals":0,"brands":[{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":0.388889,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.875,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.428571,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":7,"first_positions":4,"presence":{"ignored":1,"mentioned":1,"compared":2,"trusted":2,"recommended":2},"beliefs":{"transaction":1,"social_proof":2},"mean_sentiment":0.29},{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":0.222222,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.5,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"mentions":4,"first_positions":1,"presence":{"ignored":4,"compared":2,"trusted":1,"recommended":1},"beliefs":{"social_proof":1},"mean_sentiment":0.0425},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":0.166667,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.375,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.333333,"low":null,"high":null,"reason":"The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow."},"mentions":3,"first_positions":0,"presence":{"ignored":5,"compared":2,"recommended":1},"beliefs":{"superiority":1},"mean_sentiment":0.17},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":0.111111,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.125,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":2.0,"low":null,"high":null,"reason":"The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow."},"mentions":2,"first_positions":1,"presence":{"ignored":6,"mentioned":1,"trusted":1},"beliefs":{"social_proof":1},"mean_sentiment":0.26},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":0.111111,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"visibility":{"value":0.25,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"recommendation_rate":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"trust_score":{"value":0.0,"low":null,"high":null,"reason":"The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow."},"average_position":{"value":1.5,"low":null,"high":null,"reason":"An interval needs several conversations, and the figure rests on one."},"mentions":2,"first_positions":1,"presence":{"ignored":6,"mentioned":1,"compared":1},"beliefs":{"identity":1},"mean_sentiment":0.16}]},{"by":"all","value":null,"label":"All answers","branded":true,"answers":0,"conversations":0,"refusals":0,"brands":[{"brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","brand":"HubSpot","tracked":false,"discovered":false,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null},{"brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","brand":"Klaviyo Inc","tracked":false,"discovered":false,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null},{"brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","brand":"Mailchimp","tracked":false,"discovered":false,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null},{"brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","brand":"MailerLite","tracked":false,"discovered":true,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null},{"brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","brand":"Tillvane","tracked":true,"discovered":false,"share_of_voice":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"visibility":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"recommendation_rate":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"trust_score":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"average_position":{"value":null,"low":null,"high":null,"reason":"There are no answers in this slice."},"mentions":0,"first_positions":0,"presence":{},"beliefs":{},"mean_sentiment":null}]}],"substitutions":[{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"fed5a148-5ac5-58fc-824d-2bb1903453ec","substitute_brand":"Mailchimp","occurrences":10,"missing_answers":14,"share":{"value":0.714286,"low":0.178738,"high":1.0,"reason":null},"average_position":1.6},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"3424d448-fc10-59b3-83e6-0aa9de66d8f7","substitute_brand":"Klaviyo Inc","occurrences":6,"missing_answers":14,"share":{"value":0.428571,"low":0.076923,"high":1.0,"reason":null},"average_position":2.0},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5","substitute_brand":"HubSpot","occurrences":4,"missing_answers":14,"share":{"value":0.285714,"low":0.001332,"high":0.555556,"reason":null},"average_position":2.25},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"88bb4c0f-9f6f-5ba4-a270-a082a4a643d4","substitute_brand":"MailerLite","occurrences":4,"missing_answers":14,"share":{"value":0.285714,"low":0.0,"high":0.461538,"reason":null},"average_position":1.5},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"13e06222-95aa-5185-a30a-caaa32dd3f3d","substitute_brand":"Etsy","occurrences":1,"missing_answers":14,"share":{"value":0.071429,"low":0.0,"high":0.416667,"reason":null},"average_position":1.0},{"missing_brand_id":"60edc6d2-934a-5fa1-92b8-b7f54a00d5dd","missing_brand":"Tillvane","substitute_brand_id":"f3c67bee-33f1-5789-8828-5c415ae6dd87","substitute_brand":"Shopify","occurrences":1,"missing_answers":14,"share":{"value":0.071429,"low":0.0,"high":0.416667,"reason":null},"average_position":2.0}],"evidence":[{"response_id":"838fe1fc-1c65-5f5f-8d42-5dd4e8fe94df","prompt_text":"If you were in my place, which e-mail marketing tool would you go with? I run a café. We have about 400 regular customers.","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"Tillvane","presence":"compared","belief":"identity","text":"People like you often use Tillvane, because it was made for small shops.","start":26,"end":34},{"response_id":"6a1f1d43-b894-523a-bc29-635ed34aeb28","prompt_text":"I should have said that we already use a handful of other tools. Does that change your recommendation?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"Mailchimp","presence":"recommended","belief":null,"text":"I recommend Mailchimp.","start":12,"end":21},{"response_id":"30a522ca-f64f-5811-81b7-14aef1a19966","prompt_text":"I run a small shop. The list lies idle, people forget the shop, and the next slow Tuesday comes. Is there an e-mail marketing tool that really helps with that?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"MailerLite","presence":"recommended","belief":"superiority","text":"**MailerLite** – the easiest editor, and very fair prices.","start":2,"end":12},{"response_id":"5f122394-6978-5d2c-9b65-9b349d15ca14","prompt_text":"How happy are small shops with that one after the first few months?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"HubSpot","presence":"recommended","belief":null,"text":"MailerLite and Constant Contact are both well regarded; HubSpot is worth a look too.","start":56,"end":63},{"response_id":"84082b54-9de4-5210-81b7-8f8e11357852","prompt_text":"Which names come up most often when small shops talk about this?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"Etsy","presence":"mentioned","belief":null,"text":"You could ask the people at Etsy or Shopify: both have e-mail tools built in.","start":28,"end":32},{"response_id":"70bbb911-4709-51af-870e-5cf5cef87701","prompt_text":"How happy are cafés with that one after the first few months?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"Tillvane","presence":"mentioned","belief":null,"text":"If Mailchimp works for you, stay with it; Tillvane and MailerLite are alternatives that I have heard good things about.","start":42,"end":50},{"response_id":"34f70303-592f-58aa-8c66-12c930db0012","prompt_text":"I run a café with four people and I''m looking for e-mail marketing software. Which would you recommend?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"Mailchimp","presence":"recommended","belief":"transaction","text":"For a small shop I would recommend **Mailchimp**.","start":37,"end":46},{"response_id":"5e0694ca-d2da-55b2-a7bf-7255526e6704","prompt_text":"I should have said that nobody here is particularly technical. Does that change your recommendation?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"MailerLite","presence":"recommended","belief":null,"text":"MailerLite.","start":0,"end":10},{"response_id":"fde659bb-183f-5c3d-83ef-3c61c7a174be","prompt_text":"Just to be clear: nobody here has much time to look after it. Which one would you choose then?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"HubSpot","presence":"trusted","belief":"social_proof","text":"HubSpot and Mailchimp are both well regarded; Klaviyo is worth a look too.","start":0,"end":7},{"response_id":"6a1f1d43-b894-523a-bc29-635ed34aeb28","prompt_text":"I should have said that we already use a handful of other tools. Does that change your recommendation?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"Mailchimp","presence":"recommended","belief":null,"text":"Mailchimp: easy to begin with.","start":0,"end":9},{"response_id":"30a522ca-f64f-5811-81b7-14aef1a19966","prompt_text":"I run a small shop. The list lies idle, people forget the shop, and the next slow Tuesday comes. Is there an e-mail marketing tool that really helps with that?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Small shop owner","brand":"MailerLite","presence":"recommended","belief":"superiority","text":"My pick for a craft seller would be MailerLite.","start":36,"end":46},{"response_id":"cee464ff-8d77-52dd-b713-dfc9d6e4721a","prompt_text":"Sorry, I was too vague. What counts for me is a quick start. Which would you pick on that basis?","provider":"local","model":"smollm2-135m-2026-01-01","icp_name":"Café owner","brand":"HubSpot","presence":"compared","belief":null,"text":"HubSpot: more features.","start":0,"end":7}]}');


--
-- Data for Name: audit_requests; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_requests VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d11-d441-762f-a9db-d265ba1c368b', '2026-11-30 15:27:52.972246+00', '01a22d11-d328-76ce-a4bd-1f2359c4b783', '2026-11-30 15:27:52.909159+00', '{"id":"01a22d11-d44d-72d4-b264-5111eb4d3333","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:27:52.909159Z","audit_id":"01a22d11-d441-762f-a9db-d265ba1c368b","website_id":"01a22d11-d328-76ce-a4bd-1f2359c4b783","url":"http://127.0.0.1:11792/","providers":["local"],"panel":{"icps":2,"conversations":3,"repeats":1},"language":"en","requested_by":"01a22d11-cb0a-751c-bb55-43a693c73466"}');
INSERT INTO public.audit_requests VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-16ad-7590-94f4-7154b7fa9921', '2026-11-30 15:28:09.953699+00', '01a22d11-d328-76ce-a4bd-1f2359c4b783', '2026-11-30 15:28:09.908137+00', '{"id":"01a22d12-16b4-77b3-94ac-e7b0bffc91d5","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:09.908137Z","audit_id":"01a22d12-16ad-7590-94f4-7154b7fa9921","website_id":"01a22d11-d328-76ce-a4bd-1f2359c4b783","url":"http://127.0.0.1:11792/","providers":["local"],"panel":{"icps":2,"conversations":3,"repeats":1},"language":"en","requested_by":"01a22d11-cb0a-751c-bb55-43a693c73466"}');
INSERT INTO public.audit_requests VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-23a8-7304-aeb7-2deda7328f76', '2026-11-30 15:28:13.275546+00', '01a22d11-d328-76ce-a4bd-1f2359c4b783', '2026-11-30 15:28:13.22655+00', '{"id":"01a22d12-23aa-755e-8ebe-5dc49b0b6641","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:13.226550Z","audit_id":"01a22d12-23a8-7304-aeb7-2deda7328f76","website_id":"01a22d11-d328-76ce-a4bd-1f2359c4b783","url":"http://127.0.0.1:11792/","providers":["local"],"panel":{"icps":2,"conversations":3,"repeats":1},"language":"en","requested_by":"01a22d11-cb0a-751c-bb55-43a693c73466"}');
INSERT INTO public.audit_requests VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', '01a22d12-4014-717f-bfcc-442ced76c11c', '2026-11-30 15:28:20.554404+00', '01a22d12-4003-708a-bb43-10360ac0668a', '2026-11-30 15:28:20.502317+00', '{"id":"01a22d12-4016-75e5-a532-1519f5e90ba2","tenant_id":"01a22d11-d214-7567-8b7e-f6d5d351788c","occurred_at":"2026-11-30T15:28:20.502317Z","audit_id":"01a22d12-4014-717f-bfcc-442ced76c11c","website_id":"01a22d12-4003-708a-bb43-10360ac0668a","url":"http://127.0.0.1:11790/","providers":["local"],"panel":{"icps":2,"conversations":3,"repeats":1},"language":"en","requested_by":"01a22d11-d028-7427-882b-92d8cd53e431"}');
INSERT INTO public.audit_requests VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-7e52-72d4-8f93-14ca7b9828b1', '2026-11-30 15:28:36.490584+00', '01a22d11-d328-76ce-a4bd-1f2359c4b783', '2026-11-30 15:28:36.437798+00', '{"id":"01a22d12-7e55-75ea-a037-2e096af7442c","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:36.437798Z","audit_id":"01a22d12-7e52-72d4-8f93-14ca7b9828b1","website_id":"01a22d11-d328-76ce-a4bd-1f2359c4b783","url":"http://127.0.0.1:11792/","providers":["local"],"panel":{"icps":2,"conversations":3,"repeats":1},"language":"en","requested_by":"01a22d11-cb0a-751c-bb55-43a693c73466"}');


--
-- Data for Name: consumer_positions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.consumer_positions VALUES ('reports', 'analytics.share-of-voice-materialised', 0, '87a6d066-7cf2-44fa-8eeb-69c7d3f6f7a3', NULL, '2026-11-30 15:27:39.123398+00');
INSERT INTO public.consumer_positions VALUES ('reports', 'analytics.share-of-voice-materialised', 2, '7ef0c638-f3a1-40bd-be30-37559119bf60', NULL, '2026-11-30 15:27:39.177226+00');
INSERT INTO public.consumer_positions VALUES ('reports', 'simulator.audit-requested', 2, '467a405c-2866-4e1a-8a23-84cc19607eaf', NULL, '2026-11-30 15:27:39.189087+00');
INSERT INTO public.consumer_positions VALUES ('reports', 'analytics.share-of-voice-materialised', 1, '2b6b30a4-f421-48c5-8191-7499c6923ab6', 3, '2026-11-30 15:28:21.856781+00');
INSERT INTO public.consumer_positions VALUES ('reports', 'simulator.audit-requested', 1, '68aa15ff-0032-40bc-8a3e-c8efc8320979', 4, '2026-11-30 15:28:21.856781+00');
INSERT INTO public.consumer_positions VALUES ('reports', 'simulator.generate-report', 0, 'cbbd978b-1348-4d4c-907f-19846acc20de', 2, '2026-11-30 15:28:21.856781+00');
INSERT INTO public.consumer_positions VALUES ('reports', 'simulator.withdraw-report', 0, '193e4e65-ffef-4d35-916b-8e75eb33489e', 1, '2026-11-30 15:28:21.856781+00');
INSERT INTO public.consumer_positions VALUES ('reports', 'simulator.audit-requested', 0, '3ce07ad2-dc71-4426-a3cf-0b2bc1c768ad', 3, '2026-11-30 15:28:37.997939+00');


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/keep_request', '01a22d11-d44d-72d4-b264-5111eb4d3333', '2026-11-30 15:27:52.972246+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/keep_figures', 'bf784267-7148-5b9e-9a40-8742795c1bfb', '2026-11-30 15:28:06.27639+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/generate_report', '01a22d12-089c-74a5-94d0-1c2842dc235b', '2026-11-30 15:28:08.772449+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/keep_request', '01a22d12-16b4-77b3-94ac-e7b0bffc91d5', '2026-11-30 15:28:09.953699+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/keep_figures', '990197a6-8bef-5a69-adeb-d1cbfae27db1', '2026-11-30 15:28:10.726963+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/keep_request', '01a22d12-23aa-755e-8ebe-5dc49b0b6641', '2026-11-30 15:28:13.275546+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/keep_figures', 'eeb3b75a-f9c7-5fad-9fcb-28dafc62c984', '2026-11-30 15:28:19.491786+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/generate_report', '01a22d12-33f0-720b-bb6f-f80accf46183', '2026-11-30 15:28:19.735568+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/withdraw_report', '01a22d12-3d74-728e-9202-4c33c6cba73e', '2026-11-30 15:28:19.857684+00');
INSERT INTO public.inbox VALUES ('01a22d11-d214-7567-8b7e-f6d5d351788c', 'reports/keep_request', '01a22d12-4016-75e5-a532-1519f5e90ba2', '2026-11-30 15:28:20.554404+00');
INSERT INTO public.inbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'reports/keep_request', '01a22d12-7e55-75ea-a037-2e096af7442c', '2026-11-30 15:28:36.490584+00');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'e81e0bda-1705-5260-8ff2-b8c49f9b0223', 'reports.report-generated', '9bb6549e-fb85-5927-a34e-84a5b2aaeae2', 'reports.report-generated.v1', '/brandmon/reports', '9bb6549e-fb85-5927-a34e-84a5b2aaeae2', '2026-11-30T15:28:08.808025+00:00', '00-e63cb8c47461d2b195418b1b3df81ea1-94349c1cdf63eac1-03', '{"id":"e81e0bda-1705-5260-8ff2-b8c49f9b0223","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:08.808025Z","report_id":"9bb6549e-fb85-5927-a34e-84a5b2aaeae2","audit_id":"01a22d11-d441-762f-a9db-d265ba1c368b","website_id":"01a22d11-d328-76ce-a4bd-1f2359c4b783","formats":["html","json"],"sha256":{"html":"e6eb29fc4b7b8096f93653901f1afe65a19046d56ee59e089cafa5ff90255bde","json":"7ef729eef27f7f2c4812e8ad1cd7e1bc71703b354141f24a53f223f121219339"}}', '2026-11-30 15:28:08.772449+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-1268-754f-aeea-7c88ffd29213', 'simulator.audit-step-replied', '01a22d11-d441-762f-a9db-d265ba1c368b', 'simulator.audit-step-replied.v1', '/brandmon/reports', '01a22d11-d441-762f-a9db-d265ba1c368b', '2026-11-30T15:28:08.808253+00:00', '00-e63cb8c47461d2b195418b1b3df81ea1-94349c1cdf63eac1-03', '{"id":"01a22d12-1268-754f-aeea-7c88ffd29213","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:08.808253Z","saga_id":"01a22d11-d441-762f-a9db-d265ba1c368b","step":"report","command":"simulator.generate-report.v1","command_id":"01a22d12-089c-74a5-94d0-1c2842dc235b","participant":"reports","outcome":"done","reason":null,"detail":null,"result":{"report_id":"9bb6549e-fb85-5927-a34e-84a5b2aaeae2"}}', '2026-11-30 15:28:08.772449+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '76a080a3-7d45-58a6-9636-6914a999f181', 'reports.report-generated', 'fde447be-d1a2-540a-b411-3eb36b688425', 'reports.report-generated.v1', '/brandmon/reports', 'fde447be-d1a2-540a-b411-3eb36b688425', '2026-11-30T15:28:19.747709+00:00', '00-d5dc49f92dc838b5c1b1f8c45e2731aa-6930ddaa1753e2af-03', '{"id":"76a080a3-7d45-58a6-9636-6914a999f181","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:19.747709Z","report_id":"fde447be-d1a2-540a-b411-3eb36b688425","audit_id":"01a22d12-23a8-7304-aeb7-2deda7328f76","website_id":"01a22d11-d328-76ce-a4bd-1f2359c4b783","formats":["html","json"],"sha256":{"html":"caac35d1302eae8fd432e8d52dd91d2897160219eccd849dfac76b990b2812b5","json":"658b39fdb0477248f1383d64352dcee5402260805d5465b2f66be7aa0dab0365"}}', '2026-11-30 15:28:19.735568+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-3d23-712f-b656-f8f9fa74b6df', 'simulator.audit-step-replied', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'simulator.audit-step-replied.v1', '/brandmon/reports', '01a22d12-23a8-7304-aeb7-2deda7328f76', '2026-11-30T15:28:19.747852+00:00', '00-d5dc49f92dc838b5c1b1f8c45e2731aa-6930ddaa1753e2af-03', '{"id":"01a22d12-3d23-712f-b656-f8f9fa74b6df","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:19.747852Z","saga_id":"01a22d12-23a8-7304-aeb7-2deda7328f76","step":"report","command":"simulator.generate-report.v1","command_id":"01a22d12-33f0-720b-bb6f-f80accf46183","participant":"reports","outcome":"done","reason":null,"detail":null,"result":{"report_id":"fde447be-d1a2-540a-b411-3eb36b688425"}}', '2026-11-30 15:28:19.735568+00', NULL);
INSERT INTO public.outbox VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-3d96-76bf-a7f6-44de31e3035d', 'simulator.audit-step-replied', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'simulator.audit-step-replied.v1', '/brandmon/reports', '01a22d12-23a8-7304-aeb7-2deda7328f76', '2026-11-30T15:28:19.862999+00:00', '00-d5dc49f92dc838b5c1b1f8c45e2731aa-a61be327d7a2ef5f-03', '{"id":"01a22d12-3d96-76bf-a7f6-44de31e3035d","tenant_id":"01a22d11-cd31-70f5-9d96-c032ba51148e","occurred_at":"2026-11-30T15:28:19.862999Z","saga_id":"01a22d12-23a8-7304-aeb7-2deda7328f76","step":"report","command":"simulator.withdraw-report.v1","command_id":"01a22d12-3d74-728e-9202-4c33c6cba73e","participant":"reports","outcome":"done","reason":null,"detail":null,"result":{}}', '2026-11-30 15:28:19.857684+00', NULL);


--
-- Data for Name: report_files; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.report_files VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-11-30 15:28:08.772449+00', '9bb6549e-fb85-5927-a34e-84a5b2aaeae2', 'html', '01a22d11-cd31-70f5-9d96-c032ba51148e/exports/9bb6549e-fb85-5927-a34e-84a5b2aaeae2/report.html', 73045, 'e6eb29fc4b7b8096f93653901f1afe65a19046d56ee59e089cafa5ff90255bde', 'default-src ''none''; style-src ''sha256-iYUVxuqJd7WWo+yYoCk1QswLH+2YPWPyepqICt8OaJ4=''; img-src data:; base-uri ''none''; form-action ''none''');
INSERT INTO public.report_files VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-11-30 15:28:08.772449+00', '9bb6549e-fb85-5927-a34e-84a5b2aaeae2', 'json', '01a22d11-cd31-70f5-9d96-c032ba51148e/exports/9bb6549e-fb85-5927-a34e-84a5b2aaeae2/report.json', 96757, '7ef729eef27f7f2c4812e8ad1cd7e1bc71703b354141f24a53f223f121219339', NULL);
INSERT INTO public.report_files VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-11-30 15:28:19.735568+00', 'fde447be-d1a2-540a-b411-3eb36b688425', 'html', '01a22d11-cd31-70f5-9d96-c032ba51148e/exports/fde447be-d1a2-540a-b411-3eb36b688425/report.html', 65715, 'caac35d1302eae8fd432e8d52dd91d2897160219eccd849dfac76b990b2812b5', 'default-src ''none''; style-src ''sha256-iYUVxuqJd7WWo+yYoCk1QswLH+2YPWPyepqICt8OaJ4=''; img-src data:; base-uri ''none''; form-action ''none''');
INSERT INTO public.report_files VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '2026-11-30 15:28:19.735568+00', 'fde447be-d1a2-540a-b411-3eb36b688425', 'json', '01a22d11-cd31-70f5-9d96-c032ba51148e/exports/fde447be-d1a2-540a-b411-3eb36b688425/report.json', 72645, '658b39fdb0477248f1383d64352dcee5402260805d5465b2f66be7aa0dab0365', NULL);


--
-- Data for Name: reports; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.reports VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '9bb6549e-fb85-5927-a34e-84a5b2aaeae2', '2026-11-30 15:28:08.772449+00', '01a22d11-d441-762f-a9db-d265ba1c368b', '01a22d11-d328-76ce-a4bd-1f2359c4b783', '7d1657eb-2720-5abf-879a-0591b15ad431', 'Tillvane, 2026-11-30', 'Tillvane is named in 2 of 16 answers; Mailchimp is named in 10', '{"sections": ["summary", "share_of_voice", "presence", "substitution", "evidence", "icps", "funnel", "providers", "branded", "method"]}', 'completed', '{
  "audit": {
    "failed_answers": 0,
    "language": "en",
    "name": "Tillvane",
    "panel": {
      "conversations": 3,
      "icps": 2,
      "repeats": 1
    },
    "providers": [
      "local"
    ],
    "requested_at": "2026-11-30T15:27:52.909159Z",
    "url": "http://127.0.0.1:11792/"
  },
  "audit_id": "01a22d11-d441-762f-a9db-d265ba1c368b",
  "brand": "Tillvane",
  "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
  "cautions": [
    "Only 6 conversations: intervals are wide, and a second run may well put the brands in another order. Compare intervals, not single percentages.",
    "The intervals of Tillvane and Mailchimp overlap: which of the two is named more is not settled by this panel.",
    "1 answer refused the question. A refusal counts as an answer that names nobody.",
    "All answers come from a small language model that runs locally. It shows how the measurement works; the assistants your customers use will answer differently."
  ],
  "evidence": [
    {
      "belief": "identity",
      "brand": "Tillvane",
      "end": 34,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "compared",
      "prompt_text": "If you were in my place, which e-mail marketing tool would you go with? I run a café. We have about 400 regular customers.",
      "provider": "local",
      "response_id": "ca073fc6-492f-5f39-aa1c-172cc57665f6",
      "start": 26,
      "text": "People like you often use Tillvane, because it was made for small shops."
    },
    {
      "belief": null,
      "brand": "Mailchimp",
      "end": 21,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "I should have said that we already use a handful of other tools. Does that change your recommendation?",
      "provider": "local",
      "response_id": "ebee4d0d-618f-52bd-a3e1-8efe6ef22eff",
      "start": 12,
      "text": "I recommend Mailchimp."
    },
    {
      "belief": null,
      "brand": "Klaviyo",
      "end": 40,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "What are the weak points of the first one you named?",
      "provider": "local",
      "response_id": "33847e34-69aa-5cd1-be41-2964cfc120e3",
      "start": 33,
      "text": "The usual choices are Mailchimp, Klaviyo and Brevo."
    },
    {
      "belief": null,
      "brand": "Brevo",
      "end": 50,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "What are the weak points of the first one you named?",
      "provider": "local",
      "response_id": "33847e34-69aa-5cd1-be41-2964cfc120e3",
      "start": 45,
      "text": "The usual choices are Mailchimp, Klaviyo and Brevo."
    },
    {
      "belief": null,
      "brand": "MailerLite",
      "end": 10,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "How happy are cafés with that one after the first few months?",
      "provider": "local",
      "response_id": "ce291c3c-3532-50ac-b884-7df1f29ef85b",
      "start": 0,
      "text": "MailerLite."
    },
    {
      "belief": null,
      "brand": "Constant Contact",
      "end": 16,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "Sorry, I was too vague. What counts for me is a quick start. Which would you pick on that basis?",
      "provider": "local",
      "response_id": "8d6d2c8f-3563-5c1f-bb7a-eed2039b7098",
      "start": 0,
      "text": "Constant Contact: easy to begin with."
    },
    {
      "belief": null,
      "brand": "Tillvane",
      "end": 50,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "mentioned",
      "prompt_text": "I should have said that nobody here is particularly technical. Does that change your recommendation?",
      "provider": "local",
      "response_id": "174760a5-342c-5c59-a00b-3135d559e7fc",
      "start": 42,
      "text": "If Mailchimp works for you, stay with it; Tillvane and MailerLite are alternatives that I have heard good things about."
    },
    {
      "belief": null,
      "brand": "Mailchimp",
      "end": 9,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "I should have said that we already use a handful of other tools. Does that change your recommendation?",
      "provider": "local",
      "response_id": "ebee4d0d-618f-52bd-a3e1-8efe6ef22eff",
      "start": 0,
      "text": "Mailchimp: easy to begin with."
    },
    {
      "belief": null,
      "brand": "Klaviyo",
      "end": 53,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "Just to be clear: nobody here has much time to look after it. Which one would you choose then?",
      "provider": "local",
      "response_id": "227cca2b-1caa-5e2f-b327-fb5d980e1879",
      "start": 46,
      "text": "HubSpot and Mailchimp are both well regarded; Klaviyo is worth a look too."
    },
    {
      "belief": "social_proof",
      "brand": "Brevo",
      "end": 17,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "trusted",
      "prompt_text": "I should have said that nobody here has much time to look after it. Does that change your recommendation?",
      "provider": "local",
      "response_id": "48ef356a-eedd-51ca-bea0-7eb3effb40ee",
      "start": 12,
      "text": "Klaviyo and Brevo are both well regarded; MailerLite is worth a look too."
    },
    {
      "belief": null,
      "brand": "MailerLite",
      "end": 22,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "Which names come up most often when small shops talk about this?",
      "provider": "local",
      "response_id": "f0206b6f-0f23-5e01-9a50-f16f6feb3e06",
      "start": 12,
      "text": "I recommend MailerLite."
    },
    {
      "belief": null,
      "brand": "Constant Contact",
      "end": 28,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "Sorry, I was too vague. What counts for me is a quick start. Which would you pick on that basis?",
      "provider": "local",
      "response_id": "8d6d2c8f-3563-5c1f-bb7a-eed2039b7098",
      "start": 12,
      "text": "I recommend Constant Contact."
    }
  ],
  "findings": [
    {
      "advice": "Read what those answers credit Mailchimp with, and whether your own pages say it.",
      "section": "substitution",
      "text": "Where Tillvane is missing, Mailchimp is there most often: in 8 of 14 answers without Tillvane."
    },
    {
      "advice": "Write for this customer’s questions first; they are the ones that pass you by.",
      "section": "icps",
      "text": "Small shop owner: Tillvane is named in none of 8 answers; Café owner: in 2 of 8. With a panel of this size, that may be chance."
    },
    {
      "advice": "Look at how those sentences introduce you: what is missing to say “choose it”?",
      "section": "presence",
      "text": "Tillvane is named in 2 answers but recommended in none."
    }
  ],
  "format_version": 1,
  "generated_at": "2026-11-30T15:28:06.300435Z",
  "headline": "Tillvane is named in 2 of 16 answers; Mailchimp is named in 10",
  "measure": {
    "computed_at": "2026-11-30T15:28:06.177480Z",
    "definition": 1,
    "extractor_version": "rules-8",
    "interval_method": "95% BCa cluster bootstrap over conversations, 2000 resamples, levels widened for few conversations (Efron 1987; Hesterberg 2015); where all conversations give 0 or all give 1, the exact binomial bound over conversations; none below 5 conversations",
    "period_end": "2026-11-30T15:28:03.550883Z",
    "period_start": "2026-11-30T15:28:01.741640Z",
    "universe": "7 brands: the customer''s own (Tillvane), 3 rivals listed by the analysis of the site, and 3 brands discovered in at least 2 unbranded answers of at least 2 conversations"
  },
  "report_id": "9bb6549e-fb85-5927-a34e-84a5b2aaeae2",
  "run_id": "211a7bd5-bd43-5b08-9d71-4d483f84d42b",
  "sections": [
    "summary",
    "share_of_voice",
    "presence",
    "substitution",
    "evidence",
    "icps",
    "funnel",
    "providers",
    "branded",
    "method"
  ],
  "slices": [
    {
      "answers": 16,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": 2.333333,
            "low": 1.0,
            "reason": null,
            "value": 1.6
          },
          "beliefs": {
            "outcome": 1,
            "social_proof": 2,
            "superiority": 1,
            "transaction": 2
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 6,
          "mean_sentiment": 0.28,
          "mentions": 10,
          "presence": {
            "compared": 4,
            "ignored": 6,
            "mentioned": 1,
            "recommended": 4,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.4,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "share_of_voice": {
            "high": 0.4,
            "low": 0.2,
            "reason": null,
            "value": 0.277778
          },
          "tracked": false,
          "trust_score": {
            "high": 0.4,
            "low": 0.076923,
            "reason": null,
            "value": 0.3125
          },
          "visibility": {
            "high": 0.887484,
            "low": 0.4,
            "reason": null,
            "value": 0.625
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "Klaviyo",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.2133,
          "mentions": 6,
          "presence": {
            "compared": 2,
            "ignored": 10,
            "recommended": 3,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.333333,
            "low": 0.0,
            "reason": null,
            "value": 0.1875
          },
          "share_of_voice": {
            "high": 0.316759,
            "low": 0.035714,
            "reason": null,
            "value": 0.166667
          },
          "tracked": false,
          "trust_score": {
            "high": 0.588235,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "visibility": {
            "high": 0.882353,
            "low": 0.142857,
            "reason": null,
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.8
          },
          "beliefs": {
            "superiority": 1
          },
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 3,
          "mean_sentiment": 0.568,
          "mentions": 5,
          "presence": {
            "ignored": 11,
            "mentioned": 1,
            "recommended": 4
          },
          "recommendation_rate": {
            "high": 0.752431,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "share_of_voice": {
            "high": 0.333333,
            "low": 0.027778,
            "reason": null,
            "value": 0.138889
          },
          "tracked": false,
          "trust_score": {
            "high": 0.752431,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "visibility": {
            "high": 0.797945,
            "low": 0.055556,
            "reason": null,
            "value": 0.3125
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.4
          },
          "beliefs": {
            "social_proof": 1,
            "transaction": 2
          },
          "brand": "Brevo",
          "brand_id": "d93a5dfb-c088-5d33-b6bf-3d0b8a74dad3",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.3,
          "mentions": 5,
          "presence": {
            "compared": 1,
            "ignored": 11,
            "mentioned": 1,
            "recommended": 1,
            "trusted": 2
          },
          "recommendation_rate": {
            "high": 0.294118,
            "low": 0.0,
            "reason": null,
            "value": 0.0625
          },
          "share_of_voice": {
            "high": 0.217391,
            "low": 0.026316,
            "reason": null,
            "value": 0.138889
          },
          "tracked": false,
          "trust_score": {
            "high": 0.588235,
            "low": 0.0,
            "reason": null,
            "value": 0.1875
          },
          "visibility": {
            "high": 0.6,
            "low": 0.0625,
            "reason": null,
            "value": 0.3125
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.25
          },
          "beliefs": {
            "truth": 1
          },
          "brand": "Constant Contact",
          "brand_id": "e0cf3ecc-fd6c-51c0-a47b-f602fecbf605",
          "discovered": true,
          "first_positions": 1,
          "mean_sentiment": 0.4125,
          "mentions": 4,
          "presence": {
            "compared": 1,
            "ignored": 12,
            "mentioned": 1,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.25,
            "low": 0.0,
            "reason": null,
            "value": 0.0625
          },
          "share_of_voice": {
            "high": 0.1875,
            "low": 0.0,
            "reason": null,
            "value": 0.111111
          },
          "tracked": false,
          "trust_score": {
            "high": 0.294118,
            "low": 0.0,
            "reason": null,
            "value": 0.125
          },
          "visibility": {
            "high": 0.4,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.25
          },
          "beliefs": {
            "social_proof": 1,
            "transaction": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": -0.005,
          "mentions": 4,
          "presence": {
            "compared": 2,
            "ignored": 12,
            "mentioned": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "share_of_voice": {
            "high": 0.15,
            "low": 0.010063,
            "reason": null,
            "value": 0.111111
          },
          "tracked": false,
          "trust_score": {
            "high": 0.2499,
            "low": 0.0,
            "reason": null,
            "value": 0.0625
          },
          "visibility": {
            "high": 0.4,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.5
          },
          "beliefs": {
            "identity": 1
          },
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.16,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 14,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "share_of_voice": {
            "high": 0.205286,
            "low": 0.0,
            "reason": null,
            "value": 0.055556
          },
          "tracked": true,
          "trust_score": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "visibility": {
            "high": 0.384615,
            "low": 0.0,
            "reason": null,
            "value": 0.125
          }
        }
      ],
      "by": "all",
      "conversations": 6,
      "label": "All answers",
      "refusals": 1,
      "value": null
    },
    {
      "answers": 16,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": 2.333333,
            "low": 1.0,
            "reason": null,
            "value": 1.6
          },
          "beliefs": {
            "outcome": 1,
            "social_proof": 2,
            "superiority": 1,
            "transaction": 2
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 6,
          "mean_sentiment": 0.28,
          "mentions": 10,
          "presence": {
            "compared": 4,
            "ignored": 6,
            "mentioned": 1,
            "recommended": 4,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.4,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "share_of_voice": {
            "high": 0.413906,
            "low": 0.2,
            "reason": null,
            "value": 0.277778
          },
          "tracked": false,
          "trust_score": {
            "high": 0.4,
            "low": 0.076923,
            "reason": null,
            "value": 0.3125
          },
          "visibility": {
            "high": 0.927058,
            "low": 0.411765,
            "reason": null,
            "value": 0.625
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "Klaviyo",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.2133,
          "mentions": 6,
          "presence": {
            "compared": 2,
            "ignored": 10,
            "recommended": 3,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.333333,
            "low": 0.0,
            "reason": null,
            "value": 0.1875
          },
          "share_of_voice": {
            "high": 0.318182,
            "low": 0.045455,
            "reason": null,
            "value": 0.166667
          },
          "tracked": false,
          "trust_score": {
            "high": 0.588235,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "visibility": {
            "high": 0.882353,
            "low": 0.142857,
            "reason": null,
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.8
          },
          "beliefs": {
            "superiority": 1
          },
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 3,
          "mean_sentiment": 0.568,
          "mentions": 5,
          "presence": {
            "ignored": 11,
            "mentioned": 1,
            "recommended": 4
          },
          "recommendation_rate": {
            "high": 0.735389,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "share_of_voice": {
            "high": 0.333333,
            "low": 0.028427,
            "reason": null,
            "value": 0.138889
          },
          "tracked": false,
          "trust_score": {
            "high": 0.735389,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "visibility": {
            "high": 0.80425,
            "low": 0.055556,
            "reason": null,
            "value": 0.3125
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.4
          },
          "beliefs": {
            "social_proof": 1,
            "transaction": 2
          },
          "brand": "Brevo",
          "brand_id": "d93a5dfb-c088-5d33-b6bf-3d0b8a74dad3",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.3,
          "mentions": 5,
          "presence": {
            "compared": 1,
            "ignored": 11,
            "mentioned": 1,
            "recommended": 1,
            "trusted": 2
          },
          "recommendation_rate": {
            "high": 0.294118,
            "low": 0.0,
            "reason": null,
            "value": 0.0625
          },
          "share_of_voice": {
            "high": 0.222222,
            "low": 0.0,
            "reason": null,
            "value": 0.138889
          },
          "tracked": false,
          "trust_score": {
            "high": 0.588235,
            "low": 0.0,
            "reason": null,
            "value": 0.1875
          },
          "visibility": {
            "high": 0.581995,
            "low": 0.0625,
            "reason": null,
            "value": 0.3125
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.25
          },
          "beliefs": {
            "truth": 1
          },
          "brand": "Constant Contact",
          "brand_id": "e0cf3ecc-fd6c-51c0-a47b-f602fecbf605",
          "discovered": true,
          "first_positions": 1,
          "mean_sentiment": 0.4125,
          "mentions": 4,
          "presence": {
            "compared": 1,
            "ignored": 12,
            "mentioned": 1,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.294035,
            "low": 0.0,
            "reason": null,
            "value": 0.0625
          },
          "share_of_voice": {
            "high": 0.1875,
            "low": 0.0,
            "reason": null,
            "value": 0.111111
          },
          "tracked": false,
          "trust_score": {
            "high": 0.333333,
            "low": 0.0,
            "reason": null,
            "value": 0.125
          },
          "visibility": {
            "high": 0.4,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.25
          },
          "beliefs": {
            "social_proof": 1,
            "transaction": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": -0.005,
          "mentions": 4,
          "presence": {
            "compared": 2,
            "ignored": 12,
            "mentioned": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "share_of_voice": {
            "high": 0.15,
            "low": 0.0,
            "reason": null,
            "value": 0.111111
          },
          "tracked": false,
          "trust_score": {
            "high": 0.25,
            "low": 0.0,
            "reason": null,
            "value": 0.0625
          },
          "visibility": {
            "high": 0.4,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.5
          },
          "beliefs": {
            "identity": 1
          },
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.16,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 14,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "share_of_voice": {
            "high": 0.237411,
            "low": 0.0,
            "reason": null,
            "value": 0.055556
          },
          "tracked": true,
          "trust_score": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "visibility": {
            "high": 0.416667,
            "low": 0.0,
            "reason": null,
            "value": 0.125
          }
        }
      ],
      "by": "provider",
      "conversations": 6,
      "label": "local",
      "refusals": 1,
      "value": "local"
    },
    {
      "answers": 8,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.666667
          },
          "beliefs": {
            "outcome": 1,
            "social_proof": 1,
            "transaction": 2
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 3,
          "mean_sentiment": 0.2233,
          "mentions": 6,
          "presence": {
            "compared": 3,
            "ignored": 2,
            "mentioned": 1,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.352941
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {},
          "brand": "Constant Contact",
          "brand_id": "e0cf3ecc-fd6c-51c0-a47b-f602fecbf605",
          "discovered": true,
          "first_positions": 1,
          "mean_sentiment": 0.53,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 6,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.117647
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.5
          },
          "beliefs": {
            "social_proof": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.1,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 6,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.117647
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {},
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 1,
          "mean_sentiment": 0.415,
          "mentions": 2,
          "presence": {
            "ignored": 6,
            "mentioned": 1,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.117647
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.5
          },
          "beliefs": {
            "identity": 1
          },
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.16,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 6,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.117647
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.5
          },
          "beliefs": {},
          "brand": "Klaviyo",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": 0.415,
          "mentions": 2,
          "presence": {
            "ignored": 6,
            "recommended": 2
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.117647
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 2.0
          },
          "beliefs": {
            "transaction": 1
          },
          "brand": "Brevo",
          "brand_id": "d93a5dfb-c088-5d33-b6bf-3d0b8a74dad3",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.73,
          "mentions": 1,
          "presence": {
            "ignored": 7,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.058824
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          }
        }
      ],
      "by": "icp",
      "conversations": 3,
      "label": "Café owner",
      "refusals": 0,
      "value": "4a9ba4b5-609a-55af-9a9a-bb12602ea030"
    },
    {
      "answers": 8,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.5
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 3,
          "mean_sentiment": 0.365,
          "mentions": 4,
          "presence": {
            "compared": 1,
            "ignored": 4,
            "recommended": 3
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.210526
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.75
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "Klaviyo",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.1125,
          "mentions": 4,
          "presence": {
            "compared": 2,
            "ignored": 4,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.210526
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.5
          },
          "beliefs": {
            "social_proof": 1,
            "transaction": 1
          },
          "brand": "Brevo",
          "brand_id": "d93a5dfb-c088-5d33-b6bf-3d0b8a74dad3",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.1925,
          "mentions": 4,
          "presence": {
            "compared": 1,
            "ignored": 4,
            "mentioned": 1,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.210526
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.666667
          },
          "beliefs": {
            "superiority": 1
          },
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 2,
          "mean_sentiment": 0.67,
          "mentions": 3,
          "presence": {
            "ignored": 5,
            "recommended": 3
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.157895
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.5
          },
          "beliefs": {
            "truth": 1
          },
          "brand": "Constant Contact",
          "brand_id": "e0cf3ecc-fd6c-51c0-a47b-f602fecbf605",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.295,
          "mentions": 2,
          "presence": {
            "ignored": 6,
            "mentioned": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.105263
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 3.0
          },
          "beliefs": {
            "transaction": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": -0.11,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 6,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.105263
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 8
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        }
      ],
      "by": "icp",
      "conversations": 3,
      "label": "Small shop owner",
      "refusals": 1,
      "value": "229b390c-e1f1-5819-9c02-da6f04bc2549"
    },
    {
      "answers": 4,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.666667
          },
          "beliefs": {
            "superiority": 1
          },
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 2,
          "mean_sentiment": 0.6067,
          "mentions": 3,
          "presence": {
            "ignored": 1,
            "mentioned": 1,
            "recommended": 2
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.333333
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {
            "superiority": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.23,
          "mentions": 2,
          "presence": {
            "ignored": 2,
            "mentioned": 1,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.222222
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 2.0
          },
          "beliefs": {},
          "brand": "Brevo",
          "brand_id": "d93a5dfb-c088-5d33-b6bf-3d0b8a74dad3",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.0,
          "mentions": 1,
          "presence": {
            "ignored": 3,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.111111
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 2.0
          },
          "beliefs": {},
          "brand": "Constant Contact",
          "brand_id": "e0cf3ecc-fd6c-51c0-a47b-f602fecbf605",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.0,
          "mentions": 1,
          "presence": {
            "ignored": 3,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.111111
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 3.0
          },
          "beliefs": {
            "transaction": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": 0.32,
          "mentions": 1,
          "presence": {
            "ignored": 3,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.111111
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 2.0
          },
          "beliefs": {},
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": 0.32,
          "mentions": 1,
          "presence": {
            "ignored": 3,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.111111
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "Klaviyo",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 4
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        }
      ],
      "by": "funnel_stage",
      "conversations": 2,
      "label": "awareness",
      "refusals": 0,
      "value": "awareness"
    },
    {
      "answers": 4,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.0
          },
          "beliefs": {
            "outcome": 1,
            "social_proof": 1,
            "transaction": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 3,
          "mean_sentiment": 0.4433,
          "mentions": 3,
          "presence": {
            "compared": 1,
            "ignored": 1,
            "recommended": 2
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.3
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.666667
          },
          "beliefs": {
            "social_proof": 1
          },
          "brand": "Klaviyo",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.2567,
          "mentions": 3,
          "presence": {
            "ignored": 1,
            "recommended": 2,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.3
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.333333
          },
          "beliefs": {
            "social_proof": 1,
            "transaction": 1
          },
          "brand": "Brevo",
          "brand_id": "d93a5dfb-c088-5d33-b6bf-3d0b8a74dad3",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.3933,
          "mentions": 3,
          "presence": {
            "ignored": 1,
            "recommended": 1,
            "trusted": 2
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.3
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 3.0
          },
          "beliefs": {},
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.51,
          "mentions": 1,
          "presence": {
            "ignored": 3,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.1
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "Constant Contact",
          "brand_id": "e0cf3ecc-fd6c-51c0-a47b-f602fecbf605",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 4
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 4
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 4
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        }
      ],
      "by": "funnel_stage",
      "conversations": 2,
      "label": "consideration",
      "refusals": 0,
      "value": "consideration"
    },
    {
      "answers": 8,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.8
          },
          "beliefs": {
            "social_proof": 1,
            "transaction": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 2,
          "mean_sentiment": 0.202,
          "mentions": 5,
          "presence": {
            "compared": 3,
            "ignored": 3,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.294118
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.625
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.333333
          },
          "beliefs": {
            "truth": 1
          },
          "brand": "Constant Contact",
          "brand_id": "e0cf3ecc-fd6c-51c0-a47b-f602fecbf605",
          "discovered": true,
          "first_positions": 1,
          "mean_sentiment": 0.55,
          "mentions": 3,
          "presence": {
            "compared": 1,
            "ignored": 5,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.176471
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {
            "social_proof": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": -0.1133,
          "mentions": 3,
          "presence": {
            "compared": 2,
            "ignored": 5,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.176471
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.333333
          },
          "beliefs": {
            "superiority": 1
          },
          "brand": "Klaviyo",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": 0.17,
          "mentions": 3,
          "presence": {
            "compared": 2,
            "ignored": 5,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.176471
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 1.0
          },
          "beliefs": {},
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 1,
          "mean_sentiment": 0.51,
          "mentions": 1,
          "presence": {
            "ignored": 7,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.058824
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 1.0
          },
          "beliefs": {
            "identity": 1
          },
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.0,
          "mentions": 1,
          "presence": {
            "compared": 1,
            "ignored": 7
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.058824
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 3.0
          },
          "beliefs": {
            "transaction": 1
          },
          "brand": "Brevo",
          "brand_id": "d93a5dfb-c088-5d33-b6bf-3d0b8a74dad3",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.32,
          "mentions": 1,
          "presence": {
            "compared": 1,
            "ignored": 7
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.058824
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          }
        }
      ],
      "by": "funnel_stage",
      "conversations": 4,
      "label": "purchase",
      "refusals": 1,
      "value": "purchase"
    },
    {
      "answers": 0,
      "branded": true,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "Brevo",
          "brand_id": "d93a5dfb-c088-5d33-b6bf-3d0b8a74dad3",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "Constant Contact",
          "brand_id": "e0cf3ecc-fd6c-51c0-a47b-f602fecbf605",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "Klaviyo",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        }
      ],
      "by": "all",
      "conversations": 0,
      "label": "All answers",
      "refusals": 0,
      "value": null
    }
  ],
  "substitutions": [
    {
      "average_position": 1.625,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 8,
      "share": {
        "high": 0.924287,
        "low": 0.307692,
        "reason": null,
        "value": 0.571429
      },
      "substitute_brand": "Mailchimp",
      "substitute_brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec"
    },
    {
      "average_position": 2.0,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 6,
      "share": {
        "high": 0.937693,
        "low": 0.1552,
        "reason": null,
        "value": 0.428571
      },
      "substitute_brand": "Klaviyo",
      "substitute_brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7"
    },
    {
      "average_position": 2.4,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 5,
      "share": {
        "high": 0.610989,
        "low": 0.111111,
        "reason": null,
        "value": 0.357143
      },
      "substitute_brand": "Brevo",
      "substitute_brand_id": "d93a5dfb-c088-5d33-b6bf-3d0b8a74dad3"
    },
    {
      "average_position": 2.25,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 4,
      "share": {
        "high": 0.45372,
        "low": 0.0,
        "reason": null,
        "value": 0.285714
      },
      "substitute_brand": "HubSpot",
      "substitute_brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5"
    },
    {
      "average_position": 1.5,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 4,
      "share": {
        "high": 0.833333,
        "low": 0.0,
        "reason": null,
        "value": 0.285714
      },
      "substitute_brand": "MailerLite",
      "substitute_brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4"
    },
    {
      "average_position": 2.0,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 3,
      "share": {
        "high": 0.4,
        "low": 0.0,
        "reason": null,
        "value": 0.214286
      },
      "substitute_brand": "Constant Contact",
      "substitute_brand_id": "e0cf3ecc-fd6c-51c0-a47b-f602fecbf605"
    },
    {
      "average_position": 1.0,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 1,
      "share": {
        "high": 0.294118,
        "low": 0.0,
        "reason": null,
        "value": 0.071429
      },
      "substitute_brand": "Etsy",
      "substitute_brand_id": "13e06222-95aa-5185-a30a-caaa32dd3f3d"
    },
    {
      "average_position": 2.0,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 1,
      "share": {
        "high": 0.294118,
        "low": 0.0,
        "reason": null,
        "value": 0.071429
      },
      "substitute_brand": "Shopify",
      "substitute_brand_id": "f3c67bee-33f1-5789-8828-5c415ae6dd87"
    }
  ],
  "summary": "That is a share of voice of 6% (95% interval 0–21%), from 6 conversations and 16 answers. Asked: local model.",
  "tenant_id": "01a22d11-cd31-70f5-9d96-c032ba51148e",
  "website_id": "01a22d11-d328-76ce-a4bd-1f2359c4b783"
}
', '01a22d11-cb0a-751c-bb55-43a693c73466', '2026-11-30 15:28:06.300435+00', '2026-11-30 15:28:08.772449+00');
INSERT INTO public.reports VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', 'fde447be-d1a2-540a-b411-3eb36b688425', '2026-11-30 15:28:19.735568+00', '01a22d12-23a8-7304-aeb7-2deda7328f76', '01a22d11-d328-76ce-a4bd-1f2359c4b783', '7d1657eb-2720-5abf-879a-0591b15ad431', 'Tillvane, 2026-11-30', 'Tillvane is named in 2 of 16 answers; Mailchimp is named in 12', '{"sections": ["summary", "share_of_voice", "presence", "substitution", "evidence", "icps", "funnel", "providers", "branded", "method"]}', 'withdrawn', '{
  "audit": {
    "failed_answers": 0,
    "language": "en",
    "name": "Tillvane",
    "panel": {
      "conversations": 3,
      "icps": 2,
      "repeats": 1
    },
    "providers": [
      "local"
    ],
    "requested_at": "2026-11-30T15:28:13.226550Z",
    "url": "http://127.0.0.1:11792/"
  },
  "audit_id": "01a22d12-23a8-7304-aeb7-2deda7328f76",
  "brand": "Tillvane",
  "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
  "cautions": [
    "Only 6 conversations: intervals are wide, and a second run may well put the brands in another order. Compare intervals, not single percentages.",
    "1 answer refused the question. A refusal counts as an answer that names nobody.",
    "All answers come from a small language model that runs locally. It shows how the measurement works; the assistants your customers use will answer differently."
  ],
  "evidence": [
    {
      "belief": "identity",
      "brand": "Tillvane",
      "end": 34,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "compared",
      "prompt_text": "If you were in my place, which e-mail marketing tool would you go with? I run a café. We have about 400 regular customers.",
      "provider": "local",
      "response_id": "838fe1fc-1c65-5f5f-8d42-5dd4e8fe94df",
      "start": 26,
      "text": "People like you often use Tillvane, because it was made for small shops."
    },
    {
      "belief": null,
      "brand": "Mailchimp",
      "end": 21,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "I should have said that we already use a handful of other tools. Does that change your recommendation?",
      "provider": "local",
      "response_id": "6a1f1d43-b894-523a-bc29-635ed34aeb28",
      "start": 12,
      "text": "I recommend Mailchimp."
    },
    {
      "belief": "superiority",
      "brand": "MailerLite",
      "end": 12,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "I run a small shop. The list lies idle, people forget the shop, and the next slow Tuesday comes. Is there an e-mail marketing tool that really helps with that?",
      "provider": "local",
      "response_id": "30a522ca-f64f-5811-81b7-14aef1a19966",
      "start": 2,
      "text": "**MailerLite** – the easiest editor, and very fair prices."
    },
    {
      "belief": null,
      "brand": "HubSpot",
      "end": 63,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "How happy are small shops with that one after the first few months?",
      "provider": "local",
      "response_id": "5f122394-6978-5d2c-9b65-9b349d15ca14",
      "start": 56,
      "text": "MailerLite and Constant Contact are both well regarded; HubSpot is worth a look too."
    },
    {
      "belief": null,
      "brand": "Etsy",
      "end": 32,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "mentioned",
      "prompt_text": "Which names come up most often when small shops talk about this?",
      "provider": "local",
      "response_id": "84082b54-9de4-5210-81b7-8f8e11357852",
      "start": 28,
      "text": "You could ask the people at Etsy or Shopify: both have e-mail tools built in."
    },
    {
      "belief": null,
      "brand": "Tillvane",
      "end": 50,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "mentioned",
      "prompt_text": "How happy are cafés with that one after the first few months?",
      "provider": "local",
      "response_id": "70bbb911-4709-51af-870e-5cf5cef87701",
      "start": 42,
      "text": "If Mailchimp works for you, stay with it; Tillvane and MailerLite are alternatives that I have heard good things about."
    },
    {
      "belief": "transaction",
      "brand": "Mailchimp",
      "end": 46,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "I run a café with four people and I''m looking for e-mail marketing software. Which would you recommend?",
      "provider": "local",
      "response_id": "34f70303-592f-58aa-8c66-12c930db0012",
      "start": 37,
      "text": "For a small shop I would recommend **Mailchimp**."
    },
    {
      "belief": null,
      "brand": "MailerLite",
      "end": 10,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "I should have said that nobody here is particularly technical. Does that change your recommendation?",
      "provider": "local",
      "response_id": "5e0694ca-d2da-55b2-a7bf-7255526e6704",
      "start": 0,
      "text": "MailerLite."
    },
    {
      "belief": "social_proof",
      "brand": "HubSpot",
      "end": 7,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "trusted",
      "prompt_text": "Just to be clear: nobody here has much time to look after it. Which one would you choose then?",
      "provider": "local",
      "response_id": "fde659bb-183f-5c3d-83ef-3c61c7a174be",
      "start": 0,
      "text": "HubSpot and Mailchimp are both well regarded; Klaviyo is worth a look too."
    },
    {
      "belief": null,
      "brand": "Mailchimp",
      "end": 9,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "I should have said that we already use a handful of other tools. Does that change your recommendation?",
      "provider": "local",
      "response_id": "6a1f1d43-b894-523a-bc29-635ed34aeb28",
      "start": 0,
      "text": "Mailchimp: easy to begin with."
    },
    {
      "belief": "superiority",
      "brand": "MailerLite",
      "end": 46,
      "icp_name": "Small shop owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "recommended",
      "prompt_text": "I run a small shop. The list lies idle, people forget the shop, and the next slow Tuesday comes. Is there an e-mail marketing tool that really helps with that?",
      "provider": "local",
      "response_id": "30a522ca-f64f-5811-81b7-14aef1a19966",
      "start": 36,
      "text": "My pick for a craft seller would be MailerLite."
    },
    {
      "belief": null,
      "brand": "HubSpot",
      "end": 7,
      "icp_name": "Café owner",
      "model": "smollm2-135m-2026-01-01",
      "presence": "compared",
      "prompt_text": "Sorry, I was too vague. What counts for me is a quick start. Which would you pick on that basis?",
      "provider": "local",
      "response_id": "cee464ff-8d77-52dd-b713-dfc9d6e4721a",
      "start": 0,
      "text": "HubSpot: more features."
    }
  ],
  "findings": [
    {
      "advice": "Read what those answers credit Mailchimp with, and whether your own pages say it.",
      "section": "substitution",
      "text": "Where Tillvane is missing, Mailchimp is there most often: in 10 of 14 answers without Tillvane."
    },
    {
      "advice": "Write for this customer’s questions first; they are the ones that pass you by.",
      "section": "icps",
      "text": "Small shop owner: Tillvane is named in none of 8 answers; Café owner: in 2 of 8. With a panel of this size, that may be chance."
    },
    {
      "advice": "Check which of your pages answer questions of this stage at all.",
      "section": "funnel",
      "text": "Awareness stage: Tillvane is named in none of 4 answers; Purchase stage: in 2 of 8. With a panel of this size, that may be chance."
    },
    {
      "advice": "Look at how those sentences introduce you: what is missing to say “choose it”?",
      "section": "presence",
      "text": "Tillvane is named in 2 answers but recommended in none."
    }
  ],
  "format_version": 1,
  "generated_at": "2026-11-30T15:28:17.392626Z",
  "headline": "Tillvane is named in 2 of 16 answers; Mailchimp is named in 12",
  "measure": {
    "computed_at": "2026-11-30T15:28:17.348518Z",
    "definition": 1,
    "extractor_version": "rules-8+7",
    "interval_method": "95% BCa cluster bootstrap over conversations, 2000 resamples, levels widened for few conversations (Efron 1987; Hesterberg 2015); where all conversations give 0 or all give 1, the exact binomial bound over conversations; none below 5 conversations",
    "period_end": "2026-11-30T15:28:16.492125Z",
    "period_start": "2026-11-30T15:28:14.748078Z",
    "universe": "5 brands: the customer''s own (Tillvane), 3 rivals listed by the analysis of the site, and 1 brand discovered in at least 2 unbranded answers of at least 2 conversations"
  },
  "report_id": "fde447be-d1a2-540a-b411-3eb36b688425",
  "run_id": "348b84e1-569f-5dd1-9936-dc11a6f566f8",
  "sections": [
    "summary",
    "share_of_voice",
    "presence",
    "substitution",
    "evidence",
    "icps",
    "funnel",
    "providers",
    "branded",
    "method"
  ],
  "slices": [
    {
      "answers": 16,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": 2.978668,
            "low": 1.0,
            "reason": null,
            "value": 1.583333
          },
          "beliefs": {
            "outcome": 1,
            "social_proof": 3,
            "superiority": 1,
            "transaction": 2,
            "truth": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 7,
          "mean_sentiment": 0.3675,
          "mentions": 12,
          "presence": {
            "compared": 3,
            "ignored": 4,
            "mentioned": 1,
            "recommended": 5,
            "trusted": 3
          },
          "recommendation_rate": {
            "high": 0.588235,
            "low": 0.0625,
            "reason": null,
            "value": 0.3125
          },
          "share_of_voice": {
            "high": 0.595725,
            "low": 0.272727,
            "reason": null,
            "value": 0.413793
          },
          "tracked": false,
          "trust_score": {
            "high": 0.788357,
            "low": 0.2,
            "reason": null,
            "value": 0.5
          },
          "visibility": {
            "high": 1.0,
            "low": 0.214386,
            "reason": null,
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "Klaviyo Inc",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.2133,
          "mentions": 6,
          "presence": {
            "compared": 2,
            "ignored": 10,
            "recommended": 3,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.333333,
            "low": 0.0,
            "reason": null,
            "value": 0.1875
          },
          "share_of_voice": {
            "high": 0.382353,
            "low": 0.086957,
            "reason": null,
            "value": 0.206897
          },
          "tracked": false,
          "trust_score": {
            "high": 0.555556,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "visibility": {
            "high": 0.777778,
            "low": 0.142857,
            "reason": null,
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": 3.0,
            "low": 1.0,
            "reason": null,
            "value": 1.8
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 3,
          "mean_sentiment": 0.46,
          "mentions": 5,
          "presence": {
            "ignored": 11,
            "mentioned": 1,
            "recommended": 3,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.461538,
            "low": 0.0,
            "reason": null,
            "value": 0.1875
          },
          "share_of_voice": {
            "high": 0.390412,
            "low": 0.062541,
            "reason": null,
            "value": 0.172414
          },
          "tracked": false,
          "trust_score": {
            "high": 0.461538,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "visibility": {
            "high": 0.428571,
            "low": 0.055695,
            "reason": null,
            "value": 0.3125
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.25
          },
          "beliefs": {
            "social_proof": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.0425,
          "mentions": 4,
          "presence": {
            "compared": 2,
            "ignored": 12,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.293963,
            "low": 0.0,
            "reason": null,
            "value": 0.0625
          },
          "share_of_voice": {
            "high": 0.192308,
            "low": 0.04781,
            "reason": null,
            "value": 0.137931
          },
          "tracked": false,
          "trust_score": {
            "high": 0.294118,
            "low": 0.0,
            "reason": null,
            "value": 0.125
          },
          "visibility": {
            "high": 0.333333,
            "low": 0.039274,
            "reason": null,
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 1.5
          },
          "beliefs": {
            "identity": 1
          },
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.16,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 14,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "share_of_voice": {
            "high": 0.232471,
            "low": 0.0,
            "reason": null,
            "value": 0.068966
          },
          "tracked": true,
          "trust_score": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "visibility": {
            "high": 0.588124,
            "low": 0.0,
            "reason": null,
            "value": 0.125
          }
        }
      ],
      "by": "all",
      "conversations": 6,
      "label": "All answers",
      "refusals": 1,
      "value": null
    },
    {
      "answers": 16,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": 2.696254,
            "low": 1.0,
            "reason": null,
            "value": 1.583333
          },
          "beliefs": {
            "outcome": 1,
            "social_proof": 3,
            "superiority": 1,
            "transaction": 2,
            "truth": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 7,
          "mean_sentiment": 0.3675,
          "mentions": 12,
          "presence": {
            "compared": 3,
            "ignored": 4,
            "mentioned": 1,
            "recommended": 5,
            "trusted": 3
          },
          "recommendation_rate": {
            "high": 0.581679,
            "low": 0.058824,
            "reason": null,
            "value": 0.3125
          },
          "share_of_voice": {
            "high": 0.590909,
            "low": 0.27424,
            "reason": null,
            "value": 0.413793
          },
          "tracked": false,
          "trust_score": {
            "high": 0.8,
            "low": 0.2,
            "reason": null,
            "value": 0.5
          },
          "visibility": {
            "high": 1.0,
            "low": 0.232006,
            "reason": null,
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "Klaviyo Inc",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.2133,
          "mentions": 6,
          "presence": {
            "compared": 2,
            "ignored": 10,
            "recommended": 3,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.333333,
            "low": 0.0,
            "reason": null,
            "value": 0.1875
          },
          "share_of_voice": {
            "high": 0.4,
            "low": 0.083333,
            "reason": null,
            "value": 0.206897
          },
          "tracked": false,
          "trust_score": {
            "high": 0.611111,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "visibility": {
            "high": 0.888889,
            "low": 0.142857,
            "reason": null,
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": 3.0,
            "low": 1.0,
            "reason": null,
            "value": 1.8
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 3,
          "mean_sentiment": 0.46,
          "mentions": 5,
          "presence": {
            "ignored": 11,
            "mentioned": 1,
            "recommended": 3,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.461538,
            "low": 0.0,
            "reason": null,
            "value": 0.1875
          },
          "share_of_voice": {
            "high": 0.408875,
            "low": 0.05764,
            "reason": null,
            "value": 0.172414
          },
          "tracked": false,
          "trust_score": {
            "high": 0.461538,
            "low": 0.0,
            "reason": null,
            "value": 0.25
          },
          "visibility": {
            "high": 0.428571,
            "low": 0.055713,
            "reason": null,
            "value": 0.3125
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.25
          },
          "beliefs": {
            "social_proof": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.0425,
          "mentions": 4,
          "presence": {
            "compared": 2,
            "ignored": 12,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": 0.277615,
            "low": 0.0,
            "reason": null,
            "value": 0.0625
          },
          "share_of_voice": {
            "high": 0.192308,
            "low": 0.05226,
            "reason": null,
            "value": 0.137931
          },
          "tracked": false,
          "trust_score": {
            "high": 0.30277,
            "low": 0.0,
            "reason": null,
            "value": 0.125
          },
          "visibility": {
            "high": 0.333333,
            "low": 0.076923,
            "reason": null,
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 1.5
          },
          "beliefs": {
            "identity": 1
          },
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.16,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 14,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "share_of_voice": {
            "high": 0.235294,
            "low": 0.0,
            "reason": null,
            "value": 0.068966
          },
          "tracked": true,
          "trust_score": {
            "high": 0.459258,
            "low": 0.0,
            "reason": null,
            "value": 0.0
          },
          "visibility": {
            "high": 0.555474,
            "low": 0.0,
            "reason": null,
            "value": 0.125
          }
        }
      ],
      "by": "provider",
      "conversations": 6,
      "label": "local",
      "refusals": 1,
      "value": "local"
    },
    {
      "answers": 8,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.333333
          },
          "beliefs": {
            "outcome": 1,
            "social_proof": 1,
            "transaction": 2
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 4,
          "mean_sentiment": 0.36,
          "mentions": 6,
          "presence": {
            "compared": 2,
            "ignored": 2,
            "mentioned": 1,
            "recommended": 2,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.428571
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.5
          },
          "beliefs": {
            "social_proof": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.1,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 6,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.142857
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {},
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 1,
          "mean_sentiment": 0.415,
          "mentions": 2,
          "presence": {
            "ignored": 6,
            "mentioned": 1,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.142857
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 1.5
          },
          "beliefs": {
            "identity": 1
          },
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.16,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 6,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.142857
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.5
          },
          "beliefs": {},
          "brand": "Klaviyo Inc",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": 0.415,
          "mentions": 2,
          "presence": {
            "ignored": 6,
            "recommended": 2
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.142857
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        }
      ],
      "by": "icp",
      "conversations": 3,
      "label": "Café owner",
      "refusals": 1,
      "value": "4a9ba4b5-609a-55af-9a9a-bb12602ea030"
    },
    {
      "answers": 8,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.833333
          },
          "beliefs": {
            "social_proof": 2,
            "superiority": 1,
            "truth": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 3,
          "mean_sentiment": 0.375,
          "mentions": 6,
          "presence": {
            "compared": 1,
            "ignored": 2,
            "recommended": 3,
            "trusted": 2
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.4
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.625
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.75
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "Klaviyo Inc",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.1125,
          "mentions": 4,
          "presence": {
            "compared": 2,
            "ignored": 4,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.266667
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.666667
          },
          "beliefs": {
            "social_proof": 1,
            "superiority": 1
          },
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 2,
          "mean_sentiment": 0.49,
          "mentions": 3,
          "presence": {
            "ignored": 5,
            "recommended": 2,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.2
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 3.0
          },
          "beliefs": {},
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": -0.015,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 6,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.133333
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 8
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        }
      ],
      "by": "icp",
      "conversations": 3,
      "label": "Small shop owner",
      "refusals": 0,
      "value": "229b390c-e1f1-5819-9c02-da6f04bc2549"
    },
    {
      "answers": 4,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.0
          },
          "beliefs": {
            "superiority": 1
          },
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 2,
          "mean_sentiment": 0.635,
          "mentions": 2,
          "presence": {
            "ignored": 2,
            "recommended": 2
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 3.0
          },
          "beliefs": {
            "superiority": 1,
            "truth": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": 0.525,
          "mentions": 2,
          "presence": {
            "ignored": 2,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 4
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "Klaviyo Inc",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 4
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 4
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        }
      ],
      "by": "funnel_stage",
      "conversations": 2,
      "label": "awareness",
      "refusals": 1,
      "value": "awareness"
    },
    {
      "answers": 4,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.0
          },
          "beliefs": {
            "outcome": 1,
            "social_proof": 1,
            "transaction": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 3,
          "mean_sentiment": 0.4433,
          "mentions": 3,
          "presence": {
            "compared": 1,
            "ignored": 1,
            "recommended": 2
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.428571
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.666667
          },
          "beliefs": {
            "social_proof": 1
          },
          "brand": "Klaviyo Inc",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.2567,
          "mentions": 3,
          "presence": {
            "ignored": 1,
            "recommended": 2,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.428571
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.75
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 3.0
          },
          "beliefs": {},
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": 0.51,
          "mentions": 1,
          "presence": {
            "ignored": 3,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.142857
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 4
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "No answer in this slice gives the brand a position.",
            "value": null
          },
          "beliefs": {},
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {
            "ignored": 4
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          }
        }
      ],
      "by": "funnel_stage",
      "conversations": 2,
      "label": "consideration",
      "refusals": 0,
      "value": "consideration"
    },
    {
      "answers": 8,
      "branded": false,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 1.428571
          },
          "beliefs": {
            "social_proof": 2,
            "transaction": 1
          },
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 4,
          "mean_sentiment": 0.29,
          "mentions": 7,
          "presence": {
            "compared": 2,
            "ignored": 1,
            "mentioned": 1,
            "recommended": 2,
            "trusted": 2
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.388889
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.875
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.25
          },
          "beliefs": {
            "social_proof": 1
          },
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.0425,
          "mentions": 4,
          "presence": {
            "compared": 2,
            "ignored": 4,
            "recommended": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.222222
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.5
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 3 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.333333
          },
          "beliefs": {
            "superiority": 1
          },
          "brand": "Klaviyo Inc",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": 0.17,
          "mentions": 3,
          "presence": {
            "compared": 2,
            "ignored": 5,
            "recommended": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.166667
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.375
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 2 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 2.0
          },
          "beliefs": {
            "social_proof": 1
          },
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 1,
          "mean_sentiment": 0.26,
          "mentions": 2,
          "presence": {
            "ignored": 6,
            "mentioned": 1,
            "trusted": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.111111
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.125
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "An interval needs several conversations, and the figure rests on one.",
            "value": 1.5
          },
          "beliefs": {
            "identity": 1
          },
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 1,
          "mean_sentiment": 0.16,
          "mentions": 2,
          "presence": {
            "compared": 1,
            "ignored": 6,
            "mentioned": 1
          },
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.111111
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.0
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "The figure rests on 4 conversations; an interval over fewer than 5 would be too narrow.",
            "value": 0.25
          }
        }
      ],
      "by": "funnel_stage",
      "conversations": 4,
      "label": "purchase",
      "refusals": 0,
      "value": "purchase"
    },
    {
      "answers": 0,
      "branded": true,
      "brands": [
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "HubSpot",
          "brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "Klaviyo Inc",
          "brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "Mailchimp",
          "brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "MailerLite",
          "brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4",
          "discovered": true,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": false,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        },
        {
          "average_position": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "beliefs": {},
          "brand": "Tillvane",
          "brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
          "discovered": false,
          "first_positions": 0,
          "mean_sentiment": null,
          "mentions": 0,
          "presence": {},
          "recommendation_rate": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "share_of_voice": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "tracked": true,
          "trust_score": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          },
          "visibility": {
            "high": null,
            "low": null,
            "reason": "There are no answers in this slice.",
            "value": null
          }
        }
      ],
      "by": "all",
      "conversations": 0,
      "label": "All answers",
      "refusals": 0,
      "value": null
    }
  ],
  "substitutions": [
    {
      "average_position": 1.6,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 10,
      "share": {
        "high": 1.0,
        "low": 0.178738,
        "reason": null,
        "value": 0.714286
      },
      "substitute_brand": "Mailchimp",
      "substitute_brand_id": "fed5a148-5ac5-58fc-824d-2bb1903453ec"
    },
    {
      "average_position": 2.0,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 6,
      "share": {
        "high": 1.0,
        "low": 0.076923,
        "reason": null,
        "value": 0.428571
      },
      "substitute_brand": "Klaviyo Inc",
      "substitute_brand_id": "3424d448-fc10-59b3-83e6-0aa9de66d8f7"
    },
    {
      "average_position": 2.25,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 4,
      "share": {
        "high": 0.555556,
        "low": 0.001332,
        "reason": null,
        "value": 0.285714
      },
      "substitute_brand": "HubSpot",
      "substitute_brand_id": "a1b9e276-c1c1-5ca7-b26a-c4a8c982dcd5"
    },
    {
      "average_position": 1.5,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 4,
      "share": {
        "high": 0.461538,
        "low": 0.0,
        "reason": null,
        "value": 0.285714
      },
      "substitute_brand": "MailerLite",
      "substitute_brand_id": "88bb4c0f-9f6f-5ba4-a270-a082a4a643d4"
    },
    {
      "average_position": 1.0,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 1,
      "share": {
        "high": 0.416667,
        "low": 0.0,
        "reason": null,
        "value": 0.071429
      },
      "substitute_brand": "Etsy",
      "substitute_brand_id": "13e06222-95aa-5185-a30a-caaa32dd3f3d"
    },
    {
      "average_position": 2.0,
      "missing_answers": 14,
      "missing_brand": "Tillvane",
      "missing_brand_id": "60edc6d2-934a-5fa1-92b8-b7f54a00d5dd",
      "occurrences": 1,
      "share": {
        "high": 0.416667,
        "low": 0.0,
        "reason": null,
        "value": 0.071429
      },
      "substitute_brand": "Shopify",
      "substitute_brand_id": "f3c67bee-33f1-5789-8828-5c415ae6dd87"
    }
  ],
  "summary": "That is a share of voice of 7% (95% interval 0–23%), from 6 conversations and 16 answers. Asked: local model.",
  "tenant_id": "01a22d11-cd31-70f5-9d96-c032ba51148e",
  "website_id": "01a22d11-d328-76ce-a4bd-1f2359c4b783"
}
', '01a22d11-cb0a-751c-bb55-43a693c73466', '2026-11-30 15:28:17.392626+00', '2026-11-30 15:28:19.82876+00');


--
-- Data for Name: saga_replies; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.saga_replies VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d11-d441-762f-a9db-d265ba1c368b', 'simulator.generate-report.v1', '{"step": "report", "detail": null, "reason": null, "result": {"report_id": "9bb6549e-fb85-5927-a34e-84a5b2aaeae2"}, "command": "simulator.generate-report.v1", "outcome": "done", "saga_id": "01a22d11-d441-762f-a9db-d265ba1c368b", "participant": "reports"}', '2026-11-30 15:28:08.772449+00');
INSERT INTO public.saga_replies VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'simulator.generate-report.v1', '{"step": "report", "detail": null, "reason": null, "result": {"report_id": "fde447be-d1a2-540a-b411-3eb36b688425"}, "command": "simulator.generate-report.v1", "outcome": "done", "saga_id": "01a22d12-23a8-7304-aeb7-2deda7328f76", "participant": "reports"}', '2026-11-30 15:28:19.735568+00');
INSERT INTO public.saga_replies VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '01a22d12-23a8-7304-aeb7-2deda7328f76', 'simulator.withdraw-report.v1', '{"step": "report", "detail": null, "reason": null, "result": {}, "command": "simulator.withdraw-report.v1", "outcome": "done", "saga_id": "01a22d12-23a8-7304-aeb7-2deda7328f76", "participant": "reports"}', '2026-11-30 15:28:19.857684+00');


--
-- Data for Name: templates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.templates VALUES ('01a22d11-cd31-70f5-9d96-c032ba51148e', '7d1657eb-2720-5abf-879a-0591b15ad431', '2026-11-30 15:28:08.772449+00', 'audit', 'One audit, all sections', '["summary", "share_of_voice", "presence", "substitution", "evidence", "icps", "funnel", "providers", "branded", "method"]', '{}', '2026-11-30 15:28:08.772449+00');


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: audit_figures audit_figures_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_figures
    ADD CONSTRAINT audit_figures_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: audit_requests audit_requests_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_requests
    ADD CONSTRAINT audit_requests_pkey PRIMARY KEY (tenant_id, id);


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
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: report_files report_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report_files
    ADD CONSTRAINT report_files_pkey PRIMARY KEY (tenant_id, report_id, format);


--
-- Name: reports reports_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: reports reports_tenant_id_audit_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_tenant_id_audit_id_key UNIQUE (tenant_id, audit_id);


--
-- Name: saga_replies saga_replies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.saga_replies
    ADD CONSTRAINT saga_replies_pkey PRIMARY KEY (tenant_id, saga_id, command);


--
-- Name: templates templates_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: templates templates_tenant_id_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_tenant_id_name_key UNIQUE (tenant_id, name);


--
-- Name: inbox_handled_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inbox_handled_at ON public.inbox USING btree (handled_at);


--
-- Name: outbox_created_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_created_at ON public.outbox USING btree (created_at);


--
-- Name: outbox_unconfirmed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_unconfirmed ON public.outbox USING btree (created_at) WHERE (confirmed_at IS NULL);


--
-- Name: reports_website; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reports_website ON public.reports USING btree (tenant_id, website_id, completed_at DESC);


--
-- Name: report_files report_files_tenant_id_report_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report_files
    ADD CONSTRAINT report_files_tenant_id_report_id_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES public.reports(tenant_id, id) ON DELETE CASCADE;


--
-- Name: reports reports_tenant_id_template_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_tenant_id_template_id_fkey FOREIGN KEY (tenant_id, template_id) REFERENCES public.templates(tenant_id, id);


--
-- Name: audit_figures; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.audit_figures ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_requests; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.audit_requests ENABLE ROW LEVEL SECURITY;

--
-- Name: inbox; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.inbox ENABLE ROW LEVEL SECURITY;

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
-- Name: audit_figures own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.audit_figures USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: audit_requests own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.audit_requests USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: inbox own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.inbox USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: outbox own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.outbox USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: report_files own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.report_files USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: reports own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.reports USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: saga_replies own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.saga_replies USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: templates own_rows; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY own_rows ON public.templates USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));


--
-- Name: report_files; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.report_files ENABLE ROW LEVEL SECURITY;

--
-- Name: reports; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.reports ENABLE ROW LEVEL SECURITY;

--
-- Name: saga_replies; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.saga_replies ENABLE ROW LEVEL SECURITY;

--
-- Name: templates; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.templates ENABLE ROW LEVEL SECURITY;

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


