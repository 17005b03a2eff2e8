import type { DriftedResource, JudgedStack, PropertyDrift } from '../services/stack-drift/judge.ts';
import type { UnseenPlace } from '../report/drift/plan-issues.ts';
import type { AwsAccount } from '../task/account.ts';
import type { Json } from '../task/json.ts';
import type { Tier } from '../task/tier.ts';
import {
  blocks,
  bullets,
  listed,
  maskIds,
  plural,
  shownOf,
  table,
  typeWords,
  utc,
} from './markdown.ts';
import { SOURCES } from './plan-head.ts';
import { differingLeaves, pathWords, UNSET, valueWords } from './property-words.ts';
import { quoteInline, sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

/** What an issue about drift speaks of: one drifted stack, or all that nobody could tell. */
export interface DriftIssueView {
  readonly stacks: readonly JudgedStack[];
  readonly failed: readonly UnseenPlace[];
  /** The accounts of the stacks, as they are classified now. */
  readonly accounts: readonly AwsAccount[];
  /** ISO 8601: when it was looked. */
  readonly lookedAt: string;
  readonly maskAccountIds?: boolean;
}

/** How much a drift matters: staging raises an alert, production a critical one. */
export type DriftSeverity = 'critical' | 'alert' | 'notice';

const SEVERITIES: Readonly<Record<Tier, DriftSeverity>> = {
  sandbox: 'notice',
  development: 'notice',
  test: 'notice',
  staging: 'alert',
  production: 'critical',
  // An account that nobody classified is treated as staging.
  unknown: 'alert',
};

const LONGEST_TITLE = 120;
const MOST_CHARACTERS = 50_000;

/** Text of AWS in a title: letters of names only, so that nothing in it is a mention. */
const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9 _./:-]/g, '');

const accountOf = (view: DriftIssueView, stack: JudgedStack): AwsAccount | undefined =>
  view.accounts.find(({ id }) => id === stack.accountId);

const isAboutStack = ({ stacks }: DriftIssueView): boolean => stacks[0]?.status === 'DRIFTED';

/** By the tier of the stack's account; what nobody could tell is a notice. */
export const driftSeverity = (view: DriftIssueView): DriftSeverity => {
  const [stack] = view.stacks;
  if (stack === undefined || !isAboutStack(view)) return 'notice';
  return SEVERITIES[accountOf(view, stack)?.tier ?? 'unknown'];
};

const masked = (text: string, view: DriftIssueView): string =>
  maskIds(
    text,
    view.stacks.map(({ accountId }) => accountId),
    view.maskAccountIds === true,
  );

/** One line: how much it matters, which stack, where. */
export const driftIssueTitle = (view: DriftIssueView): string => {
  const [stack] = view.stacks;
  if (stack === undefined || !isAboutStack(view)) return 'Drift that nobody could tell';
  const account = plain(accountOf(view, stack)?.name ?? stack.accountId);
  const what = `Drift, ${driftSeverity(view)}: ${plain(stack.stackName)}`;
  const whole = masked(`${what} in ${account} ${stack.region}`, view);
  return whole.length <= LONGEST_TITLE ? whole : `${whole.slice(0, LONGEST_TITLE - 1)}…`;
};

const HEADS: Readonly<Record<DriftSeverity, string>> = {
  critical: '**Critical** · production has drifted: manual changes are prohibited there.',
  alert: '**Alert** · what is there is not what was reviewed.',
  notice: '**Notice** · somebody changed something outside the stack, and may have meant it.',
};

/** A stack with its account, tier and region. */
export const placeWords = (view: DriftIssueView, stack: JudgedStack): string => {
  const account = accountOf(view, stack);
  const name = `**${quoteInline(account?.name ?? stack.accountId, 50)}**`;
  const tier =
    account === undefined ? 'not classified' : `${account.tier}, ${SOURCES[account.tierSource]}`;
  const where = `${name} ${quoteInline(stack.accountId)} (${tier})`;
  return `${quoteInline(stack.stackName, 128)} in ${where}, ${sentence(stack.region, 20)}`;
};

const countWords = ({ resources }: JudgedStack): string => {
  const gone = resources.filter(({ status }) => status === 'DELETED').length;
  const changed = resources.length - gone;
  return listed([
    ...(changed === 0 ? [] : [`${plural(changed, 'resource')} changed`]),
    ...(gone === 0 ? [] : [`${plural(gone, 'resource')} deleted`]),
  ]);
};

const nameOf = ({ logicalId, physicalId, type }: DriftedResource): string => {
  const id =
    physicalId === '' || physicalId === logicalId ? '' : ` (${quoteInline(physicalId, 64)})`;
  return `${typeWords(type)} ${quoteInline(logicalId, 64)}${id}`;
};

const HIDDEN = '*(hidden)*';

/** One value; hidden where its path or a name beside it says that it is a secret. */
const cell = (path: string, value: Json | undefined, { names }: PropertyDrift): string => {
  if (names === undefined) return HIDDEN;
  return valueWords([path, ...names].join('/'), value ?? UNSET);
};

const leavesOf = (one: PropertyDrift) =>
  differingLeaves(one.path, [one.expected ?? UNSET, one.actual ?? UNSET]);

