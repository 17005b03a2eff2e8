import { MODEL } from '../fakes/model-settings.ts';
import type { ApprovalContext, Attempt } from '../../src/approve/attempt.ts';
import type { Config, ReportConfig } from '../../src/config/config.ts';
import { digestPlan } from '../../src/plan/digest.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Review } from '../../src/review/finding.ts';
import type { AccountId, PlanId } from '../../src/task/ids.ts';

/** The standing reports as they are where configuration says nothing of them. */
export const REPORTS: ReportConfig = {
  costReport: {
    metric: 'unblended',
    accounts: 'all',
    day: 'monday',
    at: '07:00',
    timeZone: 'UTC',
    budgets: [],
    assignees: [],
    teams: [],
    mostRequests: 50,
    savings: true,
    anomalies: { enabled: true, leastUsd: 10 },
  },
  health: { enabled: false, everyHours: 1, accounts: 'all' },
  drift: { enabled: false, hourUtc: 5, accounts: 'all' },
};

export const config: Config = {
  organization: {
    id: 'o-exampleorgid',
    externalId: 'an-external-id',
    managementAccountId: '111111111111' as AccountId,
    toolingAccountId: '999999999999' as AccountId,
    organizationReader: { accountId: '111111111111' as AccountId, roleName: 'Lister' },
    ous: new Map(),
    accounts: new Map(),
    defaultRegions: [],
    namingPattern: '{org}-{name}',
    shortName: 'acme',
    profiles: {},
  },
  approvals: {
    approvers: { roles: ['maintain', 'admin'], teams: ['acme/platform'], ids: [42] },
    requesters: { roles: ['triage', 'write', 'maintain', 'admin'], teams: [], ids: [] },
    validHours: 8,
    selfApproval: true,
    issuesPerHour: 20,
  },
  freezes: [],
  tags: { defaults: {}, costCenterPattern: '.*', ownerPattern: '.*', miyabi: false },
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

export const plan: Plan = {
  schemaVersion: 1,
  purpose: 'request',
  repositoryId: 7,
  issueNumber: 42,
  requestHash: 'request-hash',
  requesterIds: [1001],
  tasks: [],
  accounts: [
    {
      id: '333333333333' as AccountId,
      name: 'athena-dev',
      tier: 'development',
      tierSource: 'config',
      regions: [],
    },
  ],
  tier: 'development',
  route: 'execute',
  phases: [],
  steps: [],
  counts: { create: 1, change: 0, replace: 0, delete: 0 },
  operationClass: 'non-destructive',
  losesData: false,
  lost: { resources: 0, hasStateful: false },
  risk: { level: 'low', because: ['new resources only'] },
  cost: {
    beforeUsdMonthly: 0,
    afterUsdMonthly: 1,
    deltaUsdMonthly: 1,
    lines: [],
    unpriced: [],
    pricedOn: '2026-11-01',
  },
  reversibility: 'reversible',
  deviations: [],
  choices: { skipped: [], added: [] },
};

export const review: Review = {
  services: ['S3 bucket'],
  overall: 'COMPLIANT',
  findings: [],
  guardians: [
    { guardian: 'Cerberus', verdict: 'PASS', because: [] },
    { guardian: 'Michael', verdict: 'PASS', because: [] },
    { guardian: 'Buddha', verdict: 'PASS', because: [] },
  ],
  gate: {
    decision: 'PROCEED',
    tier: 'development',
    enforcement: 'warn',
    counts: { remediated: 0, acceptable: 0, blocked: 0, unknown: 0 },
    mustResolve: [],
  },
};

export const SHOWN_AT = '2026-11-20T10:00:00Z';
export const WRITTEN_AT = '2026-11-20T10:05:00Z';

export const contextOf = (
  change: Partial<Plan> = {},
  rest: Partial<ApprovalContext> = {},
): ApprovalContext => ({
  planId: 'p42-abc' as PlanId,
  digested: digestPlan({ ...plan, ...change }),
  review,
  handles: [],
  screen: { block: 'matches', updatedAt: SHOWN_AT },
  issue: {
    state: 'open',
    authorId: 1001,
    isLocked: false,
    requestHash: 'request-hash',
    isReopened: false,
  },
  isRedeemed: false,
  now: '2026-11-20T10:05:01Z',
  moment: 'receipt',
  config,
  ...rest,
});

export const attemptBy = (id: number, rest: Partial<Attempt> = {}): Attempt => ({
  approvalId: `approval-${id}`,
  comment: {
    id: id * 10,
    bodyHash: 'body',
    author: { id, login: `person-${id}` },
    authorType: 'User',
    createdAt: WRITTEN_AT,
    updatedAt: WRITTEN_AT,
  },
  role: { name: 'maintain', userId: id },
  teams: [],
  ...rest,
});
