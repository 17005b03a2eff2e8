import type { PlannedChange, PropertyChange } from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { ChangeStep, DeployStep, OperateStep, RemoveStep, Step } from '../../src/plan/step.ts';
import type { Template } from '../../src/plan/template.ts';
import { stepId, type AccountId } from '../../src/task/ids.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { plan } from '../approve/fixtures.ts';
import { draft } from '../plan/fixtures.ts';

/** A change of one resource; only what a row is about is said. */
export const changeOf = (
  action: PlannedChange['action'],
  type: string,
  more: Partial<PlannedChange> = {},
): PlannedChange => ({
  action,
  logicalId: 'It',
  type,
  ownerAgent: 'BillGates',
  properties: [],
  losesData: false,
  isSensitive: false,
  isConditional: false,
  ...more,
});

/** A property that changes. */
export const setTo = (path: string, before: Json | undefined, after?: Json): PropertyChange => ({
  path: `/Properties/${path}`,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

const EMPTY: Template = { Resources: {} };

/** A deploy step with these changes. */
export const deploy = (
  changes: readonly PlannedChange[],
  more: Partial<DeployStep> = {},
): DeployStep => ({
  ...draft,
  id: stepId(1),
  phase: 1,
  changes,
  template: EMPTY,
  resolvedParameters: {},
  ...more,
});

const remove = (stackName: string): RemoveStep => {
  const { id, taskIds, accountId, region, phase, summary, ownerAgent, operationClass } = deploy([]);
  const { needs, inverse, slowestMinutes, changes } = deploy([]);
  const base = { id, taskIds, accountId, region, phase, summary, ownerAgent, operationClass };
  const rest = { needs, inverse, slowestMinutes, changes, stackName, stackId: 'arn:stack' };
  return { kind: 'remove', ...base, ...rest };
};

/** A direct change of one resource that no stack owns. */
export const changeBy = (typeName: string, patch: readonly JsonObject[]): ChangeStep => {
  const { id, taskIds, accountId, region, phase, summary, ownerAgent, operationClass } = deploy([]);
  const { needs, inverse, slowestMinutes } = deploy([]);
  const base = { id, taskIds, accountId, region, phase, summary, ownerAgent, operationClass };
  const changes = [changeOf('change', typeName)];
  const rest = { needs, inverse, slowestMinutes, changes, typeName, patch };
  return {
    kind: 'change',
    action: 'update',
    identifier: 'x',
    propertiesHash: '',
    ...base,
    ...rest,
  };
};

/** One call of the operations catalogue. */
export const operate = (
  operation: string,
  target: string,
  more: Partial<OperateStep> = {},
): OperateStep => {
  const { id, taskIds, accountId, region, phase, summary, ownerAgent, operationClass } = deploy([]);
  const { needs, inverse, slowestMinutes, changes } = deploy([]);
  const base = { id, taskIds, accountId, region, phase, summary, ownerAgent, operationClass };
  const rest = { needs, inverse, slowestMinutes, changes, operation, target, input: {} };
  return { kind: 'operate', ...base, ...rest, ...more };
};

/** A plan of some steps in a tier. */
export const planOf = (
  steps: readonly Step[],
  tier: Tier = 'development',
  more: Partial<Plan> = {},
): Plan => {
  const accounts = plan.accounts.map((account) => Object.assign({}, account, { tier }));
  return { ...plan, steps, tier, accounts, ...more };
};

/** A plan that breaks a rule of section 5, or just does not. */
export interface PlanViolation {
  readonly rule: string;
  readonly name: string;
  readonly plan: Plan;
  readonly isBroken: boolean;
}

const row = (rule: string, name: string, found: Plan, isBroken = true): PlanViolation => ({
  rule,
  name,
  plan: found,
  isBroken,
});

const changing = (...changes: readonly PlannedChange[]): Plan => planOf([deploy(changes)]);

const VERSIONING = 'VersioningConfiguration';
const LOST = changeOf('delete', 'AWS::S3::Bucket', { losesData: true, physicalId: 'b' });

const ON_AND_OFF: readonly PlanViolation[] = [
  row(
    'POLICY-NEVER-01',
    'A63 a trail is deleted',
    changing(changeOf('delete', 'AWS::CloudTrail::Trail')),
  ),
  row(
    'POLICY-NEVER-01',
    'A63 a trail stops',
    changing(
      changeOf('change', 'AWS::CloudTrail::Trail', {
        properties: [setTo('IsLogging', 'true', 'false')],
      }),
    ),
  ),
  row(
    'POLICY-NEVER-01',
    'A63 GuardDuty stops',
    changing(
      changeOf('change', 'AWS::GuardDuty::Detector', {
        properties: [setTo('Enable', true, false)],
      }),
    ),
  ),
  row(
    'POLICY-NEVER-01',
    'A63 a recorder is replaced',
    changing(changeOf('replace', 'AWS::Config::ConfigurationRecorder')),
  ),
  row(
    'POLICY-NEVER-01',
    'a trail is created',
    changing(changeOf('create', 'AWS::CloudTrail::Trail')),
    false,
  ),
  row(
    'POLICY-NEVER-02',
    'A63 recovery is turned off',
    changing(
      changeOf('change', 'AWS::DynamoDB::Table', {
        properties: [
          setTo(
            'PointInTimeRecoverySpecification',
            { PointInTimeRecoveryEnabled: true },
            { PointInTimeRecoveryEnabled: false },
          ),
        ],
      }),
    ),
  ),
  row(
    'POLICY-NEVER-02',
    'A63 recovery is removed',
    changing(
      changeOf('change', 'AWS::DynamoDB::Table', {
        properties: [
          setTo('PointInTimeRecoverySpecification', { PointInTimeRecoveryEnabled: true }),
        ],
      }),
    ),
  ),
  row(
    'POLICY-NEVER-02',
    'A63 versioning is suspended',
    changing(
      changeOf('change', 'AWS::S3::Bucket', {
        properties: [setTo(VERSIONING, { Status: 'Enabled' }, { Status: 'Suspended' })],
      }),
    ),
  ),
  row(
    'POLICY-NEVER-02',
    'A63 backups end',
    changing(
      changeOf('change', 'AWS::RDS::DBInstance', {
        properties: [setTo('BackupRetentionPeriod', 7, 0)],
      }),
    ),
  ),
  row(
    'POLICY-NEVER-02',
    'A63 a backup plan is deleted',
    changing(changeOf('delete', 'AWS::Backup::BackupPlan')),
  ),
  row(
    'POLICY-NEVER-02',
    'versioning is turned on',
    changing(
      changeOf('change', 'AWS::S3::Bucket', {
        properties: [setTo(VERSIONING, { Status: 'Suspended' }, { Status: 'Enabled' })],
      }),
    ),
    false,
  ),
];

const LOSSES: readonly PlanViolation[] = [
  row('POLICY-NEVER-03', 'A63 a key is deleted', changing(changeOf('delete', 'AWS::KMS::Key'))),
  row(
    'POLICY-NEVER-03',
    'A63 a control policy is deleted',
    changing(changeOf('delete', 'AWS::Organizations::Policy')),
  ),
  row('POLICY-NEVER-03', 'a key is created', changing(changeOf('create', 'AWS::KMS::Key')), false),
  row('POLICY-NEVER-04', 'A63 data is lost in staging', planOf([deploy([LOST])], 'staging')),
  row(
    'POLICY-NEVER-04',
    'data is lost after a snapshot',
    planOf([operate('ec2:snapshot', 'b'), deploy([LOST], { phase: 2 })], 'staging'),
    false,
  ),
  row(
    'POLICY-NEVER-04',
    'A63 the snapshot comes too late',
    planOf([deploy([LOST]), operate('ec2:snapshot', 'b', { phase: 2 })], 'staging'),
  ),
  row('POLICY-NEVER-04', 'data is lost in development', planOf([deploy([LOST])]), false),
  row('POLICY-NEVER-05', 'a bucket is emptied', planOf([operate('s3:empty', 'b')])),
  row(
    'POLICY-NEVER-05',
    'a bucket is emptied of what its lifecycle lets expire anyway',
    planOf([operate('s3:empty', 'b', { keptBy: 'its lifecycle, after 30 days' })]),
    false,
  ),
];

const MANAGEMENT = '111111111111' as AccountId;
const ROLE = { It: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'AwsCoworkerDeployer' } } };
const LETS_IN = {
  It: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'aws-coworker-state-1' } },
};
const HUGE = { It: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'p4d.24xlarge' } } };
const UNPRICED = { cost: { ...plan.cost, unpriced: [{ logicalId: 'It', because: 'no price' }] } };
const INSTANCE = changeOf('create', 'AWS::EC2::Instance');

