import { MOST_ITEMS } from '../../src/plan/item.ts';
import { CONFIDENCE, LEAST_TOLD, type Moved } from '../../src/report/receipts/confidence.ts';
import { MARKS } from '../../src/report/receipts/due.ts';
import { table } from '../../src/reply/markdown.ts';
import { searchIssue } from '../../src/reply/savings-section.ts';
import { kindWords } from '../../src/reply/saving-words.ts';
import { RETENTION_DAYS, THRESHOLDS } from '../../src/report/savings/thresholds.ts';
import type { SavingKind } from '../../src/report/savings/saving.ts';

const {
  idleInstance,
  idleLoadBalancer,
  idleNatGateway,
  oldSnapshot,
  oversized,
  steadySpend,
  unattachedVolume,
  untieredBucket,
  unusedBucket,
} = THRESHOLDS;

const low =
  `average CPU below ${oversized.averagePercent} % over ${oversized.days} days, and no peak of ` +
  `${oversized.peakPercent} % in ${oversized.peakDays}`;

const RULES: Readonly<Record<SavingKind, string>> = {
  'idle-instance':
    `on each of ${idleInstance.days} days average CPU below ${idleInstance.cpuPercent} % and ` +
    `network below ${idleInstance.networkBytesDaily / 1e6} MB`,
  'oversized-instance': `${low}; one size less is proposed`,
  'oversized-database': `${low}; one size less is proposed`,
  'unattached-volume':
    `available, older than ${unattachedVolume.days} days, and without any data in CloudWatch for ` +
    'as long: AWS keeps no date of a detachment, and counts a volume only while it is attached',
  'unassociated-address': 'no association now; AWS does not tell since when',
  'idle-nat-gateway': `no byte on any of ${idleNatGateway.days} days`,
  'idle-load-balancer':
    `no targets, or no request or new flow, on any of ${idleLoadBalancer.days} days; classic ` +
    'load balancers are not looked at',
  'old-snapshot':
    `over ${oldSnapshot.days} days old, of no image of the account, and not of AWS Backup or ` +
    'Data Lifecycle Manager; priced only where no other snapshot shares its blocks',
  'unused-bucket':
    `${unusedBucket.days} days old and empty, or without a request in as many days where request ` +
    'metrics are on; never more than proposed',
  'untiered-bucket':
    `${untieredBucket.standardGb} GB or more in the standard class, objects of ` +
    `${untieredBucket.averageObjectBytes / 1024} KB or more on average, and neither a lifecycle ` +
    'rule nor Intelligent-Tiering; not priced, since nobody knows how often they are read',
  'unlimited-logs': 'no retention; priced as if the logs had come in evenly',
};

const retentionRows = RETENTION_DAYS.map(([prefix, days]) => [
  prefix === '' ? 'every other group' : `\`${prefix}\``,
  `${days}`,
]);

const MOVED: Readonly<Record<Moved, string>> = {
  fell: 'fell by half of the claims there or more',
  little: 'moved less',
  unknown: 'is not known, or not told yet',
  rose: 'rose by more than the claims there',
};

const confidenceRows = [
  ...Object.entries(CONFIDENCE).map(([moved, confidence]) => [
    `held every day that was told, on ${LEAST_TOLD * 100} % of the days or more`,
    MOVED[moved as Moved],
    confidence,
  ]),
  ['did not hold every day, or was told on fewer days', 'whatever it did', 'low'],
];

