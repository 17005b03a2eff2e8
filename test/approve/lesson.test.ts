import { describe, expect, it } from 'vitest';
import { refuseLesson } from '../../src/approve/route-protection.ts';

const sealed = {
  branch: 'main',
  requiresPullRequest: true,
  requiresCodeOwners: true,
  dismissesStale: true,
  requiresLastPushApproval: true,
  appMayBypass: false,
  codeOwnersCoverSkills: true,
  codeOwnersCoverDocs: true,
  codeOwnersCoverGithub: true,
};

describe('refuseLesson', () => {
  it('lets a lesson be proposed where all of it holds', () => {
    expect(refuseLesson(sealed)).toBeUndefined();
  });

  it.each([
    ['requiresPullRequest', 'require a pull request before merging'],
    ['requiresCodeOwners', 'require review from code owners'],
    ['dismissesStale', 'dismiss stale approvals when new commits are pushed'],
    ['requiresLastPushApproval', 'require approval of the most recent push'],
    ['appMayBypass', 'take the application out of the bypass list'],
    ['codeOwnersCoverSkills', 'name code owners of `/skills/` in `.github/CODEOWNERS`'],
    ['codeOwnersCoverDocs', 'name code owners of `/docs/` in `.github/CODEOWNERS`'],
    ['codeOwnersCoverGithub', 'name code owners of `/.github/` in `.github/CODEOWNERS`'],
  ])('%s is mended by a step of its own', (key, step) => {
    const open = { ...sealed, [key]: key === 'appMayBypass' };
    expect(refuseLesson(open)).toMatchObject({
      code: 'route-unprotected',
      next: `In the repository's settings: ${step}. Then \`/learn\`.`,
    });
  });
});
