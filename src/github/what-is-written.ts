import { Fault } from '../task/fault.ts';
import { encodePath } from './files.ts';
import type { PullRequestWanted } from './github.ts';

/** What a pull request of ours can be about. */
export type WrittenKind = 'plan' | 'lesson';

interface Bound {
  readonly branch: RegExp;
  readonly isPath: (path: string) => boolean;
  /** Whether a file may be removed. */
  readonly mayDelete: boolean;
}

const SKILL = /^skills\/org\/(?:[a-z0-9-]{1,64}\/){1,3}(?:SKILL\.md|baseline\.yml)$/;
const RUNBOOK = /^docs\/runbooks\/[a-z0-9-]{1,64}\.md$/;

/**
 * The only folders this application ever writes in, by what the pull request is about, and the only
 * names its branches have. None reaches `.github/`. The paths of a lesson are spelled out to the
 * last letter: its words may come from a model, so nothing of them may choose where they go.
 */
const BOUNDS: Readonly<Record<WrittenKind, Bound>> = {
  plan: {
    branch: /^aws-coworker\/issue-[0-9]+-[a-z0-9-]{1,60}$/,
    isPath: (path) => path.startsWith('infrastructure/'),
    mayDelete: true,
  },
  lesson: {
    branch: /^aws-coworker\/lesson-[0-9]+$/,
    isPath: (path) => SKILL.test(path) || RUNBOOK.test(path),
    mayDelete: false,
  },
};

/** Throws for a pull request that would write anything but what its kind may. */
export const checkWanted = ({ kind = 'plan', files, branch }: PullRequestWanted): void => {
  const bound = BOUNDS[kind];
  const wrong = [...files].find(
    ([path, content]) =>
      !bound.isPath(path) ||
      encodePath(path) === undefined ||
      (content === null && !bound.mayDelete),
  );
  if (wrong !== undefined) throw new Fault('broken-promise', `would write ${wrong[0]}`);
  if (!bound.branch.test(branch)) throw new Fault('broken-promise', `would push to ${branch}`);
  if (files.size === 0) throw new Fault('broken-promise', 'a pull request without files');
};
