import { describe, expect, it } from 'vitest';
import { createReaderSide } from '../../src/aws/reader-side.ts';
import { Fault } from '../../src/task/fault.ts';
import {
  account,
  awsError,
  DEV,
  HOME,
  optionsFor,
  scripted,
  virtualClock,
  type Script,
} from './scripted-aws.ts';

const edge = (script: Script = () => ({})) => {
  const clock = virtualClock();
  const { calls, plugin } = scripted(script, clock);
  return { clock, calls, side: createReaderSide(optionsFor(plugin, clock)) };
};

const openedReader = async (side: ReturnType<typeof edge>['side'], id = DEV) => {
  const opened = await side.openReader(id);
  if (!opened.ok) throw new Error(opened.refusal.because);
  return opened.value;
};

const failing = (times: number, error: Error): Script => {
  let left = times;
  return (call) => {
    if (call.operation !== 'ListBuckets' || left === 0) return {};
    left -= 1;
    throw error;
  };
};

const listBuckets = { client: 'S3', operation: 'ListBuckets', region: HOME, input: {} };

describe('sessions of the reader', () => {
  it('A59 an assumed role carries external id, source identity and no tags', async () => {
    const { calls, side } = edge();
    await openedReader(side);
    const { RoleSessionName, ...input } = calls[0]?.input ?? {};
    expect(RoleSessionName).toMatch(/^cw-[0-9a-f-]{36}$/);
    expect(input).toEqual({
      RoleArn: 'arn:aws:iam::333333333333:role/AwsCoworkerReader',
      DurationSeconds: 3600,
      ExternalId: 'example-external-id',
      SourceIdentity: 'aws-coworker',
    });
    expect(calls[0]?.key).toBe('reader-identity');
  });

  it('are kept for an hour for each account and role, however many ask at once', async () => {
    const { calls, clock, side } = edge();
    await Promise.all([openedReader(side), openedReader(side), openedReader(side)]);
    await side.openPreviewer(DEV);
    await openedReader(side, account('444444444444'));
    expect(calls.map((call) => String(call.input['RoleArn']).split('::')[1])).toEqual([
      '333333333333:role/AwsCoworkerReader',
      '333333333333:role/AwsCoworkerPreviewer',
      '444444444444:role/AwsCoworkerReader',
    ]);
    await clock.sleep(3_600_000);
    await openedReader(side);
    expect(calls).toHaveLength(4);
  });

  it('renew themselves before they end, and after AWS calls them expired', async () => {
    let isExpired = false;
    const { calls, clock, side } = edge((call) => {
      if (call.operation !== 'ListBuckets' || !isExpired) return {};
      isExpired = false;
      throw awsError('ExpiredToken', 400);
    });
    const reader = await openedReader(side);
    await reader.read(listBuckets);
    await clock.sleep(56 * 60_000);
    await reader.read(listBuckets);
    isExpired = true;
    expect((await reader.read(listBuckets)).ok).toBe(true);
    expect(calls.filter((call) => call.operation === 'AssumeRole')).toHaveLength(3);
  });

  it('a role that does not open is a refusal, tried again later and never replaced', async () => {
    let isDenied = true;
    const { calls, side } = edge((call) => {
      if (call.operation === 'AssumeRole' && isDenied) throw awsError('AccessDenied', 403);
      return {};
    });
    const opened = await side.openReader(DEV);
    expect(opened.ok ? '' : opened.refusal.code).toBe('role-missing');
    isDenied = false;
    expect((await side.openReader(DEV)).ok).toBe(true);
    expect(new Set(calls.map((call) => call.input['RoleArn'])).size).toBe(1);
  });

  it('A61 a session of another account or role than asked is refused', async () => {
    const { side } = edge((call) =>
      call.operation === 'AssumeRole'
        ? {
            AssumedRoleUser: {
              Arn: 'arn:aws:sts::222222222222:assumed-role/AwsCoworkerReader/cw',
            },
          }
        : {},
    );
    const opened = await side.openReader(DEV);
    expect(opened.ok ? '' : opened.refusal.code).toBe('wrong-account');
  });

  it('A61 clients of two accounts never share credentials', async () => {
    const { calls, side } = edge();
    const [dev, staging] = [
      await openedReader(side),
      await openedReader(side, account('444444444444')),
    ];
    await Promise.all([dev.read(listBuckets), staging.read(listBuckets), dev.read(listBuckets)]);
    expect(
      calls
        .filter((call) => call.operation === 'ListBuckets')
        .map((call) => call.key)
        .toSorted(),
    ).toEqual([
      'arn:aws:iam::333333333333:role/AwsCoworkerReader',
      'arn:aws:iam::333333333333:role/AwsCoworkerReader',
      'arn:aws:iam::444444444444:role/AwsCoworkerReader',
    ]);
    expect(Object.isFrozen(dev)).toBe(true);
  });
});

