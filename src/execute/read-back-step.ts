import type { PlannedChange } from '../plan/change.ts';
import type { DeployStep, Step } from '../plan/step.ts';
import { resolveProperties } from '../services/resolve.ts';
import { servicesOfTemplateType } from '../services/registry.ts';
import type { ReadBackCheck, ReadBackInput } from '../services/service.ts';
import type { AccountRole, AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { MadeResource } from './outcome.ts';
import type { StackResource } from './ports.ts';
import { readBackImport } from './read-back-import.ts';
import type { StepContext } from './step-context.ts';

const ROLES: Readonly<Record<string, AccountRole>> = {
  sandbox: 'Sandbox',
  development: 'Development',
};

/** The account as far as a plan knows it; a step runs only in tiers that have one role each. */
const accountOf = ({ approved, step }: StepContext): AwsAccount => {
  const known = approved.facts.plan.accounts.find((account) => account.id === step.accountId);
  if (known === undefined) throw new Fault('broken-promise', 'a step of a foreign account');
  return {
    id: known.id,
    name: known.name,
    role: ROLES[known.tier] ?? 'Test',
    tier: known.tier,
    tierSource: known.tierSource,
    regions: known.regions,
    ou: '',
    tags: {},
    createdAt: '',
    status: 'ACTIVE',
  };
};

const readOne = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { logicalId, type } = input;
  const unread = (detail: string): ReadBackCheck => ({
    logicalId,
    type,
    arn: '',
    checks: [{ name: 'read back', holds: false, detail }],
  });
  const service = servicesOfTemplateType(type)[0];
  if (service === undefined) return unread('no service reads this type');
  try {
    return await service.readBack(input);
  } catch (thrown) {
    if (thrown instanceof Fault) return unread(`could not be read: ${thrown.kind}`);
    throw thrown;
  }
};

const propertiesOf = (
  step: DeployStep,
  logicalId: string,
  resources: readonly StackResource[],
): JsonObject =>
  resolveProperties(step.template.Resources[logicalId]?.Properties ?? {}, {
    template: step.template,
    parameters: step.resolvedParameters,
    accountId: step.accountId,
    region: step.region,
    stackName: step.stackName,
    refOf: (id) => resources.find((one) => one.logicalId === id)?.physicalId,
  });

const madeOf = (change: PlannedChange, physicalId: string, arn: string): MadeResource => ({
  action: change.action,
  logicalId: change.logicalId,
  type: change.type,
  physicalId,
  arn,
});

/** What a step made and how it compares with the plan, by each service's own reads. */
export interface ReadBack {
  readonly made: readonly MadeResource[];
  readonly checks: readonly ReadBackCheck[];
}

/** The stack as it stands when its step has ended. */
interface StandingStack {
  readonly stackId: string;
  readonly resources: readonly StackResource[];
}

/** One change read back; what was removed is only named. */
const readChange = async (
  context: StepContext<DeployStep>,
  change: PlannedChange,
  standing: StandingStack,
): Promise<ReadBack> => {
  const { step, watcher } = context;
  const { resources } = standing;
  const { logicalId, type } = change;
  const found = resources.find((one) => one.logicalId === logicalId);
  const physicalId = found?.physicalId ?? change.physicalId ?? '';
  if (change.action === 'delete' || change.action === 'release')
    return { made: [madeOf(change, physicalId, '')], checks: [] };
  const check = await readOne({
    reader: watcher,
    region: step.region,
    account: accountOf(context),
    logicalId,
    type,
    physicalId,
    properties: propertiesOf(step, logicalId, resources),
    // An import puts no tags of the stack on what is there.
    tags: change.action === 'import' ? {} : step.tags,
  });
  const made = [madeOf(change, physicalId, check.arn)];
  if (change.action !== 'import') return { made, checks: [check] };
  const own = await readBackImport(context, change, standing);
  return { made, checks: [{ ...check, checks: [...own, ...check.checks] }] };
};

/** Reads back every resource that a deploy step made or changed, in the plan's order. */
export const readBackDeploy = async (
  context: StepContext<DeployStep>,
  standing: StandingStack,
): Promise<ReadBack> => {
  const all: ReadBack[] = [];
  for (const change of context.step.changes) {
    all.push(await readChange(context, change, standing));
  }
  return { made: all.flatMap((one) => one.made), checks: all.flatMap((one) => one.checks) };
};

/** What a step that is no deployment changed, as the plan names it. */
export const namedChanges = (step: Step): readonly MadeResource[] =>
  step.changes.map((change) => madeOf(change, change.physicalId ?? '', ''));
