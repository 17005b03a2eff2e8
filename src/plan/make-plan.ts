import { isMutation } from '../task/aws-task.ts';
import { refused, type Decided } from '../task/refusal.ts';
import { routeOf, strictest, type Route, type Tier } from '../task/tier.ts';
import type { AwsAccount } from '../task/account.ts';
import type { Region } from '../task/ids.ts';
import type { IssueSnapshot } from '../task/issue.ts';
import type { Config } from '../config/config.ts';
import type { PlannedChange } from './change.ts';
import { beyondRoles } from './beyond-roles.ts';
import { estimateCost } from './cost-estimate.ts';
import { diagramOf } from './diagram.ts';
import type { DraftedPlan, PlanKnowledge } from './drafted.ts';
import type { PlanInputs } from './inputs.ts';
import { itemsOfPart } from './item.ts';
import { brokenLimit, routeOfTiers } from './limits.ts';
import { lostBy } from './lost.ts';
import { phasesOf } from './phases.ts';
import { pricedChanges } from './priced-changes.ts';
import { numberSteps, worstClass } from './number-steps.ts';
import type { ChangeCounts, Plan, PlanAccount } from './plan.ts';
import { riskOf } from './risk.ts';
import { recordsAll } from './only-recorded.ts';
import type { DeployStep, Reversibility, Step } from './step.ts';

/** What `makePlan` works on. `requestHash` is that of `inputs.issue`. */
export interface PlanRequest {
  readonly inputs: PlanInputs;
  readonly requestHash: string;
  readonly drafted: DraftedPlan;
  readonly config: Config;
  readonly known: PlanKnowledge;
  /** For savings: the items of the whole plan, each judged by itself. */
  readonly savings?: Required<Pick<Plan, 'items' | 'leftOut'>>;
}

/** The tier of an account for this request: its own, raised by the words of its tasks. */
export const tierFor = (account: AwsAccount, inputs: Pick<PlanInputs, 'tasks'>): Tier => {
  const raised = inputs.tasks
    .filter(isMutation)
    .filter((task) => task.accountId === account.id)
    .map((task) => task.tierRaisedTo)
    .filter((tier) => tier !== undefined);
  return strictest(account.tier, ...raised);
};

/** Where something is done in an account; for a plan of nothing, where it was asked for. */
const regionsIn = (
  account: AwsAccount,
  inputs: PlanInputs,
  steps: readonly Step[],
): readonly Region[] => {
  const places = steps.length > 0 ? steps : inputs.tasks.filter(isMutation);
  const own = places.filter((place) => place.accountId === account.id);
  const named = own.map(({ region }) => region ?? account.regions[0]);
  return [...new Set(named.filter((region) => region !== undefined))].sort();
};

const planAccounts = (inputs: PlanInputs, steps: readonly Step[]): readonly PlanAccount[] =>
  inputs.accounts
    .map((account) => {
      const regions = regionsIn(account, inputs, steps);
      const tier = tierFor(account, inputs);
      const tierSource = tier === account.tier ? account.tierSource : ('request' as const);
      return { id: account.id, name: account.name, tier, tierSource, regions };
    })
    .filter((account) => account.regions.length > 0);

const countsOf = (changes: readonly PlannedChange[]): ChangeCounts => {
  const count = (action: PlannedChange['action']): number =>
    changes.filter((change) => change.action === action && change.isNewRevision !== true).length;
  const revisions = changes.filter(({ isNewRevision }) => isNewRevision === true).length;
  return {
    create: count('create'),
    change: count('change') + count('import') + count('release') + revisions,
    replace: count('replace'),
    delete: count('delete'),
  };
};

const REVERSIBILITY: readonly Reversibility[] = ['reversible', 'partly reversible', 'irreversible'];

const worstReversibility = (steps: readonly Step[]): Reversibility =>
  steps.reduce<Reversibility>((worst, { inverse }) => {
    const isWorse = REVERSIBILITY.indexOf(inverse.reversibility) > REVERSIBILITY.indexOf(worst);
    return isWorse ? inverse.reversibility : worst;
  }, 'reversible');

const requestersOf = ({ author, labeller, editor, confirmer }: IssueSnapshot): readonly number[] =>
  [...new Set([author.id, labeller?.id, editor?.id, confirmer?.id])]
    .filter((id) => id !== undefined)
    .sort((a, b) => a - b);

