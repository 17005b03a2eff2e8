import { loadavg } from 'node:os';
import type { AwsOrder } from './organization/aws-server.ts';
import {
  BARE,
  BOTO3_PROCESSES,
  BOTO3_THREADS,
  hasBoto3,
  OURS,
  runOnce,
  withAws,
  type Ran,
  type Runner,
} from './organization/run.ts';
import type { RunOrder, RunResult } from './organization/run-order.ts';
import { quantile, ratio } from './statistics.ts';
import type { Benchmark, Table } from './table.ts';

const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'eu-west-2',
  'eu-central-1',
  'ap-south-1',
];
const MORE_REGIONS = [
  ...REGIONS,
  'ca-central-1',
  'sa-east-1',
  'eu-west-3',
  'eu-north-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
];
const TIMES = 3;
const AWS: AwsOrder = { latencyMs: 50, buckets: 847, regions: REGIONS, instances: 3 };
const IN_FLIGHT = 200;
const CHECKS = 8;
/** Rounds of one process until its libraries are compiled. */
const COLD_ROUNDS = 3;
const RATE = { burst: 50, perSecond: 20 };

const accounts = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `1${String(n).padStart(11, '0')}`);

const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(', ');

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const medianOf = (results: readonly RunResult[], of: (one: RunResult) => number): number =>
  quantile(results.map(of), 0.5);

const sure = (ran: Ran, found: number): Ran => {
  const wrong = ran.rounds.find((one) => one.found !== found);
  if (wrong === undefined && ran.counts.throttled === 0) return ran;
  throw new Error(`${wrong?.found ?? found} of ${found} found, ${ran.counts.throttled} throttled`);
};

/** In turns, so that what the machine does beside it falls on all of them. */
const inTurns = async (
  runners: readonly Runner[],
  run: (runner: Runner) => Promise<Ran>,
): Promise<ReadonlyMap<string, readonly Ran[]>> => {
  const all = new Map<string, Ran[]>();
  for (let n = 0; n < TIMES; n += 1)
    for (const runner of runners) {
      if (n > 0 && runner.isSlow === true) continue;
      process.stderr.write(`  ${runner.name}\n`);
      all.set(runner.name, [...(all.get(runner.name) ?? []), await run(runner)]);
    }
  return all;
};

const sweepRow = (
  name: string,
  results: readonly RunResult[],
  ours: number,
  bare: number,
): readonly string[] => {
  const ms = medianOf(results, (one) => one.ms);
  return [name, seconds(ms), ratio(ms, bare), ratio(ms, ours)];
};

/** A hundred accounts in eight regions, each runner cold. */
const sweep = async (): Promise<Table> => {
  const isThere = await hasBoto3();
  const boto3 = isThere ? [BOTO3_THREADS, BOTO3_PROCESSES] : [];
  const [count, found] = [100, 100 * REGIONS.length * AWS.instances];
  const before = load();
  const all = await withAws(AWS, async (endpoint) => {
    const order: RunOrder = {
      what: 'sweep',
      endpoint,
      accounts: accounts(count),
      regions: REGIONS,
      inFlight: IN_FLIGHT,
      rounds: 1,
    };
    const run = async (runner: Runner): Promise<Ran> => sure(await runOnce(runner, order), found);
    return inTurns([BARE, OURS, ...boto3], run);
  });
  const results = [...all].map(
    ([name, runs]) => [name, runs.flatMap((one) => one.rounds)] as const,
  );
  const msOf = (wanted: string): number =>
    medianOf(results.find(([name]) => name === wanted)?.[1] ?? [], (one) => one.ms);
  return {
    title: 'Organization sweep',
    how:
      `The instances of ${count} accounts in ${REGIONS.length} regions: one AssumeRole an account ` +
      'and one DescribeInstances a place, answered after 50 ms by one server in a process of its ' +
      `own. Cold: a new process each time, its libraries loaded. The median of ${TIMES} runs, in ` +
      'turns. The bare loop asks everything at once and keeps no limit. boto3, once each, makes a ' +
      'session for each account, in pools of the size that Python chooses for the machine' +
      `${isThere ? '' : '; it is not there, so its rows are left out'}. Load before: ${before}.`,
    columns: ['Runner', 'time', 'of the baseline', 'of ours'],
    rows: results.map(([name, runs]) => sweepRow(name, runs, msOf(OURS.name), msOf(BARE.name))),
  };
};

