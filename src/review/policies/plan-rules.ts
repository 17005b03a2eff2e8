import type { Config } from '../../config/config.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Step } from '../../plan/step.ts';
import { isAtLeast, type Tier } from '../../task/tier.ts';
import { largeInstanceOf } from './large-instance.ts';
import { turnsOff } from './turns-off.ts';

/** What the rules of section 5 look at. */
export interface PlanRuleInput {
  readonly plan: Plan;
  readonly config: Config;
}

/** One thing in the plan that breaks a rule. */
export interface Broken {
  readonly resource: string;
  readonly type: string;
  readonly detail: string;
}

type PlanRule = (input: PlanRuleInput) => readonly Broken[];

interface Touched {
  readonly step: Step;
  readonly change: PlannedChange;
}

const touched = ({ plan }: PlanRuleInput): readonly Touched[] =>
  plan.steps.flatMap((step) => step.changes.map((change) => ({ step, change })));

const isLost = ({ change }: Touched): boolean =>
  change.action === 'delete' || change.action === 'replace';

const broken = ({ change }: Touched, detail: string): Broken => ({
  resource: change.logicalId,
  type: change.type,
  detail,
});

const changesWhere =
  (test: (one: Touched, input: PlanRuleInput) => string | undefined): PlanRule =>
  (input) =>
    touched(input).flatMap((one) => {
      const detail = test(one, input);
      return detail === undefined ? [] : [broken(one, detail)];
    });

const stepBroken = (step: Step, detail: string): Broken => ({
  resource: step.id,
  type: step.kind,
  detail,
});

const stepsWhere =
  (test: (step: Step, input: PlanRuleInput) => string | undefined): PlanRule =>
  (input) =>
    input.plan.steps.flatMap((step) => {
      const detail = test(step, input);
      return detail === undefined ? [] : [stepBroken(step, detail)];
    });

const WATCHERS = /^AWS::(CloudTrail::Trail|GuardDuty::Detector|SecurityHub::Hub|Config::)/;

const stopsWatching = (one: Touched): string | undefined => {
  if (!WATCHERS.test(one.change.type)) return undefined;
  if (isLost(one)) return `${one.change.type} would be ${one.change.action}d`;
  return turnsOff(one.change, 'watching');
};

const stopsBackups = (one: Touched): string | undefined => {
  if (one.change.type.startsWith('AWS::Backup::') && isLost(one)) {
    return `${one.change.type} would be ${one.change.action}d`;
  }
  return turnsOff(one.change, 'backups');
};

const KEYS = /^AWS::(KMS::Key|KMS::ReplicaKey|Organizations::Policy)$/;

const deletesKey = (one: Touched): string | undefined =>
  KEYS.test(one.change.type) && isLost(one) ? `${one.change.type} would be lost` : undefined;

const tierOf = (plan: Plan, accountId: string): Tier =>
  plan.accounts.find((account) => account.id === accountId)?.tier ?? plan.tier;

const isBackedUp = ({ step, change }: Touched, plan: Plan): boolean =>
  plan.steps.some(
    (other) =>
      other.kind === 'operate' &&
      other.phase < step.phase &&
      /snapshot|backup|image/i.test(other.operation) &&
      change.physicalId !== undefined &&
      other.target.includes(change.physicalId),
  );

const deletesUnsaved = (one: Touched, { plan }: PlanRuleInput): string | undefined => {
  const isStrict = isAtLeast(tierOf(plan, one.step.accountId), 'staging');
  if (!isStrict || !one.change.losesData || isBackedUp(one, plan)) return undefined;
  return 'its data would be lost without a backup in the plan';
};

const emptiesBucket = (step: Step): string | undefined => {
  if (step.kind !== 'operate' || !step.operation.startsWith('s3:empty')) return undefined;
  return step.keptBy === undefined
    ? `${step.target} would be emptied though no lifecycle lets all of it go`
    : undefined;
};

/** A file that is proposed runs nowhere: its account is that of the people who would deploy it. */
const isProposed = (step: Step): boolean => step.kind === 'deploy' && step.isProposed === true;

const targetsManagement = (step: Step, { config }: PlanRuleInput): string | undefined =>
  !isProposed(step) && step.accountId === config.organization.managementAccountId
    ? 'the step runs in the management account'
    : undefined;

/** A task's stack is `aws-coworker-<issue>-...`; every other name with the prefix is our own. */
const OWN_STACK = /^aws-?coworker(?!-[0-9]+-)/i;
const OWN_NAME =
  /(^|[/:])(AwsCoworker[A-Z]|aws-coworker-(reader|deployer|previewer|operator|state))/;

/** A bucket policy names the bucket that it is put on. */
const NAME_PROPERTIES = ['RoleName', 'UserName', 'BucketName', 'Bucket'] as const;

const namesIn = (one: Touched): readonly string[] => {
  const { step, change } = one;
  const properties =
    step.kind === 'deploy' ? step.template.Resources[change.logicalId]?.Properties : undefined;
  const names = NAME_PROPERTIES.map((name) => properties?.[name]);
  return [change.physicalId, ...names].filter((name) => typeof name === 'string');
};

const touchesOwn = (one: Touched): string | undefined => {
  const name = namesIn(one).find((text) => OWN_NAME.test(text));
  return name === undefined ? undefined : `${name} belongs to the application itself`;
};

const ownTarget = (step: Step): string | undefined => {
  const stack = step.kind === 'deploy' || step.kind === 'remove' ? step.stackName : undefined;
  if (stack !== undefined && OWN_STACK.test(stack))
    return `stack ${stack} is the application's own`;
  const target = step.kind === 'operate' ? step.target : undefined;
  const named = step.kind === 'change' ? step.identifier : target;
  return named !== undefined && OWN_NAME.test(named)
    ? `${named} is the application's own`
    : undefined;
};

const leaves: PlanRule = (input) => [
  ...changesWhere((one) =>
    /^AWS::Organizations::(Account|Organization)$/.test(one.change.type) && isLost(one)
      ? `${one.change.type} would be lost`
      : undefined,
  )(input),
  ...stepsWhere((step) =>
    step.kind === 'operate' && /organizations:(Leave|Remove|Close|Delete)/i.test(step.operation)
      ? `${step.operation} would be called`
      : undefined,
  )(input),
];

const unpricedLarge = (one: Touched, { plan }: PlanRuleInput): string | undefined => {
  const isUnpriced = plan.cost.unpriced.some(({ logicalId }) => logicalId === one.change.logicalId);
  const type = isUnpriced ? largeInstanceOf(one.step, one.change) : undefined;
  return type === undefined ? undefined : `${type} has no estimate`;
};

/** Table: the code of each rule whose evidence is the plan, by the item's id. */
export const PLAN_RULES: Readonly<Record<string, PlanRule>> = {
  'POLICY-NEVER-01': changesWhere(stopsWatching),
  'POLICY-NEVER-02': changesWhere(stopsBackups),
  'POLICY-NEVER-03': changesWhere(deletesKey),
  'POLICY-NEVER-04': changesWhere(deletesUnsaved),
  'POLICY-NEVER-05': stepsWhere(emptiesBucket),
  'POLICY-NEVER-06': stepsWhere(targetsManagement),
  'POLICY-NEVER-07': (input) => [
    ...changesWhere(touchesOwn)(input),
    ...stepsWhere(ownTarget)(input),
  ],
  'POLICY-NEVER-08': leaves,
  'POLICY-COST-01': changesWhere(unpricedLarge),
};
