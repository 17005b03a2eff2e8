/** What this application relies on in GitHub's answers; everything else in them is ignored. */
import { z } from 'zod';
import type { CommentRead, PullRequestRead } from './github.ts';
import type { IssueRef, IssueSnapshot, Person } from '../task/issue.ts';

const user = z.object({ id: z.number(), login: z.string(), type: z.string().catch('User') });

/** GitHub answers null for a deleted account. Nobody has the id 0, so nobody is this person. */
const GHOST = { id: 0, login: 'ghost', type: 'User' };

const author = user.nullish().transform((value) => value ?? GHOST);

/**
 * An instant as GitHub tells it: in whole seconds. Servers that tell less are cut to the same, so
 * that one write is not taken for an edit because a clock ticked within it.
 */
export const wholeSecond = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(Math.floor(Date.parse(text) / 1000) * 1000))
  .transform((date) => date.toISOString().replace('.000Z', 'Z'));

const viaApp = z.object({ id: z.number() }).nullish();

export const commentAnswer = z.object({
  id: z.number(),
  node_id: z.string(),
  body: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  user: author,
  created_at: wholeSecond,
  updated_at: wholeSecond,
  issue_url: z.string(),
  performed_via_github_app: viaApp,
  minimized: z.unknown().optional(),
});

export const issueAnswer = z.object({
  number: z.number(),
  title: z.string(),
  body: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  user: author,
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
  state: z.enum(['open', 'closed']),
  locked: z.boolean(),
  created_at: z.string(),
  pull_request: z.unknown().optional(),
});

export const pullAnswer = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  user: author,
  head: z.object({
    sha: z.string(),
    ref: z.string(),
    repo: z.object({ id: z.number() }).nullish(),
  }),
  base: z.object({ ref: z.string(), repo: z.object({ id: z.number() }) }),
});

export const repositoryAnswer = z.object({
  id: z.number(),
  owner: z.object({ id: z.number() }),
  default_branch: z.string(),
  private: z.boolean(),
});

/** For calls of which only the success matters. */
export const anyAnswer = z.unknown().transform(() => true as const);

const personOf = (who: { readonly id: number; readonly login: string }): Person => ({
  id: who.id,
  login: who.login,
});

/** A comment as the application sees it. */
export const commentOf = (answer: z.output<typeof commentAnswer>): CommentRead => ({
  id: answer.id,
  nodeId: answer.node_id,
  body: answer.body,
  author: personOf(answer.user),
  authorType: answer.user.type,
  ...(answer.performed_via_github_app ? { viaAppId: answer.performed_via_github_app.id } : {}),
  isMinimized: (answer.minimized ?? undefined) !== undefined,
  createdAt: answer.created_at,
  updatedAt: answer.updated_at,
});

/** An issue as the application sees it; who labelled and edited it GitHub tells by webhook only. */
export const issueOf = (ref: IssueRef, answer: z.output<typeof issueAnswer>): IssueSnapshot => ({
  ref,
  title: answer.title,
  body: answer.body,
  labels: answer.labels.flatMap((label) => (typeof label === 'string' ? label : label.name) ?? []),
  author: personOf(answer.user),
  state: answer.state,
  isLocked: answer.locked,
  createdAt: answer.created_at,
});

/** A pull request as the application sees it. A head whose repository is gone has the id 0. */
export const pullOf = (answer: z.output<typeof pullAnswer>): PullRequestRead => ({
  number: answer.number,
  url: answer.html_url,
  state: answer.state,
  isMerged: typeof answer.merged_at === 'string',
  headSha: answer.head.sha,
  headRef: answer.head.ref,
  headRepositoryId: answer.head.repo?.id ?? 0,
  baseRef: answer.base.ref,
  authorId: answer.user.id,
  ...(answer.merged_at && answer.merge_commit_sha ? { mergedSha: answer.merge_commit_sha } : {}),
});
