import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, startPostgres } from '../test/fakes/postgres.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';
import { ms, quantile, ratio } from './statistics.ts';
import type { Benchmark, Table } from './table.ts';

const ISSUES = 100;
/** Enough for the baseline, which has nothing to vary. */
const BASELINE_ISSUES = 30;
/** One in each account, so that none waits for the turn of another. */
const AT_A_TIME = 3;
const ACCOUNTS = ['athena-dev', 'hermes-test', 'pan-sandbox'] as const;
const AWS_MS = 50;
/** Longer than this is no latency any more. */
const PATIENCE_MS = 60_000;

const bodyFor = (n: number): string =>
  Object.entries({
    'Task type': 'CreateResource',
    Service: 'S3 bucket',
    Account: ACCOUNTS[n % ACCOUNTS.length] ?? '',
    Region: 'us-east-1',
    Name: `acme-use1-bench-${n}`,
    Details: 'Versioning on, objects expire after 90 days. Confidentiality: internal.',
  })
    .map(([heading, value]) => `### ${heading}\n\n${value}`)
    .join('\n\n');

const hasPlan = ({ github }: Stage, issue: number): boolean =>
  [...github.world.comments.values()].some(
    (comment) => comment.issue === issue && /^## Plan /m.test(comment.body),
  );

const planPosted = (stage: Stage, issue: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const said = (): string => [...stage.github.world.comments.values()].at(-1)?.body ?? '';
    const timer = setTimeout(
      () => reject(new Error(`no plan: ${said()} ${stage.faults.map(String).join()}`)),
      PATIENCE_MS,
    );
    stage.onAnswer(() => {
      if (!hasPlan(stage, issue)) return;
      clearTimeout(timer);
      resolve();
    });
  });

/** From the webhook's sending to GitHub's answer to the comment that shows the plan. */
const planOne = async (stage: Stage, n: number): Promise<number> => {
  const opened = await stage.github.openIssue('requester', {
    title: `Bucket ${n}`,
    body: bodyFor(n),
    labels: ['aws-task'],
  });
  const started = performance.now();
  const posted = planPosted(stage, opened.number);
  await stage.deliver(opened.webhooks);
  await posted;
  return performance.now() - started;
};

const measure = async (options: StageOptions, issues: number): Promise<readonly number[]> => {
  const stage = await openStage(options);
  try {
    // The first issue also lists the organization, whose list is then kept for a quarter of an hour.
    await planOne(stage, 0);
    const samples: number[] = [];
    let next = 1;
    const person = async (): Promise<void> => {
      for (let n = next++; n <= issues; n = next++) samples.push(await planOne(stage, n));
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, person));
    return samples;
  } finally {
    await stage.close();
  }
};

const measureEmbedded = async (latencyMs: number, issues: number): Promise<readonly number[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'coworker-bench-'));
  try {
    return await measure({ latencyMs, dataDir }, issues);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const measureServer = async (binaries: string): Promise<readonly number[]> => {
  const server = await startPostgres(binaries, { isDurable: true });
  try {
    const options = { latencyMs: AWS_MS, databaseUrl: server.urlOf('owner') };
    return await measure(options, ISSUES);
  } finally {
    await server.stop();
  }
};

const tableOf = (rows: readonly (readonly [string, readonly number[]])[]): Table => {
  const base = quantile(rows[0]?.[1] ?? [], 0.5);
  return {
    title: 'Issue opened to plan posted',
    how:
      `${ISSUES} issues for an S3 bucket in three accounts, ${AT_A_TIME} at a time: from the sending ` +
      `of the webhook to GitHub's answer to the comment with the plan, its change set made. Every ` +
      `call to AWS takes ${AWS_MS} ms, but in the first row, which has ${BASELINE_ISSUES} issues. A ` +
      'change set is looked at twice a second for ten seconds, then every two seconds, until it is ' +
      'made, which is most of the time. GitHub is in memory and answers at once.',
    columns: ['Database and AWS', 'p50', 'of the baseline', 'p95'],
    rows: rows.map(([name, samples]) => [
      name,
      ms(quantile(samples, 0.5)),
      ratio(quantile(samples, 0.5), base),
      ms(quantile(samples, 0.95)),
    ]),
  };
};

/** How long a person waits for a plan. */
export const planLatency: Benchmark = {
  name: 'plan',
  run: async () => {
    const binaries = findPostgres();
    return [
      tableOf([
        ['PGlite, AWS without latency', await measureEmbedded(0, BASELINE_ISSUES)],
        [`PGlite, AWS of ${AWS_MS} ms`, await measureEmbedded(AWS_MS, ISSUES)],
        ...(binaries === undefined
          ? []
          : [[`PostgreSQL, AWS of ${AWS_MS} ms`, await measureServer(binaries)] as const]),
      ]),
    ];
  },
};
