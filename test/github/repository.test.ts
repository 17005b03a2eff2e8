import { describe, expect, it } from 'vitest';
import { openReleaseGitHub } from '../../src/github/release-client.ts';
import { wholeSecond } from '../../src/github/answers.ts';
import { Fault } from '../../src/task/fault.ts';
import { openWorld } from './open.ts';

const ISSUE = { title: 'A bucket', body: 'for invoices', labels: ['aws-task'] };

describe('issues', () => {
  it('nothing to read is undefined, not an error', async () => {
    const { github, ref } = await openWorld();
    expect(await github.readIssue(ref(1))).toBeUndefined();
  });

  it('reads what is parsed, and who wrote it by number', async () => {
    const { github, fake, ref } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    const issue = await github.readIssue(ref(number));
    expect(issue).toMatchObject({
      title: 'A bucket',
      body: 'for invoices',
      labels: ['aws-task'],
      author: { id: fake.idOf('dana-dev'), login: 'dana-dev' },
      state: 'open',
      isLocked: false,
    });
  });

  it('a pull request is no issue', async () => {
    const { github, ref, fake } = await openWorld();
    const pull = await github.openPullRequest(ref(1), WANTED);
    expect(fake.world.issues.get(pull.number)?.pull).toBeDefined();
    expect(await github.readIssue(ref(pull.number))).toBeUndefined();
  });

  it('closes with a reason, reopens, and tells it by webhook like anybody', async () => {
    const { github, fake, ref } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    await github.closeIssue(ref(number), 'completed');
    expect(fake.world.issues.get(number)).toMatchObject({
      state: 'closed',
      stateReason: 'completed',
    });
    await github.reopenIssue(ref(number));
    expect(fake.world.issues.get(number)?.state).toBe('open');
    expect(fake.takeWebhooks().map((hook) => hook.payload['action'])).toEqual([
      'closed',
      'reopened',
    ]);
  });

  it('A73 lists open issues with the label, for those of which no webhook told', async () => {
    const { app, fake, ref } = await openWorld();
    await fake.openIssue('dana-dev', ISSUE);
    await fake.openIssue('dana-dev', { ...ISSUE, labels: [] });
    const listed = await app.listIssues(fake.installationId, ref(0), 'aws-task');
    expect(listed.map((issue) => issue.ref.number)).toEqual([1]);
  });
});

describe('comments', () => {
  it('A42 a comment of ours is known by the application that wrote it, not by its look', async () => {
    const { github, fake, ref } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    const ours = await github.createComment(ref(number), '## Plan `7f3a9c1e04b2`');
    const theirs = await fake.comment('eve', number, '## Plan `7f3a9c1e04b2`');
    const read = await github.readComment(ref(number), theirs.id);
    expect(ours).toMatchObject({ viaAppId: fake.appId, authorType: 'Bot' });
    expect(read).toMatchObject({ body: ours.body, authorType: 'User' });
    expect(read).not.toHaveProperty('viaAppId');
  });

  it.each([
    ['whole seconds stay', '2026-11-20T17:09:05Z', '2026-11-20T17:09:05Z'],
    ['less is cut off', '2026-11-20T17:09:05.999Z', '2026-11-20T17:09:05Z'],
    ['an offset becomes UTC', '2026-11-20T18:09:05+01:00', '2026-11-20T17:09:05Z'],
  ])('times are told in seconds: %s', (_, told, expected) => {
    expect(wholeSecond.parse(told)).toBe(expected);
  });

  it.each(['', 'yesterday', '2026-11-20'])('no time is made of %j', (told) => {
    expect(wholeSecond.safeParse(told).success).toBe(false);
  });

  it('A03 an edit by somebody else shows in the times, and not in the author', async () => {
    const { github, fake, ref, time } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    const said = await fake.comment('max-maintainer', number, 'looks fine');
    time.pass(60_000);
    await fake.editComment('dana-dev', said.id, '/approve');
    const read = await github.readComment(ref(number), said.id);
    expect(read?.author.login).toBe('max-maintainer');
    expect(read?.updatedAt).not.toBe(read?.createdAt);
  });

  it('a comment of another issue is not found in this one', async () => {
    const { github, fake, ref } = await openWorld();
    const one = await fake.openIssue('dana-dev', ISSUE);
    const other = await fake.openIssue('dana-dev', ISSUE);
    const said = await fake.comment('max-maintainer', other.number, '/approve');
    expect(await github.readComment(ref(one.number), said.id)).toBeUndefined();
    expect(await github.readComment(ref(other.number), said.id)).toMatchObject({ id: said.id });
  });

  it('A47 a plan comment that was deleted is said to be gone', async () => {
    const { github, fake, ref } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    const plan = await github.createComment(ref(number), 'plan');
    expect(await github.updateComment(ref(number), plan.id, 'plan 2')).toMatchObject({
      body: 'plan 2',
    });
    fake.deleteComment(plan.id);
    expect(await github.updateComment(ref(number), plan.id, 'plan 3')).toBeUndefined();
    expect(await github.readComment(ref(number), plan.id)).toBeUndefined();
  });

  it('a text over the limit is never sent', async () => {
    const { github, fake, ref } = await openWorld();
    const before = fake.requests.length;
    await expect(github.createComment(ref(1), 'x'.repeat(65_537))).rejects.toThrow(Fault);
    expect(fake.requests.length).toBe(before);
  });

  it('reactions and pins are made where they exist and missed silently where not', async () => {
    const { github, fake, ref } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    const said = await fake.comment('dana-dev', number, '/plan');
    await github.react(ref(number), said.id, 'eyes');
    await github.pinComment(ref(number), said.id);
    await github.react(ref(number), 999_999, 'eyes');
    await github.pinComment(ref(number), 999_999);
    expect(fake.world.comments.get(said.id)).toMatchObject({ reactions: ['eyes'], isPinned: true });
  });
});

