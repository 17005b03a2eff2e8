import { describe, expect, it } from 'vitest';
import { driftObstacle } from '../../src/execute/drifted.ts';
import type { ReadAnswer } from '../../src/services/aws-reader.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { fakeDoor, usualWorld } from './fake-door.ts';
import { approve, updateStep } from './fixtures.ts';

const drift = (path: string, actual?: string): JsonObject => ({
  Target: {
    Path: path,
    Drift: { PreviousValue: 'x', ...(actual === undefined ? {} : { ActualValue: actual }) },
  },
});

const changed = (more: JsonObject = {}): JsonObject => ({
  Type: 'Resource',
  ResourceChange: {
    Action: 'Modify',
    LogicalResourceId: 'Reports',
    PhysicalResourceId: 'acme-dev-reports',
    ResourceType: 'AWS::S3::Bucket',
    ResourceDriftStatus: 'MODIFIED',
    ...more,
  },
});

const found = (properties: JsonObject): ReadAnswer => ({
  ok: true,
  output: { ResourceDescription: { Properties: JSON.stringify(properties) } },
});

const GONE: ReadAnswer = {
  ok: false,
  code: 'ResourceNotFoundException',
  httpStatus: 404,
  message: 'was not found',
};

const STATUS = '/Properties/VersioningConfiguration/Status';
const RULE = '/Properties/Rules/1/Days';
const now = {
  VersioningConfiguration: { Status: 'Suspended' },
  Rules: [{ Days: 1 }, { Days: 30 }],
  BucketName: '7',
};

const rows: readonly (readonly [string, JsonObject, ReadAnswer, boolean])[] = [
  ['nothing has drifted', changed({ ResourceDriftStatus: 'IN_SYNC' }), GONE, false],
  ['AWS does not look at the type', changed({ ResourceDriftStatus: 'UNSUPPORTED' }), GONE, false],
  ['it has drifted elsewhere', changed(), found(now), false],
  [
    'a change of the template is none of that',
    changed({ Details: [{ Target: { Path: STATUS } }, {}] }),
    found(now),
    false,
  ],
  ['it is as it was seen', changed({ Details: [drift(STATUS, 'Suspended')] }), found(now), false],
  ['a number is', changed({ Details: [drift(RULE, '30')] }), found(now), false],
  [
    'a text of digits is',
    changed({ Details: [drift('/Properties/BucketName', '7')] }),
    found(now),
    false,
  ],
  [
    'a value of several parts is',
    changed({
      Details: [drift('/Properties/VersioningConfiguration', '{ "Status": "Suspended" }')],
    }),
    found(now),
    false,
  ],
  [
    'what was taken away is away',
    changed({ Details: [drift('/Properties/Gone/Now')] }),
    found(now),
    false,
  ],
  ['it changed again', changed({ Details: [drift(STATUS, 'Enabled')] }), found(now), true],
  [
    'one of two changed again',
    changed({ Details: [drift(RULE, '30'), drift(STATUS, 'x')] }),
    found(now),
    true,
  ],
  ['what was taken away is back', changed({ Details: [drift(STATUS)] }), found(now), true],
  [
    'what was there is away',
    changed({ Details: [drift('/Properties/Gone', 'x')] }),
    found(now),
    true,
  ],
  [
    'nobody says where',
    changed({ Details: [{ Target: { Drift: { ActualValue: 'x' } } }] }),
    found(now),
    true,
  ],
  ['the resource is gone', changed(), GONE, true],
  ['what was gone is gone', changed({ ResourceDriftStatus: 'DELETED' }), GONE, false],
  ['what was gone is back', changed({ ResourceDriftStatus: 'DELETED' }), found(now), true],
];

describe('what drifted is read again before it is overwritten', () => {
  const obstacleIn = (change: JsonObject, answer: ReadAnswer) => {
    const step = updateStep();
    const world = { ...usualWorld(), read: () => answer };
    return fakeDoor(world)
      .door.openReader(step.accountId, approve([step]))
      .then((watcher) =>
        watcher.ok ? driftObstacle({ step, watcher: watcher.value }, [change]) : undefined,
      );
  };

  it.each(rows)('A53 %s', async (_, change, answer, isStale) => {
    const obstacle = await obstacleIn(change, answer);
    expect(obstacle?.code).toBe(isStale ? 'change-set-stale' : undefined);
    if (isStale) expect(obstacle?.because).toBe('Reports was changed by hand once more.');
  });

  it('A53 what can not be read is not overwritten', async () => {
    const denied = { ok: false, code: 'AccessDenied', httpStatus: 403, message: 'no' } as const;
    await expect(obstacleIn(changed(), denied)).rejects.toMatchObject({ kind: 'denied' });
  });
});
