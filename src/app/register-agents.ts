import { autonomyOf, ownerOf } from '../agents/roster.ts';
import type { MadeResource, Outcome, StepDone } from '../execute/outcome.ts';
import type { Plan } from '../plan/plan.ts';
import { dependenciesOf } from '../plan/diagram.ts';
import { serviceOf } from '../services/registry.ts';
import { resourceKey, type ResourceState, type ServiceAgent } from '../task/aws-resource.ts';
import { isResourceType } from '../task/resource-type.ts';
import type { WorkerDeps } from './deps.ts';

const DAYS_A_MONTH = 730 / 24;

const costOf = (plan: Plan, logicalId: string): { readonly costUsdDaily?: number } => {
  const line = plan.cost.lines.find((one) => one.logicalId === logicalId);
  return line === undefined ? {} : { costUsdDaily: line.afterUsdMonthly / DAYS_A_MONTH };
};

interface Context {
  readonly plan: Plan;
  readonly at: string;
  /** The registry before this outcome: what a step left alone is known from there. */
  readonly known: readonly ServiceAgent[];
}

const keyOf = (made: MadeResource, step: StepDone): string =>
  resourceKey({
    arn: made.arn,
    id: made.physicalId,
    accountId: step.accountId,
    region: step.region,
    resourceType: made.type,
  });

const isOfStack = ({ resource }: ServiceAgent, step: StepDone): boolean =>
  resource.accountId === step.accountId &&
  resource.region === step.region &&
  step.stackName !== undefined &&
  resource.metadata['stackName'] === step.stackName;

/** Agents of one stack by the logical id of their resource. */
const agentsOfStack = (step: StepDone, known: Context['known']): ReadonlyMap<string, string> =>
  new Map([
    ...known
      .filter((agent) => agent.state !== 'Terminated' && isOfStack(agent, step))
      .map(
        ({ resource }) => [String(resource.metadata['logicalId']), resourceKey(resource)] as const,
      ),
    ...step.made
      .filter((made) => made.action !== 'delete' && isKept(made))
      .map((made) => [made.logicalId, keyOf(made, step)] as const),
  ]);

/** Keys of the agents a resource needs; what has no agent is looked through. */
const neededBy = (
  logicalId: string,
  references: ReadonlyMap<string, readonly string[]>,
  agents: ReadonlyMap<string, string>,
): readonly string[] => {
  const seen = new Set<string>();
  const needed = new Set<string>();
  const open = [...(references.get(logicalId) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const key = agents.get(next);
    if (key === undefined) open.push(...(references.get(next) ?? []));
    else needed.add(key);
  }
  return [...needed].sort();
};

const agentOf = (made: MadeResource, step: StepDone, context: Context): ServiceAgent => {
  const { plan, at, known } = context;
  const state: ResourceState = made.action === 'delete' ? 'Terminated' : 'Active';
  const planned = plan.steps.find((one) => one.id === step.stepId);
  const dependencies =
    planned?.kind === 'deploy'
      ? neededBy(made.logicalId, dependenciesOf(planned.template), agentsOfStack(step, known))
      : [];
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
      metadata: { stackName: step.stackName ?? '', logicalId: made.logicalId },
      createdAt: at,
      updatedAt: at,
    },
    dependencies,
    state,
    autonomyLevel: autonomyOf(made.type),
    decisionMaker: ownerOf(made.type),
    ...costOf(plan, made.logicalId),
    healthStatus: 'Unknown',
    lastSeenAt: at,
  };
};

/**
 * A resource gets an agent when it is one that somebody asks for by name: not its policies. What
 * only leaves its stack is there as before, and so is who looks after it.
 */
const isKept = (made: MadeResource): boolean =>
  made.action !== 'release' && isResourceType(made.type) && serviceOf(made.type) !== undefined;

/** True where one stack has another resource in the place of what an agent looked after. */
const isInPlaceOf = (next: ServiceAgent, before: ServiceAgent): boolean => {
  const [own, old] = [next.resource, before.resource];
  const isStacked = own.metadata['stackName'] !== '' && own.accountId === old.accountId;
  return (
    isStacked &&
    own.region === old.region &&
    own.metadata['stackName'] === old.metadata['stackName'] &&
    own.metadata['logicalId'] === old.metadata['logicalId'] &&
    resourceKey(own) !== resourceKey(old)
  );
};

/** Agents of what was replaced, or was deleted by somebody and is made again: it is gone. */
const retired = (
  agents: readonly ServiceAgent[],
  { known, at }: Pick<Context, 'known' | 'at'>,
): readonly ServiceAgent[] =>
  known
    .filter(({ state }) => state !== 'Terminated')
    .filter((one) => agents.some((next) => next.state === 'Active' && isInPlaceOf(next, one)))
    .map((one) => ({
      ...one,
      resource: { ...one.resource, state: 'Terminated', updatedAt: at },
      state: 'Terminated',
      lastSeenAt: at,
    }));

/**
 * Registers who looks after what was made, and retires the agents of what is gone. Answers those
 * who look after something now.
 */
export const registerAgents = async (
  deps: Pick<WorkerDeps, 'store'>,
  ended: { readonly outcome: Outcome; readonly plan: Plan },
): Promise<readonly ServiceAgent[]> => {
  const known = await deps.store.listServiceAgents();
  const context = { plan: ended.plan, at: ended.outcome.endedAt, known };
  const all = ended.outcome.steps
    .filter((step) => step.kind === 'done')
    .flatMap((step) => step.made.filter(isKept).map((made) => agentOf(made, step, context)));
  // What one step changes and a later one deletes is gone.
  const agents = [...new Map(all.map((agent) => [resourceKey(agent.resource), agent])).values()];
  for (const agent of [...retired(agents, context), ...agents])
    await deps.store.saveServiceAgent(agent);
  return agents.filter((agent) => agent.state === 'Active');
};
