import { refuseLesson } from '../../approve/route-protection.ts';
import type { GitHubRepository, PullRequestWanted } from '../../github/github.ts';
import { lessonFiles, lessonPage, type LessonView } from '../../reply/lesson-page.ts';
import {
  renderLessonBody,
  renderLessonOpened,
  renderLessonThere,
  renderLessonTitle,
} from '../../reply/lesson-proposal.ts';
import { checkWords } from '../../reply/lesson-words.ts';
import { extensionsOf } from '../../report/lessons/extension.ts';
import { lessonsOf } from '../../report/lessons/judge.ts';
import { parsePage } from '../../review/skills/parse-page.ts';
import { Fault } from '../../task/fault.ts';
import type { IssueRef } from '../../task/issue.ts';
import type { Json } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { gatherEvidence } from './gather-evidence.ts';

/** Of which issue, and what a model wrote of it, if one was asked. */
export interface LessonWanted {
  readonly ref: IssueRef;
  readonly installationId: number;
  readonly written?: Json;
}

const nothingToLearn: Refusal = {
  code: 'nothing-to-learn',
  because:
    'Everything went as planned: nothing failed, was blocked, left out, added, undone or changed ' +
    'by hand.',
  next: 'Write what you know in `skills/org/` yourself, by a pull request.',
};

const alreadyLearned = (path: string): Refusal => ({
  code: 'nothing-to-learn',
  because: `The lesson of this issue was merged: it is \`${path}\`.`,
  next: 'Change it there, by a pull request.',
});

/** What an issue teaches, made anew from the store; a refusal where it teaches nothing. */
export const viewOf = async (
  deps: OrchestratorDeps,
  ref: IssueRef,
): Promise<Decided<LessonView>> => {
  const evidence = await gatherEvidence(deps, ref);
  const lessons = lessonsOf(evidence);
  if (lessons.length === 0) return refused(nothingToLearn);
  return accepted({
    evidence,
    lessons,
    extensions: extensionsOf(lessons, deps.knowledge.baselines),
  });
};

/** The branch of an issue's lesson: one for each issue, and never that of a plan. */
export const lessonBranch = ({ number }: IssueRef): string => `aws-coworker/lesson-${number}`;

/** Throws for a page with which the application would not start: it is tried before proposed. */
const checkPage = (files: ReadonlyMap<string, string>, issueNumber: number): void => {
  const place = lessonPage(issueNumber);
  const parsed = parsePage(files.get(place.file) ?? '', place);
  if (!parsed.ok) throw new Fault('broken-promise', `a lesson that no one can read`);
};

const wantedOf = (ref: IssueRef, view: LessonView, leftOut?: string): PullRequestWanted => {
  const files = lessonFiles(view);
  checkPage(files, ref.number);
  return {
    kind: 'lesson',
    branch: lessonBranch(ref),
    title: renderLessonTitle(view),
    body: renderLessonBody(view, leftOut),
    commitMessage: `Lesson of issue #${ref.number}`,
    files,
  };
};

/** What stands against a lesson of this issue now, or the pull request that is open already. */
export const standsAgainst = async (
  github: GitHubRepository,
  ref: IssueRef,
): Promise<Decided<number | undefined>> => {
  const { file } = lessonPage(ref.number);
  if ((await github.readFile(ref, file)) !== undefined) return refused(alreadyLearned(file));
  const open = await github.findPullRequest(ref, lessonBranch(ref));
  if (open !== undefined) return accepted(open.number);
  const unprotected = refuseLesson(await github.readLessonProtection(ref));
  return unprotected === undefined ? accepted(undefined) : refused(unprotected);
};

/** The lesson with the words of a model, where they may stand in it; else why they may not. */
const worded = (view: LessonView, written: Json | undefined) => {
  if (written === undefined) return { view };
  const known = view.lessons.flatMap((lesson) => ('item' in lesson ? [lesson.item.id] : []));
  const checked = checkWords(written, known);
  return checked.ok
    ? { view: { ...view, words: checked.words } }
    : { view, leftOut: checked.because };
};

/**
 * Opens the pull request of an issue's lesson and answers what to say of it. One that is open is
 * left as it is: people may have edited it. Nothing is opened where the application could merge it.
 */
export const proposeLesson = async (
  deps: OrchestratorDeps,
  { ref, installationId, written }: LessonWanted,
): Promise<Decided<string>> => {
  const github = await deps.github(installationId);
  const view = await viewOf(deps, ref);
  if (!view.ok) return view;
  const against = await standsAgainst(github, ref);
  if (!against.ok) return against;
  if (against.value !== undefined) return accepted(renderLessonThere(against.value));
  const { view: whole, leftOut } = worded(view.value, written);
  const { number, headSha } = await github.openPullRequest(ref, wantedOf(ref, whole, leftOut));
  await deps.store.record({
    kind: 'lesson',
    subject: `${ref.repositoryId}#${ref.number}`,
    detail: { number, headSha },
  });
  return accepted(renderLessonOpened(number, whole.lessons.length));
};