const rowsOf = (resource: DriftedResource): readonly (readonly string[])[] => {
  const name = nameOf(resource);
  if (resource.status === 'DELETED')
    return [[name, '*(the whole resource)*', 'is there', '**deleted**']];
  if (resource.properties.length === 0) return [[name, '*(not shown by AWS)*', '', 'changed']];
  return resource.properties.flatMap((one) =>
    leavesOf(one).map(({ path, sides: [expected, actual] }) => [
      name,
      pathWords(path),
      cell(path, expected, one),
      cell(path, actual, one),
    ]),
  );
};

const COLUMNS = ['Resource', 'Property', 'The stack says', 'It is'].map((title) => ({ title }));

/** As many rows as an issue holds; how many are left out is said. */
const evidence = (rows: readonly (readonly string[])[], most = rows.length): string => {
  const text = blocks(
    table(COLUMNS, rows.slice(0, most)),
    shownOf(Math.min(most, rows.length), rows.length),
  );
  return text.length <= MOST_CHARACTERS || most <= 1 ? text : evidence(rows, Math.floor(most / 2));
};

const MOST_UNTOLD = 20;

const untoldPart = ({ untold }: JudgedStack): string => {
  if (untold.length === 0) return '';
  const lines = untold
    .slice(0, MOST_UNTOLD)
    .map(
      ({ logicalId, type, because }) =>
        `${typeWords(type)} ${quoteInline(logicalId, 64)}: ${sentence(because, 200)}`,
    );
  return blocks(
    `**Drift unknown** of ${plural(untold.length, 'resource')}:`,
    bullets(lines),
    shownOf(lines.length, untold.length),
  );
};

const NEXT =
  '**Next** · `/reconcile` plans to set it back to what the stack says. Was it meant? `/adopt` ' +
  'plans to record it in the template, and changes nothing else. This issue closes itself when ' +
  'the stack is in sync, and opens again when it is not.';

/** What has drifted of one stack: where it is, what is otherwise, and what nobody could compare. */
export const driftedWords = (view: DriftIssueView, stack: JudgedStack): string => {
  const outside = stack.status === 'DRIFTED' ? `${countWords(stack)} outside it` : 'in sync';
  return blocks(
    `Stack ${placeWords(view, stack)}: ${outside}.`,
    stack.status === 'DRIFTED' ? evidence(stack.resources.flatMap(rowsOf)) : '',
    untoldPart(stack),
  );
};

const aboutStack = (view: DriftIssueView, stack: JudgedStack): string =>
  blocks(
    HEADS[driftSeverity(view)],
    driftedWords(view, stack),
    `Compared by CloudFormation, in what the template names; looked at ${utc(view.lookedAt)}.`,
    NEXT,
  );

const MOST_UNKNOWN = 100;

const aboutUnknown = (view: DriftIssueView): string => {
  const stacks = view.stacks.map(
    (stack) => `Stack ${placeWords(view, stack)}: ${sentence(stack.because, 300)}.`,
  );
  const places = view.failed.map(
    ({ place, because }) => `${quoteInline(place, 100)}: ${sentence(because, 300)}.`,
  );
  const all = [...stacks, ...places];
  return blocks(
    '**Drift unknown** · of these nobody can say whether they are as their templates say:',
    bullets(all.slice(0, MOST_UNKNOWN)),
    shownOf(Math.min(MOST_UNKNOWN, all.length), all.length),
    `Looked at ${utc(view.lookedAt)}.`,
    '**Next** · mend what is named. This issue closes itself when everything could be compared.',
  );
};

/** The body of an issue: how much it matters, where, evidence, what is unknown, what is next. */
export const renderDriftIssue = (view: DriftIssueView): string => {
  const [stack] = view.stacks;
  const isStack = stack !== undefined && isAboutStack(view);
  return withoutSecrets(masked(isStack ? aboutStack(view, stack) : aboutUnknown(view), view));
};

/** Why an issue closes itself. */
export type DriftEnd = 'in-sync' | 'gone' | 'told';

const ENDS: Readonly<Record<DriftEnd, string>> = {
  'in-sync': '**In sync again**: CloudFormation found what the stack says',
  gone: '**Gone**: the stack was not there any more',
  told: '**Told again**: everything could be compared',
};

/** Said when an issue closes itself; what could not be compared is not called in sync. */
export const renderDriftClosed = (end: DriftEnd, view: DriftIssueView): string => {
  const [stack] = view.stacks;
  const untold = stack === undefined || end !== 'in-sync' ? '' : untoldPart(stack);
  const text = blocks(
    `${ENDS[end]} at ${utc(view.lookedAt)}.`,
    untold,
    '**Next** · nothing to do. Should it drift again, this issue opens again.',
  );
  return withoutSecrets(masked(text, view));
};

/** Said when an issue that was closed opens again. */
export const renderDriftBack = (lookedAt: string): string =>
  blocks(
    `**Again** at ${utc(lookedAt)}: the text above says what was found.`,
    '**Next** · `/reconcile` or `/adopt`, where a stack is named. The issue closes itself when ' +
      'all is in sync.',
  );
