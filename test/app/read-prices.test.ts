import { describe, expect, it } from 'vitest';
import { createPriceReader } from '../../src/app/read-prices.ts';
import type { ReadAnswer, ReadCall } from '../../src/services/aws-reader.ts';
import { Fault } from '../../src/task/fault.ts';
import type { AccountId } from '../../src/task/ids.ts';
import { accepted, refused } from '../../src/task/refusal.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';

const TODAY = '2026-11-20';
const region = 'us-east-1';
const PUT = { key: 's3:put-1000', region };
const GB = { key: 's3:standard-gb-month', region };
const SQS = { key: 'sqs:request-million', region };

const product = (USD: string, unit: string): string =>
  JSON.stringify({
    product: { attributes: {} },
    terms: { OnDemand: { t: { priceDimensions: { d: { unit, pricePerUnit: { USD } } } } } },
  });

const page = (NextToken: string | undefined, ...PriceList: readonly string[]): ReadAnswer => ({
  ok: true,
  output: { PriceList, NextToken },
});

const no = (code: string): ReadAnswer => ({ ok: false, code, httpStatus: 400, message: '' });

type Script = (call: ReadCall, count: number) => ReadAnswer;

const stage = (script: Script) => {
  const clock = createVirtualClock(`${TODAY}T17:00:00Z`);
  const calls: ReadCall[] = [];
  const read = async (call: ReadCall): Promise<ReadAnswer> => {
    calls.push(call);
    return script(call, calls.length);
  };
  const open = async () => accepted({ accountId: '333333333333' as AccountId, read });
  return { clock, calls, open, prices: createPriceReader(clock) };
};

const PUT_PRICE = page(undefined, product('0.000006', 'Requests'));

describe('reading prices', () => {
  it('asks for nothing where nothing is needed', async () => {
    const { prices, open, calls } = stage(() => PUT_PRICE);
    expect(await prices.read([], open)).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it('asks briefly, in the region of the Price List, and once a day', async () => {
    const { prices, open, calls, clock } = stage(() => PUT_PRICE);
    const found = { readOn: TODAY, prices: [{ ...PUT, usd: 0.006 }] };
    expect(await prices.read([PUT], open)).toEqual(found);
    expect(await prices.read([PUT], open)).toEqual(found);
    expect(calls).toMatchObject([
      { client: 'Pricing', operation: 'GetProducts', region: 'us-east-1', isBrief: true },
    ]);
    clock.pass(86_400_000);
    expect(await prices.read([PUT], open)).toEqual({ ...found, readOn: '2026-11-21' });
    expect(calls).toHaveLength(2);
  });

  it('follows pages, an empty one too, and finds what contradicts on a later one', async () => {
    const { prices, open, calls } = stage(
      (_, count) =>
        [page('a'), page('b', product('0.000005', 'Requests')), PUT_PRICE][count - 1] ?? PUT_PRICE,
    );
    expect(await prices.read([PUT], open)).toEqual({ readOn: TODAY, prices: [] });
    expect(calls.map(({ input }) => input['NextToken'])).toEqual([undefined, 'a', 'b']);
  });

  it('is never asked twice a day for what it does not have', async () => {
    const { prices, open, calls } = stage(() => page(undefined));
    await prices.read([PUT], open);
    expect(await prices.read([PUT], open)).toEqual({ readOn: TODAY, prices: [] });
    expect(calls).toHaveLength(1);
  });

  it('makes at most eight calls for one plan, whatever the pages', async () => {
    const { prices, open, calls } = stage(() => page('more'));
    const keys = ['m5', 'm6i', 'c5', 'r5', 't3'].map((one) => `ec2:linux-large-hour:${one}`);
    await prices.read(
      keys.map((key) => ({ key, region })),
      open,
    );
    expect(calls).toHaveLength(8);
  });

  it('begins no call after five seconds, and keeps what it has', async () => {
    const at = stage(() => {
      at.clock.pass(6000);
      return PUT_PRICE;
    });
    const found = { readOn: TODAY, prices: [{ ...PUT, usd: 0.006 }] };
    expect(await at.prices.read([PUT, GB, SQS], at.open)).toEqual(found);
    expect(at.calls).toHaveLength(1);
  });

  it('does not believe a price that is far from the dated one', async () => {
    const { prices, open } = stage(() => page(undefined, product('0.00006', 'Requests')));
    expect(await prices.read([PUT], open)).toEqual({ readOn: TODAY, prices: [] });
  });

  it('takes a question that AWS does not understand for no price, and goes on', async () => {
    const { prices, open } = stage(({ input }) =>
      input['ServiceCode'] === 'AmazonS3' ? no('InvalidParameterException') : PUT_PRICE,
    );
    const answer = await prices.read([PUT, SQS], open);
    expect(answer).toEqual({ readOn: TODAY, prices: [] });
  });

  const closed: readonly (readonly [string, Script, 'denied' | 'unreachable'])[] = [
    ['denies', () => no('AccessDeniedException'), 'denied'],
    [
      'breaks',
      () => {
        throw new Fault('timeout', 'no answer');
      },
      'unreachable',
    ],
  ];

  it.each(closed)('that AWS %s stops at once, and for ten minutes', async (_, script, missing) => {
    const { prices, open, calls, clock } = stage(script);
    const answer = { readOn: TODAY, prices: [], missing };
    expect(await prices.read([PUT, GB], open)).toEqual(answer);
    expect(await prices.read([PUT, GB], open)).toEqual(answer);
    expect(calls).toHaveLength(1);
    clock.pass(10 * 60_000);
    await prices.read([PUT], open);
    expect(calls).toHaveLength(2);
  });

  it('is as good as denied where no session opens', async () => {
    const { prices } = stage(() => PUT_PRICE);
    const refusal = { code: 'access-denied', because: 'No role.', next: 'Make it.' } as const;
    expect(await prices.read([PUT], async () => refused(refusal as never))).toEqual({
      readOn: TODAY,
      prices: [],
      missing: 'denied',
    });
    const breaks = () => Promise.reject(new Error('broken'));
    const other = stage(() => PUT_PRICE);
    expect(await other.prices.read([PUT], breaks)).toMatchObject({ missing: 'unreachable' });
  });
});
