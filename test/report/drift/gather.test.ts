import { describe, expect, it } from 'vitest';
import { gatherDrift, stackPlaces } from '../../../src/report/drift/gather.ts';
import type { AwsReader, ReadAnswer, ReadCall } from '../../../src/services/aws-reader.ts';
import { Fault } from '../../../src/task/fault.ts';
import { accepted, refused } from '../../../src/task/refusal.ts';
import { account, DEV, REGION } from '../../services/samples.ts';

type Answers = Readonly<Record<string, (call: ReadCall) => ReadAnswer>>;

const ok = (output: unknown): ReadAnswer => ({ ok: true, output });
const no = (code: string, message: string): ReadAnswer => ({
  ok: false,
  code,
  httpStatus: 400,
  message,
});

const stack = (name: string, StackStatus = 'CREATE_COMPLETE', managed = 'true') => ({
  StackName: name,
  StackId: `arn:aws:cloudformation:${REGION}:${DEV}:stack/${name}/1`,
  StackStatus,
  Tags: [{ Key: 'CoworkerManaged', Value: managed }],
});

const stacks = (...rows: readonly object[]): Answers => ({
  DescribeStacks: () => ok({ Stacks: rows }),
});

const row = (LogicalResourceId: string) => ({
  LogicalResourceId,
  ResourceType: 'AWS::S3::Bucket',
  StackResourceDriftStatus: 'IN_SYNC',
});

const BEGUN = { StackDriftDetectionId: 'one' };

const USUAL: Answers = {
  ...stacks(stack('aws-coworker-1-data')),
  DetectStackDrift: () => ok(BEGUN),
  DescribeStackDriftDetectionStatus: () =>
    ok({ DetectionStatus: 'DETECTION_COMPLETE', StackDriftStatus: 'IN_SYNC' }),
  DescribeStackResourceDrifts: ({ input }) =>
    input['NextToken'] === undefined
      ? ok({ StackResourceDrifts: [row('A')], NextToken: 'more' })
      : ok({ StackResourceDrifts: [row('B')] }),
  ListStackResources: () =>
    ok({
      StackResourceSummaries: [row('A'), row('B'), { ...row('C'), ResourceType: 'AWS::New::Kind' }],
    }),
};

/** Answers in turn; the last one stays. */
const inTurn = (...answers: readonly ReadAnswer[]): (() => ReadAnswer) => {
  let at = -1;
  return () => {
    at = Math.min(at + 1, answers.length - 1);
    return answers[at] ?? ok({});
  };
};

const gather = async (answers: Answers) => {
  const asked: ReadCall[] = [];
  let nowMs = Date.parse('2026-11-20T17:00:00Z');
  const reader: AwsReader = {
    accountId: DEV,
    read: async (call) => {
      asked.push(call);
      const answer = { ...USUAL, ...answers }[call.operation];
      if (answer === undefined) throw new Fault('unavailable', call.operation);
      return answer(call);
    },
  };
  const waiting = {
    now: () => new Date(nowMs),
    sleep: async (ms: number) => {
      nowMs += ms;
    },
  };
  const places = stackPlaces([account()]);
  const report = await gatherDrift(
    { places, waiting, mayGoOn: () => true, isKept: () => true },
    async () => accepted(reader),
  );
  return { report, asked: asked.map(({ operation }) => operation) };
};

const judgedOf = async (answers: Answers) => {
  const { judged } = (await gather(answers)).report;
  return judged.map(({ stackName, status, because }) => [stackName, status, because]);
};

