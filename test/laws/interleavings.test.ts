import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { BUCKET, form } from '../attacks/props.ts';
import { openCompany, type Company } from '../conversations/company.ts';
import { driveIn, type Driven } from '../conversations/drive.ts';
import type { QueueName } from '../../src/store/queues.ts';
import { endOf } from './issue-end.ts';
import { createTurns, type Turns } from './turns.ts';

/** One of two things that happen to an issue: brings its job into the queue. */
type Happening = () => Promise<unknown>;

interface Situation {
  readonly driven: Driven;
  readonly one: Happening;
  readonly other: Happening;
}

/** What people did on GitHub is done when it begins; only the application's work is in disorder. */
interface Pair {
  readonly name: string;
  readonly arrange: (company: Company) => Promise<Situation>;
}

const open: Company[] = [];
afterEach(async () => {
  for (const company of open.splice(0)) await company.close();
});

const openWith = async (turns: Turns): Promise<Company> => {
  const company = await openCompany({ hold: turns.hold });
  open.push(company);
  return company;
};

const nothing: Happening = async () => undefined;

const run =
  ({ company }: Driven, ...queues: readonly QueueName[]): Happening =>
  async () => {
    for (const queue of queues) await company.runOnly(queue);
  };

/** An issue whose facts are about to be read: its plan is a moment away. */
const reading = async (
  company: Company,
  request: Parameters<typeof driveIn>[1] = BUCKET,
): Promise<Driven> => {
  const driven = await driveIn(company, request, { labels: [] });
  const labelled = await company.github.label('triager', driven.issue, 'aws-task');
  await company.deliver(labelled.webhooks);
  await run(driven, 'delivery', 'intake', 'accounts', 'intake')();
  return driven;
};

const planned = (company: Company): Promise<Driven> => driveIn(company, BUCKET);

/** A person writes a comment; answers how it reaches the application. */
const says = async ({ company, issue }: Driven, who: string, body: string): Promise<Happening> => {
  company.clock.pass(30_000);
  const said = await company.github.comment(who, issue, body);
  return () => company.deliver(said.webhooks);
};

const edits = async ({ company, issue }: Driven): Promise<Happening> => {
  const body = BUCKET.body.replace('90 days', '30 days');
  const said = await company.github.editIssue('requester', issue, { body });
  return () => company.deliver(said.webhooks);
};

const approves = async (driven: Driven): Promise<Happening> =>
  says(driven, 'maintainer', `/approve ${await driven.digest()}`);

/** A plan that was approved, and the jobs up to a queue done. */
const approved = async (company: Company, ...queues: readonly QueueName[]): Promise<Driven> => {
  const driven = await planned(company);
  await (
    await approves(driven)
  )();
  await run(driven, ...queues)();
  return driven;
};

const PAIRS: readonly Pair[] = [
  {
    name: 'an edit during planning',
    arrange: async (company) => {
      const driven = await reading(company);
      return { driven, one: run(driven, 'prepare'), other: await edits(driven) };
    },
  },
  {
    name: 'a cancel during planning',
    arrange: async (company) => {
      const driven = await reading(company);
      const other = await says(driven, 'maintainer', '/cancel');
      return { driven, one: run(driven, 'prepare'), other };
    },
  },
  {
    name: 'a cancel while the outcome arrives',
    arrange: async (company) => {
      const driven = await approved(company, 'delivery', 'release');
      const other = await says(driven, 'maintainer', '/cancel');
      return { driven, one: run(driven, 'execute'), other };
    },
  },
  {
    name: 'an approval while an edit arrives',
    arrange: async (company) => {
      const driven = await planned(company);
      return { driven, one: await approves(driven), other: await edits(driven) };
    },
  },
  {
    name: 'a release while an edit arrives',
    arrange: async (company) => {
      const driven = await approved(company, 'delivery');
      return { driven, one: nothing, other: await edits(driven) };
    },
  },
  {
    name: 'progress after the outcome',
    arrange: async (company) => {
      const driven = await approved(company, 'delivery', 'release');
      return { driven, one: run(driven, 'execute'), other: nothing };
    },
  },
  {
    name: 'two commands at once',
    arrange: async (company) => {
      const driven = await planned(company);
      const one = await says(driven, 'maintainer', '/skip S3-06');
      return { driven, one, other: await says(driven, 'maintainer', '/reject') };
    },
  },
  {
    name: 'a rejection while the proposal is opened',
    arrange: async (company) => {
      const driven = await reading(company, form({ Account: 'delphi-staging' }));
      await run(driven, 'prepare', 'prepared')();
      return { driven, one: nothing, other: await says(driven, 'maintainer', '/reject') };
    },
  },
];

type Order = readonly ('one' | 'other')[];

/** One process, one job after the other; `isWhole`: all of the first before the second comes. */
const serially = async (pair: Pair, order: Order, isWhole: boolean): Promise<string> => {
  const company = await openWith(createTurns());
  const situation = await pair.arrange(company);
  for (const which of order) {
    await situation[which]();
    if (isWhole && situation[which] !== nothing) await company.settle();
  }
  await company.settle();
  return endOf(situation.driven);
};

/** Every end that one process could bring about. */
const serialEnds = async (pair: Pair): Promise<readonly string[]> => [
  await serially(pair, ['one', 'other'], true),
  await serially(pair, ['other', 'one'], true),
  await serially(pair, ['one', 'other'], false),
  await serially(pair, ['other', 'one'], false),
];

/** Both at once in two processes, which take turns at every call of GitHub. */
const interleaved = async (pair: Pair, choices: readonly number[]): Promise<string> => {
  const turns = createTurns();
  const company = await openWith(turns);
  const { driven, one, other } = await pair.arrange(company);
  const twin = await company.startTwin();
  await one();
  await other();
  await turns.race([() => company.opened.queue.drain(), () => twin.queue.drain()], choices);
  await company.settle();
  return endOf(driven);
};

const RUNS = Number(process.env['RUNS'] ?? 3);

describe('law: what happens to one issue at once happens one after the other', () => {
  it.each(PAIRS)('$name', { timeout: 900_000 }, async (pair) => {
    const allowed = await serialEnds(pair);
    const choices = fc.array(fc.nat(1), { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(choices, async (chosen) => {
        const end = await interleaved(pair, chosen);
        // One of them is shown where it is none.
        if (!allowed.includes(end)) expect(end).toBe(allowed[0]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
