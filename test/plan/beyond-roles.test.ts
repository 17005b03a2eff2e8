import { describe, expect, it } from 'vitest';
import { beyondRoles } from '../../src/plan/beyond-roles.ts';
import type { PlannedChange } from '../../src/plan/change.ts';
import type { Step } from '../../src/plan/step.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';

const DETECTOR = 'AWS::GuardDuty::Detector';

const changed = (
  type: string,
  paths: readonly string[],
  more: Partial<PlannedChange> = {},
): PlannedChange => ({
  action: 'change',
  logicalId: 'Watch',
  type,
  ownerAgent: 'SteveJobs',
  properties: paths.map((path) => ({ path })),
  losesData: false,
  isSensitive: true,
  isConditional: false,
  ...more,
});

const refused = (change: PlannedChange) =>
  beyondRoles([{ changes: [change] } as unknown as Step], planKnowledge);

describe('what no role may change', () => {
  it.each([
    ['the tags of a detector', changed(DETECTOR, ['/Properties/Tags/0/Value', '/Tags/'])],
    ['its policies in the stack', changed(DETECTOR, ['/DeletionPolicy'])],
    [
      'a detector that is made',
      changed(DETECTOR, ['/Properties/FindingPublishingFrequency'], { action: 'create' }),
    ],
    [
      'what the template only follows',
      changed(DETECTOR, ['/Properties/Features'], { isOnlyRecorded: true }),
    ],
    ['a type without such a bound', changed('AWS::SQS::Queue', ['/Properties/DelaySeconds'])],
  ])('is not %s', (_name, change) => {
    expect(refused(change)).toBeUndefined();
  });

  it.each([
    ['how often it publishes', changed(DETECTOR, ['/Properties/FindingPublishingFrequency'])],
    ['a member of what it looks at', changed(DETECTOR, ['/Properties/Features/0/Status'])],
    ['more than tags', changed(DETECTOR, ['/Properties/Tags', '/Properties/DataSources'])],
    ['where a trail writes to', changed('AWS::CloudTrail::Trail', ['/Properties/S3BucketName'])],
  ])('is %s', (_name, change) => {
    expect(refused(change)?.code).toBe('no-route');
  });

  it('is said in words', () => {
    const change = changed(DETECTOR, ['/Properties/Tags', '/Properties/DataSources/S3Logs']);
    expect(refused(change)?.because).toBe(
      '`Watch` is of type AWS::GuardDuty::Detector, of which no role of this application may ' +
        'change `DataSources`: the same call could turn it off. It may change only `Tags`.',
    );
  });
});
