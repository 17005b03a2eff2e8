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

const madeOf = (
  change: PlannedChange,
  physicalId: string,
  check: ReadBackCheck | undefined,
): MadeResource => ({
  action: change.action,
  logicalId: change.logicalId,
  type: change.type,
  physicalId,
  arn: check?.arn ?? '',
});

/** What a step made and how it compares with the plan, by each service's own reads. */
export interface ReadBack {
  readonly made: readonly MadeResource[];
  readonly checks: readonly ReadBackCheck[];
}

/** Reads back every resource that a deploy step made or changed; what it removed is only named. */
export const readBackDeploy = async (
  context: StepContext<DeployStep>,
  resources: readonly StackResource[],
): Promise<ReadBack> => {
  const { step, watcher } = context;
  const account = accountOf(context);
  const made: MadeResource[] = [];
  const checks: ReadBackCheck[] = [];
  for (const change of step.changes) {
    const found = resources.find((one) => one.logicalId === change.logicalId);
    const physicalId = found?.physicalId ?? change.physicalId ?? '';
    const isGone = change.action === 'delete';
    const check = isGone
      ? undefined
      : await readOne({
          reader: watcher,
          region: step.region,
          account,
          logicalId: change.logicalId,
          type: change.type,
          physicalId,
          properties: propertiesOf(step, change.logicalId, resources),
          tags: step.tags,
        });
    made.push(madeOf(change, physicalId, check));
    if (check !== undefined) checks.push(check);
  }
  return { made, checks };
};

/** What a step that is no deployment changed, as the plan names it. */
export const namedChanges = (step: Step): readonly MadeResource[] =>
  step.changes.map((change) => madeOf(change, change.physicalId ?? '', undefined));
