import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { isJsonObject, type JsonObject } from '../../../src/task/json.ts';
import type { StageFacts, Webhook } from '../../../sandbox/github/stage.ts';
import {
  headShaOf,
  type FakeComment,
  type FakeIssue,
  type FakePerson,
  type FakeWorld,
} from './world.ts';

/** GitHub's shapes: recorded payloads with this world's values laid over them. */
const recorded = examples as unknown as readonly {
  readonly name: string;
  readonly examples: readonly JsonObject[];
}[];

const exampleOf = (event: string, action: string): JsonObject => {
  const all = recorded.find((entry) => entry.name === event)?.examples ?? [];
  const found = all.find((example) => example['action'] === action) ?? all[0];
  if (found === undefined) throw new Error(`no recorded payload of ${event}.${action}`);
  return found;
};

const member = (of: JsonObject, name: string): JsonObject => {
  const value = of[name];
  return isJsonObject(value) ? value : {};
};

export interface Shapes {
  readonly user: (person: FakePerson) => JsonObject;
  readonly issue: (issue: FakeIssue) => JsonObject;
  readonly comment: (comment: FakeComment) => JsonObject;
  readonly pull: (issue: FakeIssue) => JsonObject;
  readonly repository: () => JsonObject;
  readonly webhook: (
    about: { readonly event: string; readonly action: string; readonly sender: FakePerson },
    parts: JsonObject,
  ) => Webhook;
}

export const createShapes = (world: FakeWorld, facts: StageFacts, guid: () => string): Shapes => {
  const api = `${facts.baseUrl}/repos/${facts.owner}/${facts.repo}`;
  const page = `https://github.com/${facts.owner}/${facts.repo}`;

  const user = (person: FakePerson): JsonObject => ({
    ...member(exampleOf('issues', 'opened'), 'sender'),
    login: person.login,
    id: person.id,
    type: person.type,
    url: `${facts.baseUrl}/users/${person.login}`,
    html_url: `https://github.com/${person.login}`,
    site_admin: false,
  });

  const ownerPerson = (): FakePerson => {
    const owner = world.people.get(facts.owner);
    if (owner === undefined) throw new Error('the repository has no owner');
    return owner;
  };

  const repository = (): JsonObject => ({
    ...member(exampleOf('issues', 'opened'), 'repository'),
    id: facts.repositoryId,
    name: facts.repo,
    full_name: `${facts.owner}/${facts.repo}`,
    private: world.isPrivate,
    visibility: world.isPrivate ? 'private' : 'public',
    owner: user(ownerPerson()),
    default_branch: 'main',
    url: api,
    html_url: page,
  });

  const label = (name: string): JsonObject => ({
    id: 1,
    node_id: 'LA_1',
    url: `${api}/labels/${name}`,
    name,
    color: 'ededed',
    default: false,
    description: null,
  });

  const comments = (number: number): number =>
    [...world.comments.values()].filter((comment) => comment.issue === number).length;

  const issue = (of: FakeIssue): JsonObject => ({
    ...member(exampleOf('issues', 'opened'), 'issue'),
    url: `${api}/issues/${of.number}`,
    repository_url: api,
    html_url: `${page}/issues/${of.number}`,
    comments_url: `${api}/issues/${of.number}/comments`,
    id: of.id,
    node_id: `I_${of.id}`,
    number: of.number,
    title: of.title,
    body: of.body,
    user: user(of.person),
    labels: of.labels.map(label),
    state: of.state,
    state_reason: of.stateReason,
    locked: of.isLocked,
    comments: comments(of.number),
    created_at: of.createdAt,
    updated_at: of.updatedAt,
    closed_at: of.state === 'closed' ? of.updatedAt : null,
    ...(of.pull === undefined ? {} : { pull_request: { url: `${api}/pulls/${of.number}` } }),
  });

  const writerOf = (of: FakeComment): JsonObject | null => {
    if (of.otherAppId !== undefined) return { id: of.otherAppId, slug: 'another-app' };
    return of.viaApp ? { id: facts.appId, slug: 'aws-coworker' } : null;
  };

  const comment = (of: FakeComment): JsonObject => ({
    ...member(exampleOf('issue_comment', 'created'), 'comment'),
    url: `${api}/issues/comments/${of.id}`,
    html_url: `${page}/issues/${of.issue}#issuecomment-${of.id}`,
    issue_url: `${api}/issues/${of.issue}`,
    id: of.id,
    node_id: `IC_${of.id}`,
    user: user(of.person),
    created_at: of.createdAt,
    updated_at: of.updatedAt,
    body: of.body,
    performed_via_github_app: writerOf(of),
    minimized: of.isMinimized === true ? { reason: 'outdated' } : null,
  });

  const side = (ref: string, sha: string, repositoryId: number): JsonObject => ({
    label: `${facts.owner}:${ref}`,
    ref,
    sha,
    user: user(ownerPerson()),
    repo: { ...repository(), id: repositoryId },
  });

  const pull = (of: FakeIssue): JsonObject => {
    if (of.pull === undefined) throw new Error(`${of.number} is no pull request`);
    const { headRef, headRepositoryId, baseRef, mergedAt, mergedSha, mergedBy } = of.pull;
    const merger = [...world.people.values()].find(({ login }) => login === mergedBy);
    return {
      ...member(exampleOf('pull_request', 'opened'), 'pull_request'),
      url: `${api}/pulls/${of.number}`,
      html_url: `${page}/pull/${of.number}`,
      id: of.id,
      number: of.number,
      title: of.title,
      body: of.body,
      state: of.state,
      locked: of.isLocked,
      user: user(of.person),
      created_at: of.createdAt,
      updated_at: of.updatedAt,
      merged: mergedAt !== null,
      merged_at: mergedAt,
      merged_by: merger === undefined ? null : user(merger),
      merge_commit_sha: mergedSha,
      head: side(headRef, headShaOf(world, of), headRepositoryId),
      base: side(baseRef, world.branches.get(baseRef) ?? '', facts.repositoryId),
    };
  };

  return {
    user,
    issue,
    comment,
    pull,
    repository,
    webhook: ({ event, action, sender }, parts) => ({
      event,
      guid: guid(),
      payload: {
        action,
        ...parts,
        repository: repository(),
        sender: user(sender),
        installation: { id: facts.installationId, node_id: 'MDIz' },
      },
    }),
  };
};
