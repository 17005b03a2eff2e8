import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withUniqueNames } from '../../../src/config/unique-names.ts';
import { openReaderAws } from '../../../src/app/wire-reader.ts';
import type { ReaderAws } from '../../../src/app/reader-deps.ts';
import { gatherAudit } from '../../../src/report/audit/gather/gather.ts';
import { gatherHealth } from '../../../src/report/health/gather.ts';
import { gatherInventory, placesOf } from '../../../src/report/inventory/gather.ts';
import { gatherSavings, savingsPlaces } from '../../../src/report/savings/gather/gather.ts';
import { priceBook } from '../../../src/services/prices/price-book.ts';
import { serviceOf } from '../../../src/services/registry.ts';
import type { AwsAccount } from '../../../src/task/account.ts';
import type { AccountId, Region } from '../../../src/task/ids.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';
import { loadBaselines } from '../../review/judging.ts';
import { account, config, sure } from '../../services/samples.ts';
import { markOf, taggedAws, type Break, type TaggedAws } from './tagged-aws.ts';

const baselines = loadBaselines();
const NOW = new Date('2026-11-20T17:00:00Z');
const REGIONS = ['us-east-1', 'eu-west-1'] as Region[];
const IDS = ['111111111111', '222222222222', '333333333333', '444444444444'] as AccountId[];

/** Names need not differ in an organization: two of these are called the same. */
const ACCOUNTS: readonly AwsAccount[] = withUniqueNames(
  IDS.map((id, at) => ({
    ...account('sandbox'),
    id,
    name: at > 1 ? `other-${at}` : 'twin',
    regions: REGIONS,
  })),
);

/** Kinds that are enough: their lists are called by the services and by the sources. */
const SERVICES = ['AWS::S3::Bucket', 'AWS::EC2::Volume', 'AWS::IAM::Role', 'AWS::SNS::Topic'].map(
  (type) => sure(serviceOf(type as never)),
);

/** What one report says of a place, as rows that name it; rows of one report are in no order. */
interface Said {
  readonly rows: readonly string[];
  /** Rows of things: each must bear the mark of the place that it is said of. */
  readonly things: readonly { readonly of: string; readonly mark: string }[];
}

type Look = (aws: ReaderAws, accounts: readonly AwsAccount[]) => Promise<Said>;

const thing = (
  where: { readonly accountId: string; readonly region: string },
  of: string,
): Said['things'][number] => ({ of, mark: markOf(where) });

const text = (value: unknown): string => JSON.stringify(value);

const discover: Look = async (aws, accounts) => {
  const found = await gatherInventory(placesOf(accounts, 'all', SERVICES), aws.openLister);
  return {
    rows: [found.failed, found.complete, found.resources].flat().map(text),
    things: found.resources.map((one) => thing(one, one.id)),
  };
};

const audit: Look = async (aws, accounts) => {
  const ask = { accounts, regions: 'all', baselines, config, now: NOW } as const;
  const report = await gatherAudit(ask, aws.openOwnReader);
  const isMarked = (one: { readonly type: string }): boolean => one.type !== 'Account';
  const all = [...report.findings, ...report.notRead].filter(isMarked);
  return {
    rows: [report.findings, report.notRead, report.notSeen, report.byAccount].flat().map(text),
    things: all.map((one) => thing(one, one.id)),
  };
};

const save: Look = async (aws, accounts) => {
  const at = { now: NOW, prices: priceBook };
  const found = await gatherSavings(savingsPlaces(accounts), aws.openReader, at);
  const { savings, kept, notJudged, failed } = found;
  return {
    rows: [savings, kept, notJudged, failed].flat().map(text),
    things: [...savings, ...notJudged].map((one) => thing(one, one.resourceId)),
  };
};

const checkHealth: Look = async (aws, accounts) => {
  const places = placesOf(accounts, 'all', SERVICES);
  const ask = { places, now: NOW, isWanted: () => true };
  const { judged, failed, looked } = await gatherHealth(ask, aws.openLister);
  return {
    rows: [judged, failed, looked].flat().map(text),
    things: judged.map((one) => thing(one, one.id)),
  };
};

