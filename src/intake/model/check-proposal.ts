import { taskId } from '../../task/ids.ts';
import { isMutation, type AwsTask, type MutationTask } from '../../task/aws-task.ts';
import type { Refusal } from '../../task/refusal.ts';
import { isMutationType } from '../assemble.ts';
import type {
  IntakeInventory,
  IntakeOptions,
  IntakeResult,
  MissingField,
  RequestText,
} from '../intake-result.ts';
import { refuseNeverDo } from '../never-do.ts';
import { parseIssue } from '../parse-issue.ts';
import { ask } from '../questions.ts';
import { readFields } from '../read-fields.ts';
import { tierRaisedBy } from '../tier-words.ts';
import { wordsFor } from '../words/all-services.ts';
import { forgottenPlaces, type Search } from './ground-place.ts';
import { needsModel } from './needs-model.ts';
import { otherValues } from './other-values.ts';
import { proposeForm, type ProposedForm } from './propose-form.ts';
import { proposalShape } from './proposal-shape.ts';
import { oneBlank, requestWords, type RequestWords } from './request-words.ts';
import { understoodDigest, type CheckedProposal } from './understood.ts';

/** An issue, what its organization has, and whatever a model answered about it. */
export interface ProposalCheck {
  readonly issue: RequestText;
  readonly inventory: IntakeInventory;
  readonly options: IntakeOptions;
  /** Not believed in anything: a string, a list, a thousand tasks, or the closed shape. */
  readonly answer: unknown;
}

/** One form as the ordinary parser reads it. */
interface Reading {
  readonly form: ProposedForm;
  readonly result: IntakeResult;
}

const unsaidOf = ({ unsaid, resourceType }: ProposedForm, index: number): readonly MissingField[] =>
  unsaid.map((field) => ask({ field }, index, resourceType));

const isOnly = (task: AwsTask, { expected, taskType, resourceType }: ProposedForm): boolean => {
  if (task.taskType !== taskType || task.resourceType !== resourceType) return false;
  const given = Object.entries(task.parameters).filter(([field]) => !TARGETS.has(field));
  const wanted = [...expected].filter(([field]) => !TARGETS.has(field));
  const isSame = ([field, value]: readonly [string, unknown]): boolean =>
    JSON.stringify(expected.get(field)) === JSON.stringify(value);
  return given.length === wanted.length && given.every(isSame);
};

