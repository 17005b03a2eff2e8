import type { Refusal } from '../task/refusal.ts';

/** What protects the deploying branch and environment; what could not be read is false. */
export interface Protection {
  readonly branch: string;
  readonly requiresPullRequest: boolean;
  readonly requiresCodeOwners: boolean;
  readonly dismissesStale: boolean;
  readonly requiresLastPushApproval: boolean;
  readonly appMayBypass: boolean;
  readonly codeOwnersCoverInfrastructure: boolean;
  readonly codeOwnersCoverGithub: boolean;
  readonly environmentExists: boolean;
  readonly environmentRestrictsBranch: boolean;
}

/** Each row: what must hold, and what a person does so that it holds. Source: credentials, 7. */
const MUST_HOLD: readonly (readonly [(p: Protection) => boolean, string])[] = [
  [(p) => p.requiresPullRequest, 'require a pull request before merging'],
  [(p) => p.requiresCodeOwners, 'require review from code owners'],
  [(p) => p.dismissesStale, 'dismiss stale approvals when new commits are pushed'],
  [(p) => p.requiresLastPushApproval, 'require approval of the most recent push'],
  [(p) => !p.appMayBypass, 'take the application out of the bypass list'],
  [
    (p) => p.codeOwnersCoverInfrastructure,
    'name code owners of `/infrastructure/` in `.github/CODEOWNERS`',
  ],
  [(p) => p.codeOwnersCoverGithub, 'name code owners of `/.github/` in `.github/CODEOWNERS`'],
  [(p) => p.environmentExists, 'create the deployment environment'],
  [(p) => p.environmentRestrictsBranch, 'restrict the environment to the protected branch'],
];

/** What is missing before a pull request may be opened, as steps for a person. */
export const missingProtection = (protection: Protection): readonly string[] =>
  MUST_HOLD.filter(([holds]) => !holds(protection)).map(([, step]) => step);

/** The refusal of an unprotected route; undefined when a pull request may be opened. */
export const refuseRoute = (protection: Protection, environment: string): Refusal | undefined => {
  const missing = missingProtection(protection);
  if (missing.length === 0) return undefined;
  return {
    code: 'route-unprotected',
    because:
      `Branch \`${protection.branch}\` and environment \`${environment}\` do not protect ` +
      'what deploys from them against this application, so no pull request is opened.',
    next: `In the repository's settings: ${missing.join('; ')}. Then \`/plan\`.`,
  };
};
