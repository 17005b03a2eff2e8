import type { DriftIssueView } from '../../src/reply/drift-issue.ts';
import type { HealthAnswer } from '../../src/reply/health.ts';
import type { HealthIssueView } from '../../src/reply/health-issue.ts';
import type { JudgedResource } from '../../src/report/health/judge.ts';
import type { Approval } from '../../src/approve/approval.ts';
import { requirementOf } from '../../src/approve/requirement.ts';
import type { Config } from '../../src/config/config.ts';
import type { Outcome } from '../../src/execute/outcome.ts';
import type { SessionPolicy } from '../../src/execute/session-policy.ts';
import type { PlannedChange } from '../../src/plan/change.ts';
import { digestPlan } from '../../src/plan/digest.ts';
import type { Plan, PlanAccount } from '../../src/plan/plan.ts';
import type { PreviewHandle } from '../../src/plan/preview.ts';
import type { DeployStep } from '../../src/plan/step.ts';
import type { PlanView } from '../../src/reply/plan-view.ts';
import type { Finding, Review } from '../../src/review/finding.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import type { AwsResource, ServiceAgent } from '../../src/task/aws-resource.ts';
import type { MutationTask, ReadingTask } from '../../src/task/aws-task.ts';
import {
  parseAccountId,
  parsePlanDigest,
  parsePlanId,
  parseRegion,
  stepId,
  taskId,
  type AccountId,
  type Region,
} from '../../src/task/ids.ts';

const sure = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('a sample is malformed');
  return value;
};

export const ACCOUNT: AccountId = sure(parseAccountId('222222222222'));
export const REGION: Region = sure(parseRegion('us-east-1'));
export const PLAN_ID = sure(parsePlanId('plan-42-1'));
export const DIGEST = sure(parsePlanDigest('7f3a9c1e04b2'.padEnd(64, '0')));
const STACK = 'aws-coworker-42-invoices';
const STACK_ARN = `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/${STACK}/1b2c3d4e`;

export const CONFIG: Config = {
  approvals: {
    approvers: { roles: ['maintain', 'admin'], teams: ['acme/platform'], ids: [] },
    requesters: { roles: ['triage', 'write', 'maintain', 'admin'], teams: [], ids: [] },
    validHours: 8,
    selfApproval: true,
    issuesPerHour: 20,
  },
  escalations: [],
  commitmentGroup: 'finance owner',
  maskAccountIds: false,
  personas: true,
  pullRequests: { environments: { production: 'production' } },
} as unknown as Config;

const ATHENA: PlanAccount = {
  id: ACCOUNT,
  name: 'athena',
  tier: 'development',
  tierSource: 'config',
  regions: [REGION],
};

export const ACCOUNTS: readonly AwsAccount[] = [
  {
    ...ATHENA,
    role: 'Development',
    persona: 'Athena',
    ou: 'Workloads/Development',
    tags: {},
    createdAt: '2024-01-01T00:00:00Z',
    status: 'ACTIVE',
  },
];

export const TASK: MutationTask = {
  id: taskId(1),
  taskType: 'CreateResource',
  resourceType: 'AWS::S3::Bucket',
  accountId: ACCOUNT,
  region: REGION,
  parameters: { name: 'invoices' },
  dependencies: [],
  assignedAgent: 'SteveJobs',
};

export const QUESTION: ReadingTask = {
  id: taskId(2),
  taskType: 'DiscoverResources',
  resourceType: 'AWS::S3::Bucket',
  parameters: {},
  dependencies: [],
  assignedAgent: 'SteveJobs',
  scope: { accounts: 'all', regions: 'all' },
};

export const change = (given: Partial<PlannedChange>): PlannedChange => ({
  action: 'create',
  logicalId: 'InvoicesBucket',
  type: 'AWS::S3::Bucket',
  ownerAgent: 'SteveJobs',
  properties: [],
  losesData: false,
  isSensitive: false,
  isConditional: false,
  ...given,
});

const TEMPLATE = {
  Resources: {
    InvoicesBucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'acme-dev-use1-invoices-k3x9' },
    },
    InvoicesBucketPolicy: { Type: 'AWS::S3::BucketPolicy' },
  },
};