describe('reads', () => {
  const rows: readonly (readonly [string, Script, unknown])[] = [
    ['an answer', () => ({ Buckets: [] }), { ok: true }],
    ['a denial', failing(9, awsError('AccessDenied', 403)), { ok: false, code: 'AccessDenied' }],
    [
      'a denial whose body can not be read',
      failing(9, awsError('SyntaxError', 403)),
      { ok: false, code: 'AccessDenied', httpStatus: 403 },
    ],
    ['an absence', failing(9, awsError('NoSuchBucket', 404)), { ok: false, httpStatus: 404 }],
    ['throttling that ends', failing(7, awsError('Throttling', 400)), { ok: true }],
    ['an outage that ends', failing(3, awsError('InternalError', 500)), { ok: true }],
  ];

  it.each(rows)('%s is a value', async (_name, script, expected) => {
    const { side } = edge(script);
    const reader = await openedReader(side);
    expect(await reader.read(listBuckets)).toMatchObject(expected as object);
  });

  const faults: readonly (readonly [string, Error, string, number])[] = [
    ['throttling without end', awsError('SlowDown', 503), 'throttled', 8],
    ['an outage without end', awsError('ServiceUnavailable', 503), 'unavailable', 4],
    ['a lost connection', Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'unavailable', 4],
    ['no answer in time', Object.assign(new Error('x'), { name: 'TimeoutError' }), 'timeout', 3],
    ['an answer nobody understands', new SyntaxError('x'), 'malformed-answer', 1],
  ];

  it.each(faults)('%s is a Fault after bounded tries', async (_name, error, kind, tries) => {
    const { calls, side } = edge(failing(99, error));
    const reader = await openedReader(side);
    const thrown: unknown = await reader.read(listBuckets).catch((fault: unknown) => fault);
    expect(thrown).toBeInstanceOf(Fault);
    expect((thrown as Fault).kind).toBe(kind);
    expect(calls.filter((call) => call.operation === 'ListBuckets')).toHaveLength(tries);
  });

  it('what is no read never leaves the process', async () => {
    const { calls, side } = edge();
    const reader = await openedReader(side);
    for (const [client, operation] of [
      ['S3', 'PutObject'],
      ['S3', 'NoSuchThing'],
      ['Nothing', 'ListBuckets'],
    ] as const) {
      await expect(reader.read({ ...listBuckets, client, operation })).rejects.toThrow('no read');
    }
    expect(calls.map((call) => call.operation)).toEqual(['AssumeRole']);
  });

  it('a burst is paced to what the API bears', async () => {
    const { clock, side } = edge();
    const reader = await openedReader(side);
    const stacks = { client: 'CloudFormation', operation: 'DescribeStacks', region: HOME };
    for (let n = 0; n < 120; n += 1) await reader.read({ ...stacks, input: {} });
    const seconds = clock.slept.reduce((sum, ms) => sum + ms, 0) / 1000;
    expect(seconds).toBeGreaterThan(19);
    expect(seconds).toBeLessThan(21);
  });
});
