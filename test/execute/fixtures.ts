import { ApprovedPlan, type ApprovalFacts } from '../../src/approve/approved-plan.ts';
import type { Approval } from '../../src/approve/approval.ts';
import type { ActionNeed } from '../../src/plan/action-need.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PreviewHandle, StackPreview } from '../../src/plan/preview.ts';
import type { ChangeStep, DeployStep, OperateStep, RemoveStep, Step } from '../../src/plan/step.ts';
import {
  parseAccountId,
  parsePlanDigest,
  parsePlanId,
  parseRegion,
  stepId,
  taskId,
} from '../../src/task/ids.ts';
import type { Tier } from '../../src/task/tier.ts';

const sure = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('a fixture is malformed');
  return value;
};

export const DEV = sure(parseAccountId('333333333333'));
export const REGION = sure(parseRegion('us-east-1'));
export const PLAN_ID = sure(parsePlanId('p1'));
export const STACK = 'aws-coworker-7-reports';
export const STACK_ID = `arn:aws:cloudformation:us-east-1:${DEV}:stack/${STACK}/0a1b`;
export const CHANGE_SET = `arn:aws:cloudformation:us-east-1:${DEV}:changeSet/cw-p1/0c2d`;

export const need = (action: string, more: Partial<ActionNeed> = {}): ActionNeed => ({
  action,
  resources: ['arn:aws:s3:::acme-dev-reports'],
  purpose: 'forward',
  via: 'cloudformation',
  ...more,
});

const base = {
  taskIds: [taskId(1)],
  accountId: DEV,
  region: REGION,
  phase: 1,
  summary: 'create the bucket acme-dev-reports',
  ownerAgent: 'SteveJobs',
  operationClass: 'non-destructive',
  needs: [need('s3:CreateBucket'), need('s3:DeleteBucket', { purpose: 'rollback' })],
  inverse: { reversibility: 'reversible', summary: 'delete the stack' },
  slowestMinutes: 2,
} as const;

const template = {
  Resources: {
    Reports: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acme-dev-reports' } },
  },
};

export const deployStep = (more: Partial<DeployStep> = {}): DeployStep => ({
  ...base,
  id: stepId(1),
  kind: 'deploy',
  stackName: STACK,
  changeSetType: 'CREATE',
  isGiven: false,
  template,
  templateBody: JSON.stringify(template),
  parameters: {},
  tags: { CoworkerManaged: 'true' },
  capabilities: [],
  changes: [
    {
      action: 'create',
      logicalId: 'Reports',
      type: 'AWS::S3::Bucket',
      ownerAgent: 'SteveJobs',
      properties: [],
      losesData: false,
      isSensitive: false,
      isConditional: false,
    },
  ],
  processedTemplateHash: 'processed',
  resolvedParameters: {},
  ...more,
});

export const updateStep = (more: Partial<DeployStep> = {}): DeployStep =>
  deployStep({
    changeSetType: 'UPDATE',
    stackId: STACK_ID,
    drift: { status: 'UNKNOWN', resources: [], unknown: [] },
    ...more,
  });

export const removeStep = (more: Partial<RemoveStep> = {}): RemoveStep => ({
  ...base,
  id: stepId(1),
  kind: 'remove',
  stackName: STACK,
  stackId: STACK_ID,
  template,
  operationClass: 'destructive',
  changes: [{ ...sure(deployStep().changes[0]), action: 'delete', physicalId: 'acme-dev-reports' }],
  ...more,
});

export const changeStep = (more: Partial<ChangeStep> = {}): ChangeStep => ({
  ...base,
  id: stepId(1),
  kind: 'change',
  action: 'update',
  typeName: 'AWS::S3::Bucket',
  identifier: 'acme-dev-reports',
  propertiesHash: 'to be set',
  patch: [{ op: 'add', path: '/VersioningConfiguration', value: { Status: 'Enabled' } }],
  needs: [
    need('cloudformation:UpdateResource', { resources: ['*'], via: 'direct' }),
    need('s3:PutBucketVersioning', { via: 'direct' }),
  ],
  changes: [{ ...sure(deployStep().changes[0]), action: 'change', physicalId: 'acme-dev-reports' }],
  ...more,
});

export const operateStep = (more: Partial<OperateStep> = {}): OperateStep => ({
  ...base,
  id: stepId(1),
  kind: 'operate',
  operation: 'ec2:stop',
  target: 'i-0a11b22c33d44e55f',
  input: { InstanceIds: ['i-0a11b22c33d44e55f'] },
  needs: [need('ec2:StopInstances', { via: 'direct' })],
  changes: [],
  ...more,
});

export const handle: PreviewHandle = {
  planId: PLAN_ID,
  stackName: STACK,
  accountId: DEV,
  region: REGION,
  changeSetName: 'cw-p1',
  changeSetArn: CHANGE_SET,
  stackId: STACK_ID,
  changeSetType: 'CREATE',
};

export const updateHandle: PreviewHandle = { ...handle, changeSetType: 'UPDATE' };

export const approval: Approval = {
  approvalId: 'a1',
  planId: PLAN_ID,
  digest: sure(parsePlanDigest('0'.repeat(64))),
  person: { id: 42, login: 'maya-ops' },
  role: 'maintain',
  commentId: 9,
  commentBodyHash: 'hash',
  at: '2026-03-02T09:00:00Z',
};

export const planOf = (steps: readonly Step[], tier: Tier = 'development'): Plan => ({
  schemaVersion: 1,
  purpose: 'request',
  repositoryId: 1,
  issueNumber: 7,
  requestHash: 'hash',
  requesterIds: [1],
  tasks: [],
  accounts: [{ id: DEV, name: 'athena-dev', tier, tierSource: 'config', regions: [REGION] }],
  tier,
  route: 'execute',
  phases: [{ number: 1, title: 'Create', rollback: 'delete' }],
  steps,
  counts: { create: 1, change: 0, replace: 0, delete: 0 },
  operationClass: 'non-destructive',
  losesData: false,
  lost: { resources: 0, hasStateful: false },
  risk: { level: 'low', because: ['new'] },
  cost: {
    beforeUsdMonthly: 0,
    afterUsdMonthly: 0,
    deltaUsdMonthly: 0,
    lines: [],
    unpriced: [],
    pricedOn: '2026-01-01',
  },
  reversibility: 'reversible',
  deviations: [],
  choices: { skipped: [], added: [] },
});

/** Approves steps the way only a decision may; the minting itself is tested where it is decided. */
export const approve = (
  steps: readonly Step[],
  more: Partial<ApprovalFacts> & { readonly tier?: Tier } = {},
): ApprovedPlan => {
  const { tier, ...facts } = more;
  return ApprovedPlan.mint({
    planId: PLAN_ID,
    plan: planOf(steps, tier),
    digest: approval.digest,
    approvals: [approval],
    handles: [handle],
    expiresAt: '2026-03-02T17:00:00Z',
    ...facts,
  });
};

export const preview: StackPreview = {
  stackName: STACK,
  accountId: DEV,
  region: REGION,
  changeSetType: 'CREATE',
  status: 'ready',
  changes: [{ Type: 'Resource', ResourceChange: { Action: 'Add', LogicalResourceId: 'Reports' } }],
  resolvedParameters: {},
  tags: { CoworkerManaged: 'true' },
  capabilities: [],
  notificationArns: [],
  onStackFailure: 'ROLLBACK',
  originalTemplateHash: 'original',
  processedTemplateHash: 'processed',
};
