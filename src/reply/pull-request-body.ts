import type { Config } from '../config/config.ts';
import { longMinutes } from '../plan/limits.ts';
import { filesOf } from '../plan/pull-request-files.ts';
import type { DigestedPlan, Plan } from '../plan/plan.ts';
import type { Finding, Review } from '../review/finding.ts';
import { shortDigest } from '../task/ids.ts';
import { fitParts } from './fit.ts';
import { blocks, bullets, details, listed, maskIds, plural } from './markdown.ts';
import { renderDanger, renderSafe } from './plan-changes.ts';
import { renderDeviations } from './plan-details.ts';
import { renderDrift } from './plan-drift.ts';
import { accountWords, costWords, countWords, riskLine } from './plan-head.ts';
import { renderGate, renderReview } from './plan-review.ts';
import { isAllProposed, renderProposed } from './proposed-steps.ts';
import { fence, quoteInline, sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

export interface PullRequestView extends DigestedPlan {
  readonly review: Review;
  readonly issueNumber: number;
  readonly protection: {
    readonly branch: string;
    readonly environmentHasReviewers: boolean;
    readonly hasDeployWorkflow: boolean;
  };
  readonly config: Pick<Config, 'maskAccountIds' | 'pullRequests'>;
  /** The workflow file to commit by hand, printed where the repository has none that deploys. */
  readonly deployWorkflow?: string;
}

const MOST_CHARACTERS = 62_000;
const LONGEST_TITLE = 120;

/** The counts that are not zero; a title has no room for the others. */
const shortCounts = (plan: Plan): string => {
  const counts = countWords(plan)
    .split(' · ')
    .filter((count) => !count.startsWith('0 '));
  return counts.length === 0 ? 'nothing in stacks' : counts.join(' · ');
};

/** One line: what changes, where. Never a mention or a reference. */
export const renderPullRequestTitle = (plan: Plan): string => {
  const verb = plan.purpose === 'rollback' ? 'Rollback' : 'Plan';
  const where = plan.accounts
    .map((account) => account.name.replaceAll(/[^A-Za-z0-9 _.-]/g, ''))
    .join(', ');
  const title = `${verb} of issue ${plan.issueNumber}: ${shortCounts(plan)} in ${where}`;
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1)}…`;
};

const section = (title: string, body: string): string =>
  body === '' ? '' : `### ${title}\n\n${body}`;

const background = ({ plan, issueNumber }: PullRequestView): string =>
  blocks(
    `Asked for in #${issueNumber}, in ${plan.accounts.map(accountWords).join('; ')}.`,
    bullets(plan.steps.map((step) => sentence(step.summary, 300))),
    renderDeviations(plan),
  );

/** What is removed is named by its folder: all of it goes. */
const files = (view: PullRequestView): string => {
  const lines = [...filesOf(view)].map(([path, content]) =>
    content === null
      ? `${quoteInline(path.replace(/[^/]+$/, ''), 300)} (removed)`
      : quoteInline(path, 300),
  );
  return bullets([...new Set(lines)]);
};

const rollback = ({ plan }: PullRequestView): string =>
  blocks(
    bullets(
      plan.phases
        .toReversed()
        .map((phase) => `Phase ${phase.number}: ${sentence(phase.rollback, 400)}`),
    ),
    isAllProposed(plan)
      ? `This is ${plan.reversibility}.`
      : `This is ${plan.reversibility}. \`/rollback\` on the issue proposes the inverse.`,
  );

/** One box for an item, with every resource it is asked of. */
const box = ([first, ...more]: readonly [Finding, ...Finding[]]): string => {
  const resources = [first, ...more]
    .filter(({ resource }) => resource !== '')
    .map(({ resource }) => quoteInline(resource, 64));
  const where = resources.length === 0 ? '' : ` · ${listed(resources)}`;
  return (
    `[ ] ${quoteInline(first.item, 40)} ${sentence(first.title, 120)}${where} ` +
    `(a code owner): ${sentence(first.detail, 200)}`
  );
};

const boxes = (findings: readonly Finding[]): readonly string[] => {
  const byItem = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const known = byItem.get(finding.item);
    if (known === undefined) byItem.set(finding.item, [finding]);
    else known.push(finding);
  }
  return [...byItem.values()].map(box);
};

const TESTS = [
  '[ ] The template deploys in a lower tier, or its change set was looked at',
  '[ ] What depends on it still works',
  '[ ] Alarms and dashboards show it',
];

const ACCOUNT_CHECKS = [
  '[ ] The address is read by more than one person, and no other AWS account has it',
  '[ ] The unit gives the account the policies that it needs',
];

const checklist = ({ plan, review }: PullRequestView): string => {
  const byPeople = review.findings.filter((finding) => finding.status === 'UNTICKED');
  return bullets([...(isAllProposed(plan) ? ACCOUNT_CHECKS : TESTS), ...boxes(byPeople)]);
};

const MANAGEMENT = [
  '[ ] Ticket: ',
  '[ ] Change window (UTC): ',
  '[ ] It counts as done when: the stack is complete and what was made reads back as planned',
  '[ ] It is undone when: the deployment fails, or an alarm of it fires',
];

