import type { AwsTaskType } from '../task/aws-task.ts';
import { asksExposure } from './asks-exposure.ts';
import { asksSavings } from './asks-savings.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { onlyType } from './decide-type.ts';
import { isAccountWord, type FreeText } from './free-text.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import { findTypes, type TypeMention } from './find-types.ts';
import { nameParameters, readAround, readTarget } from './read-target.ts';
import type { TaskDraft } from './task-draft.ts';
import { regex } from './words/regex.ts';

/** After "which function" a verb follows, and no name. */
const WHICH = regex(
  'iu',
  String.raw`^\W*(?:which|what|welche[rs]?|qu[eé]l?(?:le)?s?|cuál(?:es)?|`,
  String.raw`qua(?:l|is)|combien|how many)(?!\p{L})`,
);

/** In a question the one identifier is what it asks about. */
const onlyIdentifier = (text: string, isAccount: (word: string) => boolean): string | undefined => {
  const nouns = findTypes(text);
  const isNoun = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    nouns.some((noun) => noun.start < end && start < noun.end);
  const words = tokensOf(text).filter(
    (token) => isIdentifier(token) && !isAccount(token.text) && !isNoun(token),
  );
  const names = new Set(words.map((token) => token.text));
  return names.size === 1 ? [...names][0] : undefined;
};

const ASKS_WHAT_OF = /(?<!\p{L})do(?:es)?\s+(?:(?:the|our|my|this|that)\s+)?$/iu;

const strongNouns = (line: string): readonly TypeMention[] =>
  findTypes(line).filter(({ isStrong, type }) => isStrong && type !== undefined);

const isNamed = (line: string, { end }: TypeMention): boolean => {
  const next = tokensOf(line.slice(end, end + 80))[0];
  return next !== undefined && next.start <= 2 && isIdentifier(next);
};

/** "Which parameter group does the RDS instance x use?" asks about x, which alone has a name. */
const askedOf = (line: string): AwsResourceType | undefined => {
  const [only, ...others] = strongNouns(line).filter((noun) => isNamed(line, noun));
  const isOne = only !== undefined && others.length === 0 && WHICH.test(line);
  return isOne && ASKS_WHAT_OF.test(line.slice(0, only.start)) ? only.type : undefined;
};

/** Of more questions than this the first ones are read: all are answered by one discovery. */
const MOST_QUESTIONS = 100;

/** A question is a discovery of the thing asked about, never an order. */
export const draftQuestion = (
  all: readonly string[],
  free: FreeText,
  asked: { readonly taskType?: AwsTaskType; readonly type?: AwsResourceType } = {},
): TaskDraft => {
  const { taskType = 'DiscoverResources' } = asked;
  const questions = all.slice(0, MOST_QUESTIONS);
  const text = questions.join('\n');
  const mentions = findTypes(text);
  const noun = mentions.find(({ isStrong, type }) => isStrong && type !== undefined);
  const of = questions.map(askedOf).find((one) => one !== undefined);
  const inText = of ?? onlyType(text) ?? noun?.type;
  const type = asked.type ?? inText ?? onlyType(`${text}\n${free.context}`);
  const base: TaskDraft = {
    taskType,
    parameters: new Map(),
    problems: [],
    clause: '',
    placeText: `${text}\n${free.context}`,
    dependsOn: [],
  };
  if (type === undefined) return base;
  const isAccount = isAccountWord(free);
  const own = questions.flatMap((line) => {
    const at = findTypes(line).find((mention) => mention.type === type);
    const isPlain = at?.isPlural !== true && !WHICH.test(line);
    return [
      readTarget({
        text: line,
        type,
        isNew: false,
        isClause: isPlain,
        isAccount,
        ...(at === undefined ? {} : { noun: at }),
      }),
    ];
  });
  const around = readAround({ text: `${text}\n${free.context}`, type, isNew: false, isAccount });
  const name =
    own.flatMap(({ names }) => names)[0] ??
    around.names[0] ??
    // Of several kinds of things that are asked about, the name is not known to be this one's.
    (asked.type === undefined ? onlyIdentifier(text, isAccount) : undefined);
  const id = own.flatMap(({ ids }) => ids)[0] ?? around.ids[0];
  return { ...base, resourceType: type, parameters: new Map(nameParameters(type, name, id)) };
};

const JOINED = regex(
  'iu',
  String.raw`(?:^|[,;.?]|(?<![\p{L}-])(?:and|or|which|what|how many|y|et|e|`,
  String.raw`und))\s*(?:(?:is|are|does|do|`,
  String.raw`has|have|which|what|how many|also|the|our|all|any|its)\s+)*["'\x60]?$`,
);

/** The types a question asks about: each that is named, or joined to another by a small word. */
const askedTypes = (line: string): readonly AwsResourceType[] => {
  const of = askedOf(line);
  if (of !== undefined) return [of];
  const asked = strongNouns(line).filter(
    (noun, index) => index === 0 || isNamed(line, noun) || JOINED.test(line.slice(0, noun.start)),
  );
  return [...new Set(asked.flatMap(({ type }) => type ?? []))];
};

const MOST_ASKED = 5;

/** One look for each service that questions of one kind ask about. */
const draftKind = (
  questions: readonly string[],
  free: FreeText,
  taskType: AwsTaskType,
): readonly TaskDraft[] => {
  if (questions.length === 0) return [];
  const types = [...new Set(questions.flatMap(askedTypes))];
  if (types.length < 2 || types.length > MOST_ASKED) {
    return [draftQuestion(questions, free, { taskType })];
  }
  return types.map((type) => {
    const own = questions.filter((line) => askedTypes(line).includes(type));
    const around = { ...free, context: findTypes(free.context).length > 0 ? '' : free.context };
    const draft = draftQuestion(own, around, { type, taskType });
    return { ...draft, placeText: [...questions, free.context].join('\n') };
  });
};

/** Whether one named thing is idle is asked of that thing, and is no search for savings. */
export const draftSavings = (questions: readonly string[], free: FreeText): readonly TaskDraft[] =>
  draftKind(questions, free, 'OptimizeCosts').map((draft) =>
    draft.parameters.size === 0 ? draft : { ...draft, taskType: 'DiscoverResources' },
  );

/** What is public is judged and not listed, by the rules that answer it. */
const draftExposure = (questions: readonly string[], free: FreeText): readonly TaskDraft[] =>
  draftKind(questions, free, 'SecurityAudit').map((draft) => ({
    ...draft,
    parameters: new Map([...draft.parameters, ['about', 'exposure']]),
  }));

/** Looks for savings and other looks, for each service asked about: none is lost in silence. */
export const draftQuestions = (
  questions: readonly string[],
  free: FreeText,
): readonly TaskDraft[] => [
  ...draftSavings(questions.filter(asksSavings), free),
  ...draftExposure(
    questions.filter((line) => !asksSavings(line) && asksExposure(line)),
    free,
  ),
  ...draftKind(
    questions.filter((line) => !asksSavings(line) && !asksExposure(line)),
    free,
    'DiscoverResources',
  ),
];
