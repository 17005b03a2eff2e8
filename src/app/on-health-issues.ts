import { createHash } from 'node:crypto';
import { followHealth } from '../agents/follow-health.ts';
import type { FoundRepository } from '../github/find-repository.ts';
import type { GitHubRepository } from '../github/github.ts';
import {
  HEALTH_LABEL,
  healthIssueTitle,
  renderHealthBack,
  renderHealthClosed,
  renderHealthIssue,
  severityLabel,
  type HealthEnd,
  type HealthIssueView,
} from '../reply/health-issue.ts';
import { planHealthIssues, type HealthAction } from '../report/health/plan-issues.ts';
import { Fault, isTransient } from '../task/fault.ts';
import type { IssueRef } from '../task/issue.ts';
import type { OrchestratorDeps } from './deps.ts';
import { healthMark, parseLookAnswered, parseLookAsked, type LookAnswered } from './health-look.ts';
import { ensureComment } from './replies.ts';
import { startHeals } from './start-heals.ts';
import { findReportPlace } from './report-place.ts';

/**
 * Issues written in a minute, by all nodes together. Each is at most one content-creating call; of
 * those GitHub takes 80 a minute, and plans and their answers need theirs.
 */
const MOST_A_MINUTE = 30;

interface Keeping {
  readonly deps: OrchestratorDeps;
  readonly github: GitHubRepository;
  readonly place: FoundRepository;
  readonly look: LookAnswered;
  readonly lookedAt: string;
}

const viewOf = ({ deps, look, lookedAt }: Keeping, action: HealthAction): HealthIssueView => ({
  kind: action.kind,
  members: action.members,
  accounts: look.accounts,
  lookedAt,
  maskAccountIds: deps.config.maskAccountIds,
});

const markOf = ({ key }: HealthAction): string =>
  healthMark(createHash('sha256').update(key).digest('hex').slice(0, 24));

const textOf = (keeping: Keeping, action: HealthAction) => {
  const view = viewOf(keeping, action);
  const mark = markOf(action);
  return { title: healthIssueTitle(view), body: `${renderHealthIssue(view)}\n\n${mark}`, mark };
};

const refOf = ({ place }: Keeping, number: number): IssueRef => ({ ...place.repository, number });

const open = (keeping: Keeping, action: HealthAction): Promise<number> =>
  keeping.github.ensureIssue(keeping.place.repository, {
    ...textOf(keeping, action),
    labels: [HEALTH_LABEL, severityLabel(action.members)],
    assignees: [],
  });

/** The labels of an issue with the one of its severity; what people put there stays. */
const relabelled = async (
  { github }: Keeping,
  ref: IssueRef,
  wanted: string,
): Promise<readonly string[] | undefined> => {
  const labels = (await github.readIssue(ref))?.labels ?? [];
  if (labels.includes(wanted)) return undefined;
  return [...labels.filter((label) => !label.startsWith('health: ')), wanted];
};

const rewrite = async (keeping: Keeping, action: HealthAction, ref: IssueRef): Promise<void> => {
  const { title, body } = textOf(keeping, action);
  const labels = await relabelled(keeping, ref, severityLabel(action.members));
  const wanted = labels === undefined ? { title, body } : { title, body, labels };
  await keeping.github.updateIssue(ref, wanted);
};

const say = async (keeping: Keeping, ref: IssueRef, said: Said): Promise<void> => {
  const { installationId } = keeping.place;
  await ensureComment(keeping.deps, { ref, installationId, ...said });
};

interface Said {
  readonly topic: string;
  readonly body: string;
}

const endOf = ({ look }: Keeping, { kind, members }: HealthAction): HealthEnd => {
  if (kind === 'group') return 'settled';
  const isThere = look.judged.some(({ arn }) => members.some((member) => member.arn === arn));
  return isThere ? 'healthy' : 'gone';
};

