import type { JournalEntry } from '../../src/execute/ports.ts';
import { renderAgents } from '../../src/reply/agents.ts';
import { renderAnnouncement } from '../../src/reply/announce.ts';
import { renderBanner, type Banner } from '../../src/reply/banner.ts';
import { renderAnomaly, renderAnomalyClosed } from '../../src/reply/anomaly-issue.ts';
import { renderSavingUndone } from '../../src/reply/saving-undone.ts';
import { renderDiscovery } from '../../src/reply/discovery.ts';
import {
  renderDriftBack,
  renderDriftClosed,
  renderDriftIssue,
} from '../../src/reply/drift-issue.ts';
import { renderByHand } from '../../src/reply/reconcile.ts';
import {
  renderHealthBack,
  renderHealthClosed,
  renderHealthIssue,
} from '../../src/reply/health-issue.ts';
import { renderHelp } from '../../src/reply/help.ts';
import { renderIncident } from '../../src/reply/incident.ts';
import { renderNothingToDo } from '../../src/reply/nothing-to-do.ts';
import { renderOutcome } from '../../src/reply/outcome.ts';
import { renderPlanBlock } from '../../src/reply/plan-comment.ts';
import { renderPullRequestBody } from '../../src/reply/pull-request-body.ts';
import { renderQuestion } from '../../src/reply/question.ts';
import { renderRefusal } from '../../src/reply/refusal.ts';
import { renderStatus } from '../../src/reply/status.ts';
import { renderWaiting } from '../../src/reply/waiting.ts';
import { renderWhy } from '../../src/reply/why.ts';
import { requirementOf } from '../../src/approve/requirement.ts';
import { digestPlan } from '../../src/plan/digest.ts';
import { stepId } from '../../src/task/ids.ts';
import type { PlanView } from '../../src/reply/plan-view.ts';
import { ownerOf } from '../../src/agents/roster.ts';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import { EXPLAINED } from './explain-samples.ts';
import * as receipt from './receipt-samples.ts';
import * as sample from './samples.ts';
import { renderSavings, SAVINGS_FOUND, savingsAnswer } from './savings-sample.ts';

/** The block of a plan that fits. */
export const block = (view: PlanView): string => {
  const rendered = renderPlanBlock(view);
  if (!rendered.ok) throw new Error(rendered.refusal.code);
  return rendered.value;
};

export const event = (logicalId: string, status: string, reason = ''): JournalEntry => ({
  planId: sample.PLAN_ID,
  stepId: stepId(1),
  kind: 'event',
  what: 'event',
  detail: { logicalId, type: 'AWS::S3::Bucket', status, reason },
});

const JOURNAL: readonly JournalEntry[] = [
  event('InvoicesBucket', 'CREATE_IN_PROGRESS'),
  event('InvoicesBucket', 'CREATE_COMPLETE'),
  event('InvoicesBucketPolicy', 'CREATE_IN_PROGRESS', 'Resource creation Initiated'),
];

const OUTCOME = {
  plan: sample.plan(),
  digest: sample.DIGEST,
  approvals: [sample.APPROVAL],
  agents: [sample.AGENT],
};

const PROTECTION = {
  branch: 'main',
  environmentHasReviewers: false,
  hasDeployWorkflow: false,
};

const MAY_NOT = {
  code: 'may-not-approve' as const,
  because: '`dana-dev` has *write* here; approving needs *maintain* or *admin*.',
  next: 'Somebody with that right types `/approve 7f3a9c1e04b2`. Details: `/why`.',
};

const lost = sample.losingPlan();
const production = sample.productionPlan();

/** Table: every kind of reply, by the name of its golden file. */
const CLOCK = { now: '2026-11-20T17:12:30Z', validHours: 8 };

