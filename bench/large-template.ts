import { computePlan, type PlanSource } from '../src/app/compute-plan.ts';
import { loadConfig, readKnowledge } from '../src/app/knowledge.ts';
import { prepare } from '../src/app/on-prepare.ts';
import { systemClock } from '../src/app/system-clock.ts';
import { openReaderAws } from '../src/app/wire-reader.ts';
import { parseIssue } from '../src/intake/parse-issue.ts';
import { reviewTemplate } from '../src/review/review-template.ts';
import { isMutation } from '../src/task/aws-task.ts';
import type { PlanId, Region } from '../src/task/ids.ts';
import type { IssueSnapshot } from '../src/task/issue.ts';
import { createWorld } from '../sandbox/world.ts';
import { createVirtualClock } from '../test/fakes/virtual-clock.ts';
import { ms, quantile, ratio, repeat } from './statistics.ts';
import type { Benchmark } from './table.ts';
import { templateOf } from './template.ts';

const SIZES = [10, 100] as const;
const TIMES = 30;

const config = loadConfig();
const knowledge = readKnowledge();

const issueWith = (count: number): IssueSnapshot => ({
  ref: { repositoryId: 1, owner: 'acme', repo: 'platform', number: 1 },
  title: 'Stack',
  body: [
    `Deploy this as stack bench-${count} to delphi-staging, us-east-1:`,
    '',
    '```json',
    JSON.stringify(templateOf(count, `bench-${count}`)),
    '```',
  ].join('\n'),
  labels: ['aws-task'],
  author: { id: 1, login: 'requester' },
  state: 'open',
  isLocked: false,
  createdAt: '2026-11-20T17:00:00Z',
});

/** Everything that a plan is computed from, read from the sandbox once. */
const sourceFor = async (count: number): Promise<PlanSource> => {
  const clock = createVirtualClock();
  const world = createWorld({}, { clock });
  const identity = world.credentialsOf('aws-coworker-reader');
  const { aws, close } = openReaderAws(
    { config },
    {
      config,
      clock,
      homeRegion: 'us-east-1' as Region,
      plugins: [world.plugin()],
      readerIdentity: identity,
    },
  );
  try {
    const listed = await aws.listAccounts();
    if (!listed.ok) throw new Error(listed.refusal.because);
    const issue = issueWith(count);
    const asked = parseIssue(issue, { accounts: listed.value }, { tasksPerIssue: 10 });
    if (asked.kind !== 'tasks') throw new Error(JSON.stringify(asked));
    const tasks = asked.tasks.filter(isMutation);
    const accounts = listed.value.filter(({ id }) => tasks.some((task) => task.accountId === id));
    const choices = { skipped: [], added: [] };
    const request = { schemaVersion: 1, issue, tasks, accounts, choices } as const;
    const prepared = await prepare({ aws, config, clock }, 'bench-plan' as PlanId, request);
    if (!prepared.ok) throw new Error(prepared.refusal.because);
    const { facts, previews } = prepared.value;
    return { inputs: { ...request, facts, previews }, handles: [] };
  } finally {
    close();
  }
};

const compute = (source: PlanSource): void => {
  const computed = computePlan({ config, knowledge, clock: systemClock }, source);
  if (!computed.ok) throw new Error(computed.refusal.because);
};

const review = (count: number): void => {
  const template = templateOf(count, `bench-${count}`) as never;
  reviewTemplate({ template, tier: 'staging', baselines: knowledge.baselines });
};

interface Row {
  readonly name: string;
  readonly samples: readonly number[];
}

const measure = async (): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const count of SIZES) {
    const source = await sourceFor(count);
    const plan = await repeat(TIMES, () => compute(source));
    rows.push({ name: `plan, review and comment of ${count} resources`, samples: plan });
    const alone = await repeat(TIMES, () => review(count));
    rows.push({ name: `review alone of ${count} resources`, samples: alone });
  }
  return rows;
};

/** How long the pure part takes: drafts, plan, digest, review, cost, graph and comment. */
export const largeTemplate: Benchmark = {
  name: 'template',
  run: async () => {
    const rows = await measure();
    const base = quantile(rows[0]?.samples ?? [], 0.5);
    return [
      {
        title: 'Plan and review of a large template',
        how:
          `A template of five types in turn, for staging, from inputs that were read before; ` +
          `${TIMES} runs of each after one that is not counted.`,
        columns: ['Work', 'p50', 'of the baseline', 'p95'],
        rows: rows.map(({ name, samples }) => [
          name,
          ms(quantile(samples, 0.5)),
          ratio(quantile(samples, 0.5), base),
          ms(quantile(samples, 0.95)),
        ]),
      },
    ];
  },
};
