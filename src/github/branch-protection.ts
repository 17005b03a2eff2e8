import { z } from 'zod';
import type { IssueRef } from '../task/issue.ts';
import type { RouteProtection } from './github.ts';
import { askIfShown, type Requester } from './request.ts';

/** What one source, the classic rule or one ruleset, demands before a branch changes. */
export interface ProtectionLayer {
  readonly requiresPullRequest: boolean;
  readonly requiresCodeOwners: boolean;
  readonly dismissesStale: boolean;
  readonly requiresLastPushApproval: boolean;
  readonly appMayBypass: boolean;
}

const enabled = z.object({ enabled: z.boolean() }).nullish();
const apps = z.object({ apps: z.array(z.object({ id: z.number() })).nullish() }).nullish();

const classicAnswer = z.object({
  required_pull_request_reviews: z
    .object({
      dismiss_stale_reviews: z.boolean().catch(false),
      require_code_owner_reviews: z.boolean().catch(false),
      require_last_push_approval: z.boolean().catch(false),
      bypass_pull_request_allowances: apps,
    })
    .nullish(),
  enforce_admins: enabled,
  allow_force_pushes: enabled,
});

const ruleAnswer = z.object({
  type: z.string(),
  ruleset_id: z.number(),
  parameters: z
    .object({
      dismiss_stale_reviews_on_push: z.boolean().catch(false),
      require_code_owner_review: z.boolean().catch(false),
      require_last_push_approval: z.boolean().catch(false),
    })
    .nullish(),
});

const rulesetAnswer = z.object({
  current_user_can_bypass: z.string().nullish(),
  bypass_actors: z
    .array(z.object({ actor_type: z.string(), actor_id: z.number().nullish() }))
    .nullish(),
});

/** The two roles that GitHub counts as administrators in a bypass list; 5 is its id of `admin`. */
const isAdmin = (actor: { readonly actor_type: string; readonly actor_id?: unknown }): boolean =>
  actor.actor_type === 'OrganizationAdmin' ||
  (actor.actor_type === 'RepositoryRole' && actor.actor_id === 5);

const readClassic = async (
  github: Requester,
  ref: IssueRef,
  to: { readonly branch: string; readonly appId: number },
): Promise<readonly ProtectionLayer[]> => {
  const answer = await askIfShown(github, {
    route: 'GET /repos/{owner}/{repo}/branches/{branch}/protection',
    parameters: { owner: ref.owner, repo: ref.repo, branch: to.branch },
    answer: classicAnswer,
  });
  const reviews = answer?.required_pull_request_reviews;
  if (answer === undefined || !reviews) return [];
  const allowed = reviews.bypass_pull_request_allowances?.apps ?? [];
  return [
    {
      requiresPullRequest: true,
      requiresCodeOwners: reviews.require_code_owner_reviews,
      dismissesStale: reviews.dismiss_stale_reviews,
      requiresLastPushApproval: reviews.require_last_push_approval,
      appMayBypass:
        allowed.some((app) => app.id === to.appId) ||
        answer.enforce_admins?.enabled !== true ||
        answer.allow_force_pushes?.enabled === true,
    },
  ];
};

/**
 * Whether the application may pass a ruleset by. GitHub shows the bypass list only to those who may
 * change the ruleset, and to everybody whether they themselves may bypass it; what is not said
 * counts as may.
 */
const mayBypass = async (
  github: Requester,
  ref: IssueRef,
  of: { readonly rulesetId: number; readonly appId: number },
): Promise<boolean> => {
  const ruleset = await askIfShown(github, {
    route: 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}',
    parameters: { owner: ref.owner, repo: ref.repo, ruleset_id: of.rulesetId },
    answer: rulesetAnswer,
  });
  const actors = ruleset?.bypass_actors ?? [];
  const isNamed = actors.some(
    (actor) =>
      isAdmin(actor) || (actor.actor_type === 'Integration' && actor.actor_id === of.appId),
  );
  return isNamed || ruleset?.current_user_can_bypass !== 'never';
};

const readRulesets = async (
  github: Requester,
  ref: IssueRef,
  to: { readonly branch: string; readonly appId: number },
): Promise<readonly ProtectionLayer[]> => {
  const rules = await askIfShown(github, {
    route: 'GET /repos/{owner}/{repo}/rules/branches/{branch}',
    parameters: { owner: ref.owner, repo: ref.repo, branch: to.branch, per_page: 100 },
    answer: z.array(ruleAnswer),
  });
  const pullRequestRules = (rules ?? []).filter((rule) => rule.type === 'pull_request');
  return Promise.all(
    pullRequestRules.map(async (rule) => ({
      requiresPullRequest: true,
      requiresCodeOwners: rule.parameters?.require_code_owner_review ?? false,
      dismissesStale: rule.parameters?.dismiss_stale_reviews_on_push ?? false,
      requiresLastPushApproval: rule.parameters?.require_last_push_approval ?? false,
      appMayBypass: await mayBypass(github, ref, { rulesetId: rule.ruleset_id, appId: to.appId }),
    })),
  );
};

type BranchProtection = Pick<RouteProtection, keyof ProtectionLayer>;

/**
 * Everything that protects a branch, classic rule and rulesets together: each layer is enforced by
 * itself, so a demand holds when one layer makes it. A bypass in any layer counts.
 */
export const readBranchProtection = async (
  github: Requester,
  ref: IssueRef,
  to: { readonly branch: string; readonly appId: number },
): Promise<BranchProtection> => {
  const layers = [
    ...(await readClassic(github, ref, to)),
    ...(await readRulesets(github, ref, to)),
  ];
  const some = (demand: keyof ProtectionLayer): boolean => layers.some((layer) => layer[demand]);
  return {
    requiresPullRequest: some('requiresPullRequest'),
    requiresCodeOwners: some('requiresCodeOwners'),
    dismissesStale: some('dismissesStale'),
    requiresLastPushApproval: some('requiresLastPushApproval'),
    appMayBypass: some('appMayBypass'),
  };
};
