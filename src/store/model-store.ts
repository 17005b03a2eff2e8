import type { ModelBudget } from '../config/model-config.ts';
import type { IssueRef } from '../task/issue.ts';
import type { JsonObject } from '../task/json.ts';
import { attempt, Undo, type Database, type Sql } from './database.ts';
import { integer, isNull, json, real } from './rows.ts';

/** A question to the model, and the issue that it is about. */
export interface ModelQuestion {
  readonly requestId: string;
  readonly ref: Pick<IssueRef, 'repositoryId' | 'number'>;
  readonly installationId: number;
  /** `ModelRequest` as JSON, and where to go on with the answer. */
  readonly body: JsonObject;
  /** True when somebody went on with it, answered or not. */
  readonly isFollowed?: boolean;
}

/** What may still be used, by whom. */
export interface ModelLimits {
  readonly issue: ModelBudget;
  readonly installationPerDay: ModelBudget;
  readonly allPerDay: ModelBudget;
}

/** What was used of an issue, an installation and everything; the last two within a day. */
export interface ModelUse {
  readonly issue: ModelBudget & { readonly calls: number };
  readonly installation: ModelBudget;
  readonly all: ModelBudget;
}

/** Questions to the model: asked by the orchestrator, answered by the model worker. */
export interface ModelStore {
  /** The same id twice is one question. */
  readonly insertModelQuestion: (question: ModelQuestion) => Promise<void>;
  readonly readModelQuestion: (requestId: string) => Promise<ModelQuestion | undefined>;
  /** The first answer stays. */
  readonly insertModelAnswer: (requestId: string, answer: JsonObject) => Promise<void>;
  readonly readModelAnswer: (requestId: string) => Promise<JsonObject | undefined>;
  /** Remembers that somebody went on with the question, answered or not. */
  readonly followModelQuestion: (requestId: string) => Promise<void>;
  /** Questions that nobody has gone on with for so long, oldest first; at most 50. */
  readonly listLateModelQuestions: (seconds: number) => Promise<readonly ModelQuestion[]>;
  /**
   * Sets so much aside for one try of a question, unless that would be more than a limit. Of two at
   * once one sees the other. What an earlier try set aside and never settled stays counted.
   */
  readonly reserveModelUse: (
    question: ModelQuestion,
    most: ModelBudget,
    limits: ModelLimits,
  ) => Promise<boolean>;
  /** Writes down what a try took in the place of what was set aside for it. */
  readonly settleModelUse: (
    requestId: string,
    one: { readonly reserved: ModelBudget; readonly used: ModelBudget },
  ) => Promise<void>;
  readonly readModelUse: (question: Omit<ModelQuestion, 'requestId' | 'body'>) => Promise<ModelUse>;
}

const ROW = 'request_id, repository_id, number, installation_id, body';
const READ = `${ROW}, followed_at`;

const questionOf = (row: Readonly<Record<string, unknown>>): ModelQuestion => ({
  requestId: String(row['request_id']),
  ref: { repositoryId: integer(row, 'repository_id'), number: integer(row, 'number') },
  installationId: integer(row, 'installation_id'),
  body: json('object', row, 'body'),
  isFollowed: !isNull(row, 'followed_at'),
});

const DAY = `at > {s}.clock_now() - interval '1 day'`;

const readUse = async (
  sql: Sql,
  { ref, installationId }: Omit<ModelQuestion, 'requestId' | 'body'>,
): Promise<ModelUse> => {
  const [row] = await sql.query(
    `SELECT count(*) FILTER (WHERE repository_id = $1 AND number = $2) AS calls,
       coalesce(sum(tokens) FILTER (WHERE repository_id = $1 AND number = $2), 0) AS issue_tokens,
       coalesce(sum(usd) FILTER (WHERE repository_id = $1 AND number = $2), 0) AS issue_usd,
       coalesce(sum(tokens) FILTER (WHERE installation_id = $3 AND ${DAY}), 0) AS own_tokens,
       coalesce(sum(usd) FILTER (WHERE installation_id = $3 AND ${DAY}), 0) AS own_usd,
       coalesce(sum(tokens) FILTER (WHERE ${DAY}), 0) AS all_tokens,
       coalesce(sum(usd) FILTER (WHERE ${DAY}), 0) AS all_usd
     FROM {s}.model_usage WHERE ${DAY} OR (repository_id = $1 AND number = $2)`,
    [ref.repositoryId, ref.number, installationId],
  );
  const of = (name: string): ModelBudget => ({
    tokens: row === undefined ? 0 : integer(row, `${name}_tokens`),
    usd: row === undefined ? 0 : real(row, `${name}_usd`),
  });
  const calls = row === undefined ? 0 : integer(row, 'calls');
  return { issue: { ...of('issue'), calls }, installation: of('own'), all: of('all') };
};

