import { describe, expect, it } from 'vitest';
import { driftOf, strangeDrift } from '../../src/plan/drift.ts';
import type { StackPreview } from '../../src/plan/preview.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { preview } from '../execute/fixtures.ts';

const changes = (...all: readonly JsonObject[]): StackPreview['changes'] =>
  all.map((one) => ({
    Type: 'Resource',
    ResourceChange: {
      Action: 'Modify',
      LogicalResourceId: 'Data',
      ResourceType: 'AWS::S3::Bucket',
      ResourceDriftStatus: 'IN_SYNC',
      ...one,
    },
  }));

const update = (more: Partial<StackPreview>): StackPreview => ({
  ...preview,
  changeSetType: 'UPDATE',
  deploymentMode: 'REVERT_DRIFT',
  driftStatus: 'IN_SYNC',
  changes: changes({}),
  ...more,
});

const statusOf = (more: Partial<StackPreview>): string | undefined => driftOf(update(more))?.status;

describe('the drift of a stack', () => {
  it.each([
    ['compared and the same', {}, 'IN_SYNC'],
    [
      'new resources have none',
      { changes: changes({ Action: 'Add', ResourceDriftStatus: '' }) },
      'IN_SYNC',
    ],
    ['the plain mode compares nothing', { deploymentMode: '' }, 'UNKNOWN'],
    ['a mode that is more than drift-aware', { deploymentMode: 'REVERT_DRIFT X' }, 'UNKNOWN'],
    ['AWS does not know', { driftStatus: 'UNKNOWN' }, 'UNKNOWN'],
    ['AWS has not looked', { driftStatus: 'NOT_CHECKED' }, 'UNKNOWN'],
    ['nothing is said of a resource', { changes: changes({ ResourceDriftStatus: '' }) }, 'UNKNOWN'],
    [
      'a type is not supported',
      { changes: changes({ ResourceDriftStatus: 'UNSUPPORTED' }) },
      'UNKNOWN',
    ],
    [
      'a resource was changed',
      { changes: changes({ ResourceDriftStatus: 'MODIFIED' }) },
      'DRIFTED',
    ],
    ['a resource was deleted', { changes: changes({ ResourceDriftStatus: 'DELETED' }) }, 'DRIFTED'],
    ['something elsewhere in the stack was', { driftStatus: 'DRIFTED' }, 'DRIFTED'],
  ] as const)('%s', (_name, more, expected) => {
    expect(statusOf(more)).toBe(expected);
  });

  it('a new stack has none', () => {
    expect(driftOf(preview)).toBeUndefined();
  });

  it('is what is there, what was deployed and what will be, and what AWS left out', () => {
    const Details = [
      {
        Target: {
          Path: '/Properties/Size',
          AfterValue: '2',
          Drift: { PreviousValue: '1', ActualValue: '3' },
        },
      },
      { Target: { Attribute: 'Tags', Drift: { ActualValue: 'x' } } },
      { Target: { Path: '/Properties/Other', AfterValue: 'y' } },
    ];
    const ResourceDriftIgnoredAttributes = [
      { Path: '/Properties/Word', Reason: 'WRITE_ONLY_PROPERTY' },
    ];
    const body = { ResourceDriftStatus: 'MODIFIED', PhysicalResourceId: 'd', Details };
    expect(
      driftOf(update({ changes: changes({ ...body, ResourceDriftIgnoredAttributes }) })),
    ).toEqual({
      status: 'DRIFTED',
      resources: [
        {
          logicalId: 'Data',
          type: 'AWS::S3::Bucket',
          physicalId: 'd',
          status: 'MODIFIED',
          properties: [
            { path: '/Properties/Size', actual: 3, deployed: 1, after: 2 },
            { path: '/Tags/', actual: 'x' },
          ],
        },
      ],
      unknown: ['Data.Word'],
    });
  });

  it('statuses that nobody has heard of are named', () => {
    expect(strangeDrift(update({}))).toEqual([]);
    const strange = { driftStatus: 'ODD', changes: changes({ ResourceDriftStatus: 'EVEN' }) };
    expect(strangeDrift(update(strange))).toEqual(['ODD', 'EVEN']);
  });
});
