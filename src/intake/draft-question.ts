import type { AwsTaskType } from '../task/aws-task.ts';
import { onlyType } from './decide-type.ts';
import { isAccountWord, type FreeText } from './free-text.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import { findTypes } from './find-types.ts';
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

/** A question is a discovery of the thing asked about, never an order. */
export const draftQuestion = (
  questions: readonly string[],
  free: FreeText,
  taskType: AwsTaskType = 'DiscoverResources',
): TaskDraft => {
  const text = questions.join('\n');
  const mentions = findTypes(text);
  const noun = mentions.find(({ isStrong, type }) => isStrong && type !== undefined);
  const type = onlyType(text) ?? noun?.type ?? onlyType(`${text}\n${free.context}`);
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
    own.flatMap(({ names }) => names)[0] ?? around.names[0] ?? onlyIdentifier(text, isAccount);
  const id = own.flatMap(({ ids }) => ids)[0] ?? around.ids[0];
  return { ...base, resourceType: type, parameters: new Map(nameParameters(type, name, id)) };
};