export const REPLIES: Readonly<Record<string, () => string>> = {
  'plan-create': () => block(sample.view()),
  'plan-losing': () => block(sample.view({ plan: lost })),
  'plan-blocked': () =>
    block(
      sample.view({
        plan: production,
        review: sample.blockedReview(),
        policies: new Map(),
        handles: [],
      }),
    ),
  announcement: () =>
    renderAnnouncement({ tasks: [sample.TASK, sample.QUESTION], accounts: sample.ACCOUNTS }),
  'announcement-rollback': () =>
    renderAnnouncement({
      tasks: [sample.TASK],
      accounts: sample.ACCOUNTS,
      purpose: 'rollback',
      maskAccountIds: true,
    }),
  question: () =>
    renderQuestion({
      missing: [
        {
          taskIndex: 0,
          field: 'account',
          hint: 'an account of the organization, by name, id or persona',
          example: 'athena',
          reason: 'unknown-account',
          suggestions: ['athena', 'athena-2'],
        },
        { taskIndex: 0, field: 'name', hint: 'how the bucket is to be called', example: '' },
      ],
      notes: ['instructions-ignored', 'hidden-text-removed'],
      hidden: { kinds: ['zero-width', 'tag'], count: 12 },
    }),
  agents: () =>
    renderAgents({
      agents: AGENTS,
      accounts: [],
      now: '2026-11-21T17:20:45Z',
      maskAccountIds: true,
    }),
  'agents-nothing': () => renderAgents({ agents: [], accounts: [], now: '' }),
  refusal: () => renderRefusal(MAY_NOT),
  incident: () => renderIncident({ code: 'aws-unreachable', incident: 'i-0042', isUnsure: false }),
  'nothing-to-do': () => renderNothingToDo(sample.plan()),
  waiting: () => renderWaiting(sample.APPROVAL, sample.DIGEST),
  receipt: () => renderOutcome({ ...OUTCOME, outcome: sample.DONE }),
  'receipt-rollback': () =>
    renderOutcome({
      ...OUTCOME,
      plan: sample.plan({ purpose: 'rollback' }),
      outcome: sample.DONE,
      agents: [],
      maskAccountIds: true,
    }),
  failure: () => renderOutcome({ ...OUTCOME, outcome: sample.FAILED }),
  'failure-partly': () => renderOutcome({ ...OUTCOME, outcome: sample.PARTLY }),
  'failure-refused': () =>
    renderOutcome({
      ...OUTCOME,
      outcome: {
        ...sample.DONE,
        kind: 'refused',
        calls: [],
        steps: [],
        refusal: {
          code: 'change-set-stale',
          because: 'the stack changed since planning',
          next: 'Type `/plan`.',
        },
      },
    }),
  why: () =>
    renderWhy({
      checks: [
        { name: 'the issue is open', holds: true },
        { name: 'the person may approve', holds: false, refusal: MAY_NOT },
      ],
      asker: 'dana-dev',
      digest: sample.DIGEST,
      requirement: requirementOf(lost, sample.CONFIG),
      approvals: [sample.APPROVAL],
      approvers: sample.CONFIG.approvals.approvers,
      review: sample.review(),
    }),
  ...EXPLAINED,
  status: () =>
    renderStatus({
      status: 'InProgress',
      note: 'Being executed.',
      digest: sample.DIGEST,
      plannedAt: '2026-11-20T17:09:00Z',
      asked: '000000000000',
      askedIs: 'foreign',
      journal: JOURNAL,
      ...CLOCK,
    }),
  'status-waiting': () =>
    renderStatus({
      status: 'AwaitingApproval',
      note: 'Waiting for approval.',
      digest: sample.DIGEST,
      plannedAt: '2026-11-20T17:08:40Z',
      shownAt: '2026-11-20T17:09:00Z',
      journal: [],
      model: {
        calls: 2,
        used: { tokens: 12_480, usd: 0.0412 },
        most: { tokens: 200_000, usd: 0.5 },
        usedToday: { tokens: 90_000, usd: 0.31 },
        mostToday: { tokens: 5_000_000, usd: 10 },
      },
      ...CLOCK,
    }),
  help: () =>
    renderHelp({
      services: ['S3 bucket', 'Lambda function'],
      approvers: sample.CONFIG.approvals.approvers,
      requesters: sample.CONFIG.approvals.requesters,
    }),
  discovery: () =>
    renderDiscovery({
      commitmentGroup: 'finance owner',
      answers: [
        {
          taskId: 'task-2',
          resources: [
            sample.resource({}),
            sample.resource({ id: 'logs', tags: {}, state: 'Failed' }),
          ],
          places: 3,
          seen: 2,
          failed: [{ place: 'S3 bucket in apollo us-east-1', because: 'AWS denied the read' }],
          isCut: false,
        },
      ],
      tasks: [sample.QUESTION],
      accounts: sample.ACCOUNTS,
    }),
  'drift-issue': () => renderDriftIssue(sample.driftIssue('aws-coworker-12-orders')),
  'drift-issue-unknown': () => renderDriftIssue(sample.driftUnknown('aws-coworker-12-orders')),
  'drift-closed': () =>
    (['in-sync', 'gone', 'told'] as const)
      .map((end) => renderDriftClosed(end, sample.driftIssue('aws-coworker-12-orders')))
      .join('\n\n'),
  'drift-by-hand': () =>
    sample.ACCOUNTS.map((account) =>
      renderByHand({
        stack: { stackName: 'aws-coworker-12-orders', region: sample.REGION },
        account: { ...account, tier: 'production' },
        maskAccountIds: false,
      }),
    ).join(''),
  'drift-back': () => renderDriftBack('2026-11-20T17:09:00Z'),
  'saving-undone': () => renderSavingUndone(receipt.undone('wiki-idle', receipt.WORDS)),
  'anomaly-issue': () =>
    renderAnomaly(receipt.anomaly('AWS Lambda', ['us-east-1', 'Lambda-GB-Second'])),
  'anomaly-closed': () =>
    (['ended', 'judged'] as const)
      .map((end) => renderAnomalyClosed({ ...receipt.anomaly('AWS Lambda'), end }))
      .join('\n\n'),
  health: () =>
    renderDiscovery({
      commitmentGroup: 'finance owner',
      answers: [sample.healthAnswer('i-0a11b22c33d44e55f')],
      tasks: [sample.QUESTION],
      accounts: sample.ACCOUNTS,
    }),
  'health-issue': () =>
    renderHealthIssue({ ...sample.healthIssue('i-0a11b22c33d44e55f'), kind: 'single' }),
  'health-issue-group': () =>
    renderHealthIssue({ ...sample.healthIssue('i-0a11b22c33d44e55f'), kind: 'group' }),
  'health-closed': () =>
    (['healthy', 'gone', 'settled'] as const)
      .map((end) => renderHealthClosed(end, '2026-11-20T17:09:00Z'))
      .join('\n\n'),
  'health-back': () => renderHealthBack('2026-11-20T17:09:00Z'),
  savings: () => renderSavings(savingsAnswer()),
  'savings-nothing': () =>
    renderSavings({
      ...savingsAnswer(),
      commitments: [],
      found: { ...SAVINGS_FOUND, savings: [], kept: [], notJudged: [], failed: [], seen: 18 },
    }),
  'pull-request': () =>
    renderPullRequestBody({
      ...digestPlan(production),
      review: sample.blockedReview(),
      issueNumber: 42,
      protection: PROTECTION,
      config: sample.CONFIG,
      deployWorkflow:
        'on:\n  push:\n    branches: [main]\njobs:\n  production:\n    environment: production\n',
    }),
  'banner-running': () => renderBanner({ kind: 'running', journal: JOURNAL, planned: 4 }),
  'banner-proposed': () => renderBanner({ kind: 'proposed', pullRequest: 43 }),
  'banner-rejected': () => renderBanner({ kind: 'rejected', by: 'max', reason: 'too dear' }),
  'banner-refused': () => renderBanner({ kind: 'refused', refusal: MAY_NOT }),
  'failure-cancelled': () =>
    renderOutcome({ ...OUTCOME, outcome: { ...sample.DONE, kind: 'cancelled', calls: [] } }),
  'failure-partly-refused': () =>
    renderOutcome({ ...OUTCOME, outcome: { ...sample.PARTLY, failure: REFUSED_STEP } }),
  banners: () => BANNERS.map((banner) => renderBanner(banner)).join('\n\n'),
  'announcement-many': () =>
    renderAnnouncement({
      tasks: [sample.QUESTION],
      accounts: Array.from({ length: 12 }, () => sample.ACCOUNTS[0]).flatMap((one) => one ?? []),
    }),
  'status-nothing': () =>
    renderStatus({
      status: 'AwaitingInput',
      note: 'Asked back.',
      journal: [],
      pullRequest: 4,
      ...CLOCK,
    }),
  'discovery-cut': () =>
    renderDiscovery({
      commitmentGroup: 'finance owner',
      answers: [
        {
          taskId: 'task-9',
          resources: Array.from({ length: 30 }, (_, n) => sample.resource({ id: `bucket-${n}` })),
          places: 30,
          seen: 5,
          failed: Array.from({ length: 25 }, (_, n) => ({ place: `p${n}`, because: 'denied' })),
          isCut: true,
        },
      ],
      tasks: [],
      accounts: [],
      maskAccountIds: true,
    }),
};

