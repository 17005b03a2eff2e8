import { z } from 'zod';
import type { IssueRef, Person } from '../task/issue.ts';

const person = z.object({ id: z.number().int(), login: z.string(), type: z.string().optional() });

/** The parts of a webhook payload that are relied on; everything else is read from GitHub again. */
export const issuePayload = z.object({
  action: z.string(),
  installation: z.object({ id: z.number().int() }),
  repository: z.object({
    id: z.number().int(),
    name: z.string(),
    owner: z.object({ login: z.string() }),
  }),
  sender: person,
  issue: z.object({
    number: z.number().int(),
    user: person.nullish(),
    labels: z.array(z.object({ name: z.string() })).default([]),
    pull_request: z.unknown().optional(),
  }),
  label: z.object({ name: z.string() }).optional(),
});

/** An issue comment's payload; the comment itself is read from GitHub again before it counts. */
export const commentPayload = issuePayload.extend({
  comment: z.object({
    id: z.number().int(),
    body: z.string().nullish(),
    user: person.nullish(),
    performed_via_github_app: z.object({ id: z.number().int() }).nullish(),
  }),
});

/** A pull request's payload. */
export const pullRequestPayload = z.object({
  action: z.string(),
  installation: z.object({ id: z.number().int() }),
  repository: issuePayload.shape.repository,
  sender: person,
  pull_request: z.object({ number: z.number().int() }),
});

/** The issue a payload is about, and where it lives. */
export const refOf = (
  payload: Pick<z.infer<typeof issuePayload>, 'repository'>,
  number: number,
): IssueRef => ({
  repositoryId: payload.repository.id,
  owner: payload.repository.owner.login,
  repo: payload.repository.name,
  number,
});

/** A person of a payload, with what is compared (the id) and what is shown (the login). */
export const personOf = (user: { readonly id: number; readonly login: string }): Person => ({
  id: user.id,
  login: user.login,
});

/** The ids that a job about one issue carries. */
export const jobOf = (
  ref: IssueRef,
  installationId: number,
): Readonly<Record<string, string | number>> => ({
  repositoryId: ref.repositoryId,
  owner: ref.owner,
  repo: ref.repo,
  number: ref.number,
  installationId,
});

const jobShape = z.object({
  repositoryId: z.number().int(),
  owner: z.string(),
  repo: z.string(),
  number: z.number().int(),
  installationId: z.number().int(),
});

/** Reads a job about one issue back. */
export const parseJob = (
  job: Readonly<Record<string, string | number>>,
): { readonly ref: IssueRef; readonly installationId: number } => {
  const { installationId, ...ref } = jobShape.parse(job);
  return { ref, installationId };
};

/** The same, for jobs that may be about no issue at all. */
export const readJob = (
  job: Readonly<Record<string, string | number>>,
): { readonly ref: IssueRef; readonly installationId: number } | undefined =>
  jobShape.safeParse(job).success ? parseJob(job) : undefined;
