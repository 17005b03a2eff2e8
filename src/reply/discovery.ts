import type { AwsAccount } from '../task/account.ts';
import type { AwsTask } from '../task/aws-task.ts';
import type { AwsResource } from '../task/aws-resource.ts';
import { auditParts, type AuditAnswer } from './audit.ts';
import { driftParts, type DriftAnswer } from './drift-answer.ts';
import { fitParts, type Part } from './fit.ts';
import { healthParts, type HealthAnswer } from './health.ts';
import { blocks, bullets, details, maskIds, plural, shownOf, typeWords } from './markdown.ts';
import { organizationParts, type OrganizationAnswer } from './organization.ts';
import { quoteInline, sentence } from './quote.ts';
import { savingsParts, type SavingsAnswer } from './savings-report.ts';
import { withoutSecrets } from './secrets.ts';

/** What was found for one question, and where it was looked for. */
export interface DiscoveryAnswer {
  readonly taskId: string;
  readonly resources: readonly AwsResource[];
  /** Places that were to be read, and how many were. */
  readonly places: number;
  readonly seen: number;
  readonly failed: readonly { readonly place: string; readonly because: string }[];
  /** True when more was found than is kept. */
  readonly isCut: boolean;
  /** What AWS has collected itself, where some places were read from that. */
  readonly index?: { readonly name: string; readonly places: number };
}

export interface DiscoveryView {
  readonly answers: readonly (
    | DiscoveryAnswer
    | HealthAnswer
    | SavingsAnswer
    | AuditAnswer
    | OrganizationAnswer
    | DriftAnswer
  )[];
  readonly tasks: readonly AwsTask[];
  readonly accounts: readonly AwsAccount[];
  /** Of how many savings a plan follows; absent where none does. */
  readonly planned?: number;
  /** Who decides on commitments, as configuration names them. */
  readonly commitmentGroup: string;
  readonly maskAccountIds?: boolean;
}

const MOST_CHARACTERS = 60_000;

/** What a service of findings counted, the worst first; other resources have none. */
const findingsOf = ({ metadata }: AwsResource): readonly string[] => {
  const findings = metadata['findings'];
  return typeof findings === 'string' ? [`findings: ${sentence(findings, 120)}`] : [];
};

/** A stack that is stuck or has gone back is told by the word that CloudFormation has for it. */
const stuckOf = ({ metadata, resourceType }: AwsResource): readonly string[] => {
  const status = metadata['status'];
  const isTold = resourceType === 'AWS::CloudFormation::Stack' && typeof status === 'string';
  return isTold && /FAILED|ROLLBACK/.test(status) ? [quoteInline(status, 40)] : [];
};

const lineOf = (resource: AwsResource, accounts: readonly AwsAccount[], isMixed: boolean) => {
  const account = accounts.find((one) => one.id === resource.accountId);
  const name = resource.tags['Name'] ?? resource.id;
  const id = name === resource.id ? '' : ` (${quoteInline(resource.id, 64)})`;
  return [
    `${quoteInline(name, 64)}${id}`,
    ...(isMixed ? [typeWords(resource.resourceType)] : []),
    `${quoteInline(account?.name ?? resource.accountId, 40)} ${sentence(resource.region, 20)}`,
    resource.state,
    ...stuckOf(resource),
    ...findingsOf(resource),
    resource.ownerAgent,
  ].join(' · ');
};

const indexWords = ({ index }: DiscoveryAnswer): string =>
  index === undefined
    ? ''
    : `; ${index.places} of them **as ${index.name} has recorded them**, which lags behind what ` +
      'is there';

