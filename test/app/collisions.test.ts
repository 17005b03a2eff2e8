import { afterEach, describe, expect, it } from 'vitest';
import { BUCKET } from '../attacks/props.ts';
import { openCompany, type Company } from '../conversations/company.ts';
import { approveByDigest, driveIn } from '../conversations/drive.ts';

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const OTHER = { title: 'Statements again', body: BUCKET.body.replace('90 days', '30 days') };
const ELSEWHERE = { ...OTHER, body: OTHER.body.replace('partner-statements', 'notes') };

describe('two issues that touch the same thing', () => {
  it('the later plan names the earlier one, and both say so when asked', async () => {
    company = await openCompany({});
    const first = await driveIn(company, BUCKET);
    expect(await first.said()).not.toContain('will collide with');
    const second = await driveIn(company, OTHER);
    expect(await second.said()).toContain(
      [
        '> **This plan will collide with other open issues.**',
        '> They touch what it touches.',
        '',
        `- #${first.issue} · S3 bucket \`acme-dev-use1-partner-statements\` in \`athena-dev\``,
      ].join('\n'),
    );
    await first.comment('requester', '/status');
    expect(await first.said()).toContain(`**Will collide with**\n- #${second.issue} · `);
  });

  it('what another issue touches elsewhere is not named', async () => {
    company = await openCompany({});
    await driveIn(company, BUCKET);
    const second = await driveIn(company, ELSEWHERE);
    expect(await second.said()).not.toContain('will collide with');
  });

  it('a withdrawn plan collides with nothing, and the comment that named it says so', async () => {
    company = await openCompany({});
    const first = await driveIn(company, BUCKET);
    const second = await driveIn(company, OTHER);
    await first.comment('maintainer', '/reject not now');
    await second.comment('requester', '/plan');
    expect(await second.said()).toContain('**Collides with no other issue any more.**');
    expect(await second.said()).not.toContain('will collide with');
  });

  it('once one is carried out, the plan of the other is not executed', async () => {
    company = await openCompany({});
    const first = await driveIn(company, BUCKET);
    const second = await driveIn(company, OTHER);
    await approveByDigest(first);
    await approveByDigest(second);
    expect(await first.said()).toContain('## Done in');
    expect(await second.said()).not.toContain('## Done in');
    const { resources } = await company.world.snapshot();
    const made = resources.filter(
      ({ type, id }) => type === 'AWS::S3::Bucket' && id === 'acme-dev-use1-partner-statements',
    );
    expect(made.map(({ properties }) => JSON.stringify(properties))).toEqual([
      expect.stringContaining('"ExpirationInDays":90'),
    ]);
  });
});
