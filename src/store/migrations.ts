/**
 * A flat table of migrations. A number that has shipped is never edited: a later one corrects it.
 * `{s}` is the schema. JSON is text on purpose (see `rows.ts`).
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Those of the first version. */
const FIRST_KEPT = [
  'plans',
  'shown',
  'approvals',
  'redemptions',
  'redeemed_comments',
  'journal',
  'ledger',
] as const;

/** Tables in which a row, once written, stays as it is. The trigger holds even for their owner. */
export const INSERT_ONLY = [...FIRST_KEPT, 'outcomes', 'redeemed_items', 'heals'] as const;

const keepRows = (tables: readonly string[]): string =>
  tables
    .map(
      (table) => `
  CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE ON {s}.${table}
    FOR EACH ROW EXECUTE FUNCTION {s}.refuse_change();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {s}.${table}
    FOR EACH STATEMENT EXECUTE FUNCTION {s}.refuse_change();`,
    )
    .join('');

/** Tables whose age is asked for: the time is the database's, whatever the insert says. */
const stamped = ['plans', 'approvals', 'releases']
  .map(
    (table) => `
  CREATE TRIGGER stamped BEFORE INSERT ON {s}.${table}
    FOR EACH ROW EXECUTE FUNCTION {s}.stamp();`,
  )
  .join('');

const FIRST = `
  CREATE FUNCTION {s}.clock_now() RETURNS timestamptz LANGUAGE sql VOLATILE
    AS 'SELECT clock_timestamp()';
  CREATE FUNCTION {s}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$;
  CREATE FUNCTION {s}.stamp() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN NEW.created_at := {s}.clock_now(); RETURN NEW; END $$;

  CREATE TABLE {s}.deliveries (
    key text PRIMARY KEY,
    guid text NOT NULL,
    event text NOT NULL,
    action text NOT NULL,
    body_hash text NOT NULL,
    semantic_key text NOT NULL UNIQUE,
    payload text,
    received_at timestamptz NOT NULL DEFAULT {s}.clock_now(),
    finished_at timestamptz);
  CREATE INDEX deliveries_guid ON {s}.deliveries (guid);

  CREATE TABLE {s}.issues (
    repository_id bigint NOT NULL,
    number bigint NOT NULL,
    status text NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (repository_id, number));

  CREATE TABLE {s}.plans (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    plan_id text PRIMARY KEY,
    repository_id bigint NOT NULL,
    number bigint NOT NULL,
    digest text NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE INDEX plans_issue ON {s}.plans (repository_id, number, seq);

  CREATE TABLE {s}.shown (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    plan_id text NOT NULL,
    comment_id bigint NOT NULL,
    updated_at text NOT NULL,
    body_hash text NOT NULL,
    PRIMARY KEY (plan_id, comment_id));

  CREATE TABLE {s}.approvals (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    approval_id text PRIMARY KEY,
    plan_id text NOT NULL,
    comment_id bigint NOT NULL UNIQUE,
    person_id bigint NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT {s}.clock_now(),
    UNIQUE (plan_id, person_id));

  CREATE TABLE {s}.releases (
    release_id text PRIMARY KEY,
    plan_id text NOT NULL,
    approval_ids text NOT NULL,
    token text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE FUNCTION {s}.only_wipe_token() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND NEW.token = '' AND NEW.release_id = OLD.release_id
        AND NEW.plan_id = OLD.plan_id AND NEW.approval_ids = OLD.approval_ids
        AND NEW.created_at = OLD.created_at THEN RETURN NEW;
      END IF;
      RAISE EXCEPTION 'of a release only the token may be removed';
    END $$;
  CREATE TRIGGER only_wipe_token BEFORE UPDATE OR DELETE ON {s}.releases
    FOR EACH ROW EXECUTE FUNCTION {s}.only_wipe_token();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {s}.releases
    FOR EACH STATEMENT EXECUTE FUNCTION {s}.refuse_change();

  CREATE TABLE {s}.redemptions (
    plan_id text PRIMARY KEY,
    release_id text NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE TABLE {s}.redeemed_comments (
    comment_id bigint PRIMARY KEY,
    plan_id text NOT NULL);

  CREATE TABLE {s}.journal (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_id text NOT NULL,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE INDEX journal_plan ON {s}.journal (plan_id, seq);

  CREATE TABLE {s}.cancels (
    plan_id text PRIMARY KEY,
    person text NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());

  CREATE TABLE {s}.replies (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    repository_id bigint NOT NULL,
    number bigint NOT NULL,
    topic text NOT NULL,
    comment_id bigint,
    body text NOT NULL,
    is_posted boolean NOT NULL DEFAULT false,
    PRIMARY KEY (repository_id, number, topic));

  CREATE TABLE {s}.service_agents (
    key text PRIMARY KEY,
    body text NOT NULL);

  CREATE TABLE {s}.cache (
    key text PRIMARY KEY,
    body text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT {s}.clock_now());

  CREATE TABLE {s}.work_requests (
    work_id text PRIMARY KEY,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE TABLE {s}.work_answers (
    work_id text PRIMARY KEY,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());

  CREATE TABLE {s}.recent (
    kind text NOT NULL,
    actor_id bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE INDEX recent_actor ON {s}.recent (kind, actor_id, at);

  CREATE TABLE {s}.ledger (
    seq bigint PRIMARY KEY,
    at text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    previous_hash text NOT NULL UNIQUE,
    hash text NOT NULL UNIQUE);
  ${keepRows(FIRST_KEPT)}
  ${stamped}
`;