/** Says what was not seen: an inventory that hides a gap is worse than none. */
const coverage = (answer: DiscoveryAnswer): string => {
  const { places, seen, failed, isCut } = answer;
  const missing = failed.map(
    ({ place, because }) => `${sentence(place, 120)}: ${sentence(because, 200)}`,
  );
  return blocks(
    `Looked in ${seen} of ${plural(places, 'place')} (service, account and region)` +
      indexWords(answer) +
      `${isCut ? '; **more was found than is shown**' : ''}.`,
    missing.length === 0 ? '' : `**Not seen**\n${bullets(missing.slice(0, 20))}`,
    missing.length > 20 ? shownOf(20, missing.length) : '',
  );
};

/** A list and no table, for phones; the kind is said only where there are several. */
const inventory = (answer: DiscoveryAnswer, view: DiscoveryView, most: number): string => {
  const isMixed = new Set(answer.resources.map((one) => one.resourceType)).size > 1;
  const shown = answer.resources.slice(0, most);
  const lines = shown.map((one) => lineOf(one, view.accounts, isMixed));
  const all = answer.resources.length;
  const list = lines.length === 0 ? '' : `**Found**\n${bullets(lines)}`;
  const text = blocks(list, shownOf(lines.length, all));
  return lines.length > 25 ? details(`<b>${plural(all, 'resource')}</b>`, text) : text;
};

const heading = (answer: DiscoveryAnswer, { tasks }: DiscoveryView): string => {
  const type = tasks.find((one) => one.id === answer.taskId)?.resourceType;
  const what = type === undefined ? 'all services' : typeWords(type);
  return `## ${plural(answer.resources.length, 'resource')} found · ${what}`;
};

const partsOf = (answer: DiscoveryAnswer, view: DiscoveryView): readonly Part[] => [
  { forms: [blocks(heading(answer, view), coverage(answer))] },
  {
    forms: [
      inventory(answer, view, Infinity),
      inventory(answer, view, 100),
      inventory(answer, view, 25),
      inventory(answer, view, 0),
    ],
    dropsAt: 1,
  },
];

const answerParts = (
  answer: DiscoveryView['answers'][number],
  view: DiscoveryView,
): readonly Part[] => {
  if (!('kind' in answer)) return partsOf(answer, view);
  if (answer.kind === 'health') return healthParts(answer, view);
  if (answer.kind === 'drift') return driftParts(answer, view.accounts);
  if (answer.kind === 'organization') return organizationParts(answer);
  if (answer.kind === 'audit') return auditParts(answer, view);
  return savingsParts(answer, view.accounts, view.commitmentGroup);
};

const NEXT = '**Next** · nothing to approve: this only read. Edit the issue to ask for more.';
const BESIDE =
  'an issue with the text that stands beside a saving: it is planned, reviewed and approved like ' +
  'any other. Keep a resource by the tag `aws-coworker:keep`.';

const NEXT_OF_AUDIT =
  '**Next** · nothing to approve: this only read. Mend what fails by an issue as it stands ' +
  'beside it, or in the template of its stack. `/plan` audits anew.';

const nextOfSavings = (planned = 0): string =>
  planned === 0
    ? `**Next** · nothing to approve: this only read. Open ${BESIDE}`
    : `**Next** · a plan of the ${plural(planned, 'saving')} that can be carried out from here ` +
      `follows; choose from it by number. For the others, open ${BESIDE}`;

/**
 * Answers questions: what runs where, in what state, who owns it and how it is, and what could not
 * be seen.
 */
export const renderDiscovery = (view: DiscoveryView): string => {
  const parts = view.answers.flatMap((answer) => answerParts(answer, view));
  const hasSavings = view.answers.some((answer) => 'kind' in answer && answer.kind === 'savings');
  const hasAudit = view.answers.some((answer) => 'kind' in answer && answer.kind === 'audit');
  const other = hasAudit ? NEXT_OF_AUDIT : NEXT;
  const next = hasSavings ? nextOfSavings(view.planned) : other;
  const text = fitParts([...parts, { forms: [next] }], MOST_CHARACTERS) ?? next;
  const ids = view.accounts.map((account) => account.id);
  return withoutSecrets(maskIds(text, ids, view.maskAccountIds === true));
};