describe('people', () => {
  const roles = [
    { name: 'nobody of that name', login: 'not-there', expected: { role: 'none' } },
    { name: 'an outsider of a private repository', login: 'eve', expected: { role: 'none' } },
    { name: 'A07 a writer', login: 'dana-dev', expected: { role: 'write' } },
    { name: 'a maintainer', login: 'max-maintainer', expected: { role: 'maintain' } },
  ];

  it.each(roles)('$name has the role $expected.role', async ({ login, expected }) => {
    const { github, ref } = await openWorld();
    const read = await github.readRole(ref(1), { id: 0, login });
    expect(read.role).toBe(expected.role);
  });

  it('A12 a login that somebody else took answers with the other number', async () => {
    const { github, fake, ref } = await openWorld();
    const max = { id: fake.idOf('max-maintainer'), login: 'max-maintainer' };
    fake.rename('max-maintainer', 'old-max');
    fake.rename('dana-dev', 'max-maintainer');
    const read = await github.readRole(ref(1), max);
    expect(read.userId).toBe(fake.idOf('max-maintainer'));
    expect(read.userId).not.toBe(max.id);
  });

  it('A12 team membership counts for the person, not for the login', async () => {
    const { github, fake } = await openWorld();
    const dana = { id: fake.idOf('dana-dev'), login: 'dana-dev' };
    fake.addToTeam('acme/platform', 'dana-dev');
    expect(await github.isTeamMember('acme/platform', dana)).toBe(true);
    expect(await github.isTeamMember('acme/platform', { ...dana, id: 1 })).toBe(false);
    expect(await github.isTeamMember('acme/other', dana)).toBe(false);
    expect(await github.isTeamMember('platform', dana)).toBe(false);
    expect(await github.isTeamMember('acme/platform/x', dana)).toBe(false);
  });

  it('A08 a suspended account and a lost membership count at once', async () => {
    const { github, fake, ref } = await openWorld();
    const dana = { id: fake.idOf('dana-dev'), login: 'dana-dev' };
    fake.addToTeam('acme/platform', 'dana-dev');
    fake.removeFromTeam('acme/platform', 'dana-dev');
    expect(await github.isTeamMember('acme/platform', dana)).toBe(false);
    fake.suspend('dana-dev');
    expect(await github.readRole(ref(1), dana)).toEqual({ role: 'none' });
  });
});

const WANTED = {
  branch: 'aws-coworker/issue-1-invoices',
  title: 'Invoices bucket in apollo',
  body: 'Closes nothing by itself.',
  commitMessage: 'Create the invoices bucket',
  files: new Map([['infrastructure/111111111111/us-east-1/invoices.json', '{}\n']]),
};

