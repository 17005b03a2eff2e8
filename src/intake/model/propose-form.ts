import type { AwsAccount } from '../../task/account.ts';
import type { ParameterValue } from '../../task/aws-task.ts';
import { isGlobalType } from '../../task/resource-type.ts';
import { isMutationType } from '../assemble.ts';
import { findTypes } from '../find-types.ts';
import { findVerbs } from '../find-verbs.ts';
import { wordsFor } from '../words/all-services.ts';
import { isDoubtful } from './denied.ts';
import { phraseOf } from './field-phrase.ts';
import { accountWord, groundPlace, type Search } from './ground-place.ts';
import type { GroundedPlace } from './ground-place.ts';
import type { ProposedRequest, ProposedValue } from './proposal-shape.ts';
import { isSaid, oneBlank } from './request-words.ts';
import type { Understood, UnderstoodRow } from './understood.ts';

/** One proposed request in the words of an issue form, and what of it does not hold. */
export interface ProposedForm extends Understood {
  readonly place: GroundedPlace;
  /** Fields with the value that the rules must find in the form; nothing beside them. */
  readonly expected: ReadonlyMap<string, ParameterValue>;
  /** Parts of the form that the request does not say, or that the model was unsure of. */
  readonly unsaid: readonly string[];
  /** Words that are quoted for something that this service has no field for. */
  readonly left: readonly string[];
}

/** What is done to a resource that is there, in the words of `Action:` in a form. */
const ACTIONS: ReadonlySet<string> = new Set([
  'start',
  'stop',
  'reboot',
  'snapshot',
  'empty',
  'rotate',
  'redeploy',
  'failover',
  'detach',
]);

interface Line {
  readonly text: string;
  readonly row: UnderstoodRow;
  readonly field: string;
  readonly value: ParameterValue;
}

const actionLine = ({ value, quote }: ProposedValue): Line | undefined => {
  const action = value.toLowerCase().trim();
  if (!ACTIONS.has(action)) return undefined;
  const row = { what: 'action', value: action, quote, isReadAs: true };
  return { text: `Action: ${action}`, row, field: 'action', value: action };
};

const textOf = (value: ParameterValue): string => {
  if (typeof value === 'string') return value;
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
  return isList ? value.join(', ') : JSON.stringify(value);
};

const valueLine = (request: ProposedRequest, proposed: ProposedValue): Line | undefined => {
  if (request.resourceType === 'any') return undefined;
  if (proposed.field === 'action') return actionLine(proposed);
  const read = phraseOf(wordsFor(request.resourceType).fields, proposed);
  if (read === undefined) return undefined;
  const { field, value, phrase, isReadAs } = read;
  // A text is shown as the task will have it, all else in words that say what it is.
  const isText = typeof value === 'string' || typeof value === 'object';
  const shown = isText ? textOf(value) : phrase;
  const row = { what: field, value: shown, quote: proposed.quote, isReadAs };
  return { text: phrase, row, field, value };
};

const wordsOfAccount = ({ account }: GroundedPlace, accounts: readonly AwsAccount[]): string => {
  if (account === undefined) return '';
  const { places } = account;
  const isAll = places.accounts.length === 0 && places.isEveryAccount;
  return isAll ? 'all' : places.accounts.map((id) => accountWord(id, accounts)).join(', ');
};

const wordsOfRegion = ({ region }: GroundedPlace): string => {
  if (region === undefined) return '';
  const { places } = region;
  return places.regions.length === 0 && places.isEveryRegion ? 'all' : places.regions.join(', ');
};

interface Answers {
  readonly taskType: string;
  readonly service: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly details: string;
}

const bodyOf = (answers: Answers): string =>
  [
    ['Task type', answers.taskType],
    ['Service', answers.service],
    ['Account', answers.account],
    ['Region', answers.region],
    ['Name', answers.name],
    ['Details', answers.details],
  ]
    .map(([title = '', text = '']) => `### ${title}\n\n${text === '' ? '_No response_' : text}`)
    .join('\n\n');