export const deployStep = (given: Partial<DeployStep> = {}): DeployStep => ({
  id: stepId(1),
  taskIds: [taskId(1)],
  accountId: ACCOUNT,
  region: REGION,
  phase: 1,
  summary: 'Create the bucket `invoices` with its policy',
  ownerAgent: 'SteveJobs',
  operationClass: 'non-destructive',
  needs: [],
  inverse: { reversibility: 'reversible', summary: 'Delete the stack.' },
  slowestMinutes: 3,
  kind: 'deploy',
  stackName: STACK,
  changeSetType: 'CREATE',
  isGiven: false,
  template: TEMPLATE,
  templateBody: JSON.stringify(TEMPLATE),
  parameters: {},
  tags: { Name: 'invoices', Environment: 'development', Owner: 'platform' },
  capabilities: [],
  changes: [
    change({ physicalId: 'acme-dev-use1-invoices-k3x9' }),
    change({ logicalId: 'InvoicesBucketPolicy', type: 'AWS::S3::BucketPolicy' }),
  ],
  resolvedParameters: {},
  ...given,
});

export const plan = (given: Partial<Plan> = {}): Plan => ({
  schemaVersion: 1,
  purpose: 'request',
  repositoryId: 424242,
  issueNumber: 42,
  requestHash: 'b41d0c7e'.padEnd(64, '0'),
  requesterIds: [7],
  tasks: [TASK],
  accounts: [ATHENA],
  tier: 'development',
  route: 'execute',
  phases: [
    {
      number: 1,
      title: 'Create the bucket',
      rollback: 'Delete the stack; AWS refuses it once the bucket holds objects.',
    },
  ],
  steps: [deployStep()],
  counts: { create: 2, change: 0, replace: 0, delete: 0 },
  operationClass: 'non-destructive',
  losesData: false,
  lost: { resources: 0, hasStateful: false },
  risk: { level: 'low', because: ['only new resources, and nothing is lost'] },
  cost: {
    beforeUsdMonthly: 0,
    afterUsdMonthly: 1.27,
    deltaUsdMonthly: 1.27,
    lines: [
      {
        logicalId: 'InvoicesBucket',
        type: 'AWS::S3::Bucket',
        beforeUsdMonthly: 0,
        afterUsdMonthly: 1.27,
        assumptions: ['50 GB stored', '10,000 requests a month'],
        sources: ['dated'],
      },
    ],
    unpriced: [{ logicalId: 'InvoicesBucketPolicy', because: 'no price is known of this type' }],
    pricedOn: '2026-11-01',
  },
  reversibility: 'reversible',
  deviations: [
    {
      taskId: taskId(1),
      asked: 'name `invoices`',
      planned: 'name `acme-dev-use1-invoices-k3x9`',
      because: 'the name is taken; the naming pattern of the organization was used',
    },
  ],
  choices: { skipped: [], added: [] },
  ...given,
});

export const finding = (given: Partial<Finding>): Finding => ({
  item: 'S3-A1',
  title: 'public access blocked',
  pillar: 'Security',
  severity: 'Critical',
  status: 'REMEDIATE',
  isAdvisory: false,
  resource: 'InvoicesBucket',
  type: 'AWS::S3::Bucket',
  detail: 'all four blocks are on',
  remediation: 'Set PublicAccessBlockConfiguration.',
  references: ['S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED'],
  ...given,
});

export const review = (given: Partial<Review> = {}): Review => ({
  services: ['S3'],
  overall: 'GAPS_NOTED',
  findings: [
    finding({}),
    finding({
      item: 'S3-D2',
      title: 'versioning',
      pillar: 'Reliability',
      severity: 'Medium',
      detail: 'on',
    }),
    finding({
      item: 'S3-D3',
      title: 'lifecycle',
      pillar: 'Cost optimization',
      severity: 'Low',
      status: 'ACCEPTABLE',
      detail: 'none asked for; allowed in development',
    }),
  ],
  guardians: [
    { guardian: 'Cerberus', verdict: 'PASS', because: [] },
    { guardian: 'Michael', verdict: 'PASS', because: [] },
    { guardian: 'Buddha', verdict: 'PASS', because: [] },
  ],
  gate: {
    decision: 'WARN_AND_PROCEED',
    tier: 'development',
    enforcement: 'warn',
    counts: { remediated: 2, acceptable: 1, blocked: 0, unknown: 0 },
    mustResolve: [],
  },
  ...given,
});