describe('the release token', () => {
  it('A77 is of one repository, reads only, and can do nothing else', async () => {
    const { github, fake, ref, time } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    const said = await fake.comment('max-maintainer', number, '/approve');
    const token = await github.createReleaseToken(ref(number), {
      issues: 'read',
      metadata: 'read',
    });
    const release = openReleaseGitHub({
      token,
      baseUrl: fake.baseUrl,
      waiting: time,
      fetch: fake.fetch,
    });

    expect(await release.readIssue(ref(number))).toMatchObject({ title: 'A bucket' });
    expect(await release.readComment(ref(number), said.id)).toMatchObject({ body: '/approve' });
    expect(await release.readRole(ref(number), { id: 0, login: 'max-maintainer' })).toEqual({
      role: 'maintain',
      userId: fake.idOf('max-maintainer'),
    });
    expect((await release.listComments(ref(number)))?.map(({ id }) => id)).toEqual([said.id]);
    const team = release.isTeamMember('acme/platform', {
      id: fake.idOf('max-maintainer'),
      login: 'max-maintainer',
    });
    await expect(team).rejects.toMatchObject({ kind: 'denied' });

    const written = await fake.fetch(`${fake.baseUrl}/repos/acme/platform/issues/1/comments`, {
      method: 'POST',
      headers: { authorization: `token ${token}` },
      body: JSON.stringify({ body: 'no' }),
    });
    expect(written.status).toBe(403);
    fake.expireTokens();
    await expect(release.readIssue(ref(number))).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('all comments of an issue', () => {
  const listed = async (count: number): Promise<number | undefined> => {
    const { github, fake, ref, time } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    const token = await github.createReleaseToken(ref(number), { issues: 'read' });
    const { baseUrl, fetch } = fake;
    const release = openReleaseGitHub({ token, baseUrl, waiting: time, fetch });
    for (let n = 0; n < count; n += 1) await fake.comment('dana-dev', number, `${n}`);
    return (await release.listComments(ref(number)))?.length;
  };

  it.each([
    [0, 0],
    [100, 100],
    [250, 250],
    [999, 999],
    [1000, undefined],
  ])('of %i comments %s are read: all or none', async (count, expected) => {
    expect(await listed(count)).toBe(expected);
  });

  it('of an issue that is gone there are none to be read', async () => {
    const { github, fake, ref, time } = await openWorld();
    const token = await github.createReleaseToken(ref(1), { issues: 'read' });
    const { baseUrl, fetch } = fake;
    const release = openReleaseGitHub({ token, baseUrl, waiting: time, fetch });
    expect(await release.listComments(ref(999))).toBeUndefined();
  });
});

describe('files', () => {
  const FILES = { 'stacks/invoices.yml': 'Resources: {}', 'docs/CODEOWNERS': '* @acme/platform' };
  const rows = [
    { name: 'nothing there', path: 'nope.yml', expected: undefined },
    { name: 'a file', path: 'stacks/invoices.yml', expected: 'Resources: {}' },
    { name: 'a folder', path: 'stacks', expected: undefined },
    { name: 'A26 a way out of the repository', path: '../../secrets', expected: undefined },
    { name: 'A26 an absolute path', path: '/etc/passwd', expected: undefined },
    { name: 'A26 a hidden step', path: 'stacks/../../x', expected: undefined },
    { name: 'a query in the path', path: 'stacks/invoices.yml?ref=evil', expected: undefined },
    { name: 'a template variable', path: '{owner}/{+path}', expected: undefined },
    { name: 'a control character', path: 'stacks/\u0000', expected: undefined },
  ];

  it.each(rows)('$name', async ({ path, expected }) => {
    const { github, ref } = await openWorld({ files: FILES });
    expect(await github.readFile(ref(1), path)).toBe(expected);
  });

  it('knows the default branch and who can read it', async () => {
    const { github, ref, fake } = await openWorld();
    expect(await github.readDefaultBranch(ref(1))).toEqual({ branch: 'main', isPrivate: true });
    await fake.makePublic('olivia-owner');
    expect(await github.readDefaultBranch(ref(1))).toEqual({ branch: 'main', isPrivate: false });
  });
});

describe('the application', () => {
  it('A73 reads the log of deliveries by pages, and each payload', async () => {
    const { app, fake, time } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    time.pass(1000);
    const since = time.now();
    time.pass(1000);
    for (let n = 0; n < 150; n += 1) await fake.comment('dana-dev', number, `${n}`);
    const listed = await app.listAppDeliveries(since);
    expect(listed.length).toBe(150);
    const newest = listed[0];
    expect(newest).toMatchObject({ event: 'issue_comment', action: 'created' });
    const payload = await app.readAppDelivery(newest?.id ?? '');
    expect(payload).toMatchObject({ comment: { body: '149' } });
    expect(await app.readAppDelivery('1')).toBeUndefined();
  });

  it('says what it may do and where it is installed', async () => {
    const { app, fake } = await openWorld();
    expect(await app.readApp()).toMatchObject({ id: fake.appId, slug: 'aws-coworker' });
    expect(await app.listInstallations()).toMatchObject([
      { id: fake.installationId, accountId: fake.idOf('acme'), isSuspended: false },
    ]);
  });
});