/** The one thing that the row of the name shows, and nothing beside it. */
const isShownTarget = (task: AwsTask, { rows }: ProposedForm): boolean => {
  if (!isMutation(task)) return true;
  const shown = rows.filter(({ what }) => what === 'Name').map(({ value }) => value);
  const targets = Object.entries(task.parameters).filter(([field]) => TARGETS.has(field));
  const [target] = targets;
  if (target === undefined) return shown.length === 0;
  const [field, value] = target;
  const said = field === 'alias' ? shown[0]?.replace(/^alias\//, '') : shown[0];
  return targets.length === 1 && typeof value === 'string' && [shown[0], said].includes(value);
};

/** More than a table shows whole is not confirmed. */
const MOST_SHOWN = 300;

/** Parts that a table could not show as they are. */
const hiddenIn = ({ rows }: ProposedForm): readonly string[] =>
  rows
    .filter(({ value }) => Array.from(value).length > MOST_SHOWN)
    .map(({ what }) => (what === 'Name' ? 'name' : 'details'));

const TARGETS: ReadonlySet<string> = new Set(['name', 'id', 'alias']);

/** What keeps one form from being exactly the one task that was proposed. */
const missingIn = ({ form, result }: Reading, index: number): readonly MissingField[] => {
  const hidden = hiddenIn(form).map((field) => ask({ field }, index, form.resourceType));
  const unsaid = [...unsaidOf(form, index), ...hidden];
  if (result.kind === 'ask')
    return [...unsaid, ...result.missing.map((one) => ({ ...one, taskIndex: index }))];
  if (result.kind !== 'tasks') return unsaid;
  const [task] = result.tasks;
  const isRead = task !== undefined && result.tasks.length === 1 && isOnly(task, form);
  if (isRead && !isShownTarget(task, form))
    return [...unsaid, ask({ field: 'name' }, index, form.resourceType)];
  return isRead ? unsaid : [...unsaid, ask({ field: 'details' }, index, form.resourceType)];
};

const unique = (missing: readonly MissingField[]): readonly MissingField[] => {
  const byField = new Map<string, MissingField>();
  for (const one of missing) {
    const key = `${one.taskIndex} ${one.field}`;
    if (byField.get(key)?.reason === undefined) byField.set(key, one);
  }
  return [...byField.values()];
};

/** What no plan may do is judged by every word of the request, not only by those of the form. */
const forbidden = (readings: readonly Reading[], words: RequestWords): Refusal | undefined => {
  for (const { form, result } of readings) {
    if (result.kind === 'refuse') return result.refusal;
    const { taskType, resourceType, expected } = form;
    const draft = { taskType, parameters: expected, problems: [], placeText: '', dependsOn: [] };
    const kind = resourceType === undefined ? {} : { resourceType };
    const never = refuseNeverDo({ ...draft, ...kind, clause: words.whole });
    if (never !== undefined) return never;
  }
  return undefined;
};

const raised = (task: MutationTask, words: RequestWords, { accounts }: IntakeInventory) => {
  const account = accounts.find(({ id }) => id === task.accountId);
  if (account === undefined) return {};
  const tierRaisedTo = tierRaisedBy(words.whole, account.tier) ?? task.tierRaisedTo;
  return tierRaisedTo === undefined ? {} : { tierRaisedTo };
};

/** All tasks of one issue: changes are made one after the other, in the order of the proposal. */
const joined = (
  readings: readonly Reading[],
  words: RequestWords,
  inventory: IntakeInventory,
): readonly AwsTask[] => {
  const single = readings.flatMap(({ result }) => (result.kind === 'tasks' ? result.tasks : []));
  return single.map((task, index): AwsTask => {
    const id = taskId(index + 1);
    if (!isMutation(task)) return { ...task, id };
    const before = single.findLastIndex((other, at) => at < index && isMutation(other));
    const dependencies = before < 0 ? [] : [taskId(before + 1)];
    return { ...task, ...raised(task, words, inventory), id, dependencies };
  });
};

/** Fields that the rules read in the request and the proposal left out. */
const forgottenFields = ([form, ...others]: readonly ProposedForm[], words: RequestWords) => {
  if (form?.resourceType === undefined || others.length > 0) return [];
  if (!isMutationType(form.taskType) || form.taskType === 'DeleteResource') return [];
  const { values } = readFields(wordsFor(form.resourceType).fields, words.text);
  const isLeft = (field: string): boolean => !form.expected.has(field) && !TARGETS.has(field);
  return [...values]
    .filter(([field]) => isLeft(field))
    .map(([field, value]) => `${field} ${typeof value === 'object' ? '' : value}`.trim());
};

/** Words that the rules could not place, unless the proposal quotes them. */
const unreadWords = (parsed: IntakeResult, forms: readonly ProposedForm[]): readonly string[] => {
  const quoted = oneBlank(forms.flatMap(({ rows }) => rows.map(({ quote }) => quote)).join('\n'));
  const missing = parsed.kind === 'ask' ? parsed.missing : [];
  return missing
    .flatMap(({ unread = [] }) => unread)
    .filter((word) => !quoted.includes(oneBlank(word)));
};

const MOST_LEFT = 8;

interface Checked extends ProposalCheck {
  readonly parsed: IntakeResult;
  readonly words: RequestWords;
  readonly readings: readonly Reading[];
  readonly search: Search;
}

const decide = ({ issue, inventory, parsed, words, readings, search }: Checked) => {
  const refusal = forbidden(readings, words);
  if (refusal !== undefined) return { kind: 'refuse', refusal } as const;
  const forms = readings.map(({ form }) => form);
  const left = [
    ...forms.flatMap((form) => form.left),
    ...unreadWords(parsed, forms),
    ...forgottenFields(forms, words),
  ];
  const shown = { understood: forms, left: [...new Set(left)].slice(0, MOST_LEFT) };
  const forgotten = forgottenPlaces(
    forms.map(({ place }) => place),
    search,
  );
  const isAlone = forms.length === 1;
  const missing = unique([
    ...readings.flatMap(missingIn),
    ...forms.flatMap((form, index) =>
      otherValues(form, words, isAlone).map((field) =>
        ask({ field, reason: 'contradictory' }, index, form.resourceType),
      ),
    ),
    ...forgotten.map((problem) => ask(problem, 0)),
  ]);
  if (missing.length > 0) return { kind: 'ask', missing, ...shown } as const;
  const tasks = joined(readings, words, inventory);
  if (tasks.every((task) => !isMutation(task)))
    return { kind: 'reading', tasks, ...shown } as const;
  return { kind: 'confirm', tasks, digest: understoodDigest(issue, tasks), ...shown } as const;
};

/**
 * What a model's answer about an issue comes to. Pure, total and never believing: the rules read
 * the issue first and what they understand stands; else each proposed request is written as an
 * issue form from words that stand in the request, and the ordinary parser must read that form as
 * exactly the one task proposed. What changes something is never a task of its own: a person adopts
 * it by its digest. Hidden order of letters, secrets and contradictions end it.
 */
export const checkProposal = (check: ProposalCheck): CheckedProposal => {
  const { issue, inventory, options, answer } = check;
  const parsed = parseIssue(issue, inventory, options);
  const words = requestWords(issue);
  if (!needsModel(parsed) || words.isTurned) return { kind: 'nothing', why: 'unread' };
  const shaped = proposalShape.safeParse(answer);
  if (!shaped.success) return { kind: 'nothing', why: 'malformed' };
  const proposal = shaped.data;
  const most = Math.min(options.tasksPerIssue, proposal.requests.length);
  if (most === 0 || most < proposal.requests.length) return { kind: 'nothing', why: 'unread' };
  const search: Search = { words, proposal, accounts: inventory.accounts };
  const readings = proposal.requests.map((request): Reading => {
    const form = proposeForm(request, search);
    const canonical = { title: '', body: form.form, labels: issue.labels };
    return { form, result: parseIssue(canonical, inventory, options) };
  });
  return decide({ ...check, parsed, words, readings, search });
};
