import { createHmac } from 'node:crypto';
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import type { Said } from '../../sandbox/github/stage.ts';
import type { FakeGitHub } from '../fakes/fake-github.ts';
import { openWorld } from './open.ts';

const recorded = examples as unknown as readonly {
  readonly name: string;
  readonly examples: readonly JsonObject[];
}[];

/** The type of each member that the application reads, by path. */
const typeAt = (of: JsonObject, path: string): string => {
  const value = path
    .split('.')
    .reduce((at: Json | undefined, name) => (isJsonObject(at) ? at[name] : undefined), of);
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

const READ = [
  'action',
  'repository.id',
  'repository.name',
  'repository.owner.login',
  'repository.owner.id',
  'repository.private',
  'sender.id',
  'sender.login',
  'sender.type',
];
const OF_ISSUE = ['number', 'title', 'body', 'user.id', 'labels', 'state', 'locked', 'node_id'];
const OF_COMMENT = ['id', 'node_id', 'body', 'user.id', 'user.type', 'created_at', 'updated_at'];
const OF_PULL = ['number', 'state', 'merged', 'head.sha', 'head.ref', 'head.repo.id', 'user.id'];

const under = (name: string, paths: readonly string[]): readonly string[] =>
  paths.map((path) => `${name}.${path}`);

const rows: readonly {
  readonly event: string;
  readonly action: string;
  readonly reads: readonly string[];
  readonly act: (fake: FakeGitHub) => Promise<Said>;
}[] = [
  {
    event: 'issues',
    action: 'opened',
    reads: under('issue', OF_ISSUE),
    act: (fake) => fake.openIssue('dana-dev', { title: 't', body: 'b' }),
  },
  {
    event: 'issues',
    action: 'labeled',
    reads: [...under('issue', OF_ISSUE), 'label.name'],
    act: (fake) => fake.label('tri-age', 1, 'aws-task'),
  },
  {
    event: 'issues',
    action: 'edited',
    reads: [...under('issue', OF_ISSUE), 'changes'],
    act: (fake) => fake.editIssue('dana-dev', 1, { body: 'c' }),
  },
  {
    event: 'issues',
    action: 'reopened',
    reads: under('issue', OF_ISSUE),
    act: (fake) => fake.reopen('dana-dev', 1),
  },
  {
    event: 'issues',
    action: 'locked',
    reads: under('issue', OF_ISSUE),
    act: (fake) => fake.lock('olivia-owner', 1),
  },
  {
    event: 'issue_comment',
    action: 'created',
    reads: [...under('issue', OF_ISSUE), ...under('comment', OF_COMMENT)],
    act: (fake) => fake.comment('max-maintainer', 1, '/approve'),
  },
  {
    event: 'pull_request',
    action: 'closed',
    reads: under('pull_request', OF_PULL),
    act: (fake) => fake.closePullRequest('olivia-owner', 2),
  },
  {
    event: 'pull_request',
    action: 'synchronize',
    reads: under('pull_request', OF_PULL),
    act: (fake) => fake.push('dana-dev', 'aws-coworker/issue-1-a', { x: 'y' }),
  },
  {
    event: 'pull_request_review',
    action: 'submitted',
    reads: ['review.state', 'review.commit_id', 'pull_request.number'],
    act: (fake) => fake.review('olivia-owner', 2),
  },
  {
    event: 'repository',
    action: 'publicized',
    reads: [],
    act: (fake) => fake.makePublic('olivia-owner'),
  },
];

describe('webhooks of the fake have the types of recorded ones', () => {
  it.each(rows)('$event.$action', async ({ event, action, reads, act }) => {
    const { fake, github, ref } = await openWorld();
    await fake.openIssue('dana-dev', { title: 't', body: 'b' });
    await github.openPullRequest(ref(1), {
      branch: 'aws-coworker/issue-1-a',
      title: 't',
      body: 'b',
      commitMessage: 'm',
      files: new Map([['infrastructure/a.json', '{}']]),
    });
    const [webhook] = (await act(fake)).webhooks;
    const example = recorded
      .find((entry) => entry.name === event)
      ?.examples.find((one) => one['action'] === action);
    expect(webhook).toMatchObject({ event, payload: { action } });
    for (const path of [...READ, ...reads]) {
      const real = typeAt(example ?? {}, path);
      const ours = typeAt(webhook?.payload ?? {}, path);
      expect(`${path}: ${ours}`).toBe(`${path}: ${real === 'null' ? ours : real}`);
      expect(`${path}: ${ours}`).not.toBe(`${path}: absent`);
    }
    expect(typeAt(webhook?.payload ?? {}, 'installation.id')).toBe('number');
  });

  it('A70 Probot takes one that is signed with the secret, and no other', async () => {
    const { fake, app } = await openWorld();
    const seen: string[] = [];
    app.probot.on('issues.opened', (context) => {
      seen.push(context.payload.issue.title);
    });
    await app.probot.ready();
    const said = await fake.openIssue('dana-dev', { title: 'A bucket', body: '' });
    const [webhook] = said.webhooks;
    const payload = JSON.stringify(webhook?.payload);
    const sign = (secret: string): string =>
      `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`;
    const receive = (signature: string): Promise<void> =>
      app.probot.webhooks.verifyAndReceive({
        id: webhook?.guid ?? '',
        name: 'issues',
        payload,
        signature,
      });
    await receive(sign(fake.webhookSecret));
    await expect(receive(sign('development'))).rejects.toThrow(/signature/);
    expect(seen).toEqual(['A bucket']);
  });
});