const savingsOf = ({ inputs, savings }: PlanRequest): Partial<Plan> => {
  if (inputs.savings === undefined) return {};
  return savings ?? { items: itemsOfPart(inputs) };
};

const purposeOf = ({ undo, savings }: PlanInputs): Plan['purpose'] => {
  if (undo !== undefined) return 'rollback';
  return savings === undefined ? 'request' : 'savings';
};

const isDrifted = (step: Step): step is DeployStep =>
  step.kind === 'deploy' && step.drift?.status === 'DRIFTED';

const assemble = (request: PlanRequest, steps: readonly Step[], route: Route): Plan => {
  const { inputs, known } = request;
  const accounts = planAccounts(inputs, steps);
  const changes = steps.flatMap((step) => step.changes);
  const lost = lostBy(steps);
  const [first, ...others] = accounts.map((account) => account.tier);
  const tier = strictest(first ?? 'unknown', ...others);
  const operationClass = worstClass(steps.map((step) => step.operationClass));
  const drifted = steps.filter(isDrifted);
  const diagram = diagramOf(
    steps.flatMap((step) => (step.kind === 'deploy' ? [step.template] : [])),
  );
  return {
    schemaVersion: 1,
    purpose: purposeOf(inputs),
    repositoryId: inputs.issue.ref.repositoryId,
    issueNumber: inputs.issue.ref.number,
    requestHash: request.requestHash,
    requesterIds: requestersOf(inputs.issue),
    tasks: inputs.tasks,
    accounts,
    tier,
    route,
    phases: phasesOf(steps, request.drafted),
    steps,
    counts: countsOf(changes),
    operationClass,
    losesData: changes.some((change) => change.losesData),
    lost: { resources: lost.length, hasStateful: lost.some((c) => known.isStateful(c.type)) },
    risk: riskOf({
      tier,
      changes,
      operationClass,
      operations: steps.filter((step) => step.kind === 'operate').length,
      isChangedSince: steps.some((step) => 'since' in step && (step.since?.length ?? 0) > 0),
      isDrifted: drifted.length > 0,
      isRecorded: drifted.every(recordsAll),
    }),
    cost: estimateCost(pricedChanges(inputs, steps), known),
    reversibility: worstReversibility(steps),
    deviations: request.drafted.deviations,
    choices: inputs.choices,
    ...savingsOf(request),
    ...(diagram === undefined ? {} : { diagram }),
  };
};

/** The steps of what was drafted; those whose preview is empty are left out. */
export const stepsOf = ({
  inputs,
  drafted,
  known,
}: {
  readonly inputs: Pick<PlanInputs, 'previews' | 'accounts'>;
  readonly drafted: DraftedPlan;
  readonly known: PlanKnowledge;
}): readonly Step[] => {
  const isEmpty = (stackName: string): boolean =>
    inputs.previews.some((one) => one.stackName === stackName && one.status === 'empty');
  const drafts = drafted.steps.filter(
    ({ draft }) => draft.kind !== 'deploy' || !isEmpty(draft.stackName),
  );
  return numberSteps(drafts, { previews: inputs.previews, accounts: inputs.accounts, known });
};

/**
 * Makes the plan of an issue: pure, complete, the same for the same inputs. Refuses what breaks a
 * limit or has no route. Steps whose preview is empty are left out; a plan without steps is empty.
 */
export const makePlan = (request: PlanRequest): Decided<Plan> => {
  const { inputs, config, known } = request;
  const steps = stepsOf(request);
  // The whole of savings is a choice and never carried out: each part of it is judged by itself.
  const isChoice = request.savings !== undefined;
  const tiers = inputs.accounts.map((account) => tierFor(account, inputs));
  const isProposed = tiers.every((tier) => routeOf(tier) === 'pull-request');
  const broken = isChoice ? undefined : brokenLimit({ steps, inputs, config, known, isProposed });
  if (broken !== undefined) return refused(broken);
  const route = routeOfTiers(tiers);
  if (!route.ok) return route;
  const denied = route.value === 'execute' ? beyondRoles(steps, known) : undefined;
  if (denied !== undefined) return refused(denied);
  return { ok: true, value: assemble(request, steps, route.value) };
};
