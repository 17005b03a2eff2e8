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
  readonly drifts?: ReadAnswer;
}

const ended = (DetectionStatus: string, StackDriftStatus = 'IN_SYNC'): ReadAnswer =>
  yes({ DetectionStatus, StackDriftStatus });

const failed = yes({
  DetectionStatus: 'DETECTION_FAILED',
  StackDriftStatus: 'UNKNOWN',
  DetectionStatusReason: 'Failed to detect drift on [B]',
});

const answers =
  ({ begin, status, drifts, rows = [] }: Said) =>
  ({ operation }: ReadCall): ReadAnswer => {
    if (operation === 'DetectStackDrift') return begin ?? yes({ StackDriftDetectionId: 'd' });
    if (operation === 'DescribeStackDriftDetectionStatus')
      return status ?? ended('DETECTION_COMPLETE');
    if (operation === 'DescribeStackResourceDrifts')
      return (
        drifts ?? yes({ StackResourceDrifts: rows.map((row) => ({ ...row, ResourceType: 'T' })) })
      );
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
      'in sync, by a detection that failed elsewhere',
      { status: failed, rows: [rowOf('IN_SYNC'), rowOf('UNKNOWN', { LogicalResourceId: 'B' })] },
      [`${NOT}Failed to detect drift on [B]`],
    ],
    [
      'in sync, by a detection that ended strangely',
      { status: ended('DETECTION_PAUSED'), rows: [rowOf('IN_SYNC')] },
      [`${NOT}the detection ended as DETECTION_PAUSED`],
    ],
    [
      'not told by a detection that failed',
      { status: failed },
      [`${NOT}Failed to detect drift on [B]`],
    ],
    [
      'otherwise, by a detection that failed elsewhere',
      { status: failed, rows: [rowOf('MODIFIED', { PropertyDifferences: differing('/A') })] },
      [`${DIFFERS}A`],
    ],
    [
      'otherwise, and nobody says where',
      { rows: [rowOf('MODIFIED')] },
      ['compared by CloudFormation: it differs, and CloudFormation does not say where'],
    ],
    [
      'by a detection whose results can not be read',
      { drifts: no('ValidationError') },
      [
        `${NOT}AWS did not do it ` +
          '(CloudFormation.DescribeStackResourceDrifts: there is no such list)',
      ],
    ],
    [
      'with results that never end',
      { drifts: yes({ StackResourceDrifts: [], NextToken: 'more' }) },
      [`${NOT}AWS did not do it (CloudFormation.DescribeStackResourceDrifts: the same page again)`],
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

  const tag = (Key: string, Value = 'core'): string => JSON.stringify({ Key, Value });
  const difference = (
    PropertyPath: string,
    ExpectedValue = 'null',
    ActualValue = 'null',
    DifferenceType = 'NOT_EQUAL',
  ): object => ({ PropertyPath, ExpectedValue, ActualValue, DifferenceType });
  const without = (Key: string): object => difference('/Tags/0', tag(Key), 'null', 'REMOVE');
  const modified = (...PropertyDifferences: readonly object[]): Said => ({
    rows: [rowOf('MODIFIED', { PropertyDifferences })],
  });
  const stackTags = { Owner: 'core', App: 'web' };

  it.each([
    ['one', [without('Owner')]],
    ['all', [difference('/Tags', `[${tag('Owner')},${tag('App')}]`, 'null', 'REMOVE')]],
    [
      'one before a tag of its own, which so stands at another place',
      [
        difference('/Tags/0/Key', 'Owner', 'Mine'),
        difference('/Tags/0/Value', 'core', 'x'),
        difference('/Tags/1', tag('Mine', 'x'), 'null', 'REMOVE'),
      ],
    ],
  ] as const)('tags of the stack, which an import does not put on it: %s', async (_name, all) => {
    expect(await compared(modified(...all), { tags: stackTags })).toEqual([
      `${IN_SYNC} but for the tags of the stack`,
    ]);
  });

  it('nor are they compared by a detection that failed', async () => {
    const said = { ...modified(without('Owner')), status: failed };
    expect(await compared(said, { tags: stackTags })).toEqual([
      `${NOT}Failed to detect drift on [B]`,
    ]);
  });

  it.each([
    ['otherwise than in the template', [without('Owner')], false],
    ['of a key that the stack has not', [without('Team')], true],
    ['of which nobody tells the key', [difference('/Tags/0/Value', 'a', 'b')], true],
    ['that is no tag at all', [difference('/Tags/0', 'text', 'null', 'REMOVE')], true],
    ['that is there beside', [difference('/Tags/0', 'null', tag('Owner'), 'ADD')], true],
    ['in the place of one of the stack', [difference('/Tags/0/Key', 'Owner', 'Team')], true],
    ['beside another setting', [without('Owner'), difference('/TagsOfMine', 'a', 'b')], true],
  ] as const)('but a tag %s is a difference', async (_name, all, isAsTemplate) => {
    const [found] = await compared(modified(...all), { isAsTemplate, tags: stackTags });
    expect(found).toContain(DIFFERS);
  });
});
