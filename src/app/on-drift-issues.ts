import { createHash } from 'node:crypto';
import { classifyAgain } from '../config/classify-account.ts';
import type { FoundRepository } from '../github/find-repository.ts';
import type { GitHubRepository } from '../github/github.ts';
import {
  driftIssueTitle,
  driftSeverity,
  renderDriftBack,
  renderDriftClosed,
  renderDriftIssue,
  type DriftEnd,
  type DriftIssueView,
} from '../reply/drift-issue.ts';
import { planDriftIssues, UNKNOWN_KEY, type DriftAction } from '../report/drift/plan-issues.ts';
import { Fault, isTransient } from '../task/fault.ts';
import { DRIFT_LABEL, type IssueRef } from '../task/issue.ts';
import type { OrchestratorDeps } from './deps.ts';
import {
  driftMark,
  parseDriftAnswered,
  parseDriftAsked,
  type DriftAnswered,
} from './drift-look.ts';
import { ensureComment } from './replies.ts';
import { findReportPlace } from './report-place.ts';

/**
 * Issues written in a minute, by all nodes together. Each is at most one content-creating call; of
 * those GitHub takes 80 a minute, and health, plans and their answers need theirs.
 */
const MOST_A_MINUTE = 20;

interface Keeping {
  readonly deps: OrchestratorDeps;
  readonly github: GitHubRepository;
  readonly place: FoundRepository;
  /** What was found, with accounts as this worker's own configuration classifies them. */
  readonly look: DriftAnswered;
  readonly lookedAt: string;
}

const viewOf = ({ deps, look, lookedAt }: Keeping, action: DriftAction): DriftIssueView => ({
  stacks: action.stacks,
  failed: action.failed,
  accounts: look.accounts,
  lookedAt,
  maskAccountIds: deps.config.maskAccountIds,
});

const markOf = ({ key }: DriftAction): string =>
  driftMark(createHash('sha256').update(key).digest('hex').slice(0, 24));

const labelOf = (keeping: Keeping, action: DriftAction): string =>
  `drift: ${driftSeverity(viewOf(keeping, action))}`;

const textOf = (keeping: Keeping, action: DriftAction) => {
  const view = viewOf(keeping, action);
  const mark = markOf(action);
  return { title: driftIssueTitle(view), body: `${renderDriftIssue(view)}\n\n${mark}`, mark };
};

const open = (keeping: Keeping, action: DriftAction): Promise<number> =>
  keeping.github.ensureIssue(keeping.place.repository, {
    ...textOf(keeping, action),
    labels: [DRIFT_LABEL, labelOf(keeping, action)],
    assignees: [],
  });

interface Said {
  readonly topic: string;
  readonly body: string;
}

const say = async (keeping: Keeping, ref: IssueRef, said: Said): Promise<void> => {
  const { installationId } = keeping.place;
  await ensureComment(keeping.deps, { ref, installationId, ...said });
};

/** Writes the issue anew; labels that people put there stay. One that was closed opens again. */
const rewrite = async (keeping: Keeping, action: DriftAction, ref: IssueRef): Promise<void> => {
  const { title, body } = textOf(keeping, action);
  const known = await keeping.github.readIssue(ref);
  const others = (known?.labels ?? []).filter((label) => !label.startsWith('drift: '));
  const own = others.includes(DRIFT_LABEL) ? others : [DRIFT_LABEL, ...others];
  const labels = [...own, labelOf(keeping, action)];
  if (known?.state === 'closed') await keeping.github.reopenIssue(ref);
  await keeping.github.updateIssue(ref, { title, body, labels });
  if (known?.state !== 'closed' && action.act !== 'reopen') return;
  const topic = `drift-back:${action.issue?.episode ?? 1}`;
  await say(keeping, ref, { topic, body: renderDriftBack(keeping.lookedAt) });
};

const endOf = ({ key, stacks }: DriftAction): DriftEnd => {
  if (key === UNKNOWN_KEY) return 'told';
  return stacks.length === 0 ? 'gone' : 'in-sync';
};

const close = async (keeping: Keeping, action: DriftAction, ref: IssueRef): Promise<void> => {
  const body = renderDriftClosed(endOf(action), viewOf(keeping, action));
  await say(keeping, ref, { topic: `drift-closed:${action.issue?.episode ?? 1}`, body });
  await keeping.github.closeIssue(ref, 'completed');
};

/** Does one thing on GitHub; done again after a kill, it is done once. Answers the issue. */
const act = async (keeping: Keeping, action: DriftAction): Promise<number> => {
  const { issue } = action;
  if (issue === undefined) return open(keeping, action);
  const ref = { ...keeping.place.repository, number: issue.number };
  if (action.act === 'close') await close(keeping, action, ref);
  else await rewrite(keeping, action, ref);
  return issue.number;
};

const remember = async (keeping: Keeping, action: DriftAction, number: number): Promise<void> => {
  const { store } = keeping.deps;
  const { issue, key, stacks, failed } = action;
  const isNew = action.act === 'open' || action.act === 'reopen';
  const episode = (issue?.episode ?? 0) + (isNew ? 1 : 0);
  const accounts = keeping.look.accounts.filter(({ id }) =>
    stacks.some(({ accountId }) => accountId === id),
  );
  await store.saveDriftIssue({
    repositoryId: keeping.place.repository.repositoryId,
    key,
    number,
    isOpen: action.act !== 'close',
    episode,
    stacks,
    failed,
    accounts,
  });
  const detail = { act: action.act, number, episode };
  await store.record({ kind: 'drift', subject: key, detail });
};

/** One issue that can not be written, such as one that somebody deleted, holds up no other. */
const actSafely = async (keeping: Keeping, action: DriftAction): Promise<void> => {
  try {
    await remember(keeping, action, await act(keeping, action));
  } catch (error) {
    if (!(error instanceof Fault) || isTransient(error)) throw error;
    keeping.deps.log.error({ err: error, key: action.key }, 'an issue about drift was not written');
  }
};

const readLook = (deps: OrchestratorDeps, output: Parameters<typeof parseDriftAnswered>[0]) => {
  const look = parseDriftAnswered(output);
  const accounts = look.accounts.map((account) => classifyAgain(account, deps.config));
  return { ...look, accounts };
};

/**
 * Brings the issues in line with a look, as many as a minute bears; the next minute goes on. What
 * was done stands in the store, so that a restart, a kill or another node goes on from there.
 */
export const onDriftIssues = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const work = await deps.store.readWork(String(job['workId']));
  if (work?.output === undefined) throw new Fault('broken-promise', 'a look at nothing');
  const place = await findReportPlace(deps, deps.config.reports.drift.repository, 'drift');
  if (place === undefined) return;
  const { repositoryId } = place.repository;
  const { now: lookedAt, watched } = parseDriftAsked(work.input);
  const look = readLook(deps, work.output);
  const issues = await deps.store.listDriftIssues(repositoryId);
  const actions = planDriftIssues({ ...look, watched, lookedAt }, issues);
  const room = MOST_A_MINUTE - (await deps.store.countDriftWrites(repositoryId));
  const github = await deps.github(place.installationId);
  const keeping = { deps, github, place, look, lookedAt };
  for (const action of actions.slice(0, Math.max(0, room))) await actSafely(keeping, action);
};
