import { describe, expect, it } from 'vitest';
import { REQUIRED_ACTIONS } from '../../sandbox/required-actions.ts';
import { WATCH_FORWARDED, WATCH_READS } from '../../src/aws/watch-policy.ts';
import type { ReadAnswer, ReadCall } from '../../src/services/aws-reader.ts';
import { IMPORTED_TYPES } from '../../src/services/import/import-types.ts';
import { OWN_READS, readImported, readLive } from '../../src/services/live/facts.ts';
import { DEV, REGION } from '../execute/fixtures.ts';

const no = (code: string, httpStatus = 404): ReadAnswer => ({
  ok: false,
  code,
  httpStatus,
  message: '',
});
const yes = (output: unknown): ReadAnswer => ({ ok: true, output });

const live = (type: string, answer: (call: ReadCall) => ReadAnswer): Promise<string> =>
  readLive(
    { accountId: DEV, read: async (call) => answer(call) },
    { region: REGION, type, physicalId: 'x' },
  );

const topic = (answer: ReadAnswer): Promise<string> => live('AWS::SNS::Topic', () => answer);
const control = (Properties: string): ReadAnswer => yes({ ResourceDescription: { Properties } });

describe('what a resource is now', () => {
  it('has one name however Cloud Control writes it, and another for another value', async () => {
    const one = await topic(control('{"a":1,"b":2}'));
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(await topic(control('{"b":2,"a":1}'))).toBe(one);
    expect(await topic(control('{"b":2,"a":2}'))).not.toBe(one);
    expect(await topic(control('not JSON'))).not.toBe(one);
  });

  it.each([
    ['is absent when it is not there', no('ResourceNotFoundException'), 'absent'],
    ['is unread when it may not be read', no('AccessDeniedException', 403), 'unread'],
    ['is unread when nobody knows its type', no('TypeNotFoundException'), 'unread'],
    ['is unread when nobody reads its type', no('UnsupportedActionException', 400), 'unread'],
  ] as const)('%s', async (_name, answer, expected) => {
    expect(await topic(answer)).toBe(expected);
  });

  it('a setting that a bucket has not is a value, and a bucket that is not there is absent', async () => {
    const bucket = (lifecycle: ReadAnswer, versioning = yes({ Status: 'Enabled' })) =>
      live('AWS::S3::Bucket', ({ operation }) => {
        if (operation === 'GetBucketVersioning') return versioning;
        return operation === 'GetBucketLifecycleConfiguration' ? lifecycle : yes({});
      });
    const without = await bucket(no('NoSuchLifecycleConfiguration'));
    expect(await bucket(yes({ Rules: [] }))).not.toBe(without);
    expect(await bucket(yes({}), no('NoSuchBucket'))).toBe('absent');
    expect(await bucket(no('AccessDenied', 403))).toBe('unread');
  });

  it('what a function says of its own work is no change', async () => {
    const of = (State: string, Timeout: number): Promise<string> =>
      live('AWS::Lambda::Function', () => yes({ State, Timeout, $metadata: { requestId: State } }));
    expect(await of('Active', 3)).toBe(await of('Inactive', 3));
    expect(await of('Active', 3)).not.toBe(await of('Active', 4));
    expect(await live('AWS::Lambda::Function', () => yes('text'))).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the session that watches', () => {
  const may = (action: string): boolean =>
    WATCH_READS.some((one) =>
      one.endsWith('*') ? action.startsWith(one.slice(0, -1)) : one === action,
    );
  /** What only CloudFormation reads for it is enough: Cloud Control is that too. */
  const mayBeForwarded = (action: string): boolean =>
    may(action) || WATCH_FORWARDED.includes(action);
  /** Values of parameters are read by nobody here, in planning neither: such a resource is unread. */
  const isContent = (action: string): boolean => action.startsWith('ssm:GetParameter');
  const types = Object.entries(REQUIRED_ACTIONS).filter(([type]) => OWN_READS[type] === undefined);

  it.each(IMPORTED_TYPES)('may read all that is compared of an imported %s', (type) => {
    const reads = REQUIRED_ACTIONS[type]?.read.map(({ action }) => action) ?? [];
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.filter((action) => !mayBeForwarded(action))).toEqual([]);
  });

  it.each(types)('A53 may read again what Cloud Control reads of %s', (_type, table) => {
    expect(
      table.read.map(({ action }) => action).filter((one) => !may(one) && !isContent(one)),
    ).toEqual([]);
  });
});

describe('what is imported', () => {
  const bucket = (tags: ReadAnswer): Promise<string> =>
    readLive(
      {
        accountId: DEV,
        read: async ({ operation }) => (operation === 'GetBucketTagging' ? tags : yes({})),
      },
      { region: REGION, type: 'AWS::S3::Bucket', physicalId: 'x' },
    );
  const mine = { Key: 'Owner', Value: 'core' };
  const other = { Key: 'App', Value: 'web' };
  const mark = { Key: 'aws:cloudformation:stack-name', Value: 's' };
  const of = (properties: object, type = 'AWS::SNS::Topic'): Promise<string> =>
    readLive(
      { accountId: DEV, read: async () => control(JSON.stringify(properties)) },
      { region: REGION, type, physicalId: 'x' },
      { isImport: true },
    );

  it.each(IMPORTED_TYPES)(
    '%s is the same with the tags of CloudFormation, and another with a tag of anybody else',
    async (type) => {
      const untagged = await of({ a: 1 }, type);
      expect(await of({ a: 1, Tags: [mark] }, type)).toBe(untagged);
      expect(await of({ a: 1, Tags: [mine] }, type)).not.toBe(untagged);
      expect(await of({ a: 1, Tags: [mine, mark] }, type)).toBe(
        await of({ a: 1, Tags: [mine] }, type),
      );
      expect(await of({ a: 2, Tags: [mark] }, type)).not.toBe(untagged);
      const both = await of({ a: 1, Tags: [mine, other] }, type);
      expect(await of({ a: 1, Tags: [other, mark, mine] }, type)).toBe(both);
      expect(await of({ a: 1, Tags: [{ ...mine, Value: 'b' }, other] }, type)).not.toBe(both);
    },
  );

  it('is another when a list that is no list of tags has another order', async () => {
    expect(await of({ Rules: [mine, other] })).not.toBe(await of({ Rules: [other, mine] }));
  });

  it('is read whole, also where a service has reads of its own', async () => {
    const asked: string[] = [];
    const reader = {
      accountId: DEV,
      read: async ({ client, operation }: ReadCall) => {
        asked.push(`${client} ${operation}`);
        return control('{"BucketName":"x"}');
      },
    };
    const target = { region: REGION, type: 'AWS::S3::Bucket', physicalId: 'x' };
    const { properties, found } = await readImported(reader, target);
    expect([asked, properties]).toEqual([['CloudControl GetResource'], { BucketName: 'x' }]);
    expect(found).toBe(await readLive(reader, target, { isImport: true }));
  });

  it('but what a stack owns is another when its marks are gone', async () => {
    expect(await bucket(no('NoSuchTagSet'))).not.toBe(await bucket(yes({ TagSet: [mark] })));
  });
});
