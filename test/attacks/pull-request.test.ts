import { describe, expect, it } from 'vitest';
import type { Driven } from '../conversations/drive.ts';
import { createDriver, form, stateOf, writesOf } from './props.ts';

const drive = createDriver();

const TOPIC = form({
  Service: 'SNS topic',
  Account: 'apollo-prod',
  Name: 'order-events',
  Details: 'Ticket PLAT-1.',
});

const CHECK = 'aws-coworker/reviewed-plan';

const pullOf = async ({ company }: Driven) => {
  const pull = (await company.github.listPullRequests()).at(-1);
  if (pull === undefined) throw new Error('no pull request');
  return pull;
};

/** The newest conclusion for a commit. */
const checkOf = ({ company }: Driven, sha: string): string | undefined =>
  company.github.world.checks.findLast((check) => check.name === CHECK && check.sha === sha)
    ?.conclusion;

const push = async (
  driven: Driven,
  who: string,
  files: Readonly<Record<string, string>>,
): Promise<void> => {
  const { headRef } = await pullOf(driven);
  const { company } = driven;
  await company.deliver((await company.github.push(who, headRef, files)).webhooks);
  await company.settle();
};

const TEMPLATE = 'infrastructure/222222222222/us-east-1/extra.json';

describe('pull requests, against the running application', () => {
  it('A79 what was proposed is reviewed, and a push after it is not', async () => {
    const driven = await drive(TOPIC);
    const before = await pullOf(driven);
    expect(checkOf(driven, before.headSha)).toBe('success');
    await push(driven, 'developer', { [TEMPLATE]: '{}' });
    const after = await pullOf(driven);
    expect(after.headSha).not.toBe(before.headSha);
    expect(checkOf(driven, after.headSha)).toBe('action_required');
    expect(await driven.said()).toContain('was pushed to after the review');
    expect((await stateOf(driven))?.status).toBe('Blocked');
  });

  it('A79 a push by another application is no push of ours', async () => {
    const driven = await drive(TOPIC);
    const { company } = driven;
    company.github.world.nextId += 1;
    company.github.world.people.set('helper[bot]', {
      login: 'helper[bot]',
      role: 'write',
      type: 'Bot',
      id: company.github.world.nextId,
      isSuspended: false,
    });
    await push(driven, 'helper[bot]', { [TEMPLATE]: '{}' });
    expect(checkOf(driven, (await pullOf(driven)).headSha)).toBe('action_required');
  });

  it('A79 A92 a new plan makes it the reviewed one commit again: its check locks nobody out', async () => {
    const driven = await drive(TOPIC);
    const first = await pullOf(driven);
    await push(driven, 'developer', { [TEMPLATE]: '{}' });
    await driven.comment('requester', '/plan');
    const pull = await pullOf(driven);
    expect(pull.number).toBe(first.number);
    expect(checkOf(driven, pull.headSha)).toBe('success');
    const { github } = driven.company;
    expect(await github.readFile(pull.headRef, TEMPLATE)).toBeUndefined();
    expect((await stateOf(driven))?.status).toBe('AwaitingApproval');
  });

  it('A79 an edit of the issue takes the review from the pull request until it is planned again', async () => {
    const driven = await drive(TOPIC);
    const before = await pullOf(driven);
    const { company } = driven;
    const edited = await company.github.editIssue('requester', driven.issue, {
      body: TOPIC.body.replace('order-events', 'order-updates'),
    });
    await company.deliver(edited.webhooks);
    await company.settle();
    const pulls = await company.github.listPullRequests();
    const old = pulls.find((pull) => pull.number === before.number);
    expect(old?.state).toBe('closed');
    expect(checkOf(driven, before.headSha)).toBe('action_required');
    const open = pulls.filter((pull) => pull.state === 'open');
    expect(open).toHaveLength(1);
    expect(checkOf(driven, open[0]?.headSha ?? '')).toBe('success');
  });

  it.each(['/reject', '/cancel'])(
    'A79 %s takes the pull request back, so that nobody merges it by mistake',
    async (command) => {
      const driven = await drive(TOPIC);
      await driven.comment('requester', command);
      const pull = await pullOf(driven);
      expect(pull.state).toBe('closed');
      expect(checkOf(driven, pull.headSha)).toBe('action_required');
      expect(await driven.said()).toMatch(/Rejected by|Cancelled by/);
    },
  );

  it.each([
    ['the code owners', '.github/CODEOWNERS', '* @mallory\n'],
    ['a workflow', '.github/workflows/deploy.yml', 'on: push\n'],
    ['our configuration', 'config/approvals.yml', 'approvers:\n  roles: [read]\n'],
  ])('A81 %s in the same change void the review, and count for nothing', async (_, path, text) => {
    const driven = await drive(TOPIC);
    await push(driven, 'developer', { [path]: text });
    expect(checkOf(driven, (await pullOf(driven)).headSha)).toBe('action_required');
    const { company } = driven;
    const seen = company.github.requests.length;
    await driven.comment('developer', '/approve');
    await driven.comment('requester', '/plan');
    const reads = company.github.requests
      .slice(seen)
      .filter(({ path: read }) => read.includes('/contents/'));
    expect(reads.filter(({ query }) => (query['ref'] ?? 'main') !== 'main')).toEqual([]);
    expect(await company.github.readFile((await pullOf(driven)).headRef, path)).not.toBe(text);
  });

  it('A81 our commits write below infrastructure/ only', async () => {
    const driven = await drive(TOPIC);
    const trees = driven.company.github.requests.filter(({ route }) =>
      route.endsWith('/git/trees'),
    );
    const paths = trees.flatMap(({ body }) =>
      (body['tree'] as readonly { path: string }[]).map(({ path }) => path),
    );
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !path.startsWith('infrastructure/'))).toEqual([]);
  });

  it('A82 a pull request that somebody opened on our branch is closed, not taken for ours', async () => {
    const driven = await drive(TOPIC, { labels: [] });
    const { company } = driven;
    const branch = `aws-coworker/issue-${driven.issue}-order-events`;
    await company.github.push('developer', branch, { [TEMPLATE]: '{}' });
    const theirs = company.github.openPullRequest('developer', branch, 'Plan, reviewed, approved');
    const labelled = await company.github.label('maintainer', driven.issue, 'aws-task');
    await company.deliver(labelled.webhooks);
    await company.settle();
    const pulls = await company.github.listPullRequests();
    expect(pulls.find((pull) => pull.number === theirs)?.state).toBe('closed');
    const number = (await stateOf(driven))?.pullRequest;
    const ours = pulls.find((pull) => pull.number === number);
    expect(ours?.state).toBe('open');
    expect(ours?.number).not.toBe(theirs);
    expect(checkOf(driven, ours?.headSha ?? '')).toBe('success');
  });

  it('A82 events of a pull request that is not ours change nothing', async () => {
    const driven = await drive(TOPIC);
    const { company } = driven;
    await company.github.push('developer', 'aws-coworker/issue-99-fake', { [TEMPLATE]: '{}' });
    company.github.openPullRequest('developer', 'aws-coworker/issue-99-fake', 'By aws-coworker');
    const before = { said: await driven.said(), checks: company.github.world.checks.length };
    const pushed = await company.github.push('developer', 'aws-coworker/issue-99-fake', {
      [TEMPLATE]: '{"a": 1}',
    });
    await company.deliver(pushed.webhooks);
    await company.settle();
    expect(await driven.said()).toBe(before.said);
    expect(company.github.world.checks.length).toBe(before.checks);
  });

  it('A83 nothing is merged by us, no merge is ever queued, and no label asks for it', async () => {
    const driven = await drive(TOPIC);
    const { company } = driven;
    const pull = await pullOf(driven);
    const labelled = await company.github.label('developer', pull.number, 'automerge');
    await company.deliver(labelled.webhooks);
    await company.settle();
    await driven.comment('owner', '/approve');
    const { requests } = company.github;
    expect(requests.filter(({ path }) => /merge|graphql|reviews/.test(path))).toEqual([]);
    expect((await pullOf(driven)).state).toBe('open');
    expect(await driven.said()).toContain('approve-by-pull-request');
  });

  it('A83 where nothing protects the branch, no pull request is opened', async () => {
    const driven = await drive(TOPIC, { isUnprotected: true });
    expect(await driven.company.github.listPullRequests()).toEqual([]);
    expect(await driven.said()).toContain('route-unprotected');
    const { requests } = driven.company.github;
    expect(requests.filter(({ route }) => route.includes('/git/'))).toEqual([]);
  });

  it('A85 our commit is signed and names nobody; a commit in our name is still not ours', async () => {
    const driven = await drive(TOPIC);
    const { company } = driven;
    const first = await pullOf(driven);
    expect(company.github.world.commits.get(first.headSha)?.isVerified).toBe(true);
    const made = company.github.requests.filter(
      ({ method, route }) => method === 'POST' && route.endsWith('/git/commits'),
    );
    expect(made.every(({ body }) => body['author'] === undefined)).toBe(true);
    expect(made.every(({ body }) => body['committer'] === undefined)).toBe(true);
    const { headRef } = first;
    const pushed = await company.github.push('aws-coworker[bot]', headRef, { [TEMPLATE]: '{}' });
    const spoofed = pushed.webhooks.map((webhook) => ({
      ...webhook,
      payload: {
        ...webhook.payload,
        sender: { id: company.github.idOf('developer'), login: 'aws-coworker[bot]', type: 'User' },
      },
    }));
    await company.deliver(spoofed);
    await company.settle();
    expect(checkOf(driven, (await pullOf(driven)).headSha)).toBe('action_required');
  });

  it('A92 our own check is never asked for, whoever requires it', async () => {
    const driven = await drive(TOPIC);
    const { company } = driven;
    company.github.protect('main', {
      required_status_checks: { strict: true, checks: [{ context: CHECK }] },
    });
    await driven.comment('requester', '/plan');
    const { requests } = company.github;
    expect(
      requests.filter(({ method, path }) => method === 'GET' && /check|status/.test(path)),
    ).toEqual([]);
    expect(checkOf(driven, (await pullOf(driven)).headSha)).toBe('success');
  });

  const merge = async (driven: Driven): Promise<void> => {
    const { company } = driven;
    const merged = await company.github.merge('owner', (await pullOf(driven)).number);
    await company.deliver(merged.webhooks);
    await company.settle();
  };

  const deploy = async (driven: Driven, environment: string): Promise<void> => {
    const { company } = driven;
    const { number } = await pullOf(driven);
    const told = await company.github.deploy('owner', number, 'success', environment);
    await company.deliver(told.webhooks);
    await company.settle();
  };

  it.each(['/reject', '/cancel'])(
    'A79 %s after the merge says that it was merged',
    async (line) => {
      const driven = await drive(TOPIC);
      await merge(driven);
      await driven.comment('requester', line);
      expect(await driven.said()).toContain('Not done: `already-merged`');
      expect(await driven.said()).not.toMatch(/Rejected by|Cancelled by|Nothing was changed/);
      await deploy(driven, 'production');
      expect((await stateOf(driven))?.status).toBe('Completed');
    },
  );

  it('A79 what is merged after a push nobody told of is not said to be the plan', async () => {
    const driven = await drive(TOPIC);
    const { headRef } = await pullOf(driven);
    await driven.company.github.push('developer', headRef, { [TEMPLATE]: '{}' });
    await merge(driven);
    expect(await driven.said()).toContain('was merged with commits that nobody here reviewed');
    await deploy(driven, 'production');
    expect(await driven.said()).toContain('was deployed, and is not this plan');
    expect((await stateOf(driven))?.status).toBe('Blocked');
    await driven.comment('requester', '/rollback');
    expect(await driven.said()).toContain('nothing-to-roll-back');
  });

  it('A83 a deployment of the same commit to another environment says nothing', async () => {
    const driven = await drive(TOPIC);
    await merge(driven);
    await deploy(driven, 'github-pages');
    expect((await stateOf(driven))?.status).toBe('InProgress');
    await deploy(driven, 'production');
    expect((await stateOf(driven))?.status).toBe('Completed');
  });

  it('A83 in production nothing but reads and previews was ever called', async () => {
    const driven = await drive(TOPIC);
    const { company } = driven;
    const merged = await company.github.merge('owner', (await pullOf(driven)).number);
    await company.deliver(merged.webhooks);
    await company.settle();
    expect((await writesOf(driven)).map(({ action }) => action)).toEqual([]);
  });
});
