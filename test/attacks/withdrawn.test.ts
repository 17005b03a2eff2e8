import { describe, expect, it } from 'vitest';
import { approveByDigest, type Driven } from '../conversations/drive.ts';
import { BUCKET, createDriver } from './props.ts';

const drive = createDriver();

const broken = {
  failures: [
    {
      match: { type: 'AWS::S3::Bucket', operation: 'create' },
      times: 1,
      error: { name: 'InternalFailure', httpStatus: 500, message: 'Internal Failure' },
    },
  ],
};

const planOf = async (driven: Driven): Promise<string> => (await driven.bodies())[0] ?? '';

describe('what became of a plan is not told otherwise', () => {
  it('by closing the issue after it failed', async () => {
    const driven = await drive(BUCKET, { world: broken });
    await approveByDigest(driven);
    expect(await planOf(driven)).toContain('**Failed.**');
    const closed = await driven.company.github.close('maintainer', driven.issue);
    await driven.company.deliver(closed.webhooks);
    await driven.company.settle();
    expect(await planOf(driven)).toContain('**Failed.**');
    expect(await driven.said()).not.toContain('Cancelled by');
  });

  it.each(['/reject', '/cancel'])('by %s after it failed', async (line) => {
    const driven = await drive(BUCKET, { world: broken });
    await approveByDigest(driven);
    await driven.comment('maintainer', line);
    expect(await planOf(driven)).toContain('**Failed.**');
    expect(await driven.said()).toContain('Not done: `nothing-to-cancel`');
  });
});
