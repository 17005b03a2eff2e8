import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGitHubApp, type GitHubApp } from '../../src/github/app-auth.ts';
import type { GitHubRepository } from '../../src/github/github.ts';
import { openReleaseGitHub } from '../../src/github/release-client.ts';
import type { IssueRef } from '../../src/task/issue.ts';
import { openEmulatedGitHub, type EmulatedGitHub } from '../fakes/emulate-github.ts';

const waiting = {
  now: () => new Date(),
  sleep: (ms: number) => Promise.reject(new Error(`asked to wait ${ms} ms`)),
};

const WANTED = {
  branch: 'aws-coworker/issue-1-invoices',
  title: 'Invoices bucket in apollo',
  body: 'Why, what, how to undo.',
  commitMessage: 'Create the invoices bucket',
  files: new Map<string, string | null>([['infrastructure/1/us-east-1/invoices.json', '{}\n']]),
};

describe('the GitHub edge against a server from npm', () => {
  let stage: EmulatedGitHub;
  let app: GitHubApp;
  let github: GitHubRepository;
  const ref = (number: number): IssueRef => ({
    repositoryId: stage.repositoryId,
    owner: stage.owner,
    repo: stage.repo,
    number,
  });

  beforeAll(async () => {
    stage = await openEmulatedGitHub({
      webhookSecret: 'a-secret-for-tests-only-0123456789',
      people: [
        { login: 'olivia-owner', role: 'admin' },
        { login: 'max-maintainer', role: 'maintain' },
        { login: 'dana-dev', role: 'write' },
        { login: 'eve', role: 'none' },
      ],
      files: {
        '.github/CODEOWNERS': '* @olivia-owner\n',
        '.github/workflows/deploy.yml': 'jobs:\n  deploy:\n    environment: production\n',
      },
    });
    app = openGitHubApp({
      appId: stage.appId,
      privateKey: stage.privateKey,
      webhookSecret: stage.webhookSecret,
      baseUrl: stage.baseUrl,
      waiting,
      isPaced: false,
    });
    github = await app.forInstallation(stage.installationId);
  });
  afterAll(async () => {
    await stage.stop();
  });

  it('reads an issue and its people by number', async () => {
    const { number } = await stage.openIssue('dana-dev', {
      title: 'A bucket',
      body: 'for invoices',
      labels: ['aws-task'],
    });
    expect(await github.readIssue(ref(number))).toMatchObject({
      title: 'A bucket',
      labels: ['aws-task'],
      author: { id: stage.idOf('dana-dev'), login: 'dana-dev' },
    });
    const roles = await Promise.all(
      ['olivia-owner', 'max-maintainer', 'dana-dev', 'eve'].map((login) =>
        github.readRole(ref(number), { id: 0, login }),
      ),
    );
    expect(roles.map((read) => read.role)).toEqual(['admin', 'maintain', 'write', 'none']);
    expect(roles[1]?.userId).toBe(stage.idOf('max-maintainer'));
  });

  it('keeps one living comment, and misses reactions and pins silently', async () => {
    const { number } = await stage.openIssue('dana-dev', { title: 't', body: 'b' });
    const made = await github.createComment(ref(number), 'reading');
    await github.react(ref(number), made.id, 'eyes');
    await github.pinComment(ref(number), made.id);
    await github.updateComment(ref(number), made.id, 'planned');
    const comments = await stage.listComments(number);
    expect(comments.map(({ login, body }) => ({ login, body }))).toEqual([
      { login: 'aws-coworker[bot]', body: 'planned' },
    ]);
    await github.closeIssue(ref(number), 'completed');
    expect(await stage.readIssue(number)).toMatchObject({ state: 'closed' });
  });

  it('a release token reads and does nothing else', async () => {
    const { number } = await stage.openIssue('dana-dev', { title: 't', body: 'b' });
    const said = await stage.comment('max-maintainer', number, '/approve');
    const token = await github.createReleaseToken(ref(number), {
      issues: 'read',
      metadata: 'read',
    });
    const release = openReleaseGitHub({ token, baseUrl: stage.baseUrl, waiting });
    expect(await release.readComment(ref(number), said.id)).toMatchObject({
      body: '/approve',
      author: { id: stage.idOf('max-maintainer') },
    });
    expect((await release.listComments(ref(number)))?.map(({ id }) => id)).toEqual([said.id]);
    const path = `${stage.baseUrl}/repos/${stage.owner}/${stage.repo}/issues/${number}/comments`;
    const written = await fetch(path, {
      method: 'POST',
      headers: { authorization: `token ${token}` },
      body: JSON.stringify({ body: 'no' }),
    });
    expect(written.status).toBe(403);
  });

  it('refuses nothing and protects nothing until people do', async () => {
    expect(await github.readRouteProtection(ref(1), 'production')).toMatchObject({
      requiresPullRequest: false,
      environmentExists: false,
    });
    await stage.protect('production');
    expect(await github.readRouteProtection(ref(1), 'production')).toEqual({
      branch: 'main',
      requiresPullRequest: true,
      requiresCodeOwners: true,
      dismissesStale: true,
      requiresLastPushApproval: true,
      appMayBypass: false,
      codeOwnersCoverInfrastructure: true,
      codeOwnersCoverGithub: true,
      environmentExists: true,
      environmentRestrictsBranch: true,
      environmentHasReviewers: true,
      hasDeployWorkflow: true,
    });
  });

  it('opens one pull request, twice, and sees people merge it', async () => {
    const first = await github.openPullRequest(ref(1), WANTED);
    expect(await github.openPullRequest(ref(1), WANTED)).toEqual(first);
    expect(await stage.readFile(WANTED.branch, 'infrastructure/1/us-east-1/invoices.json')).toBe(
      '{}\n',
    );
    await github.setCheck(ref(1), first.headSha, { name: 'n', passed: true, summary: 's' });
    await expect(stage.merge('olivia-owner', first.number)).rejects.toThrow(/review/i);
    await stage.review('olivia-owner', first.number);
    await stage.merge('max-maintainer', first.number);
    expect(await github.readPullRequest(ref(1), first.number)).toMatchObject({ isMerged: true });
    expect(await stage.readFile('main', 'infrastructure/1/us-east-1/invoices.json')).toBe('{}\n');
  });

  it('sends what a person does as a webhook that Probot takes for genuine', async () => {
    const seen: string[] = [];
    app.probot.on(['issues.opened', 'issue_comment.created'], (context) => {
      seen.push(`${context.name} ${context.payload.installation?.id} ${context.payload.sender.id}`);
    });
    const middleware = await app.probot.getNodeMiddleware();
    const server = createServer((request, response) => {
      void middleware(request, response);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    stage.deliverTo(`http://127.0.0.1:${port}/api/github/webhooks`);
    const { number } = await stage.openIssue('dana-dev', { title: 't', body: 'b' });
    await stage.comment('max-maintainer', number, '/plan');
    await expect.poll(() => seen.length).toBe(2);
    server.close();
    expect(seen).toEqual([
      `issues 77 ${stage.idOf('dana-dev')}`,
      `issue_comment 77 ${stage.idOf('max-maintainer')}`,
    ]);
  });

  it('has no log of deliveries, which is no fault', async () => {
    expect(await app.listAppDeliveries(new Date(0))).toEqual([]);
  });
});
