import { CloudControlClient, UpdateResourceCommand } from '@aws-sdk/client-cloudcontrol';
import { describe, expect, it } from 'vitest';
import type { Company } from '../conversations/company.ts';
import { approveByDigest, driveIn, type Driven } from '../conversations/drive.ts';
import { plug } from '../sandbox/kit.ts';
import { BUCKET, createDriver, executions, form } from './props.ts';

const drive = createDriver();

/** Somebody turns versioning of the bucket off, past the stack that owns it. */
const suspend = async (company: Company): Promise<void> => {
  const client = plug(CloudControlClient, company.world.plugin(), {
    credentials: company.world.credentialsOf('person-admin', '333333333333'),
  });
  await client.send(
    new UpdateResourceCommand({
      TypeName: 'AWS::S3::Bucket',
      Identifier: 'acme-dev-use1-partner-statements',
      PatchDocument: JSON.stringify([
        { op: 'replace', path: '/VersioningConfiguration/Status', value: 'Suspended' },
      ]),
    }),
  );
  company.clock.pass(60_000);
};

const ask = (company: Company): Promise<Driven> =>
  driveIn(
    company,
    form({ 'Task type': 'UpdateResource', Details: 'Objects expire after 120 days.' }),
  );

const made = async (): Promise<Company> => {
  const driven = await drive(BUCKET);
  await approveByDigest(driven);
  expect(await driven.said()).toMatch(/^## Done /m);
  return driven.company;
};

describe('drift, against the running application', () => {
  it('A53 a bucket that somebody changes between plan and approval stops the plan, and is planned again', async () => {
    const company = await made();
    const update = await ask(company);
    expect(await update.said()).not.toContain('Changed outside the stack');
    const before = await executions(update);
    await suspend(company);
    await approveByDigest(update);
    expect(await update.said()).toContain('change-set-stale');
    expect(await executions(update)).toBe(before);
    await update.comment('requester', '/plan');
    expect(await update.said()).toContain('Changed outside the stack');
    await approveByDigest(update);
    expect(await update.said()).toMatch(/^## Done /m);
    expect(await executions(update)).toBe(before + 1);
  }, 200_000);

  it('A53 a bucket that somebody changed before is high risk, and what is there is shown', async () => {
    const company = await made();
    await suspend(company);
    const said = await (await ask(company)).said();
    expect(said).toMatch(/^\*\*Risk high\*\* .*something was changed outside its stack/m);
    const shown = said.indexOf('is `Suspended` · the stack says `Enabled` · will be `Enabled`');
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(said.indexOf('<details>'));
  }, 200_000);
});
