import type { IssueRef } from '../task/issue.ts';
import { readBranchProtection } from './branch-protection.ts';
import { ownersCover } from './code-owners.ts';
import { hasDeployWorkflow, readEnvironment } from './environment.ts';
import { createFiles, readFile } from './files.ts';
import type { LessonProtection, RouteProtection } from './github.ts';
import type { Requester } from './request.ts';

/** Where GitHub looks for code owners; the first file found is the only one that counts. */
const OWNER_FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

const readOwners = async (github: Requester, ref: IssueRef): Promise<string> => {
  for (const path of OWNER_FILES) {
    const text = await readFile(github, ref, path);
    if (text !== undefined) return text;
  }
  return '';
};

/**
 * Reads what stands between a branch of ours and an account of this environment. Says what is; what
 * must be is decided elsewhere. Whatever GitHub does not show is false.
 */
export const readRouteProtection = async (
  github: Requester,
  ref: IssueRef,
  by: { readonly environment: string; readonly appId: number },
): Promise<RouteProtection> => {
  const { branch } = await createFiles(github).readDefaultBranch(ref);
  const owners = await readOwners(github, ref);
  return {
    branch,
    ...(await readBranchProtection(github, ref, { branch, appId: by.appId })),
    codeOwnersCoverInfrastructure: ownersCover(owners, 'infrastructure'),
    codeOwnersCoverGithub: ownersCover(owners, '.github'),
    ...(await readEnvironment(github, ref, { environment: by.environment, branch })),
    hasDeployWorkflow: await hasDeployWorkflow(github, ref, by.environment),
  };
};

/**
 * Reads what stands between a lesson and the people and models that read it once it is merged. No
 * environment: nothing deploys it.
 */
export const readLessonProtection = async (
  github: Requester,
  ref: IssueRef,
  appId: number,
): Promise<LessonProtection> => {
  const { branch } = await createFiles(github).readDefaultBranch(ref);
  const owners = await readOwners(github, ref);
  return {
    branch,
    ...(await readBranchProtection(github, ref, { branch, appId })),
    codeOwnersCoverSkills: ownersCover(owners, 'skills'),
    codeOwnersCoverDocs: ownersCover(owners, 'docs'),
    codeOwnersCoverGithub: ownersCover(owners, '.github'),
  };
};