/** What is called waste, by the table that the judges read. */
export const renderSavingsPage = (): string => `# Waste

What the search for savings calls waste, from \`src/report/savings/thresholds.ts\`. A day without
data is not a day without use: such a resource is named as not judged. A resource with the tag
\`aws-coworker:keep\` is listed and in no sum. What an Auto Scaling group, EKS, ECS, EMR or Kubernetes
made is only proposed; what a CloudFormation stack owns says so in its risk.

## How to ask

An issue such as "${searchIssue('all')}", "Find savings in athena-dev" or "Find unattached EBS
volumes in athena-dev" is answered in one comment; without a region every allowed one is searched. The
search only reads. Beside each saving stands the text of the issue that asks for it, where a task does
it: to stop or resize an instance, to delete a volume behind a snapshot of it, to delete a snapshot, to
release an address, to give logs a retention, and to move the objects of a bucket to Intelligent-Tiering.
That issue is planned, reviewed and approved like any other. It stands there only where a plan of the tier
can be carried out, and only where its text is read as exactly that task. For the rest stands the command of the AWS CLI that a
person would run, and for what another stack owns the stack to change. A name of other characters than
AWS gives such names stands in no command.

## How to carry savings out

What can be carried out from here follows the answer as a plan of items ([a sample](samples/savings-plan.md), [as people see it](images/savings-plan-light.png)), the largest first and at most
${MOST_ITEMS}: in accounts of the tiers sandbox, development and test, of what no stack owns. Each item
shows its evidence, what is done and how it is undone, what it saves a month, how many people must
approve it, and a digest of its own.

- \`/approve DIGEST 2,5\` approves items 2 and 5 of the plan. They become one plan with limits, review,
  session and receipt of its own; \`/approve\` with the digest of one item approves that one.
- Each item is carried out once. The others stay open for as long as the plan may be approved, and the
  receipt shows the line for them. No item begins while others are being carried out.
- A part stops at the first step that fails. \`/plan\` searches again and finds what is still to be had.
- \`/rollback\` undoes the part that was carried out last; \`/cancel\` stops what runs and withdraws the rest.

A commitment is never more than proposed; beside it stands whose decision it is, by
\`escalationGroups.finance\` in \`config/limits.yml\`. Why items are made so: [ADR 24](adr/0024-savings-by-number.md).

The weekly cost report holds the ten largest savings of the accounts that it is about, unless
\`costReport.savings\` in \`config/reports.yml\` is \`false\`.

What was read of a place (a kind of resource, an account and a region) is remembered: a question within
an hour takes it, and so does the weekly report within a day. The answer then says as of when, and
\`/plan\` on the issue reads everything anew. A search for one resource by its name always reads.

## Savings receipts

A plan that does exactly what the last search proposed for a resource is kept with its claim: the
resource, the kind of saving, the claimed price of a month, the issue, the digest of the plan, and when.
Every day for ${MARKS.at(-1)} days the reader's role looks whether the resource is still as the plan left it:

| Carried out | It holds while |
| --- | --- |
| stop an instance | it is stopped or terminated |
| change a size | it has the new size, a smaller one of the same family, or does not run |
| delete or release | the id is not there any more; a copy made by another name is not seen |
| set a retention | it is set, and not longer |
| add tiers to a bucket | a rule that moves objects is enabled |

The weekly report ([a sample](samples/cost-report.md)) shows what is observed after ${MARKS.slice(0, -1).join(', ')} and ${MARKS.at(-1)} days: the claim for each day on which it was
seen to hold. A day on which nobody could look counts as nothing. One more request to Cost Explorer, its
sixth, compares the daily cost of the account and service in the week before with the last week by then;
other things move in it too, so that it only says how sure an observation is:

${table(
  [
    { title: 'The resource' },
    { title: 'The daily cost of its account and service' },
    { title: 'Confidence' },
  ],
  confidenceRows,
)}

A saving that costs again when a week or more has passed opens its issue again, once, with what was seen.
Whoever closes it after that has the last word. A plan that is rolled back takes its receipts along, and a
later plan for the same resource takes the place of the earlier one: neither is in any sum.

## Anomalies

Where \`costReport.repository\` is set, Cost Explorer is asked once a day for what AWS Cost Anomaly
Detection saw in 14 days: one request and its pages, which the weekly report counts. Each anomaly of
\`costReport.anomalies.leastUsd\` or more has one issue with the label \`cost-anomaly\`: the amount, the
days, the likely cause, and the commands by which it is judged. It is written anew while it grows, and
closes itself when AWS counted nothing more to it for three days, or when somebody judged it as none or
planned. AWS tells no daily figures of an anomaly, so there is no chart. An organization without a monitor
in Cost Anomaly Detection has no anomalies.

## What is waste

${table(
  [{ title: 'Finding' }, { title: 'When' }],
  Object.entries(RULES).map(([kind, when]) => [kindWords(kind as SavingKind), when]),
)}

Steady spend is proposed for a commitment when the cheapest of ${steadySpend.days} days comes to
${steadySpend.ofMean * 100} % of their mean and, with the waste taken off, to $${steadySpend.usdDaily} or more. A
search of whole accounts asks Cost Explorer for them once, pages included in what is shown, and takes
the share of the bill from the same answer: on-demand usage of those days, without what a commitment
covers, taxes and credits. They end two days ago, because AWS tells the last two late.

## Retention of logs

${table([{ title: 'Name begins with' }, { title: 'Days' }], retentionRows)}
`;