const close = async (keeping: Keeping, action: HealthAction, ref: IssueRef): Promise<void> => {
  const body = renderHealthClosed(endOf(keeping, action), keeping.lookedAt);
  await say(keeping, ref, { topic: `health-closed:${action.issue?.episode ?? 1}`, body });
  await keeping.github.closeIssue(ref, 'completed');
};

const reopen = async (keeping: Keeping, action: HealthAction, ref: IssueRef): Promise<void> => {
  await keeping.github.reopenIssue(ref);
  await rewrite(keeping, action, ref);
  const body = renderHealthBack(keeping.lookedAt);
  await say(keeping, ref, { topic: `health-back:${action.issue?.episode ?? 1}`, body });
};

/** Does one thing on GitHub; done again after a kill, it is done once. Answers the issue. */
const act = async (keeping: Keeping, action: HealthAction): Promise<number> => {
  const { issue } = action;
  if (issue === undefined) return open(keeping, action);
  const ref = refOf(keeping, issue.number);
  if (action.act === 'close') await close(keeping, action, ref);
  else if (action.act === 'reopen') await reopen(keeping, action, ref);
  else await rewrite(keeping, action, ref);
  return issue.number;
};

const remember = async (keeping: Keeping, action: HealthAction, number: number): Promise<void> => {
  const { store } = keeping.deps;
  const { issue, key, kind, accountId, members } = action;
  const isNew = action.act === 'open' || action.act === 'reopen';
  const nowIso = (await store.now()).toISOString();
  const episode = (issue?.episode ?? 0) + (isNew ? 1 : 0);
  await store.saveHealthIssue({
    repositoryId: keeping.place.repository.repositoryId,
    key,
    kind,
    accountId,
    number,
    members,
    isOpen: action.act !== 'close',
    episode,
    openedAt: isNew || issue === undefined ? nowIso : issue.openedAt,
  });
  await store.record({
    kind: 'health',
    subject: key,
    detail: { act: action.act, number, episode },
  });
};

/** One issue that can not be written, such as one that somebody deleted, holds up no other. */
const actSafely = async (keeping: Keeping, action: HealthAction): Promise<void> => {
  try {
    await remember(keeping, action, await act(keeping, action));
  } catch (error) {
    if (!(error instanceof Fault) || isTransient(error)) throw error;
    keeping.deps.log.error({ err: error, key: action.key }, 'a health issue was not written');
  }
};

/** Lets the agents know how it is with what they look after. Doing it twice is once. */
const tellAgents = async (
  { store }: Pick<OrchestratorDeps, 'store'>,
  look: LookAnswered,
): Promise<void> => {
  for (const { before, after } of followHealth(await store.listServiceAgents(), look.judged)) {
    await store.replaceServiceAgent(before, after);
  }
};

/**
 * Brings the agents in line with a look, and the issues, as many as a minute bears; the next minute
 * goes on. What was done stands in the store, so that a restart, a kill or another node goes on
 * from there.
 */
export const onHealthIssues = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { workId } = job;
  const work = await deps.store.readWork(String(workId));
  if (work?.output === undefined) throw new Fault('broken-promise', 'a look at nothing');
  const place = await findReportPlace(deps, deps.config.reports.health.repository, 'health');
  if (place === undefined) return;
  const { repositoryId } = place.repository;
  const { now: lookedAt, watched } = parseLookAsked(work.input);
  const look = parseLookAnswered(work.output);
  await tellAgents(deps, look);
  const issues = await deps.store.listHealthIssues(repositoryId);
  const now = await deps.store.now();
  const actions = planHealthIssues({ ...look, watched }, issues, now.getTime());
  const room = MOST_A_MINUTE - (await deps.store.countHealthWrites(repositoryId));
  const github = await deps.github(place.installationId);
  const keeping = { deps, github, place, look, lookedAt };
  const doable = actions.slice(0, Math.max(0, room));
  for (const action of doable) await actSafely(keeping, action);
  if (doable.length === actions.length) await startHeals({ ...keeping, lookId: String(workId) });
};
