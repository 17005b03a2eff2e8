import { afterEach, describe, expect, it } from 'vitest';
import type { HealthIssueRow } from '../../src/store/health-store.ts';
import { openCompany, type Company } from '../conversations/company.ts';
import { DEV } from '../services/samples.ts';
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
    const line = 'S3 bucket: changed outside its stack in `VersioningConfiguration`.';
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

const ill = (number: number, repositoryId: number): HealthIssueRow => ({
  repositoryId,
  key: 'secret-arn',
  kind: 'single',
  accountId: DEV,
  number,
  isOpen: false,
  episode: 1,
  openedAt: '2026-11-20T17:00:00.000Z',
  members: [
    {
      id: 'secret-id',
      arn: 'secret-arn',
      name: 'secret-name',
      resourceType: 'AWS::Lambda::Function',
      region: 'us-east-1',
      accountId: DEV,
      status: 'Unhealthy',
      evidence: [
        {
          rule: 'errors',
          severity: 'Unhealthy',
          seen: 'secret-seen',
          limit: '',
          detail: '',
          heal: '',
        },
      ],
      unknown: [],
    },
  ],
});

describe('/learn on an issue about health', () => {
  it('proposes the broken rule by its kind; any other word there is talk', async () => {
    company = await openCompany();
    const { github } = company;
    const request = { title: 'Ill', body: 'Ill.', labels: ['aws-health'] };
    const { number } = await github.openIssue('owner', request);
    await company.opened.store.saveHealthIssue(ill(number, github.repositoryId));
    await github.close('owner', number);
    const post = async (text: string): Promise<void> => {
      const { webhooks } = await github.comment('maintainer', number, text);
      await company?.deliver(webhooks);
      await company?.settle();
    };
    await post('/status');
    expect((await github.listComments(number)).length).toBe(1);
    await post('/learn');
    const [pull] = await github.listPullRequests();
    expect(pull?.body).toContain('Lambda function: broke the health rule *errors*.');
    const page = await github.readFile(
      `aws-coworker/lesson-${number}`,
      `skills/org/learned/issue-${number}/SKILL.md`,
    );
    expect(page).toContain("types: 'AWS::Lambda::Function'");
    expect(`${page}${pull?.body}`).not.toContain('secret');
  });
});