export const HANDLE: PreviewHandle = {
  planId: PLAN_ID,
  stackName: STACK,
  accountId: ACCOUNT,
  region: REGION,
  changeSetName: `cw-${PLAN_ID}`,
  changeSetArn: `arn:aws:cloudformation:us-east-1:${ACCOUNT}:changeSet/cw-${PLAN_ID}/9f8e7d6c`,
  stackId: STACK_ARN,
  changeSetType: 'CREATE',
};

const POLICY: SessionPolicy = {
  inline: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:CreateBucket', 's3:PutBucketVersioning'],
        Resource: 'arn:aws:s3:::acme-dev-use1-invoices-k3x9',
      },
    ],
  }),
  managedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/AwsCoworkerSessionRead`],
  characters: 731,
};

export const view = (given: Partial<PlanView> = {}): PlanView => {
  const wanted = given.plan ?? plan();
  return {
    ...digestPlan(wanted),
    review: review(),
    requirement: requirementOf(wanted, CONFIG),
    policies: new Map([['step-1', POLICY]]),
    handles: [HANDLE],
    config: CONFIG,
    ...given,
  };
};

/** A plan that loses things, with its risk and its two approvals. */
export const losingPlan = (): Plan =>
  plan({
    steps: [
      deployStep({
        summary: 'Change the stack of the invoices',
        changeSetType: 'UPDATE',
        stackId: STACK_ARN,
        operationClass: 'destructive',
        inverse: { reversibility: 'irreversible', summary: 'The table can not be had again.' },
        parameters: { DatabasePassword: 'not shown', Stage: 'dev' },
        changes: [
          change({ logicalId: 'NewTopic', type: 'AWS::SNS::Topic', ownerAgent: 'Kotler' }),
          change({
            action: 'change',
            logicalId: 'Worker',
            type: 'AWS::Lambda::Function',
            ownerAgent: 'BillGates',
            properties: [
              { path: 'MemorySize', before: 128, after: 512, recreation: 'Never' },
              { path: 'Environment.Variables.API_TOKEN', before: 'a', after: 'b' },
            ],
          }),
          change({
            action: 'replace',
            logicalId: 'Queue',
            type: 'AWS::SQS::Queue',
            ownerAgent: 'Kotler',
            isConditional: true,
            properties: [
              { path: 'FifoQueue', before: false, after: true, recreation: 'Conditionally' },
            ],
          }),
          change({
            action: 'delete',
            logicalId: 'OldTable',
            type: 'AWS::DynamoDB::Table',
            ownerAgent: 'Noguchi',
            physicalId: 'invoices-2019',
            losesData: true,
          }),
        ],
      }),
    ],
    counts: { create: 1, change: 1, replace: 1, delete: 1 },
    operationClass: 'destructive',
    losesData: true,
    lost: { resources: 2, hasStateful: true },
    risk: { level: 'high', because: ['data is lost', 'CloudFormation may have to replace'] },
    reversibility: 'irreversible',
    deviations: [],
  });

/** The same bucket for production: reviewed strictly and proposed as a pull request. */
export const productionPlan = (): Plan =>
  plan({
    accounts: [
      { ...ATHENA, name: 'apollo', tier: 'production', tierSource: 'organizational unit' },
    ],
    tier: 'production',
    route: 'pull-request',
    risk: { level: 'medium', because: ['the account is of tier production'] },
    diagram: 'flowchart LR\n  s1_A["A"] --> s1_B["B"]',
  });

export const blockedReview = (): Review =>
  review({
    overall: 'CRITICAL_GAPS',
    findings: [
      finding({
        item: 'S3-S1',
        title: 'access logging',
        severity: 'High',
        status: 'BLOCKED',
        detail: 'no logging bucket is set',
        remediation: 'Set LoggingConfiguration.',
      }),
      finding({
        item: 'S3-P4',
        title: 'MFA delete',
        severity: 'High',
        status: 'UNTICKED',
        detail: 'only the root user can set it',
      }),
    ],
    guardians: [
      { guardian: 'Cerberus', verdict: 'FAIL', because: ['the bucket is not logged'] },
      { guardian: 'Michael', verdict: 'WARN', because: ['no budget is known'] },
      { guardian: 'Buddha', verdict: 'PASS', because: [] },
    ],
    gate: {
      decision: 'BLOCKED',
      tier: 'production',
      enforcement: 'enforce',
      counts: { remediated: 0, acceptable: 0, blocked: 1, unknown: 0 },
      mustResolve: ['S3-S1 access logging on InvoicesBucket: no logging bucket is set'],
    },
  });

export const APPROVAL: Approval = {
  approvalId: 'a-1',
  planId: PLAN_ID,
  digest: DIGEST,
  person: { id: 4711, login: 'olivia-owner' },
  role: 'admin',
  commentId: 9,
  commentBodyHash: '',
  at: '2026-11-20T17:20:00Z',
};

const STEP = { stepId: stepId(1), accountId: ACCOUNT, region: REGION, seconds: 41 };
const ENDED = {
  calls: [
    {
      stepId: stepId(1),
      action: 'cloudformation:ExecuteChangeSet',
      requestId: '0f5e1d2c',
      at: '2026-11-20T17:20:05Z',
    },
  ],
  startedAt: '2026-11-20T17:20:04Z',
  endedAt: '2026-11-20T17:20:45Z',
  seconds: 41,
};

export const DONE: Outcome = {
  kind: 'done',
  ...ENDED,
  steps: [
    {
      kind: 'done',
      ...STEP,
      stackName: STACK,
      stackId: STACK_ARN,
      made: [
        {
          action: 'create',
          logicalId: 'InvoicesBucket',
          type: 'AWS::S3::Bucket',
          physicalId: 'acme-dev-use1-invoices-k3x9',
          arn: 'arn:aws:s3:::acme-dev-use1-invoices-k3x9',
        },
        {
          action: 'create',
          logicalId: 'InvoicesBucketPolicy',
          type: 'AWS::S3::BucketPolicy',
          physicalId: '',
          arn: '',
        },
      ],
      checks: [
        {
          logicalId: 'InvoicesBucket',
          type: 'AWS::S3::Bucket',
          arn: 'arn:aws:s3:::acme-dev-use1-invoices-k3x9',
          checks: [
            { name: 'private', holds: true, detail: '' },
            { name: 'versioned', holds: true, detail: '' },
          ],
        },
      ],
      outputs: { BucketName: 'acme-dev-use1-invoices-k3x9' },
    },
  ],
};

const CAUSE = {
  kind: 'failed' as const,
  ...STEP,
  end: 'rolled back' as const,
  stackName: STACK,
  stackId: STACK_ARN,
  state: 'ROLLBACK_COMPLETE',
  cause: {
    logicalId: 'InvoicesBucket',
    type: 'AWS::S3::Bucket',
    status: 'CREATE_FAILED',
    reason: 'acme-dev-use1-invoices-k3x9 already exists in stack <b>@max</b> #1',
  },
};

export const FAILED: Outcome = { kind: 'failed', ...ENDED, failure: CAUSE, steps: [CAUSE] };

export const PARTLY = {
  kind: 'partly',
  ...ENDED,
  failure: { ...CAUSE, stepId: stepId(2), end: 'rollback failed', state: 'ROLLBACK_FAILED' },
  steps: [
    ...DONE.steps,
    { ...CAUSE, stepId: stepId(2), end: 'rollback failed', state: 'ROLLBACK_FAILED' },
    { kind: 'not started', ...STEP, stepId: stepId(3), seconds: 0 },
  ],
} satisfies Outcome;

const BUCKET: AwsResource = {
  id: 'acme-dev-use1-invoices-k3x9',
  arn: 'arn:aws:s3:::acme-dev-use1-invoices-k3x9',
  resourceType: 'AWS::S3::Bucket',
  region: REGION,
  accountId: ACCOUNT,
  state: 'Active',
  ownerAgent: 'SteveJobs',
  dependencies: [],
  tags: { Name: 'invoices' },
  metadata: {},
  createdAt: '2026-11-20T17:20:45Z',
  updatedAt: '2026-11-20T17:20:45Z',
};

export const resource = (given: Partial<AwsResource>): AwsResource => ({ ...BUCKET, ...given });

export const AGENT: ServiceAgent = {
  name: 'acme-dev-use1-invoices-k3x9',
  serviceType: 'AWS::S3::Bucket',
  resource: BUCKET,
  dependencies: [],
  state: 'Active',
  autonomyLevel: 4,
  decisionMaker: 'SteveJobs',
  costUsdDaily: 0.04,
  healthStatus: 'Unknown',
};

const judged = (id: string, given: Partial<JudgedResource>): JudgedResource => ({
  id,
  arn: `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/${id}`,
  name: id,
  resourceType: 'AWS::EC2::Instance',
  region: REGION,
  accountId: ACCOUNT,
  status: 'Healthy',
  evidence: [],
  unknown: [],
  ...given,
});

/** How things are, with text of AWS wherever it may stand. */
export const healthAnswer = (text: string): HealthAnswer => ({
  kind: 'health',
  taskId: QUESTION.id,
  judged: [
    judged(text, {
      status: 'Unhealthy',
      name: `${text}n`,
      evidence: [
        {
          rule: 'status checks',
          severity: 'Unhealthy',
          seen: text,
          limit: 'over 0 in 5 minutes',
          detail: 'a status check of the instance or its host fails',
          heal: 'A reboot mends most failed instance checks.',
          request: `Reboot the EC2 instance ${text} in athena-dev, us-east-1.`,
        },
      ],
    }),
    judged(`${text}b`, { status: 'Unknown', unknown: [`state (${text})`] }),
    judged(`${text}c`, {}),
  ],
  counts: { Unhealthy: 1, Degraded: 0, Unknown: 1, Healthy: 1 },
  places: 2,
  seen: 1,
  failed: [{ place: text, because: text }],
  series: 4,
  isCut: false,
  looked: [],
});

/** What an issue about something ill is written from. */
export const healthIssue = (text: string): Omit<HealthIssueView, 'kind'> => ({
  members: healthAnswer(text).judged.slice(0, 1),
  accounts: ACCOUNTS,
  lookedAt: '2026-11-20T17:09:00Z',
  maskAccountIds: true,
});

/** A stack that drifted, with a text of AWS wherever one may stand. */
export const driftIssue = (text: string): DriftIssueView => ({
  stacks: [
    {
      stackId: 'arn:aws:cloudformation:us-east-1:333333333333:stack/aws-coworker-12-orders/1',
      stackName: text,
      accountId: '222222222222' as AccountId,
      region: REGION,
      status: 'DRIFTED',
      resources: [
        {
          logicalId: text,
          physicalId: text,
          type: 'AWS::S3::Bucket',
          status: 'MODIFIED',
          properties: [
            { path: `/Tags/0/${text}`, names: ['Owner'], expected: text, actual: { [text]: text } },
            { path: '/Environment/0/Value', names: ['DB_PASSWORD'], expected: 'a', actual: text },
            { path: '/Environment/1/Value', expected: 'c', actual: text },
            { path: '/Settings', names: [], actual: [{ Name: 'API_TOKEN', Value: 'd' }] },
          ],
        },
        { logicalId: 'Gone', physicalId: text, type: text, status: 'DELETED', properties: [] },
      ],
      untold: [{ logicalId: text, type: 'AWS::SQS::Queue', because: text }],
      because: '',
    },
  ],
  failed: [],
  accounts: ACCOUNTS,
  lookedAt: '2026-11-20T17:09:00Z',
});

/** The same stack, of which nothing can be told, and a place that nobody could see. */
export const driftUnknown = (text: string): DriftIssueView => ({
  ...driftIssue(text),
  stacks: driftIssue(text).stacks.map((stack) => ({
    ...stack,
    status: 'UNKNOWN',
    resources: [],
    because: text,
  })),
  failed: [{ place: text, because: text }],
});
