import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/task/fault.ts';
import { openWorld } from './open.ts';

const PATH = 'infrastructure/111111111111/us-east-1/invoices.json';

const WANTED = {
  branch: 'aws-coworker/issue-1-invoices',
  title: 'Invoices bucket in apollo',
  body: 'Why, what, how to undo.',
  commitMessage: 'Create the invoices bucket',
  files: new Map<string, string | null>([[PATH, '{}\n']]),
};

const writes = (requests: readonly { method: string; route: string }[]): readonly string[] =>
  requests
    .filter((line) => line.method !== 'GET' && !line.route.startsWith('/app/'))
    .map((line) => `${line.method} ${line.route.replace('/repos/{owner}/{repo}', '')}`);

describe('opening a pull request', () => {
  it('is one branch, one signed commit, one pull request', async () => {
    const { github, fake, ref } = await openWorld();
    const pull = await github.openPullRequest(ref(1), WANTED);
    expect(pull).toMatchObject({
      state: 'open',
      isMerged: false,
      headRef: WANTED.branch,
      headRepositoryId: fake.repositoryId,
      baseRef: 'main',
      authorId: fake.idOf('aws-coworker[bot]'),
    });
    const commit = fake.world.commits.get(pull.headSha);
    expect(commit).toMatchObject({ message: WANTED.commitMessage, isVerified: true });
    expect(commit?.parents).toEqual([fake.world.branches.get('main')]);
    expect(await fake.readFile(WANTED.branch, PATH)).toBe('{}\n');
    expect(await fake.readFile(WANTED.branch, 'README.md')).toBe('#');
    expect(writes(fake.requests)).toEqual([
      'POST /git/trees',
      'POST /git/commits',
      'POST /git/refs',
      'POST /pulls',
    ]);
  });

  it('A85 names no author, so that GitHub signs the commit as the application’s', async () => {
    const { github, fake, ref } = await openWorld();
    await github.openPullRequest(ref(1), WANTED);
    const commit = fake.requests.find((line) => line.route.endsWith('/git/commits'));
    expect(Object.keys(commit?.body ?? {}).sort()).toEqual(['message', 'parents', 'tree']);
  });

  it('twice is one: nothing is written the second time', async () => {
    const { github, fake, ref } = await openWorld();
    const first = await github.openPullRequest(ref(1), WANTED);
    const before = fake.requests.length;
    const second = await github.openPullRequest(ref(1), WANTED);
    expect(second).toEqual(first);
    expect(writes(fake.requests.slice(before))).toEqual(['POST /git/trees']);
    expect((await fake.listPullRequests()).length).toBe(1);
  });

  it('twice is one, also after the default branch went on', async () => {
    const { github, fake, ref } = await openWorld();
    const first = await github.openPullRequest(ref(1), WANTED);
    await fake.push('olivia-owner', 'main', { 'README.md': 'more' });
    expect((await github.openPullRequest(ref(1), WANTED)).headSha).toBe(first.headSha);
  });

  it('another plan replaces the one commit and keeps the pull request', async () => {
    const { github, fake, ref } = await openWorld();
    const first = await github.openPullRequest(ref(1), WANTED);
    const second = await github.openPullRequest(ref(1), {
      ...WANTED,
      title: 'Invoices bucket, versioned',
      files: new Map([[PATH, '{"a":1}\n']]),
    });
    expect(second.number).toBe(first.number);
    expect(second.headSha).not.toBe(first.headSha);
    const [listed] = await fake.listPullRequests();
    expect(listed).toMatchObject({
      title: 'Invoices bucket, versioned',
      headSha: second.headSha,
    });
    expect(fake.world.commits.get(second.headSha)?.parents.length).toBe(1);
  });

  it('A79 A85 a push by somebody else is undone, not built upon', async () => {
    const { github, fake, ref } = await openWorld();
    await github.openPullRequest(ref(1), WANTED);
    await fake.push('dana-dev', WANTED.branch, { [PATH]: '{"evil":1}' });
    const again = await github.openPullRequest(ref(1), WANTED);
    expect(await fake.readFile(again.headSha, PATH)).toBe('{}\n');
    expect(fake.world.commits.get(again.headSha)?.parents).toEqual([
      fake.world.branches.get('main'),
    ]);
  });

  it('GitHub refuses a second one of the branch', async () => {
    const { github, fake, ref } = await openWorld();
    const first = await github.openPullRequest(ref(1), WANTED);
    fake.meetMishap({ method: 'GET', route: /\/pulls$/, times: 1, status: 404 });
    const again = await github.openPullRequest(ref(1), WANTED);
    expect(writes(fake.requests).filter((line) => line === 'POST /pulls').length).toBe(2);
    expect(again.number).toBe(first.number);
    expect((await fake.listPullRequests()).length).toBe(1);
  });

  it('an opening whose answer is lost is found, not refused', async () => {
    const { github, fake, ref } = await openWorld();
    fake.meetMishap({ method: 'POST', route: /\/pulls$/, times: 1, status: 502, afterwards: true });
    const pull = await github.openPullRequest(ref(1), WANTED);
    expect(pull).toMatchObject({ state: 'open', headRef: WANTED.branch });
    expect((await fake.listPullRequests()).length).toBe(1);
  });

  it('A82 a fork’s pull request of the same branch name is not taken for ours', async () => {
    const { github, fake, ref } = await openWorld();
    const first = await github.openPullRequest(ref(1), WANTED);
    const stored = fake.world.issues.get(first.number);
    if (stored?.pull !== undefined) {
      stored.pull = { ...stored.pull, headRepositoryId: 666 };
    }
    const second = await github.openPullRequest(ref(1), WANTED);
    expect(second.number).not.toBe(first.number);
    expect(await github.readPullRequest(ref(1), first.number)).toMatchObject({
      headRepositoryId: 666,
    });
  });

  it('deletes files that are there, and ignores those that are not', async () => {
    const { github, fake, ref } = await openWorld({ files: { [PATH]: '{}' } });
    const pull = await github.openPullRequest(ref(1), {
      ...WANTED,
      files: new Map([
        [PATH, null],
        ['infrastructure/gone.json', null],
      ]),
    });
    expect(await fake.readFile(pull.headSha, PATH)).toBeUndefined();
    expect(await fake.readFile(pull.headSha, 'README.md')).toBe('#');
  });

  const forbidden = [
    { name: 'A81 a workflow', path: '.github/workflows/deploy.yml' },
    { name: 'A81 the code owners', path: '.github/CODEOWNERS' },
    { name: 'A81 our own configuration', path: 'config/organization.yml' },
    { name: 'a way out of the folder', path: 'infrastructure/../.github/CODEOWNERS' },
    { name: 'the folder itself', path: 'infrastructure/' },
    { name: 'a folder with a similar name', path: 'infrastructure-2/x.json' },
    { name: 'a backslash', path: 'infrastructure/..\\.github\\x' },
    { name: 'nothing', path: '' },
  ];

  it.each(forbidden)('refuses to write $name, and asks nothing of GitHub', async ({ path }) => {
    const { github, fake, ref } = await openWorld();
    const opening = github.openPullRequest(ref(1), { ...WANTED, files: new Map([[path, 'x']]) });
    await expect(opening).rejects.toBeInstanceOf(Fault);
    expect(fake.requests).toEqual([]);
  });

  const branches = ['main', 'aws-coworker/issue-1-../x', 'refs/heads/main', 'aws-coworker/issue-x'];

  it.each(branches)('refuses to push to %s', async (branch) => {
    const { github, fake, ref } = await openWorld();
    const opening = github.openPullRequest(ref(1), { ...WANTED, branch });
    await expect(opening).rejects.toBeInstanceOf(Fault);
    expect(fake.requests).toEqual([]);
  });
});