const residual = ({ protection }: PullRequestView): string =>
  protection.environmentHasReviewers
    ? ''
    : 'Residual risk: the deployment environment has no required reviewers, so a merge deploys ' +
      'at once. Not every plan of GitHub has them.';

const WORKFLOW = '.github/workflows/aws-coworker-deploy.yml';

/** The workflow for this repository: its branch, and its names of the environments. */
const workflowFor = (text: string, { protection, config }: PullRequestView): string => {
  const { environments } = config.pullRequests;
  return text
    .replace('branches: [main]', () => `branches: [${JSON.stringify(protection.branch)}]`)
    .replaceAll(/^( {4}environment: )(staging|production)$/gm, (_, start: string, tier: string) => {
      const name = tier === 'staging' ? environments.staging : environments.production;
      return `${start}${JSON.stringify(name ?? tier)}`;
    });
};

/** What takes longer than an hour has room for needs the newer role, and the workflow after it. */
const timeWords = ({ steps }: Plan): string => {
  const minutes = Math.max(0, ...steps.map((step) => longMinutes(step) ?? 0));
  if (minutes === 0) return '';
  return (
    `**It can take ${minutes} minutes, and needs a session of two hours.** Before the merge, ` +
    'update the stack of `AwsCoworkerPipeline` with the present `infrastructure/pipeline.yaml`, ' +
    `then \`${WORKFLOW}\`. With the older of either, the deployment is refused or ends half done.`
  );
};

/** How it is deployed. Where nothing deploys it, the workflow to commit is printed, if it fits. */
const pipeline = (view: PullRequestView, withWorkflow: boolean): string => {
  const { protection, deployWorkflow, plan } = view;
  if (isAllProposed(plan)) return '';
  if (protection.hasDeployWorkflow) {
    return blocks(
      `Merging to ${quoteInline(protection.branch)} deploys it; this application can not.`,
      timeWords(plan),
    );
  }
  const missing =
    '**No workflow here deploys to the environment: a merge changes nothing in AWS.** ' +
    `This application never writes below \`.github/\`: a person commits the workflow, once, as ` +
    `\`${WORKFLOW}\`.`;
  if (deployWorkflow === undefined || !withWorkflow) {
    return blocks(
      `${missing} It is \`infrastructure/github/aws-coworker-deploy.yml\` of AWS Coworker.`,
      timeWords(plan),
    );
  }
  const text = fence(workflowFor(deployWorkflow, view), 'yaml');
  return blocks(missing, timeWords(plan), details('<b>The workflow</b>', text));
};

const deployment = (view: PullRequestView, withWorkflow: boolean): string =>
  blocks(
    renderProposed(view),
    pipeline(view, withWorkflow),
    isAllProposed(view.plan) ? '' : residual(view),
  );

const PROVEN =
  'The deployment refuses files whose hashes are not those of the reviewed digest file. ';

const proof = ({ digest, plan }: PullRequestView): string =>
  blocks(
    `Plan ${quoteInline(digest, 64)} of issue text ${quoteInline(plan.requestHash, 64)}.`,
    `${isAllProposed(plan) ? '' : PROVEN}A push to this branch voids the review.`,
  );

/**
 * The body of the pull request of a staging or production change: everything that a code owner
 * needs, in the order of the governance specification. What is lost stands first and is never cut.
 */
export const renderPullRequestBody = (view: PullRequestView): string => {
  const { plan, digest, review, config } = view;
  const summary = blocks(
    `**${countWords(plan)}** in ${plural(plan.steps.length, 'step')} · plan ` +
      quoteInline(shortDigest(digest)),
    riskLine(plan),
    renderDanger(plan),
  );
  const whole = fitParts(
    [
      { forms: [section('Summary', summary)] },
      { forms: [section('What was changed since', renderDrift(plan))] },
      { forms: [section('Background', background(view))] },
      {
        forms: [
          section('Changes', renderSafe(plan, Infinity)),
          section('Changes', renderSafe(plan, 12)),
        ],
        dropsAt: 2,
      },
      { forms: [section('Files', files(view)), ''], dropsAt: 3 },
      {
        forms: [
          section('Review', blocks(renderGate(review, 'Gate'), renderReview(review, Infinity))),
          section('Review', blocks(renderGate(review, 'Gate'), renderReview(review, 12))),
        ],
        dropsAt: 1,
      },
      { forms: [section('Cost a month', costWords(plan))] },
      { forms: [section('Rollback', rollback(view))] },
      { forms: [section('Tests', checklist(view))] },
      { forms: [section('Change management', isAllProposed(plan) ? '' : bullets(MANAGEMENT))] },
      {
        forms: [
          section('Deployment', deployment(view, true)),
          section('Deployment', deployment(view, false)),
        ],
        dropsAt: 4,
      },
      { forms: [section('Digest', proof(view))] },
    ],
    MOST_CHARACTERS,
  );
  const ids = plan.accounts.map((account) => account.id);
  // What is lost fits, because it fitted the plan's own comment with more beside it.
  const text = whole ?? blocks(section('Summary', summary), section('Digest', proof(view)));
  return withoutSecrets(maskIds(text, ids, config.maskAccountIds));
};
