import { afterEach, describe, expect, it } from 'vitest';
import type { Company } from '../conversations/company.ts';
import { issues, openDrifting, patchBucket, stackOf, tick } from './drifting.ts';

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const say = async (one: Company, who: string, text: string): Promise<string> => {
  const number = issues(one)[0]?.number ?? 0;
  await one.deliver((await one.github.comment(who, number, text)).webhooks);
  await one.settle();
  return (await one.github.listComments(number)).at(-1)?.body ?? '';
};

/** An issue about a bucket whose versions somebody turned off by hand. */
const drifted = async (): Promise<Company> => {
  const one = await openDrifting([stackOf('orders')]);
  const path = '/VersioningConfiguration/Status';
  await patchBucket(one, { bucket: 'orders' }, [{ op: 'replace', path, value: 'Suspended' }]);
  await tick(one);
  return one;
};

describe('/learn on an issue about drift', () => {
  it('proposes what was changed by hand, by kind and property, once the issue is closed', async () => {
    company = await drifted();
    expect(await say(company, 'maintainer', '/learn')).toContain('`issue-open`');
    const number = issues(company)[0]?.number ?? 0;
    await company.deliver((await company.github.close('developer', number)).webhooks);
    expect(await say(company, 'maintainer', '/learn')).toContain('proposes 1 lesson');
    const [pull] = await company.github.listPullRequests();
    const line = 'S3 bucket was changed outside its stack in `VersioningConfiguration`.';
    expect(pull?.body).toContain(line);
    const branch = `aws-coworker/lesson-${number}`;
    const path = `skills/org/learned/issue-${number}/SKILL.md`;
    const page = await company.github.readFile(branch, path);
    expect(page).toContain(`description: What issue ${number} taught about S3 bucket.`);
    expect(page).toContain("types: 'AWS::S3::Bucket'");
    expect(page).toContain(line);
    expect(page).not.toContain('orders');
  });
});