const agentNamed = (name: string, type: string, ...dependencies: string[]): ServiceAgent => ({
  ...sample.AGENT,
  name,
  serviceType: type,
  decisionMaker: ownerOf(type),
  resource: sample.resource({ id: name, arn: `arn:${name}`, resourceType: type }),
  dependencies,
  lastSeenAt: '2026-11-20T17:20:45Z',
});

const { costUsdDaily: _, ...unpriced } = agentNamed('thumbs-role', 'AWS::IAM::Role');

const AGENTS: readonly ServiceAgent[] = [
  sample.AGENT,
  agentNamed('thumbs', 'AWS::Lambda::Function', 'arn:thumbs-role', 'arn:orders', 'arn:elsewhere'),
  { ...unpriced, healthStatus: 'Healthy' },
  agentNamed('orders', 'AWS::DynamoDB::Table'),
  { ...agentNamed('old', 'AWS::SNS::Topic'), state: 'Terminated' },
];

const REFUSED_STEP = {
  kind: 'refused' as const,
  stepId: stepId(2),
  accountId: sample.ACCOUNT,
  region: sample.REGION,
  seconds: 0,
  refusal: MAY_NOT,
};

const BANNERS: readonly Banner[] = [
  ...(['done', 'failed', 'refused', 'partly', 'cancelled'] as const).map((outcome): Banner => ({
    kind: 'ended',
    outcome,
  })),
  ...(['merged', 'closed', 'pushed', 'deployed', 'deployment-failed'] as const).map(
    (kind): Banner => ({ kind, pullRequest: 43 }),
  ),
  ...(['stale', 'expired', 'superseded', 'repository-public'] as const).map((kind): Banner => ({
    kind,
  })),
  { kind: 'cancelled', by: 'max' },
  { kind: 'rejected', by: 'max' },
];
