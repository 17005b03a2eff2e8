import { describe, expect, it } from 'vitest';
import { denialOf } from '../../src/execute/failing-event.ts';

const cause = (reason: string) => ({
  logicalId: 'Reports',
  type: 'AWS::S3::Bucket',
  status: 'CREATE_FAILED',
  reason,
});

describe('a denial in the middle', () => {
  it.each([
    ['nothing of the kind', 'Bucket already exists', undefined],
    [
      'with its resource',
      'x is not authorized to perform: s3:PutBucketTagging on resource: arn:aws:s3:::a because',
      'Reports needs s3:PutBucketTagging on arn:aws:s3:::a, which the session did not have.',
    ],
    [
      'without one',
      'x is not authorized to perform: ec2:RunInstances.',
      'Reports needs ec2:RunInstances on its resource, which the session did not have.',
    ],
  ])('%s', (_, reason, because) => {
    expect(denialOf(cause(reason))?.because).toBe(because);
  });

  it('by an explicit deny is for whoever owns that', () => {
    const reason =
      'not authorized to perform: s3:PutBucketAcl on resource: a with an explicit deny in a ' +
      'service control policy';
    expect(denialOf(cause(reason))?.next).toContain('a service control policy forbids it');
  });
});