/** 847 buckets by eight checks, in one account. */
const audit = async (): Promise<Table> => {
  const before = load();
  const found = AWS.buckets * CHECKS;
  const all = await withAws(AWS, async (endpoint) => {
    const order: RunOrder = {
      what: 'audit',
      endpoint,
      accounts: accounts(1),
      regions: REGIONS,
      inFlight: IN_FLIGHT,
      rounds: COLD_ROUNDS + TIMES,
    };
    const run = async (runner: Runner): Promise<Ran> => sure(await runOnce(runner, order), found);
    return inTurns([BARE, OURS], run);
  });
  const resultsOf = (name: string, isCold: boolean): readonly RunResult[] =>
    (all.get(name) ?? []).flatMap(({ rounds }) =>
      isCold ? rounds.slice(0, 1) : rounds.slice(COLD_ROUNDS),
    );
  const rowOf = (name: string, isCold: boolean): readonly string[] => {
    const [own, base] = [resultsOf(name, isCold), resultsOf(BARE.name, isCold)];
    const [ms, baseMs] = [medianOf(own, (one) => one.ms), medianOf(base, (one) => one.ms)];
    const cpu = medianOf(own, (one) => one.cpuMs);
    const peak = Math.max(...own.map((one) => one.peakMb));
    const label = name === BARE.name ? `one thread, ${IN_FLIGHT} in flight` : name;
    return [
      `${label}${isCold ? ', cold' : ''}`,
      seconds(ms),
      ratio(ms, baseMs),
      seconds(cpu),
      `${Math.round(peak)} MB`,
    ];
  };
  return {
    title: 'Audit of 847 buckets',
    how:
      `${AWS.buckets} buckets in ${REGIONS.length} regions of one account by ${CHECKS} rules, each ` +
      `of which is one call: ${found} calls of 50 ms, and no limit at the server. The baseline is ` +
      `the SDK alone in one thread of Node with ${IN_FLIGHT} calls in flight, which judges ` +
      'nothing; ours reads, judges and counts, and shares the calls with a thread for each further ' +
      'processor. Rows are compared with the baseline of their kind: the first round of a process, ' +
      `cold, or those after the first ${COLD_ROUNDS}, with libraries compiled, as in a worker that ` +
      `runs for weeks. The median of ${TIMES} processes in turns. Load before: ${before}.`,
    columns: ['Runner', 'time', 'of the baseline', 'processor', 'memory'],
    rows: [false, true].flatMap((isCold) => [rowOf(BARE.name, isCold), rowOf(OURS.name, isCold)]),
  };
};

/** The shortest that so many calls can take where the last place is the slowest. */
const leastMs = ({ counts }: Ran): number => {
  const most = Math.max(
    ...Object.entries(counts.byPlace)
      .filter(([place]) => !place.endsWith(' sts'))
      .map(([, calls]) => calls),
  );
  return ((most - RATE.burst) / RATE.perSecond) * 1000;
};

const paced = async (): Promise<Table> => {
  const before = load();
  const ran = await withAws({ ...AWS, rate: RATE }, (endpoint) =>
    runOnce(OURS, {
      what: 'audit',
      endpoint,
      accounts: accounts(1),
      regions: REGIONS,
      inFlight: IN_FLIGHT,
      rounds: 1,
      rate: RATE,
    }),
  );
  const [first] = ran.rounds;
  const ms = first?.ms ?? Number.NaN;
  const found = AWS.buckets * CHECKS;
  const share = ((first?.found ?? 0) / found) * 100;
  return {
    title: 'The same under a token bucket',
    how:
      `The same audit, cold, at a server that keeps a bucket of ${RATE.burst} tokens with ` +
      `${RATE.perSecond} more a second for each account and region, as EC2 does, and throttles ` +
      'what finds none. The theoretical minimum is that of the region with the most calls. Load ' +
      `before: ${before}.`,
    columns: ['Runner', 'time', 'of the minimum', 'checks made', 'throttled'],
    rows: [
      ['theoretical minimum', seconds(leastMs(ran)), ratio(1, 1), '', ''],
      [
        OURS.name,
        seconds(ms),
        ratio(ms, leastMs(ran)),
        `${share.toFixed(1)} %`,
        String(ran.counts.throttled),
      ],
    ],
  };
};

/** Five hundred accounts in seventeen regions: what it holds in memory. */
const large = async (): Promise<Table> => {
  const before = load();
  const regions = MORE_REGIONS;
  const rows = await withAws({ ...AWS, regions, buckets: 0 }, async (endpoint) => {
    const found: (readonly string[])[] = [];
    for (const count of [50, 500]) {
      process.stderr.write(`  ${count} accounts\n`);
      const order: RunOrder = {
        what: 'sweep',
        endpoint,
        accounts: accounts(count),
        regions,
        inFlight: IN_FLIGHT,
        rounds: 1,
      };
      const ran = sure(await runOnce(OURS, order), count * regions.length * AWS.instances);
      const [one] = ran.rounds;
      found.push([
        `${count} accounts by ${regions.length} regions`,
        seconds(one?.ms ?? Number.NaN),
        `${Math.round(one?.peakMb ?? Number.NaN)} MB`,
        String(ran.counts.calls),
      ]);
    }
    return found;
  });
  return {
    title: 'Memory of a large organization',
    how:
      'The same sweep, cold, by ours alone: the most memory that the process ever held, its ' +
      `libraries and its heap before collection included. Load before: ${before}.`,
    columns: ['Organization', 'time', 'most memory', 'calls'],
    rows,
  };
};

/** How long and how large the reading of an organization is. */
export const organization: Benchmark = {
  name: 'organization',
  run: async () => [await sweep(), await audit(), await paced(), await large()],
};
