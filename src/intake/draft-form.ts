import type { AwsAccount } from '../task/account.ts';
import { TASK_TYPES, type AwsTaskType } from '../task/aws-task.ts';
import { isResourceType, type AwsResourceType } from '../task/resource-type.ts';
import { isMutationDraft } from './assemble.ts';
import { partWords } from './alias-words.ts';
import { accountCalled } from './find-places.ts';
import { OF_A_DELETE } from './draft-free.ts';
import { sparesInDetails } from './empties.ts';
import { findIds, findTypes } from './find-types.ts';
import { findVerbs } from './find-verbs.ts';
import { conditionInDetails } from './find-conditions.ts';
import { importOf, lostIn, type FormFields } from './form-import.ts';
import { readFields } from './read-fields.ts';
import { respelt } from './respelt.ts';
import type { FormText } from './read-form.ts';
import { parseMarkdown, readAnswer, type Visible } from './read-markdown.ts';
import { otherName, otherThing, type FormDraft } from './other-orders.ts';
import { ofOneVersion } from './one-version.ts';
import { readImportDetails } from './read-import.ts';
import { nameParameters, readTarget } from './read-target.ts';
import { splitSentences } from './split-sentences.ts';
import { isTakenInDetails } from './takes-away.ts';
import type { Problem, TaskDraft } from './task-draft.ts';
import { SERVICES, wordsFor } from './words/all-services.ts';
import { INJECTION } from './words/phrases.ts';

const isTaskType = (text: string): text is AwsTaskType =>
  (TASK_TYPES as readonly string[]).includes(text);