describe('following a pull request', () => {
  it('nothing there is undefined', async () => {
    const { github, ref } = await openWorld();
    expect(await github.readPullRequest(ref(1), 99)).toBeUndefined();
  });

  it('sees the merge and what was merged', async () => {
    const { github, fake, ref } = await openWorld();
    const { number } = await github.openPullRequest(ref(1), WANTED);
    await fake.merge('olivia-owner', number);
    const read = await github.readPullRequest(ref(1), number);
    expect(read).toMatchObject({ state: 'closed', isMerged: true });
    expect(read?.mergedSha).toBe(fake.world.branches.get('main'));
  });

  it('A79 sees a push after the review as another head', async () => {
    const { github, fake, ref } = await openWorld();
    const opened = await github.openPullRequest(ref(1), WANTED);
    await fake.push('dana-dev', WANTED.branch, { [PATH]: '{"evil":1}' });
    const read = await github.readPullRequest(ref(1), opened.number);
    expect(read?.headSha).not.toBe(opened.headSha);
  });

  it('closes, and marks commits with words where checks exist', async () => {
    const { github, fake, ref } = await openWorld();
    const { number, headSha } = await github.openPullRequest(ref(1), WANTED);
    const check = { name: 'aws-coworker', passed: false, summary: 'Pushed after the review.' };
    await github.setCheck(ref(1), headSha, check);
    expect(fake.world.checks).toEqual([
      {
        name: 'aws-coworker',
        sha: headSha,
        conclusion: 'action_required',
        summary: check.summary,
      },
    ]);
    fake.meetMishap({ method: 'POST', route: /check-runs$/, times: 1, status: 404 });
    await github.setCheck(ref(1), headSha, check);
    await github.closePullRequest(ref(1), number);
    expect(await github.readPullRequest(ref(1), number)).toMatchObject({ state: 'closed' });
  });
});
