import { describe, expect, it } from 'vitest';
import { approveDraft, draftOf, made, startJourney } from './sandbox-journey.ts';

const bucket = {
  Resources: {
    Reports: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'acme-dev-use1-quarterly',
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    },
  },
};

describe('in the sandbox', () => {
  it('lists the organization', async () => {
    const { aws } = startJourney();
    const listed = await aws.reader.listAccounts();
    expect(listed.ok ? listed.value : listed.refusal).toContainEqual(
      expect.objectContaining({
        id: '333333333333',
        name: 'athena-dev',
        ouPath: 'Workloads/Development',
        status: 'ACTIVE',
      }),
    );
  });

  it('a bucket is previewed, approved and made', async () => {
    const journey = startJourney();
    const draft = draftOf(bucket);
    const previewed = made(await journey.preview(draft));
    expect(previewed.preview).toMatchObject({ status: 'ready', changeSetType: 'CREATE' });
    const outcome = await journey.execute(approveDraft(draft, previewed));
    expect(outcome).toMatchObject({ kind: 'done' });
  });
});