describe('what is read of drift', () => {
  it('nothing where there is no stack of ours', async () => {
    const foreign = stacks(
      stack('somebody-elses'),
      stack('aws-coworker-2-data', 'CREATE_COMPLETE', 'false'),
      stack('aws-coworker-3-data', 'ROLLBACK_COMPLETE'),
      stack('aws-coworker-4-data', 'REVIEW_IN_PROGRESS'),
    );
    const { report, asked } = await gather(foreign);
    expect(report).toEqual({
      judged: [],
      counts: { IN_SYNC: 0, DRIFTED: 0, UNKNOWN: 0 },
      looked: [`${DEV} ${REGION}`],
      failed: [],
    });
    expect(asked).toEqual(['DescribeStacks']);
  });

  it.each([
    ['one that an import made', 'IMPORT_COMPLETE', 5, 'IN_SYNC'],
    ['one whose later import was undone', 'IMPORT_ROLLBACK_COMPLETE', 5, 'IN_SYNC'],
    ['one whose import runs still', 'IMPORT_IN_PROGRESS', 5, 'UNKNOWN'],
    ['one that says the number of another issue', 'IMPORT_COMPLETE', 6, undefined],
  ])('of stacks without a tag: %s', async (_, status, issue, expected) => {
    const Description = `Imported by AWS Coworker for acme/platform/issues/${issue}`;
    const imported = { ...stack('aws-coworker-5-pages', status), Tags: [], Description };
    const judged = await judgedOf(stacks(imported));
    expect(judged.map(([, seen]) => seen)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('every page of a stack, and what is in it without being compared', async () => {
    const { report } = await gather({});
    expect(report.counts).toEqual({ IN_SYNC: 1, DRIFTED: 0, UNKNOWN: 0 });
    expect(report.judged[0]?.untold).toEqual([
      {
        logicalId: 'C',
        type: 'AWS::New::Kind',
        because: 'CloudFormation does not compare this type',
      },
    ]);
  });

  it('waits for a detection that takes its time, and for that of somebody else', async () => {
    const busy = no('ValidationError', 'Drift detection is already in progress for stack');
    const { report, asked } = await gather({
      DetectStackDrift: inTurn(busy, busy, ok(BEGUN)),
      DescribeStackDriftDetectionStatus: inTurn(
        ok({ DetectionStatus: 'DETECTION_IN_PROGRESS' }),
        ok({ DetectionStatus: 'DETECTION_COMPLETE', StackDriftStatus: 'IN_SYNC' }),
      ),
    });
    expect(report.counts.IN_SYNC).toBe(1);
    expect(asked.filter((one) => one === 'DetectStackDrift')).toHaveLength(3);
  });

  it('a detection that never ends is unknown', async () => {
    const judged = await judgedOf({
      DescribeStackDriftDetectionStatus: () => ok({ DetectionStatus: 'DETECTION_IN_PROGRESS' }),
    });
    expect(judged).toEqual([
      ['aws-coworker-1-data', 'UNKNOWN', expect.stringContaining('did not answer')],
    ]);
  });

  it('somebody else and ours together are waited for no longer than one of them', async () => {
    const busy = no('ValidationError', 'Drift detection is already in progress for stack');
    const { asked } = await gather({
      DetectStackDrift: inTurn(...Array.from({ length: 56 }, () => busy), ok(BEGUN)),
      DescribeStackDriftDetectionStatus: () => ok({ DetectionStatus: 'DETECTION_IN_PROGRESS' }),
    });
    const looks = asked.filter((one) => one === 'DescribeStackDriftDetectionStatus');
    expect(looks.length).toBeLessThan(15);
    const never = await judgedOf({ DetectStackDrift: () => busy });
    expect(never).toEqual([
      ['aws-coworker-1-data', 'UNKNOWN', expect.stringContaining('(DetectStackDrift)')],
    ]);
  });

  it('one stack that can not be compared holds up no other', async () => {
    const judged = await judgedOf({
      ...stacks(
        stack('aws-coworker-1-a', 'UPDATE_IN_PROGRESS'),
        stack('aws-coworker-1-b', 'DELETE_FAILED'),
        stack('aws-coworker-1-c'),
      ),
    });
    expect(judged).toEqual([
      ['aws-coworker-1-a', 'UNKNOWN', expect.stringContaining('UPDATE_IN_PROGRESS')],
      ['aws-coworker-1-b', 'UNKNOWN', expect.stringContaining('DELETE_FAILED')],
      ['aws-coworker-1-c', 'IN_SYNC', ''],
    ]);
  });

  it('a place that can not be listed is named and was not looked at', async () => {
    const { report } = await gather({ DescribeStacks: () => no('AccessDenied', 'not allowed') });
    expect(report.looked).toEqual([]);
    expect(report.failed.map(({ place }) => place)).toEqual([`athena-dev ${REGION}`]);
  });

  it('an account without a session is named with the reason', async () => {
    const places = stackPlaces([account()]);
    const refusal = { code: 'role-missing', because: 'no role', next: 'install it' } as const;
    const ask = {
      places,
      waiting: { now: () => new Date(0), sleep: async () => {} },
      mayGoOn: () => true,
      isKept: () => true,
    };
    const report = await gatherDrift(ask, async () => refused(refusal));
    expect(report.failed).toEqual([{ place: `athena-dev ${REGION}`, because: 'no role' }]);
  });

  it('a stack for which there is no time left is unknown, and says so', async () => {
    const places = stackPlaces([account()]);
    const read: AwsReader['read'] = async (call) => {
      const answer = USUAL[call.operation];
      if (answer === undefined) throw new Fault('unavailable', call.operation);
      return answer(call);
    };
    const ask = {
      places,
      waiting: { now: () => new Date(0), sleep: async () => {} },
      mayGoOn: () => false,
      isKept: () => true,
    };
    const report = await gatherDrift(ask, async () => accepted({ accountId: DEV, read }));
    expect(report.judged.length).toBeGreaterThan(0);
    expect(report.judged.map(({ status }) => status)).not.toContain('IN_SYNC');
    expect(report.judged[0]?.because).toBe('there was no time left to look at it');
  });
});
