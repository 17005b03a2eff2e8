import { teamsThatMatter } from '../approve/may-approve.ts';
import type { ApprovedPlan } from '../approve/approved-plan.ts';
import { decideStanding } from '../approve/decide-approval.ts';
import { healedKey, healOf, type Heal } from '../approve/heal.ts';
import type { MergedFile } from '../approve/standing-approval.ts';
import type { ApprovalReads } from '../github/github.ts';
import { sha256 } from '../plan/digest.ts';
import type { HealOrder } from '../plan/inputs.ts';
import type { Plan } from '../plan/plan.ts';
import type { JudgedResource } from '../report/health/judge.ts';
import type { IssueRef } from '../task/issue.ts';
import { refused, type Decided } from '../task/refusal.ts';
import { contextFromGitHub, type DecisionDeps, type DecisionRequest } from './decide.ts';
import { isSameTier } from './healed-account.ts';
import { lookId, parseLookAnswered } from './health-look.ts';
import { readStanding } from './standing.ts';

/** The file that is a standing approval once it is merged. */
const PATH = 'config/healing.yml';

/** What is to be decided: a plan, and the look that it rests on. */
export type HealRequest = Omit<DecisionRequest, 'sources' | 'reopenedAt'> & {
  readonly heal: HealOrder;
};

const readMerged = async (
  { config }: Pick<DecisionDeps, 'config'>,
  github: ApprovalReads,
  ref: IssueRef,
): Promise<MergedFile | undefined> => {
  const read = await github.readMergedFile(ref, PATH);
  if (read === undefined) return undefined;
  const { commit, text, merger } = read;
  const file = { commit, fileHash: sha256(text) };
  if (merger === undefined) return file;
  const circle = { ...config.approvals.approvers, teams: teamsThatMatter(config) };
  const { role, teams } = await readStanding(github, ref, { person: merger.person, circle });
  return { ...file, merger: { ...merger, role, teams } };
};

/** The look of this hour, or the one before as long as that of this hour has not ended. */
const readNewest = async ({ store, config }: DecisionDeps, now: Date) => {
  const { health } = config.reports;
  const before = new Date(now.getTime() - health.everyHours * 3_600_000);
  for (const workId of [lookId(health, now), lookId(health, before)]) {
    const output = (await store.readWork(workId))?.output;
    if (output !== undefined) return { workId, look: parseLookAnswered(output) };
  }
  return undefined;
};

const isOf = (one: JudgedResource, { step, change }: Heal): boolean =>
  one.accountId === step.accountId &&
  one.region === step.region &&
  one.resourceType === change.type &&
  one.id === step.target;

/**
 * Whether the newest look that ended says that this very resource is ill and that this operation
 * mends it. The answer to a look only the reader can write, so nobody else can make a well one ill.
 */
const readIllness = async (
  deps: DecisionDeps,
  order: HealOrder,
  { heal, plan }: { readonly heal: Heal; readonly plan: Plan },
): Promise<boolean> => {
  const newest = await readNewest(deps, await deps.store.now());
  if (newest?.workId !== order.lookId) return false;
  const found = newest.look.judged.find(({ arn }) => arn === order.arn);
  const isIll = found?.status === 'Unhealthy' || found?.status === 'Degraded';
  return (
    isIll &&
    isOf(found, heal) &&
    isSameTier(
      deps.config,
      newest.look,
      plan.accounts.find(({ id }) => id === heal.step.accountId),
    ) &&
    found.evidence.some(({ operation }) => operation === heal.step.operation)
  );
};

const isAtHome = ({ config }: DecisionDeps, ref: IssueRef): boolean => {
  const { repository } = config.reports.health;
  return repository?.owner === ref.owner && repository.repo === ref.repo;
};

const NOT_PROVEN = refused({
  code: 'no-standing-approval',
  because: 'The issue of the heal is gone, or is not in the repository of the health issues.',
  next: 'Mend it by hand.',
});

/**
 * Gathers everything that a heal is decided from, as GitHub, the reader's last look and the history
 * of heals have it now, then lets `approve/` decide. The same function serves the orchestrator and
 * the deployer, each with its own configuration; neither trusts what the other one found.
 */
export const decideHeal = async (
  deps: DecisionDeps,
  github: ApprovalReads,
  request: HealRequest,
): Promise<Decided<ApprovedPlan>> => {
  if (!isAtHome(deps, request.ref)) return NOT_PROVEN;
  const context = await contextFromGitHub(deps, github, request);
  if (context === undefined) return NOT_PROVEN;
  const heal = healOf(request.computed.plan);
  const merged = await readMerged(deps, github, request.ref);
  return decideStanding({
    ...context,
    ...(merged === undefined ? {} : { merged }),
    isIll:
      heal !== undefined &&
      (await readIllness(deps, request.heal, { heal, plan: request.computed.plan })),
    past: heal === undefined ? [] : await deps.store.listHeals(healedKey(heal)),
  });
};
