import type { PlanKnowledge } from '../../src/plan/drafted.ts';
import type { PlanInputs } from '../../src/plan/inputs.ts';
import type { PlanRequest } from '../../src/plan/make-plan.ts';
import type { StackPreview } from '../../src/plan/preview.ts';
import type { DeployDraft } from '../../src/plan/step.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import { taskId, type AccountId, type Region } from '../../src/task/ids.ts';
import { config } from '../approve/fixtures.ts';

export const REGION = 'us-east-1' as Region;

export const athena: AwsAccount = {
  id: '333333333333' as AccountId,
  name: 'athena-dev',
  role: 'Development',
  tier: 'development',
  tierSource: 'config',
  regions: [REGION],
  ou: 'Workloads/Development',
  tags: {},
  createdAt: '',
  status: 'ACTIVE',
};

export const known: PlanKnowledge = {
  ownerOf: () => 'SteveJobs',
  isStateful: (type) => type === 'AWS::S3::Bucket',
  sensitiveProperties: () => ['BucketEncryption'],
  nameProperty: (type) => (type === 'AWS::S3::Bucket' ? 'BucketName' : undefined),
  changesOnly: (type) => (type === 'AWS::GuardDuty::Detector' ? ['Tags'] : undefined),
  slowestMinutes: () => 1,
  needsOf: (draft, changes) =>
    changes.map((change) => ({
      action: `test:${change.action}`,
      resources: [`${draft.stackName}/${change.logicalId}`],
      purpose: 'forward',
      via: 'cloudformation',
    })),
  costOf: (type, properties) =>
    type === 'AWS::S3::Bucket'
      ? {
          afterUsdMonthly: properties['Big'] === true ? 10 : 1.266,
          assumptions: ['10 GB'],
          sources: ['dated'],
        }
      : { unpriced: `no price is kept for ${type}` },
  pricing: { pricedOn: '2026-11-01' },
};

export const draft: DeployDraft = {
  kind: 'deploy',
  taskIds: [taskId(1)],
  accountId: athena.id,
  region: REGION,
  summary: 'create bucket reports',
  ownerAgent: 'SteveJobs',
  operationClass: 'non-destructive',
  needs: [],
  inverse: { reversibility: 'reversible', summary: 'delete the stack' },
  slowestMinutes: 2,
  stackName: 'aws-coworker-42-reports',
  changeSetType: 'CREATE',
  isGiven: false,
  template: {
    Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'reports' } } },
  },
  templateBody: '{"Resources":{}}',
  parameters: {},
  tags: {},
  capabilities: [],
};

/** One member of `Changes[]`, as DescribeChangeSet sends it. */
export const change = (action: string, more: Record<string, unknown> = {}): never =>
  ({
    Type: 'Resource',
    ResourceChange: {
      Action: action,
      LogicalResourceId: 'Bucket',
      ResourceType: 'AWS::S3::Bucket',
      ...more,
    },
  }) as never;

export const preview: StackPreview = {
  stackName: draft.stackName,
  accountId: athena.id,
  region: REGION,
  changeSetType: 'CREATE',
  status: 'ready',
  changes: [change('Add')],
  resolvedParameters: {},
  tags: {},
  capabilities: [],
  notificationArns: [],
  onStackFailure: 'ROLLBACK',
  originalTemplateHash: 'original',
  processedTemplateHash: 'processed',
};

export const inputs: PlanInputs = {
  schemaVersion: 1,
  issue: {
    ref: { repositoryId: 7, owner: 'acme', repo: 'platform', number: 42 },
    title: 'A bucket',
    body: 'Please create it',
    labels: ['aws-task'],
    author: { id: 1001, login: 'requester' },
    state: 'open',
    isLocked: false,
    createdAt: '2026-11-20T17:00:00Z',
  },
  tasks: [
    {
      id: taskId(1),
      taskType: 'CreateResource',
      resourceType: 'AWS::S3::Bucket',
      accountId: athena.id,
      region: REGION,
      parameters: { name: 'reports' },
      dependencies: [],
      assignedAgent: 'SteveJobs',
    },
  ],
  accounts: [athena],
  choices: { skipped: [], added: [] },
  facts: {},
  previews: [preview],
};

export const request = (over: Partial<PlanRequest> = {}): PlanRequest => ({
  inputs,
  requestHash: 'request-hash',
  drafted: { steps: [{ draft, phase: 1 }], deviations: [] },
  config,
  known,
  ...over,
});

/** A request whose one preview is changed. */
export const previewed = (over: Partial<StackPreview>): PlanRequest =>
  request({ inputs: { ...inputs, previews: [{ ...preview, ...over }] } });