const WISHED_AT = `
  ALTER TABLE {s}.replies ADD COLUMN wished_at timestamptz NOT NULL DEFAULT {s}.clock_now();
`;

const REPORTS = `
  CREATE TABLE {s}.reports (
    key text PRIMARY KEY,
    series text NOT NULL,
    repository_id bigint NOT NULL,
    number bigint NOT NULL,
    posted_at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE INDEX reports_series ON {s}.reports (series, key);
`;

/** Who approved in a comment that no longer counts may approve again in another one. */
const APPROVE_AGAIN = `
  ALTER TABLE {s}.approvals DROP CONSTRAINT approvals_plan_id_person_id_key;
  CREATE INDEX approvals_plan ON {s}.approvals (plan_id, seq);
`;

/** A state is written over the one it was made from, and over no other. */
const VERSIONED = `
  ALTER TABLE {s}.issues ADD COLUMN version bigint NOT NULL DEFAULT 1;
`;

/**
 * How an execution ended stood among the answers of the reader, and was forgotten with them; that a
 * repository became public stood in the cache. Both are of one worker alone and are kept.
 */
const ENDINGS = `
  CREATE TABLE {s}.outcomes (
    release_id text PRIMARY KEY,
    plan_id text NOT NULL,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());
  INSERT INTO {s}.outcomes (release_id, plan_id, body, at)
    SELECT r.release_id, r.plan_id, a.body, a.at FROM {s}.work_answers a
    JOIN {s}.releases r ON a.work_id = 'outcome-' || r.release_id;
  ${keepRows(['outcomes'])}

  CREATE TABLE {s}.deployments (
    plan_id text PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());
  INSERT INTO {s}.deployments (plan_id)
    SELECT substr(work_id, 10) FROM {s}.work_answers WHERE work_id LIKE 'deployed-%';

  CREATE TABLE {s}.repositories (
    repository_id bigint PRIMARY KEY,
    is_public boolean NOT NULL);
  INSERT INTO {s}.repositories (repository_id, is_public)
    SELECT substr(key, 8)::bigint, body::json ->> 'isPublic' = 'true' FROM {s}.cache
    WHERE key LIKE 'public-%';
  DELETE FROM {s}.work_answers WHERE work_id LIKE 'outcome-%' OR work_id LIKE 'deployed-%';
  DELETE FROM {s}.work_requests WHERE work_id LIKE 'outcome-%' OR work_id LIKE 'deployed-%';
  DELETE FROM {s}.cache WHERE key LIKE 'public-%';

  CREATE INDEX ledger_subject ON {s}.ledger (subject, kind);
`;

/** The issues that are kept of what is ill: written again whenever one is opened or closed. */
const HEALTH_ISSUES = `
  CREATE TABLE {s}.health_issues (
    repository_id bigint NOT NULL,
    key text NOT NULL,
    account_id text NOT NULL,
    kind text NOT NULL,
    number bigint NOT NULL,
    is_open boolean NOT NULL,
    episode bigint NOT NULL,
    opened_at timestamptz NOT NULL,
    body text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT {s}.clock_now(),
    PRIMARY KEY (repository_id, key));
`;

