import { describe, expect, it } from 'vitest';
import { countTypes } from '../../src/app/count-types.ts';
import type { ReadAnswer, ReadCall } from '../../src/services/aws-reader.ts';
import { Fault } from '../../src/task/fault.ts';
import type { Region } from '../../src/task/ids.ts';
import { accepted, refused } from '../../src/task/refusal.ts';
import { athena, REGION } from '../plan/fixtures.ts';

const WEST = 'us-west-2' as Region;
const touched = {
  accountId: athena.id,
  type: 'AWS::SQS::Queue',
  resources: 2,
  steps: 2,
  regions: [REGION],
} as const;
const limits = { accounts: [{ ...athena, regions: [REGION, WEST] }], percent: 20 };

const pageOf = (names: readonly string[], next?: string): ReadAnswer => ({
  ok: true,
  output: {
    ResourceDescriptions: names.map((Identifier) => ({ Identifier, Properties: '{}' })),
    ...(next === undefined ? {} : { NextToken: next }),
  },
});

const named = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${prefix}-${n}`);

const no = (code: string): ReadAnswer => ({ ok: false, code, httpStatus: 400, message: code });

const counted = async (answer: (call: ReadCall) => ReadAnswer) => {
  const asked: string[] = [];
  const read = async (call: ReadCall): Promise<ReadAnswer> => {
    const token = call.input['NextToken'];
    asked.push(
      [call.operation, call.region, ...(typeof token === 'string' ? [token] : [])].join(' '),
    );
    return answer(call);
  };
  const aws = { openReader: async () => accepted({ accountId: athena.id, read }) };
  const [first] = await countTypes(aws, [touched], limits);
  return { count: first?.count, asked };
};

describe('counting the resources of a type', () => {
  it('nothing is asked where nothing is touched', async () => {
    const openReader = async (): Promise<never> => expect.unreachable();
    expect(await countTypes({ openReader }, [], limits)).toEqual([]);
  });

  it('A65 pages are read, and regions, until it is known that there are enough', async () => {
    const { count, asked } = await counted(({ region, input }) => {
      if (region === WEST) return pageOf(named('w', 9));
      return input['NextToken'] === undefined ? pageOf(named('a', 2), 'p2') : pageOf(named('b', 2));
    });
    expect(count).toBe(13);
    expect(asked).toEqual([
      'ListResources us-east-1',
      'ListResources us-east-1 p2',
      'ListResources us-west-2',
    ]);
  });

  it('A65 no page is read beyond what matters', async () => {
    const { count, asked } = await counted(() => pageOf(named('a', 10), 'more'));
    expect([count, asked]).toEqual([10, ['ListResources us-east-1']]);
  });

  it('A65 what two regions both name is one resource', async () => {
    expect((await counted(() => pageOf(named('a', 3)))).count).toBe(3);
  });

  it.each([
    ['denied', () => no('AccessDeniedException'), 'unknown'],
    [
      'throttled for long',
      () => {
        throw new Fault('throttled', 'x');
      },
      'unknown',
    ],
    [
      'answered with something else',
      () => ({ ok: true, output: { ResourceDescriptions: 7 } }) as const,
      'unknown',
    ],
    ['a list without an end', () => pageOf([], 'again'), 'unknown'],
    ['not supported', () => no('UnsupportedActionException'), 'not listed'],
    ['only within another resource', () => no('InvalidRequestException'), 'not listed'],
  ])('A65 %s: %s', async (_, answer, expected) => {
    expect((await counted(answer)).count).toBe(expected);
  });

  it('a reader that does not open knows nothing, and a break of our own is thrown', async () => {
    const closed = {
      openReader: async () => refused({ code: 'role-missing', because: '', next: '' }),
    };
    expect(await countTypes(closed, [touched], limits)).toMatchObject([{ count: 'unknown' }]);
    const broken = {
      openReader: async () => {
        throw new TypeError('x');
      },
    };
    await expect(countTypes(broken, [touched], limits)).rejects.toThrow(TypeError);
  });
});
