import type { Requirement } from '../approve/requirement.ts';
import type { PlanItem } from '../plan/item.ts';
import type { Step } from '../plan/step.ts';
import { details } from './markdown.ts';
import type { PlanView } from './plan-view.ts';
import { fence } from './quote.ts';

/** Raised when a member is removed or means something else; members may be added without it. */
const SCHEMA_VERSION = 1;

const stepRow = (step: Step): object => ({
  id: step.id,
  kind: step.kind,
  accountId: step.accountId,
  region: step.region,
  operationClass: step.operationClass,
  reversibility: step.inverse.reversibility,
  ...('stackName' in step ? { stackName: step.stackName } : {}),
  ...(step.kind === 'operate' ? { operation: step.operation, target: step.target } : {}),
  changes: step.changes.map(({ action, logicalId, type, physicalId, losesData, ownerAgent }) => ({
    action,
    logicalId,
    type,
    physicalId,
    losesData,
    ownerAgent,
  })),
});

const itemRow = (
  { number, digest, worth }: PlanItem,
  requirement: Requirement | undefined,
): object => ({
  number,
  digest,
  worth,
  ...(requirement === undefined ? {} : { people: requirement.people }),
});

const summaryOf = ({ plan, digest, review, requirement, itemRequirements }: PlanView): object => ({
  schemaVersion: SCHEMA_VERSION,
  digest,
  purpose: plan.purpose,
  issue: plan.issueNumber,
  requestHash: plan.requestHash,
  route: plan.route,
  tier: plan.tier,
  counts: plan.counts,
  operationClass: plan.operationClass,
  losesData: plan.losesData,
  reversibility: plan.reversibility,
  risk: plan.risk.level,
  costUsdMonthly: {
    before: plan.cost.beforeUsdMonthly,
    after: plan.cost.afterUsdMonthly,
    unpriced: plan.cost.unpriced.length,
  },
  ...(plan.items === undefined
    ? {}
    : { items: plan.items.map((item) => itemRow(item, itemRequirements?.get(item.number))) }),
  gate: { decision: review.gate.decision, overall: review.overall, ...review.gate.counts },
  ...(itemRequirements === undefined
    ? { approval: { people: requirement.people, needsDigest: requirement.needsDigest } }
    : {}),
});

/** The plan for machines, folded; `steps` is left out where there is no room for it. */
export const renderMachineReadable = (view: PlanView, withSteps: boolean): string => {
  const steps = withSteps ? { steps: view.plan.steps.map(stepRow) } : {};
  const text = JSON.stringify({ ...summaryOf(view), ...steps }, null, 1);
  return details('<b>For machines</b>', fence(text, 'json'));
};