/** The issues that are kept of drift: written again whenever one is opened or closed. */
const DRIFT_ISSUES = `
  CREATE TABLE {s}.drift_issues (
    repository_id bigint NOT NULL,
    key text NOT NULL,
    number bigint NOT NULL,
    is_open boolean NOT NULL,
    episode bigint NOT NULL,
    body text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT {s}.clock_now(),
    PRIMARY KEY (repository_id, key));
`;

/** Items of plans of savings: each is carried out once, in whichever part of its plan it is. */
const REDEEMED_ITEMS = `
  CREATE TABLE {s}.redeemed_items (
    plan_id text NOT NULL,
    item integer NOT NULL,
    part_id text NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now(),
    PRIMARY KEY (plan_id, item));
  ${keepRows(['redeemed_items'])}
`;

/**
 * Savings that were carried out, with what was seen since. Looks, the end and the telling are
 * written by different jobs, so each has a column of its own.
 */
const SAVINGS_RECEIPTS = `
  CREATE TABLE {s}.savings_receipts (
    plan_id text NOT NULL,
    arn text NOT NULL,
    done_at timestamptz NOT NULL,
    body text NOT NULL,
    looks text NOT NULL DEFAULT '[]',
    ended text,
    told_at timestamptz,
    PRIMARY KEY (plan_id, arn));
  CREATE INDEX savings_receipts_done ON {s}.savings_receipts (done_at);
  CREATE INDEX savings_receipts_arn ON {s}.savings_receipts (arn);
`;

/** What was healed without a person, and when by the database's clock: the limits rest on it. */
const HEALS = `
  CREATE TABLE {s}.heals (
    plan_id text PRIMARY KEY,
    resource text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE INDEX heals_resource ON {s}.heals (resource, created_at);
  CREATE TRIGGER stamped BEFORE INSERT ON {s}.heals
    FOR EACH ROW EXECUTE FUNCTION {s}.stamp();
  ${keepRows(['heals'])}
`;

/** What the model is asked, what it answers, and what that takes. Each row is of one worker. */
const MODEL = `
  CREATE TABLE {s}.model_requests (
    request_id text PRIMARY KEY,
    repository_id bigint NOT NULL,
    number integer NOT NULL,
    installation_id bigint NOT NULL,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now(),
    followed_at timestamptz);
  CREATE INDEX model_requests_open ON {s}.model_requests (at) WHERE followed_at IS NULL;
  CREATE TABLE {s}.model_answers (
    request_id text PRIMARY KEY,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE TABLE {s}.model_usage (
    request_id text PRIMARY KEY,
    repository_id bigint NOT NULL,
    number integer NOT NULL,
    installation_id bigint NOT NULL,
    tokens bigint NOT NULL,
    usd double precision NOT NULL,
    at timestamptz NOT NULL DEFAULT {s}.clock_now());
  CREATE INDEX model_usage_at ON {s}.model_usage (at);
  CREATE INDEX model_usage_issue ON {s}.model_usage (repository_id, number);
`;

/** What the plans of issues touch, so that two of them that collide are named. */
const CLAIMS = `
  CREATE TABLE {s}.claims (
    plan_id text NOT NULL,
    repository_id bigint NOT NULL,
    number bigint NOT NULL,
    resource text NOT NULL,
    PRIMARY KEY (plan_id, resource));
  CREATE INDEX claims_resource ON {s}.claims (resource);
`;

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'state', sql: FIRST },
  { version: 2, name: 'age of wishes', sql: WISHED_AT },
  { version: 3, name: 'reports', sql: REPORTS },
  { version: 4, name: 'approve again', sql: APPROVE_AGAIN },
  { version: 5, name: 'version of a state', sql: VERSIONED },
  { version: 6, name: 'endings are kept', sql: ENDINGS },
  { version: 7, name: 'health issues', sql: HEALTH_ISSUES },
  { version: 8, name: 'drift issues', sql: DRIFT_ISSUES },
  { version: 9, name: 'heals', sql: HEALS },
  { version: 10, name: 'savings receipts', sql: SAVINGS_RECEIPTS },
  { version: 11, name: 'items are used once', sql: REDEEMED_ITEMS },
  { version: 12, name: 'questions to the model', sql: MODEL },
  { version: 13, name: 'what plans touch', sql: CLAIMS },
];
