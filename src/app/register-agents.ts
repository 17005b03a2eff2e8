import { autonomyOf, ownerOf } from '../agents/roster.ts';
import type { MadeResource, Outcome, StepDone } from '../execute/outcome.ts';
import type { Plan } from '../plan/plan.ts';
import { dependenciesOf } from '../plan/diagram.ts';
import { serviceOf } from '../services/registry.ts';
import type { ResourceState, ServiceAgent } from '../task/aws-resource.ts';
import { isResourceType } from '../task/resource-type.ts';
import type { WorkerDeps } from './deps.ts';

const DAYS_A_MONTH = 730 / 24;

const costOf = (plan: Plan, logicalId: string): { readonly costUsdDaily?: number } => {
  const line = plan.cost.lines.find((one) => one.logicalId === logicalId);
  return line === undefined ? {} : { costUsdDaily: line.afterUsdMonthly / DAYS_A_MONTH };
};

const agentOf = (
  made: MadeResource,
  step: StepDone,
  context: { readonly plan: Plan; readonly at: string },
): ServiceAgent => {
  const { plan, at } = context;
  const state: ResourceState = made.action === 'delete' ? 'Terminated' : 'Active';
  const planned = plan.steps.find((one) => one.id === step.stepId);
  const dependencies =
    planned?.kind === 'deploy' ? (dependenciesOf(planned.template).get(made.logicalId) ?? []) : [];
  const tags = planned?.kind === 'deploy' ? planned.tags : {};
  return {
    name: made.physicalId,
    serviceType: made.type,
    resource: {
      id: made.physicalId,
      arn: made.arn,
      resourceType: made.type,
      region: step.region,
      accountId: step.accountId,
      state,
      ownerAgent: ownerOf(made.type),
      dependencies,
      tags,
      metadata: { stackName: step.stackName ?? '' },
      createdAt: at,
      updatedAt: at,
    },
    dependencies,
    state,
    autonomyLevel: autonomyOf(made.type),
    decisionMaker: ownerOf(made.type),
    ...costOf(plan, made.logicalId),
    healthStatus: 'Unknown',
  };
};

/** A resource gets an agent when it is one that somebody asks for by name: not its policies. */
const isKept = (made: MadeResource): boolean =>
  isResourceType(made.type) && serviceOf(made.type) !== undefined;

/**
 * Registers who looks after what was made, and retires the agents of what is gone. Answers those
 * who look after something now.
 */
export const registerAgents = async (
  deps: Pick<WorkerDeps, 'store'>,
  ended: { readonly outcome: Outcome; readonly plan: Plan },
): Promise<readonly ServiceAgent[]> => {
  const context = { plan: ended.plan, at: ended.outcome.endedAt };
  const agents = ended.outcome.steps
    .filter((step) => step.kind === 'done')
    .flatMap((step) => step.made.filter(isKept).map((made) => agentOf(made, step, context)));
  for (const agent of agents) await deps.store.saveServiceAgent(agent);
  return agents.filter((agent) => agent.state === 'Active');
};
