import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createSpreadCaller } from '../../src/aws/call-threads.ts';
import type { Caller, Lease } from '../../src/aws/calls.ts';
import type { Region } from '../../src/task/ids.ts';
import type { CrowdOrder } from './crowd-server.ts';

const PROGRAM = new URL('../../src/aws/call-thread.ts', import.meta.url);
const programOf = (text: string): URL =>
  new URL(`data:text/javascript,${encodeURIComponent(text)}`);
const TAKES = "import { parentPort } from 'node:worker_threads'; parentPort.on('message', ";
/** A program that takes calls and ends, and one that can make none of them. */
const ENDS = programOf(`${TAKES}() => process.exit(1));`);
const BREAKS = programOf(`${TAKES}() => { throw new Error('broken'); });`);
const MAKES_NONE = programOf(
  `${TAKES}(all) => parentPort.postMessage(all.map(({ id }) => ({ id }))));`,
);

const REGIONS = ['us-east-1', 'eu-west-1', 'ap-south-1'] as const;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server that answers once so many calls are open together, and the most that were. */
const listen = async (order: CrowdOrder): Promise<{ endpoint: string; most: () => number }> => {
  let most = 0;
  const server = new Worker(new URL('crowd-server.ts', import.meta.url), { workerData: order });
  ends.push(() => void server.terminate());
  const port = await new Promise<number>((resolve) => {
    server.on('message', (said: { readonly port?: number; readonly most?: number }) => {
      if (said.port !== undefined) resolve(said.port);
      most = said.most ?? most;
    });
  });
  return { endpoint: `http://127.0.0.1:${port}`, most: () => most };
};

const open = (endpoint: string, program = PROGRAM): Caller => {
  const caller = createSpreadCaller({ endpoint }, { most: 1, program });
  ends.push(() => caller.close());
  return caller;
};

const leaseOf = (account: string): Lease => ({
  place: account,
  credentials: { accessKeyId: `AKIA${account}`, secretAccessKey: 'secret' },
  clients: new Map(),
});

/** Sessions in seven accounts. */
const sessions = (): readonly Lease[] =>
  Array.from({ length: 7 }, (_, n) => leaseOf(`1${String(n).padStart(11, '0')}`));

/** What each of many calls asked for, and was told. */
const askMany = async (caller: Caller, count: number, isOfMany: boolean) => {
  const leases = sessions();
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const lease = leases[n % leases.length] as Lease;
      const region = REGIONS[n % REGIONS.length] as Region;
      const input = { Bucket: `bucket-${n}` };
      const call = { client: 'S3', operation: 'GetBucketLocation', region, input } as const;
      const told = await caller.attempt(lease, { ...call, mayRepeat: true, isOfMany });
      const said = told.ok
        ? (told.output as { LocationConstraint: string }).LocationConstraint
        : `${told.error.code} ${told.error.message}`;
      return [`${lease.place} ${region} bucket-${n}`, said] as const;
    }),
  );
};

const expectOwn = (all: readonly (readonly [string, string])[]): void =>
  expect(all.map(([, said]) => said)).toEqual(all.map(([asked]) => asked));

describe('calls of a large job', () => {
  it('are made in two threads, and each is told what was said of its own account', async () => {
    // One thread opens a hundred connections, so that more than those are of both.
    const { endpoint, most } = await listen({ until: 130 });
    expectOwn(await askMany(open(endpoint), 400, true));
    expect(most()).toBeGreaterThanOrEqual(130);
  });

  it('stay in one thread where they are not marked', async () => {
    const { endpoint, most } = await listen({ until: 100 });
    expectOwn(await askMany(open(endpoint), 300, false));
    expect(most()).toBe(100);
  });

  it('stay in one thread where they are few', async () => {
    const { endpoint, most } = await listen({ until: 60 });
    expectOwn(await askMany(open(endpoint, ENDS), 60, true));
    expect(most()).toBe(60);
  });

  it.each([
    ['ends', ENDS],
    ['breaks', BREAKS],
    ['can make none', MAKES_NONE],
  ])('are made here where the other thread %s', async (_name, program) => {
    const { endpoint, most } = await listen({ until: 100 });
    const caller = open(endpoint, program);
    expectOwn(await askMany(caller, 300, true));
    expectOwn(await askMany(caller, 100, true));
    expect(most()).toBe(100);
  });

  it('that AWS refuses are told as AWS said it', async () => {
    const refusal = '<Error><Code>SlowDown</Code><Message>slow down</Message></Error>';
    const { endpoint } = await listen({ until: 1, refusal });
    const caller = open(endpoint);
    const all = await askMany(caller, 200, true);
    expect([...new Set(all.map(([, said]) => said))]).toEqual(['SlowDown slow down']);
  });
});
