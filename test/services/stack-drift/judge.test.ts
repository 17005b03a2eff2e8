import { describe, expect, it } from 'vitest';
import {
  judgeStack,
  type ResourceSeen,
  type StackAt,
  type StackSeen,
} from '../../../src/services/stack-drift/judge.ts';
import { DEV, REGION } from '../../services/samples.ts';

const AT: StackAt = {
  stackId: 'arn:aws:cloudformation:us-east-1:333333333333:stack/aws-coworker-1-data/1',
  stackName: 'aws-coworker-1-data',
  accountId: DEV,
  region: REGION,
};

const resource = (part: Partial<ResourceSeen> = {}): ResourceSeen => ({
  logicalId: 'Data',
  physicalId: 'data',
  type: 'AWS::S3::Bucket',
  status: 'IN_SYNC',
  reason: '',
  expected: '{}',
  actual: '{}',
  differences: [],
  ...part,
});

const seen = (
  drifts: readonly ResourceSeen[],
  detection: StackSeen['detection'] = {
    status: 'DETECTION_COMPLETE',
    stackStatus: 'IN_SYNC',
    reason: '',
  },
): StackSeen => ({
  ...AT,
  detection,
  drifts,
  members: drifts.map(({ logicalId, type }) => ({ logicalId, type })),
});

const complete = (stackStatus: string): StackSeen['detection'] => ({
  status: 'DETECTION_COMPLETE',
  stackStatus,
  reason: '',
});

type Row = readonly [name: string, seen: StackSeen, status: string, because: string];

const rows: readonly Row[] = [
  ['everything compared and equal', seen([resource()]), 'IN_SYNC', ''],
  ['one changed', seen([resource({ status: 'MODIFIED' })], complete('DRIFTED')), 'DRIFTED', ''],
  ['one deleted', seen([resource({ status: 'DELETED' })], complete('DRIFTED')), 'DRIFTED', ''],
  [
    'one changed, although the detection failed elsewhere',
    seen([resource({ status: 'MODIFIED' }), resource({ logicalId: 'B', status: 'UNKNOWN' })], {
      status: 'DETECTION_FAILED',
      stackStatus: 'DRIFTED',
      reason: 'denied',
    }),
    'DRIFTED',
    '',
  ],
  ['an empty stack', seen([]), 'UNKNOWN', 'nothing in it was compared'],
  [
    'nothing but types that are not compared',
    seen([resource({ status: 'NOT_CHECKED' })]),
    'UNKNOWN',
    'nothing in it was compared',
  ],
  [
    'a type that is not compared beside one that is',
    seen([resource(), resource({ logicalId: 'B', status: 'UNSUPPORTED' })]),
    'IN_SYNC',
    '',
  ],
  [
    'one that could not be read',
    seen([resource(), resource({ logicalId: 'B', status: 'UNKNOWN', reason: 'denied' })]),
    'UNKNOWN',
    'B: denied',
  ],
  [
    'a status that nobody here has heard of',
    seen([resource(), resource({ logicalId: 'B', status: 'MOSTLY_FINE' })]),
    'UNKNOWN',
    'B: AWS could not read it',
  ],
  [
    'a detection that failed',
    seen([resource()], { status: 'DETECTION_FAILED', stackStatus: 'IN_SYNC', reason: 'denied' }),
    'UNKNOWN',
    'denied',
  ],
  [
    'a detection that ended strangely',
    seen([resource()], { status: 'DETECTION_PAUSED', stackStatus: 'IN_SYNC', reason: '' }),
    'UNKNOWN',
    'the detection ended as DETECTION_PAUSED',
  ],
  [
    'a stack that CloudFormation itself does not call in sync',
    seen([resource()], complete('UNKNOWN')),
    'UNKNOWN',
    'CloudFormation calls the stack UNKNOWN',
  ],
  [
    'a stack that nobody could read',
    seen([], { because: 'AWS denied the read' }),
    'UNKNOWN',
    'AWS denied the read',
  ],
];

describe('a stack is judged', () => {
  it.each(rows)('%s', (_, given, status, because) => {
    const judged = judgeStack(given);
    expect([judged.status, judged.because]).toEqual([status, because]);
  });

  it('what was not compared is named with its reason', () => {
    const given = seen([
      resource(),
      resource({ logicalId: 'B', status: 'NOT_CHECKED' }),
      resource({ logicalId: 'C', status: 'UNKNOWN', reason: 'denied' }),
    ]);
    const left = { logicalId: 'D', type: 'AWS::SQS::Queue' };
    const judged = judgeStack({ ...given, members: [...given.members, left] });
    expect(judged.untold).toEqual([
      {
        logicalId: 'B',
        type: 'AWS::S3::Bucket',
        because: 'CloudFormation does not compare this type',
      },
      { logicalId: 'C', type: 'AWS::S3::Bucket', because: 'denied' },
      { ...left, because: 'CloudFormation does not compare this type' },
    ]);
  });
});

const difference = (path: string, type = 'NOT_EQUAL', expected = 'a', actual = 'b') => ({
  path,
  type,
  expected,
  actual,
});

const propertiesOf = (part: Partial<ResourceSeen>) =>
  judgeStack(seen([resource({ status: 'MODIFIED', ...part })], complete('DRIFTED'))).resources[0]
    ?.properties;

describe('what differs', () => {
  it('has both sides, one for what was added and one for what was taken away', () => {
    const differences = [
      difference('/A'),
      difference('/B', 'ADD', 'null', '{"X":1}'),
      difference('/C', 'REMOVE', '[1,2]', 'null'),
      difference('/D', 'NOT_EQUAL', '{broken', 'true'),
    ];
    expect(propertiesOf({ differences })).toEqual([
      { path: '/A', names: [], expected: 'a', actual: 'b' },
      { path: '/B', names: [], actual: { X: 1 } },
      { path: '/C', names: [], expected: [1, 2] },
      { path: '/D', names: [], expected: '{broken', actual: 'true' },
    ]);
  });

  it('a value in a list of names and values keeps the name that stands beside it', () => {
    const variables = (Value: string): string =>
      JSON.stringify({ Environment: [{ Name: 'DB_PASSWORD', Value }] });
    const given = { expected: variables('one'), actual: variables('two') };
    expect(propertiesOf({ ...given, differences: [difference('/Environment/0/Value')] })).toEqual([
      { path: '/Environment/0/Value', names: ['DB_PASSWORD'], expected: 'a', actual: 'b' },
    ]);
  });

  it('where nobody can see what stands in a list, no name is known', () => {
    const given = { expected: '', actual: 'not JSON' };
    expect(propertiesOf({ ...given, differences: [difference('/Environment/0/Value')] })).toEqual([
      { path: '/Environment/0/Value', expected: 'a', actual: 'b' },
    ]);
  });
});
