import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { needsOf } from '../../src/github/needs.ts';
import { ROOT } from '../source-files.ts';
import { openWorld } from './open.ts';

const ISSUE = { title: 'A bucket', body: 'for invoices', labels: ['aws-task'] };

const manifest = parse(readFileSync(join(ROOT, 'app.yml'), 'utf8')) as {
  readonly default_permissions: Readonly<Record<string, string>>;
};

describe('A77 what a call to GitHub may do', () => {
  it.each([
    ['GET /repos/{owner}/{repo}/issues/{issue_number}', { issues: 'read' }],
    ['POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', { issues: 'write' }],
    ['GET /repos/{owner}/{repo}/contents/templates/inbox.yaml', { contents: 'read' }],
    ['PATCH /repos/{owner}/{repo}/git/refs/heads/aws-coworker/issue-1', { contents: 'write' }],
    ['GET /repos/{owner}/{repo}/branches/{branch}/protection', { administration: 'read' }],
    ['GET /orgs/{org}/teams/{team_slug}/memberships/{username}', { members: 'read' }],
    ['DELETE /repos/{owner}/{repo}/git/refs/heads/main', undefined],
    ['PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', undefined],
    ['POST /repos/{owner}/{repo}/hooks', undefined],
  ])('%s', (route, needs) => {
    expect(needsOf(route)).toEqual(needs);
  });

  it('is never more than the manifest asks for', () => {
    const folder = join(ROOT, 'src/github');
    const text = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    const asked = [...text.matchAll(/\{ (\w+): '(read|write)' \}\],?$/gm)];
    expect(asked.length).toBeGreaterThan(10);
    const rank = { read: 1, write: 2 } as const;
    const wrong = asked.filter(([, name = '', level = 'read']) => {
      const given = manifest.default_permissions[name] as 'read' | 'write' | undefined;
      return given === undefined || rank[given] < rank[level as 'read' | 'write'];
    });
    expect(wrong.map(([row]) => row)).toEqual([]);
  });

  it('each call carries a token of one repository and one right', async () => {
    const { github, fake, ref } = await openWorld();
    const { number } = await fake.openIssue('dana-dev', ISSUE);
    await github.readIssue(ref(number));
    await github.createComment(ref(number), 'Read.');
    await github.readIssue(ref(number));
    const tokens = fake.requests.filter(({ path }) => path.endsWith('/access_tokens'));
    expect(tokens.map(({ body }) => body)).toEqual([
      { repositories: ['platform'], permissions: { issues: 'read' } },
      { repositories: ['platform'], permissions: { issues: 'write' } },
    ]);
    const calls = fake.requests.filter(({ permissions }) => permissions !== undefined);
    expect(calls.map(({ permissions }) => permissions)).toEqual([
      { metadata: 'read', issues: 'read' },
      { metadata: 'read', issues: 'write' },
      { metadata: 'read', issues: 'read' },
    ]);
  });
});
