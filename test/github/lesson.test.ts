import { describe, expect, it } from 'vitest';
import { openWorld } from './open.ts';

const BRANCH = 'aws-coworker/lesson-1';
const PATH = 'skills/org/learned/issue-1/SKILL.md';
const WANTED = {
  kind: 'lesson',
  branch: BRANCH,
  title: 'Lesson of issue 1',
  body: 'What it teaches.',
  commitMessage: 'Lesson of issue #1',
  files: new Map([[PATH, 'Words.']]),
} as const;

const OWNED = ['skills', 'docs', '.github']
  .map((folder) => `/${folder}/ @acme/platform`)
  .join('\n');

describe('a lesson on GitHub', () => {
  it('is a branch and a pull request of its own, and is found again', async () => {
    const { github, fake, ref } = await openWorld();
    expect(await github.findPullRequest(ref(1), BRANCH)).toBeUndefined();
    const { number } = await github.openPullRequest(ref(1), WANTED);
    expect(await fake.readFile(BRANCH, PATH)).toBe('Words.');
    expect(await github.findPullRequest(ref(1), BRANCH)).toMatchObject({ number, state: 'open' });
    await github.closePullRequest(ref(1), number);
    expect(await github.findPullRequest(ref(1), BRANCH)).toBeUndefined();
  });

  it('A82 one that a person opened on the branch is not taken for ours, and is left open', async () => {
    const { github, fake, ref } = await openWorld();
    const { number } = await github.openPullRequest(ref(1), WANTED);
    await github.closePullRequest(ref(1), number);
    fake.openPullRequest('dana-dev', BRANCH, 'Mine');
    expect(await github.findPullRequest(ref(1), BRANCH)).toBeUndefined();
    const open = (await fake.listPullRequests()).filter(({ state }) => state === 'open');
    expect(open.length).toBe(1);
  });

  it('A83 is protected by nothing until it is: 404 everywhere', async () => {
    const { github, ref } = await openWorld();
    expect(await github.readLessonProtection(ref(1))).toEqual({
      branch: 'main',
      requiresPullRequest: false,
      requiresCodeOwners: false,
      dismissesStale: false,
      requiresLastPushApproval: false,
      appMayBypass: false,
      codeOwnersCoverSkills: false,
      codeOwnersCoverDocs: false,
      codeOwnersCoverGithub: false,
    });
  });

  it('is protected by the rules of the branch and owners of what it writes', async () => {
    const { github, fake, ref } = await openWorld({ files: { '.github/CODEOWNERS': OWNED } });
    fake.protect('main', {});
    expect(await github.readLessonProtection(ref(1))).toMatchObject({
      requiresPullRequest: true,
      requiresCodeOwners: true,
      dismissesStale: true,
      requiresLastPushApproval: true,
      appMayBypass: false,
      codeOwnersCoverSkills: true,
      codeOwnersCoverDocs: true,
      codeOwnersCoverGithub: true,
    });
  });
});