const rowsOf = (
  request: ProposedRequest,
  answers: Answers,
  place: GroundedPlace,
): readonly UnderstoodRow[] => {
  const { taskType, resourceType, order, kind } = request;
  const isVerb = findVerbs(order).some((verb) => verb.taskType === taskType);
  const isNoun = findTypes(kind).some(({ type }) => type === resourceType);
  const rows = [
    { what: 'Task type', value: answers.taskType, quote: order, isReadAs: !isVerb },
    { what: 'Service', value: answers.service, quote: kind, isReadAs: !isNoun },
    { what: 'Account', value: answers.account, quote: place.account?.quote ?? '', isReadAs: false },
    { what: 'Region', value: answers.region, quote: place.region?.quote ?? '', isReadAs: false },
    { what: 'Name', value: answers.name, quote: request.name, isReadAs: false },
  ];
  return rows.filter(({ value }) => value !== '');
};

/** A name is copied, never made: letter by letter from the request, on one line, unquoted. */
const nameOf = ({ name }: ProposedRequest, words: Search['words']): string => {
  const said = oneBlank(name).replaceAll('`', '');
  return isSaid(words, said) && !/[#<>|]/.test(said) ? said : '';
};

/** What is to be changed may be the contrary of what the words of a proposal say alone. */
const doubtsOf = (request: ProposedRequest, { words }: Search): readonly string[] => {
  if (!isMutationType(request.taskType)) return [];
  const isDenied = ({ value, quote }: ProposedValue): boolean =>
    isDoubtful(words, quote, value === 'false' ? 'off' : 'value');
  return [
    ...(isDoubtful(words, request.order, 'order') ? ['taskType'] : []),
    ...(isDoubtful(words, request.name.replaceAll('`', ''), 'name') ? ['name'] : []),
    ...(request.values.some(isDenied) ? ['details'] : []),
  ];
};

/** Of a value it is the words around it that count: they must stand in the request. */
const saidValues = (request: ProposedRequest, words: Search['words']) => {
  const isKept = ({ quote }: ProposedValue): boolean => isSaid(words, quote);
  return { kept: request.values.filter(isKept), made: request.values.some((one) => !isKept(one)) };
};

/**
 * A proposed request as the body of an issue form. The account and the region are those that the
 * rules find in the request, the name is copied from it, and each value is a phrase that the rules
 * read as that value; whatever the request does not say is left out and named.
 */
export const proposeForm = (request: ProposedRequest, search: Search): ProposedForm => {
  const { words, accounts } = search;
  const place = groundPlace(request, search);
  const isChange = isMutationType(request.taskType);
  const { kept, made } = saidValues(request, words);
  const lines = isChange ? kept.map((value) => ({ value, line: valueLine(request, value) })) : [];
  const read = lines.flatMap(({ line }) => (line === undefined ? [] : [line]));
  const isGlobal = request.resourceType !== 'any' && isGlobalType(request.resourceType);
  const answers: Answers = {
    taskType: request.taskType,
    service: request.resourceType,
    account: wordsOfAccount(place, accounts),
    region: isGlobal ? '' : wordsOfRegion(place),
    name: nameOf(request, words),
    details: read.map(({ text }) => `- ${text}`).join('\n'),
  };
  const unsaid = [
    ...request.unsure,
    ...(isSaid(words, request.order) ? [] : ['taskType']),
    ...(request.resourceType === 'any' || isSaid(words, request.kind) ? [] : ['resourceType']),
    ...(isChange && made ? ['details'] : []),
    ...(request.name !== '' && answers.name === '' ? ['name'] : []),
    ...doubtsOf(request, search),
  ];
  return {
    taskType: request.taskType,
    ...(request.resourceType === 'any' ? {} : { resourceType: request.resourceType }),
    rows: [...rowsOf(request, answers, place), ...read.map(({ row }) => row)],
    form: bodyOf(answers),
    place,
    expected: new Map(read.map(({ field, value }) => [field, value])),
    unsaid: [...new Set(unsaid)],
    left: lines.flatMap(({ value, line }) => (line === undefined ? [value.quote] : [])),
  };
};