const OURS: readonly PlanViolation[] = [
  row(
    'POLICY-NEVER-06',
    'A64 the management account',
    planOf([deploy([], { accountId: MANAGEMENT })]),
  ),
  row('POLICY-NEVER-06', 'another account', planOf([deploy([])]), false),
  row(
    'POLICY-NEVER-07',
    'A64 a role of ours',
    planOf([deploy([changeOf('create', 'AWS::IAM::Role')], { template: { Resources: ROLE } })]),
  ),
  row(
    'POLICY-NEVER-07',
    'A64 a role of ours by its ARN',
    changing(
      changeOf('change', 'AWS::IAM::Role', {
        physicalId: 'arn:aws:iam::333333333333:role/AwsCoworkerReader',
      }),
    ),
  ),
  row(
    'POLICY-NEVER-07',
    'A64 a policy on a bucket of ours',
    planOf([
      deploy([changeOf('create', 'AWS::S3::BucketPolicy')], { template: { Resources: LETS_IN } }),
    ]),
  ),
  row('POLICY-NEVER-07', 'A64 a stack of ours', planOf([remove('aws-coworker-roles')])),
  row('POLICY-NEVER-07', 'a stack of a task', planOf([remove('aws-coworker-42-reports')]), false),
  row(
    'POLICY-NEVER-08',
    'leaving the organization',
    planOf([operate('organizations:LeaveOrganization', 'o')]),
  ),
  row(
    'POLICY-NEVER-08',
    'an account is deleted',
    changing(changeOf('delete', 'AWS::Organizations::Account')),
  ),
  row('POLICY-NEVER-08', 'an instance is stopped', planOf([operate('ec2:stop', 'i-1')]), false),
  row(
    'POLICY-COST-01',
    'a large instance without a price',
    planOf([deploy([INSTANCE], { template: { Resources: HUGE } })], 'development', UNPRICED),
  ),
  row(
    'POLICY-COST-01',
    'a large instance with a price',
    planOf([deploy([INSTANCE], { template: { Resources: HUGE } })]),
    false,
  ),
];

export const PLAN_VIOLATIONS: readonly PlanViolation[] = [...ON_AND_OFF, ...LOSSES, ...OURS];
