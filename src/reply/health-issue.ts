import type { Evidence, JudgedResource } from '../report/health/judge.ts';
import { evidenceLine, healthPlace, type NamedAccount } from './health.ts';
import { blocks, bullets, maskIds, plural, shownOf, table, typeWords, utc } from './markdown.ts';
import { fence, quoteInline, sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

/** What an issue about something ill speaks of. */
export interface HealthIssueView {
  readonly kind: 'single' | 'group';
  readonly members: readonly JudgedResource[];
  readonly accounts: readonly NamedAccount[];
  /** ISO 8601: when it was looked. */
  readonly lookedAt: string;
  readonly maskAccountIds?: boolean;
}

const LONGEST_TITLE = 120;
const MOST_CHARACTERS = 60_000;

/** The label by which all of them are found. */
export const HEALTH_LABEL = 'aws-health';

const isUnhealthy = ({ status }: JudgedResource): boolean => status === 'Unhealthy';

/** The label that says how bad it is, by the worst. */
export const severityLabel = (members: readonly JudgedResource[]): string =>
  members.some(isUnhealthy) ? 'health: unhealthy' : 'health: degraded';

/** Text of AWS in a title: letters of names only, so that nothing in it is a mention. */
const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9 _./:-]/g, '');

const accountName = (accountId: string, accounts: HealthIssueView['accounts']): string =>
  accounts.find(({ id }) => id === accountId)?.name ?? accountId;

const masked = (text: string, view: HealthIssueView): string =>
  maskIds(
    text,
    view.members.map(({ accountId }) => accountId),
    view.maskAccountIds === true,
  );

/** One line: how bad, what, where. */
export const healthIssueTitle = (view: HealthIssueView): string => {
  const [first] = view.members;
  if (first === undefined) return 'Health';
  const account = plain(accountName(first.accountId, view.accounts));
  const title =
    view.kind === 'single'
      ? `${first.status}: ${plain(first.name)} in ${account} ${first.region}`
      : `${plural(view.members.length, 'more resource')} not healthy in ${account}`;
  const whole = masked(title, view);
  return whole.length <= LONGEST_TITLE ? whole : `${whole.slice(0, LONGEST_TITLE - 1)}…`;
};

const HOW_TO_ASK =
  'An issue with the label `aws-task` and this text asks for it; nothing is done without a plan ' +
  'and an approval:';

const healOf = ({ rule, heal, request }: Evidence): string =>
  blocks(
    `**${rule}**: ${sentence(heal)}`,
    request === undefined
      ? 'No task that can be asked for here mends it.'
      : blocks(HOW_TO_ASK, fence(request)),
  );

const NEXT =
  '**Next** · mend it. This issue closes itself when the checks hold again, and opens again when ' +
  'they do not.';

const single = (one: JudgedResource, view: HealthIssueView): string =>
  blocks(
    `**${one.status}** · ${healthPlace(one, view.accounts)}`,
    bullets(one.evidence.map(evidenceLine)),
    one.unknown.length === 0 ? '' : `Nothing is known of: ${sentence(one.unknown.join(', '))}.`,
    '### Proposed heal',
    ...one.evidence.map(healOf),
    `Looked at ${utc(view.lookedAt)}.`,
    NEXT,
  );

const row = (one: JudgedResource): readonly string[] => [
  one.status,
  `${quoteInline(one.name, 48)} · ${typeWords(one.resourceType)} · ${sentence(one.region, 20)}`,
  one.evidence
    .map(
      ({ rule, seen, limit }) =>
        `${rule} ${quoteInline(seen, 40)}${limit === '' ? '' : `, ${limit}`}`,
    )
    .join('; '),
  one.evidence
    .map(({ heal, request }) =>
      request === undefined ? sentence(heal, 100) : quoteInline(request, 160),
    )
    .join('; '),
];

const COLUMNS = ['State', 'Resource', 'Evidence', 'Proposed heal'].map((title) => ({ title }));

/** As many rows as a comment holds; how many are left out is said. */
const rows = (members: readonly JudgedResource[], most = members.length): string => {
  const text = blocks(
    table(COLUMNS, members.slice(0, most).map(row)),
    shownOf(Math.min(most, members.length), members.length),
  );
  return text.length <= MOST_CHARACTERS || most <= 1 ? text : rows(members, Math.floor(most / 2));
};

const groupHead = ({ members, accounts }: HealthIssueView): string => {
  const account = quoteInline(accountName(members[0]?.accountId ?? '', accounts), 40);
  return (
    `More than ten resources of ${account} became ill within an hour. ` +
    'Those that have no issue of their own:'
  );
};

const group = (view: HealthIssueView): string =>
  blocks(groupHead(view), rows(view.members), `Looked at ${utc(view.lookedAt)}.`, NEXT);

/** The body of an issue: what is wrong, the evidence, what may help, what is next. */
export const renderHealthIssue = (view: HealthIssueView): string => {
  const [first] = view.members;
  if (first === undefined) return NEXT;
  const text = view.kind === 'single' ? single(first, view) : group(view);
  return withoutSecrets(masked(text, view));
};

/** Why an issue closes itself: what it was about is well, or is no more, or some of both. */
export type HealthEnd = 'healthy' | 'gone' | 'settled';

const ENDS: Readonly<Record<HealthEnd, string>> = {
  healthy: '**Healthy again**: every check held',
  gone: '**Gone**: it was not there any more',
  settled: '**Settled**: each of them is healthy again, or gone',
};

/** Said when an issue closes itself. */
export const renderHealthClosed = (end: HealthEnd, lookedAt: string): string =>
  blocks(
    `${ENDS[end]} at ${utc(lookedAt)}.`,
    '**Next** · nothing to do. Should it become ill again, this issue opens again.',
  );

/** Said when an issue that had closed itself opens again. */
export const renderHealthBack = (lookedAt: string): string =>
  blocks(
    `**Ill again** at ${utc(lookedAt)}: the text above says what was found.`,
    '**Next** · mend it. This issue closes itself when the checks hold again.',
  );