const fits = (used: ModelBudget, more: ModelBudget, limit: ModelBudget): boolean =>
  used.tokens + more.tokens <= limit.tokens && used.usd + more.usd <= limit.usd;

const fitsAll = (used: ModelUse, more: ModelBudget, limits: ModelLimits): boolean =>
  fits(used.issue, more, limits.issue) &&
  fits(used.installation, more, limits.installationPerDay) &&
  fits(used.all, more, limits.allPerDay);

type Questions = Omit<ModelStore, 'reserveModelUse' | 'settleModelUse' | 'readModelUse'>;

const questions = (db: Database): Questions => ({
  insertModelQuestion: async ({ requestId, ref, installationId, body }) => {
    await db.query(
      `INSERT INTO {s}.model_requests (${ROW}) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [requestId, ref.repositoryId, ref.number, installationId, JSON.stringify(body)],
    );
  },

  readModelQuestion: async (requestId) => {
    const [row] = await db.query(`SELECT ${READ} FROM {s}.model_requests WHERE request_id = $1`, [
      requestId,
    ]);
    return row === undefined ? undefined : questionOf(row);
  },

  insertModelAnswer: async (requestId, answer) => {
    await db.query(
      'INSERT INTO {s}.model_answers (request_id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [requestId, JSON.stringify(answer)],
    );
  },

  readModelAnswer: async (requestId) => {
    const [row] = await db.query('SELECT body FROM {s}.model_answers WHERE request_id = $1', [
      requestId,
    ]);
    return row === undefined || isNull(row, 'body') ? undefined : json('object', row, 'body');
  },

  followModelQuestion: async (requestId) => {
    await db.query(
      `UPDATE {s}.model_requests SET followed_at = {s}.clock_now()
       WHERE request_id = $1 AND followed_at IS NULL`,
      [requestId],
    );
  },

  listLateModelQuestions: async (seconds) => {
    const rows = await db.query(
      `SELECT ${READ} FROM {s}.model_requests
       WHERE followed_at IS NULL AND at < {s}.clock_now() - make_interval(secs => $1)
       ORDER BY at, request_id LIMIT 50`,
      [seconds],
    );
    return rows.map(questionOf);
  },
});

/** Questions to the model in the database. */
export const modelStore = (db: Database): ModelStore => ({
  ...questions(db),

  reserveModelUse: (question, most, limits) =>
    attempt(db, async (sql) => {
      await sql.query(`SELECT pg_advisory_xact_lock(hashtext('model use'))`);
      const { requestId, ref, installationId } = question;
      if (!fitsAll(await readUse(sql, question), most, limits)) throw new Undo('over budget');
      await sql.query(
        `INSERT INTO {s}.model_usage
           (request_id, repository_id, number, installation_id, tokens, usd)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (request_id) DO UPDATE SET
           tokens = {s}.model_usage.tokens + excluded.tokens,
           usd = {s}.model_usage.usd + excluded.usd`,
        [requestId, ref.repositoryId, ref.number, installationId, most.tokens, most.usd],
      );
    }),

  settleModelUse: async (requestId, { reserved, used }) => {
    await db.query(
      `UPDATE {s}.model_usage SET tokens = tokens + $2, usd = usd + $3 WHERE request_id = $1`,
      [requestId, used.tokens - reserved.tokens, used.usd - reserved.usd],
    );
  },

  readModelUse: (question) => readUse(db, question),
});
