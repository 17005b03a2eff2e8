import { MODEL } from '../fakes/model-settings.ts';
import type { Config } from '../../src/config/config.ts';
import { contextOf } from '../../src/services/draft-context.ts';
import { inverseOf } from '../../src/plan/one-way.ts';
import type { StepDraft } from '../../src/plan/step.ts';
import type { AwsReader, ReadAnswer, ReadCall } from '../../src/services/aws-reader.ts';
import type { Owner, OwnStack } from '../../src/services/owner.ts';
import type { DraftContext } from '../../src/services/service.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import { ownerOf } from '../../src/agents/roster.ts';
import type { MutationTask, MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { parseAccountId, parseRegion, taskId } from '../../src/task/ids.ts';
import type { IssueSnapshot } from '../../src/task/issue.ts';
import type { Decided } from '../../src/task/refusal.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import type { Tier } from '../../src/task/tier.ts';
import { REPORTS } from '../approve/fixtures.ts';

/** The value, or a failed test. */
export const sure = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('a sample is malformed');
  return value;
};

/** The accepted value, or a failed test that says why it was refused. */
export const taken = <T>(decided: Decided<T>): T => {
  if (decided.ok) return decided.value;
  throw new Error(`refused: ${decided.refusal.code}: ${decided.refusal.because}`);
};

export const DEV = sure(parseAccountId('333333333333'));
export const REGION = sure(parseRegion('us-east-1'));

export const account = (tier: Tier = 'development'): AwsAccount => ({
  id: DEV,
  name: 'athena-dev',
  role: 'Development',
  tier,
  tierSource: 'config',
  regions: [REGION],
  ou: 'Workloads/Development',
  tags: {},
  createdAt: '2026-01-01T00:00:00Z',
  status: 'ACTIVE',
});

export const config: Config = {
  organization: {
    id: 'o-exampleorgid',
    externalId: 'an-external-id',
    managementAccountId: sure(parseAccountId('111111111111')),
    toolingAccountId: sure(parseAccountId('999999999999')),
    organizationReader: {
      accountId: sure(parseAccountId('999999999999')),
      roleName: 'AwsCoworkerOrganizationReader',
    },
    ous: new Map(),
    accounts: new Map(),
    defaultRegions: [REGION],
    namingPattern: '{org}-{env}-{region}-{name}',
    shortName: 'acme',
    profiles: {},
  },
  approvals: {
    approvers: { roles: ['maintain', 'admin'], teams: [], ids: [] },
    requesters: { roles: ['triage', 'write', 'maintain', 'admin'], teams: [], ids: [] },
    validHours: 8,
    selfApproval: true,
    issuesPerHour: 20,
  },
  freezes: [],
  tags: {
    defaults: { Owner: 'platform', CostCenter: 'CC-1234' },
    costCenterPattern: '^CC-[0-9]{4,6}$',
    ownerPattern: '^[a-z][a-z0-9-]+$',
    miyabi: false,
  },
  caps: {
    tasksPerIssue: 10,
    resourcesLostOrChanged: 25,
    percentOfType: 20,
    monthlyUsd: {},
    instances: {},
  },
  exceptions: [],
  prices: 'dated',
  escalations: [],
  commitmentGroup: 'finance owner',
  pullRequests: { environments: {} },
  dashboard: { enabled: false },
  reports: REPORTS,
  model: MODEL,
  ownerIds: [1],
  maskAccountIds: false,
  personas: true,
};

export const issue: IssueSnapshot = {
  ref: { repositoryId: 1, owner: 'acme', repo: 'cloud', number: 42 },
  title: 'A request',
  body: '',
  labels: ['aws-task'],
  author: { id: 7, login: 'dana-dev' },
  state: 'open',
  isLocked: false,
  createdAt: '2026-11-20T17:00:00Z',
};

export const task = (
  resourceType: AwsResourceType,
  parameters: TaskParameters,
  more: Partial<MutationTask> = {},
): MutationTask => ({
  id: taskId(1),
  taskType: 'CreateResource',
  resourceType,
  accountId: DEV,
  region: REGION,
  parameters,
  dependencies: [],
  assignedAgent: ownerOf(resourceType),
  ...more,
});

export interface ContextOptions {
  readonly tier?: Tier;
  readonly skipped?: readonly string[];
  readonly added?: readonly string[];
}

/** The context of one task, as draftSteps makes it. */
export const contextFor = (one: MutationTask, options: ContextOptions = {}): DraftContext =>
  taken(
    contextOf(
      {
        issue,
        tasks: [one],
        accounts: [account(options.tier)],
        choices: { skipped: options.skipped ?? [], added: options.added ?? [] },
      },
      config,
      one,
    ),
  );

/** Shorthand: a task of a type and kind. */
export const taskOf = (
  resourceType: AwsResourceType,
  taskType: MutationType,
  parameters: TaskParameters,
): MutationTask => task(resourceType, parameters, { taskType });

export const NOT_FOUND: ReadAnswer = {
  ok: false,
  code: 'NotFound',
  httpStatus: 404,
  message: 'not found',
};

/** What AWS answers to some calls, by `Client.Operation`; anything else is not found. */
export type Answers = Readonly<Record<string, ReadAnswer | ((call: ReadCall) => ReadAnswer)>>;

export const answer = (output: unknown): ReadAnswer => ({ ok: true, output });

/** A reader over prepared answers that keeps the calls it was asked. */
export const readerOf = (answers: Answers): AwsReader & { readonly calls: ReadCall[] } => {
  const calls: ReadCall[] = [];
  return {
    accountId: DEV,
    calls,
    read: (call) => {
      calls.push(call);
      const found = answers[`${call.client}.${call.operation}`] ?? NOT_FOUND;
      return Promise.resolve(typeof found === 'function' ? found(call) : found);
    },
  };
};

export const NOBODY: Owner = { owner: 'nobody' };

/** A stack of ours that holds a template. */
export const ownStack = (
  template: { readonly Resources: object },
  more: Partial<OwnStack> = {},
): OwnStack => ({
  stackName: 'aws-coworker-7-reports',
  stackId: `arn:aws:cloudformation:us-east-1:${DEV}:stack/aws-coworker-7-reports/0a1b`,
  status: 'CREATE_COMPLETE',
  hasRole: false,
  parameters: {},
  tags: { CoworkerManaged: 'true', CreatedDate: '2026-01-05' },
  templateBody: JSON.stringify(template),
  resources: [],
  ...more,
});

/** How far a drafted step can be undone, as its plan will say. */
export const wayBack = (step: StepDraft): string =>
  inverseOf(step.inverse, 'changes' in step ? step.changes : []).reversibility;