/** `CreateResource`, `Create a resource`, or the type before a dash, as our own forms write it. */
const taskTypeOf = (answer: string): AwsTaskType | undefined => {
  const first = answer.split(/[\s(:–—-]/u)[0] ?? '';
  const exact = TASK_TYPES.find((type) => type.toLowerCase() === first.toLowerCase());
  if (exact !== undefined) return exact;
  const types = new Set(findVerbs(answer).map(({ taskType }) => taskType));
  const [only] = types;
  return types.size === 1 && only !== undefined && isTaskType(only) ? only : undefined;
};

const ANY = /^(?:any|all|everything|all services|every service|n\/?a|none|-|\*)$/i;

interface ServiceAnswer {
  readonly type?: AwsResourceType;
  readonly problem?: Problem;
}

const serviceOf = (answer: string, isReading: boolean): ServiceAnswer => {
  const text = answer.replaceAll('`', '').trim();
  if (text === '' || ANY.test(text)) return isReading ? {} : { problem: { field: 'resourceType' } };
  if (isResourceType(text)) return { type: text };
  const titled = SERVICES.find(({ title }) => title.toLowerCase() === text.toLowerCase());
  if (titled !== undefined) return { type: titled.type };
  const types = new Set(findTypes(text).map(({ type }) => type));
  const [only] = types;
  if (types.size === 1 && only !== undefined && respelt(text) === text) return { type: only };
  const reason = types.size > 1 ? 'contradictory' : 'unknown-service';
  return { problem: { field: 'resourceType', reason } };
};

const CHANGES: ReadonlySet<AwsTaskType> = new Set([
  'CreateResource',
  'UpdateResource',
  'DeleteResource',
]);

/** The words of a form that describe the task, without what only speaks to the application. */
const wordsOfTask = (form: FormText, details: Visible): string => {
  const extras = form.extras.map(([title, text]) => `${title}: ${text}`).join('\n\n');
  const further = details.isFolded ? [] : readAnswer(parseMarkdown(extras)).blocks;
  return splitSentences([...details.blocks, ...further])
    .filter(({ text }) => !INJECTION.test(text))
    .map(({ text }) => text)
    .join('\n');
};

/** Details that order something else than the form says. */
const contradiction = (taskType: AwsTaskType, details: string): Problem | undefined => {
  const ordered = details
    .split('\n')
    .flatMap((line) => findVerbs(line).map((verb) => verb.taskType));
  const isLoss =
    ordered.includes('DeleteResource') &&
    taskType !== 'DeleteResource' &&
    taskType !== 'UpdateResource';
  const isMake = taskType === 'DeleteResource' && ordered[0] === 'CreateResource';
  const isQuiet =
    !CHANGES.has(taskType) &&
    ordered.some((type) => CHANGES.has(type) && type !== 'UpdateResource');
  return isLoss || isMake || isQuiet ? { field: 'taskType', reason: 'contradictory' } : undefined;
};

const actionOf = (details: string): string | undefined => {
  const keyed = /^\s*action\s*:\s*["'`]?([a-z][a-z -]{2,20})/imu.exec(details)?.[1];
  const said = findVerbs(keyed ?? '')[0]?.action;
  if (said !== undefined) return said;
  return details
    .split('\n')
    .flatMap((line) => findVerbs(line))
    .find(({ action }) => action !== undefined)?.action;
};

interface Named {
  readonly name?: string;
  readonly id?: string;
}

const namedIn = (answer: string, type: AwsResourceType | undefined): Named => {
  const text = answer.replaceAll('`', '').trim();
  if (text === '' || type === undefined) return text === '' ? {} : { name: text };
  const id = wordsFor(type).id?.exec(text)?.[0];
  if (id === undefined) return { name: text };
  const name = text.replace(id, '').replaceAll(/[()\s,]/g, '');
  return name === '' ? { id } : { id, name };
};

const fieldsOf = (
  draft: FormDraft,
  details: string,
  isAccount: (word: string) => boolean,
): FormFields => {
  if (!CHANGES.has(draft.taskType)) return { parameters: [], problems: [] };
  const taken = draft.taskType === 'UpdateResource' ? readImportDetails(details) : undefined;
  if (taken !== undefined) return importOf(taken, details, { ...draft, isAccount });
  const reading = readFields(wordsFor(draft.type).fields, details);
  const action = draft.taskType === 'UpdateResource' ? actionOf(details) : undefined;
  const isDelete = draft.taskType === 'DeleteResource';
  const values = [...reading.values].filter(([name]) => !isDelete || OF_A_DELETE.has(name));
  const isBare = draft.taskType === 'UpdateResource' && action === undefined && values.length === 0;
  const vague: readonly Problem[] =
    reading.named.length > 0 ? reading.named.map((field) => ({ field })) : [{ field: 'details' }];
  return {
    parameters: [...values, ...(action === undefined ? [] : [['action', action] as const])],
    problems: [
      ...(isDelete ? [] : [...reading.perhaps.keys()].map((field) => ({ field }))),
      ...reading.malformed.map((field) => ({ field, reason: 'malformed-value' as const })),
      ...reading.contradictory.map((field) => ({ field, reason: 'contradictory' as const })),
      ...(action === 'empty' && sparesInDetails(details, values.length)
        ? [{ field: 'details', reason: 'contradictory' as const }]
        : []),
      ...(isBare ? vague : lostIn(details, reading, { ...draft, isAccount })),
    ],
  };
};

const idInDetails = (details: string, type: AwsResourceType): string | undefined => {
  const ids = findIds(details).filter((found) => found.type === type);
  return ids.length === 1 ? ids[0]?.id : undefined;
};

/** Reads the answers of an issue form, its details as they are seen, into one draft. */
export const draftForm = (
  form: FormText,
  seen: Visible,
  accounts: readonly AwsAccount[],
): TaskDraft => {
  const taskType = taskTypeOf(form.fields.get('task type') ?? '');
  const answerTo = (title: 'service' | 'name'): string => form.fields.get(title) ?? '';
  const isReading = taskType !== undefined && !CHANGES.has(taskType);
  const { type, problem } = serviceOf(form.fields.get('service') ?? '', isReading);
  const words = wordsOfTask(form, seen);
  const details = type === 'AWS::Lambda::Alias' ? partWords(words) : words;
  const answered = namedIn(form.fields.get('name') ?? '', type);
  const isAccount = (word: string): boolean => accountCalled(word, accounts) !== undefined;
  const isNew = taskType === 'CreateResource';
  const name = answered.name ?? '';
  const known =
    type === undefined || taskType === undefined
      ? undefined
      : { taskType, type, name, ...(answered.id === undefined ? {} : { id: answered.id }) };
  const given =
    known === undefined ? { parameters: [], problems: [] } : fieldsOf(known, details, isAccount);
  const renamed = known === undefined || name === '' ? [] : otherName(details, known, isAccount);
  const beside = known === undefined ? [] : otherThing(details, known, isAccount);
  const said =
    type === undefined || isNew || answered.name !== undefined || isReading
      ? undefined
      : readTarget({ text: details, type, isNew, isAccount }).names[0];
  const id = answered.id ?? (type === undefined || isNew ? undefined : idInDetails(details, type));
  const named = type === undefined ? [] : nameParameters(type, answered.name ?? said, id);
  const clash = taskType === undefined ? undefined : contradiction(taskType, details);
  const twice = form.duplicates.map((title): Problem => ({
    field: FIELD_OF[title],
    reason: 'duplicate-heading',
  }));
  const problems = [
    ...twice,
    ...(taskType === undefined ? [{ field: 'taskType' }] : []),
    ...(problem === undefined ? [] : [problem]),
    ...(clash === undefined ? [] : [clash]),
    ...renamed,
    ...beside,
    ...given.problems,
  ];
  const draft = ofOneVersion(details, {
    ...(taskType === undefined ? {} : { taskType }),
    ...(type === undefined ? {} : { resourceType: type }),
    parameters: new Map([...given.parameters, ...named]),
    problems,
    clause: `${taskType ?? ''} ${answerTo('service')} ${answerTo('name')}. ${details}`,
    placeText: details,
    dependsOn: [],
  });
  return withFurther(draft, details);
};

/** What the details say beside their values: of what is there, or on what it waits. */
const withFurther = (draft: TaskDraft, details: string): TaskDraft => {
  const { problems } = draft;
  const isUnclear = problems.some(({ reason }) => reason === 'contradictory');
  const further: readonly Problem[] = [
    ...(isTakenInDetails(details, draft)
      ? [{ field: 'details', reason: 'contradictory' as const }]
      : []),
    ...(isUnclear || !isMutationDraft(draft) ? [] : conditionInDetails(draft, details)),
  ];
  return further.length === 0 ? draft : { ...draft, problems: [...problems, ...further] };
};

const FIELD_OF = {
  'task type': 'taskType',
  service: 'resourceType',
  account: 'account',
  region: 'region',
  name: 'name',
  details: 'details',
} as const;
