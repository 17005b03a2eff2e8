import { describe, expect, it } from 'vitest';
import { compareImport } from '../../src/execute/compare-import.ts';
import type { ReadAnswer, ReadCall } from '../../src/services/aws-reader.ts';
import { fakeDoor, fakePorts, usualWorld } from './fake-door.ts';
import { approve, deployStep, handle, STACK_ID } from './fixtures.ts';

const yes = (output: unknown): ReadAnswer => ({ ok: true, output });
const no = (code: string): ReadAnswer => ({ ok: false, code, httpStatus: 400, message: 'no' });

interface Row {
  readonly LogicalResourceId: string;
  readonly StackResourceDriftStatus: string;
  readonly DriftStatusReason?: string;
  readonly PropertyDifferences?: readonly object[];
}

const differing = (...paths: readonly string[]): readonly object[] =>
  paths.map((PropertyPath) => ({
    PropertyPath,
    ExpectedValue: 'a',
    ActualValue: 'b',
    DifferenceType: 'NOT_EQUAL',
  }));

const rowOf = (status: string, more: Partial<Row> = {}): Row => ({
  LogicalResourceId: 'Topic',
  StackResourceDriftStatus: status,
  ...more,
});

interface Said {
  readonly begin?: ReadAnswer;
  readonly status?: ReadAnswer;
  readonly rows?: readonly Row[];
}

const ended = (DetectionStatus: string, StackDriftStatus = 'IN_SYNC'): ReadAnswer =>
  yes({ DetectionStatus, StackDriftStatus });

const answers =
  ({ begin, status, rows = [] }: Said) =>
  ({ operation }: ReadCall): ReadAnswer => {
    if (operation === 'DetectStackDrift') return begin ?? yes({ StackDriftDetectionId: 'd' });
    if (operation === 'DescribeStackDriftDetectionStatus')
      return status ?? ended('DETECTION_COMPLETE');
    if (operation === 'DescribeStackResourceDrifts')
      return yes({ StackResourceDrifts: rows.map((row) => ({ ...row, ResourceType: 'T' })) });
    return yes({
      StackResourceSummaries: [{ LogicalResourceId: 'Topic', ResourceType: 'T' }],
    });
  };

const compared = async (said: Said, { isAsTemplate = true, tags = {} } = {}) => {
  const world = { ...usualWorld(), read: answers(said) };
  const { ports } = fakePorts(world);
  const step = deployStep({ changeSetType: 'IMPORT', tags });
  const approved = approve([step], { handles: [handle] });
  const opened = await fakeDoor(world).door.openReader(step.accountId, approved);
  if (!opened.ok) throw new Error('the fake has a reader');
  const context = { approved, ports, step, watcher: opened.value, past: [] };
  const found = { logicalId: 'Topic', stackId: STACK_ID, isAsTemplate };
  const checks = await compareImport(context, found);
  return checks.map(({ name, holds, detail, isAside }) =>
    holds ? name : `${isAside === true ? 'beside: ' : ''}${name}: ${detail}`,
  );
};

const IN_SYNC = 'compared by CloudFormation: in sync';
const DIFFERS = 'compared by CloudFormation: it differs in ';
const NOT = 'beside: not compared by CloudFormation: ';

describe('an import compared by CloudFormation', () => {
  const rows: readonly (readonly [name: string, said: Said, words: readonly string[]])[] = [
    ['in sync', { rows: [rowOf('IN_SYNC')] }, [IN_SYNC]],
    [
      'otherwise',
      { rows: [rowOf('MODIFIED', { PropertyDifferences: differing('/A/B', '/C/0') })] },
      [`${DIFFERS}A.B, C.0`],
    ],
    [
      'a name that would be a mention',
      { rows: [rowOf('MODIFIED', { PropertyDifferences: differing('/@all') })] },
      [`${DIFFERS}?all`],
    ],
    [
      'gone',
      { rows: [rowOf('DELETED')] },
      ['compared by CloudFormation: it is not there any more'],
    ],
    ['of a type that is not compared', {}, [`${NOT}CloudFormation does not compare this type`]],
    [
      'of a type that it calls unchecked',
      { rows: [rowOf('NOT_CHECKED')] },
      [`${NOT}CloudFormation does not compare this type`],
    ],
    [
      'not read',
      { rows: [rowOf('UNKNOWN', { DriftStatusReason: 'AccessDenied' })] },
      [`${NOT}AccessDenied`],
    ],
    [
      'in sync, where another could not be read and the detection failed',
      {
        status: ended('DETECTION_FAILED', 'UNKNOWN'),
        rows: [rowOf('IN_SYNC'), rowOf('UNKNOWN', { LogicalResourceId: 'Other' })],
      },
      [IN_SYNC],
    ],
    [
      'in sync, and others have drifted',
      {
        rows: [
          rowOf('IN_SYNC'),
          rowOf('MODIFIED', { LogicalResourceId: 'Other' }),
          rowOf('DELETED', { LogicalResourceId: 'Third' }),
        ],
      },
      [IN_SYNC, 'beside: elsewhere in the stack: Other, Third not as the template says'],
    ],
    [
      'denied',
      { begin: no('AccessDenied') },
      [`${NOT}AWS did not do it (DetectStackDrift: AccessDenied)`],
    ],
    [
      'by a server that does not know it',
      { begin: yes({}) },
      [`${NOT}AWS did not do it (DetectStackDrift: StackDriftDetectionId)`],
    ],
    [
      'without an end',
      { status: yes({ DetectionStatus: 'DETECTION_IN_PROGRESS' }) },
      [`${NOT}it was not done after 3 minutes`],
    ],
  ];

  it.each(rows)('%s', async (_name, said, words) => {
    expect(await compared(said)).toEqual(words);
  });

  const tagged = { rows: [rowOf('MODIFIED', { PropertyDifferences: differing('/Tags/0/Key') })] };
  const stackTags = { Owner: 'core' };

  it('the tags of the stack, which an import does not put on it, are no difference', async () => {
    expect(await compared(tagged, { tags: stackTags })).toEqual([
      `${IN_SYNC} but for the tags of the stack`,
    ]);
  });

  it.each([
    ['tags that are otherwise than in the template', { isAsTemplate: false, tags: stackTags }],
    ['tags of a stack that has none', { tags: {} }],
  ])('but %s are one', async (_name, more) => {
    expect(await compared(tagged, more)).toEqual([`${DIFFERS}Tags.0.Key`]);
  });

  it('nor is anything beside tags', async () => {
    const both = differing('/Tags/0/Key', '/TagsOfMine');
    const said = { rows: [rowOf('MODIFIED', { PropertyDifferences: both })] };
    expect(await compared(said, { tags: stackTags })).toEqual([`${DIFFERS}Tags.0.Key, TagsOfMine`]);
  });
});
