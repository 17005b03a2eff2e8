import { parse } from 'yaml';
import { z } from 'zod';
import type { IssueRef } from '../task/issue.ts';
import { listFiles, readFile } from './files.ts';
import type { RouteProtection } from './github.ts';
import { askIfShown, type Requester } from './request.ts';

const environmentAnswer = z.object({
  protection_rules: z
    .array(z.object({ type: z.string(), reviewers: z.array(z.unknown()).nullish() }))
    .catch([]),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
});

const policiesAnswer = z.object({
  branch_policies: z.array(z.object({ name: z.string(), type: z.string().nullish() })),
});

interface Place {
  readonly environment: string;
  readonly branch: string;
}

const ENVIRONMENT = '/repos/{owner}/{repo}/environments/{environment_name}';

const where = (ref: IssueRef, place: Place): Record<string, unknown> => ({
  owner: ref.owner,
  repo: ref.repo,
  environment_name: place.environment,
});

/** Only the very branch, written out, is a restriction: a pattern may match a branch of ours. */
const isOnlyBranch = async (github: Requester, ref: IssueRef, place: Place): Promise<boolean> => {
  const answer = await askIfShown(github, {
    route: `GET ${ENVIRONMENT}/deployment-branch-policies`,
    parameters: { ...where(ref, place), per_page: 100 },
    answer: policiesAnswer,
  });
  const policies = answer?.branch_policies ?? [];
  return (
    policies.length > 0 &&
    policies.every((policy) => policy.name === place.branch && policy.type !== 'tag')
  );
};

type EnvironmentProtection = Pick<
  RouteProtection,
  'environmentExists' | 'environmentRestrictsBranch' | 'environmentHasReviewers'
>;

/** What the environment that deploys demands; all false when there is none. */
export const readEnvironment = async (
  github: Requester,
  ref: IssueRef,
  place: Place,
): Promise<EnvironmentProtection> => {
  const answer = await askIfShown(github, {
    route: `GET ${ENVIRONMENT}`,
    parameters: where(ref, place),
    answer: environmentAnswer,
  });
  const policy = answer?.deployment_branch_policy;
  const restricts = policy?.custom_branch_policies
    ? await isOnlyBranch(github, ref, place)
    : policy?.protected_branches === true;
  return {
    environmentExists: answer !== undefined,
    environmentRestrictsBranch: restricts,
    environmentHasReviewers: (answer?.protection_rules ?? []).some(
      (rule) => rule.type === 'required_reviewers' && (rule.reviewers ?? []).length > 0,
    ),
  };
};

const WORKFLOWS = '.github/workflows';
/** A repository with more workflows than this has them read in part; the rest counts as absent. */
const WORKFLOWS_READ = 30;

const jobEnvironment = z.union([z.string(), z.object({ name: z.string() })]);

const workflowDocument = z.object({
  jobs: z.record(z.string(), z.object({ environment: jobEnvironment.optional().catch(undefined) })),
});

const deploys = (text: string, environment: string): boolean => {
  try {
    const workflow = workflowDocument.safeParse(parse(text));
    if (!workflow.success) return false;
    return Object.values(workflow.data.jobs).some(({ environment: named }) => {
      const name = typeof named === 'object' ? named.name : named;
      return name === environment;
    });
  } catch {
    // Not YAML: no workflow that could deploy.
    return false;
  }
};

/** True when some workflow of the default branch has a job in this environment. */
export const hasDeployWorkflow = async (
  github: Requester,
  ref: IssueRef,
  environment: string,
): Promise<boolean> => {
  const paths = (await listFiles(github, ref, WORKFLOWS)).filter((path) => /\.ya?ml$/.test(path));
  for (const path of paths.slice(0, WORKFLOWS_READ)) {
    const text = await readFile(github, ref, path);
    if (text !== undefined && deploys(text, environment)) return true;
  }
  return false;
};
