import type { Refusal } from '../task/refusal.ts';

/** What protects a branch, whatever is written to it; what could not be read is false. */
export interface BranchProtection {
  readonly branch: string;
  readonly requiresPullRequest: boolean;
  readonly requiresCodeOwners: boolean;
  readonly dismissesStale: boolean;
  readonly requiresLastPushApproval: boolean;
  readonly appMayBypass: boolean;
  readonly codeOwnersCoverGithub: boolean;
}

/** What protects the deploying branch and environment. */
export interface Protection extends BranchProtection {
  readonly codeOwnersCoverInfrastructure: boolean;
  readonly environmentExists: boolean;
  readonly environmentRestrictsBranch: boolean;
}

type Rows<P> = readonly (readonly [(p: P) => boolean, string])[];

/** Each row: what must hold, and what a person does so that it holds. Source: credentials, 7. */
const OF_BRANCH: Rows<BranchProtection> = [
  [(p) => p.requiresPullRequest, 'require a pull request before merging'],
  [(p) => p.requiresCodeOwners, 'require review from code owners'],
  [(p) => p.dismissesStale, 'dismiss stale approvals when new commits are pushed'],
  [(p) => p.requiresLastPushApproval, 'require approval of the most recent push'],
  [(p) => !p.appMayBypass, 'take the application out of the bypass list'],
];

const GITHUB_OWNED: Rows<BranchProtection> = [
  [(p) => p.codeOwnersCoverGithub, 'name code owners of `/.github/` in `.github/CODEOWNERS`'],
];

const MUST_HOLD: Rows<Protection> = [
  ...OF_BRANCH,
  [
    (p) => p.codeOwnersCoverInfrastructure,
    'name code owners of `/infrastructure/` in `.github/CODEOWNERS`',
  ],
  ...GITHUB_OWNED,
  [(p) => p.environmentExists, 'create the deployment environment'],
  [(p) => p.environmentRestrictsBranch, 'restrict the environment to the protected branch'],
];

const stepsOf = <P>(rows: Rows<P>, protection: P): readonly string[] =>
  rows.filter(([holds]) => !holds(protection)).map(([, step]) => step);

/** What is missing before a pull request may be opened, as steps for a person. */
export const missingProtection = (protection: Protection): readonly string[] =>
  stepsOf(MUST_HOLD, protection);

/** What protects the files of a lesson, which people and models read once they are merged. */
export interface LessonProtection extends BranchProtection {
  readonly codeOwnersCoverSkills: boolean;
  readonly codeOwnersCoverDocs: boolean;
}

const LESSON_MUST_HOLD: Rows<LessonProtection> = [
  ...OF_BRANCH,
  [(p) => p.codeOwnersCoverSkills, 'name code owners of `/skills/` in `.github/CODEOWNERS`'],
  [(p) => p.codeOwnersCoverDocs, 'name code owners of `/docs/` in `.github/CODEOWNERS`'],
  ...GITHUB_OWNED,
];

/** The refusal of a lesson where the application could merge it by itself; undefined elsewhere. */
export const refuseLesson = (protection: LessonProtection): Refusal | undefined => {
  const missing = stepsOf(LESSON_MUST_HOLD, protection);
  if (missing.length === 0) return undefined;
  return {
    code: 'route-unprotected',
    because:
      `Branch \`${protection.branch}\` does not protect what is learned from it against this ` +
      'application, so no pull request is opened.',
    next: `In the repository's settings: ${missing.join('; ')}. Then \`/learn\`.`,
  };
};

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