const LOOKS: readonly (readonly [string, Look, number])[] = [
  ['discovery', discover, 40],
  ['an audit', audit, 8],
  ['the search for savings', save, 25],
  ['a look at health', checkHealth, 25],
];

type World = Pick<TaggedAws, 'breaks' | 'closed' | 'confused' | 'sessionMs'>;

const look = async (world: World, run: (aws: ReaderAws) => Promise<Said>, turn?: Turn) => {
  const clock = createVirtualClock(NOW.toISOString());
  const tagged = { ...world, now: clock.now, ...(turn === undefined ? {} : { turn }) };
  const { aws, close } = openReaderAws(
    { config },
    {
      config,
      clock,
      homeRegion: sure(REGIONS[0]),
      plugins: [taggedAws(tagged)],
      readerIdentity: async () => ({ accessKeyId: 'AKIAREADER', secretAccessKey: 'none' }),
    },
  );
  try {
    return await run(aws);
  } finally {
    close();
  }
};

type Turn = (name: string) => Promise<unknown>;

const OPERATIONS = [
  'ListBuckets',
  'DescribeVolumes',
  'ListRoles',
  'ListTopics',
  'DescribeSecurityGroups',
  'GetBucketEncryption',
  'GetMetricData',
];

const breaks: fc.Arbitrary<Break> = fc.record({
  accountId: fc.constantFrom(...IDS),
  region: fc.constantFrom(...REGIONS),
  operation: fc.constantFrom(...OPERATIONS),
  how: fc.constantFrom('denied', 'throttled', 'malformed'),
});

const worlds: fc.Arbitrary<World> = fc.record({
  breaks: fc.array(breaks, { maxLength: 4 }),
  closed: fc.subarray([...IDS], { maxLength: 1 }),
  confused: fc.constantFrom({}, {}, { [sure(IDS[0])]: sure(IDS[1]) }),
  // Some sessions are renewed before every call, others never.
  sessionMs: fc.constantFrom(240_000, 301_000, 3_600_000),
});

/** Each account looked at by itself, one call after the other: nothing can be confused there. */
const oneByOne = async (world: World, run: Look): Promise<readonly string[]> => {
  const rows: string[] = [];
  for (const one of ACCOUNTS) rows.push(...(await look(world, (aws) => run(aws, [one]))).rows);
  return rows.toSorted();
};

/** Accounts as they are said of under a schedule, beside what is said of each alone. */
const lawOf = (run: Look) =>
  fc.asyncProperty(worlds, fc.scheduler(), async (world, scheduler) => {
    const alone = await oneByOne(world, run);
    const turn: Turn = (name) => scheduler.schedule(Promise.resolve(), name);
    const said = await scheduler.waitFor(look(world, (aws) => run(aws, ACCOUNTS), turn));
    expect(said.things.filter(({ of, mark }) => !of.includes(mark))).toEqual([]);
    expect(said.rows.toSorted()).toEqual(alone);
    expect(new Set(alone).size).toBe(alone.length);
  });

describe.each(LOOKS)('under any interleaving, %s', (_, run, numRuns) => {
  it('says of each account what is said of it alone', async () => {
    await fc.assert(lawOf(run), { numRuns });
  });

  it('says something of each place of a calm world', async () => {
    const calm: World = { breaks: [], closed: [], confused: {}, sessionMs: 3_600_000 };
    const { things } = await look(calm, (aws) => run(aws, ACCOUNTS));
    const seen = new Set(things.map(({ mark }) => mark));
    expect(seen.size).toBe(IDS.length * REGIONS.length);
  });
});

/** A door that gives everybody the session that was asked for last. */
const confusedDoor = (aws: ReaderAws): ReaderAws => {
  let latest: AccountId | undefined;
  const open: ReaderAws['openReader'] = async (id) => {
    latest = id;
    await Promise.resolve();
    return aws.openReader(latest);
  };
  return { ...aws, openReader: open, openLister: open, openOwnReader: open };
};

describe('the law itself', () => {
  it.each(LOOKS)('finds a door that confuses accounts: %s', async (_, run) => {
    const confused: Look = (aws, accounts) => run(confusedDoor(aws), accounts);
    const found = await fc.check(lawOf(confused), { numRuns: 20, endOnFailure: true });
    expect(found.failed).toBe(true);
  });
});
