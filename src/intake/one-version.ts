import type { TaskDraft } from './task-draft.ts';
import { literal, LONGEST_NAME } from './words/regex.ts';

const FUNCTION = 'AWS::Lambda::Function';
const VERSIONED: ReadonlySet<string> = new Set([FUNCTION, 'AWS::ECS::TaskDefinition']);
const ANY_VERSION = /(?<![\p{L}-])(?:versions?|revisions?|alias(?:es)?|v\d+)(?![\p{L}-])/iu;

/** What stands behind the name and a colon: `edge-auth:3`, `edge-auth:live`. */
const suffixOf = (text: string, name: string): string | undefined =>
  new RegExp(`(?<![\\w-])${literal(name)}:([$\\w][\\w$-]*)`).exec(text)?.[1];

/** "edge-auth version 3", right behind the name. */
const numberOf = (text: string, name: string): string | undefined =>
  new RegExp(
    `(?<![\\w-])${literal(name)}["'\`]?,?\\s+\\(?versions?\\s+(\\d+)(?![\\w.]*\\w)` +
      String.raw`(?!\s+(?:of|is|and))`,
    'i',
  ).exec(text)?.[1];

/** "jobs:live" as the name in a form: the function, and its alias. */
const ofAlias = (draft: TaskDraft): TaskDraft => {
  const { parameters, problems } = draft;
  const said = parameters.get('name');
  const [name = '', alias, ...more] = typeof said === 'string' ? said.split(':') : [];
  if (alias === undefined || more.length > 0) return draft;
  const other = parameters.get('aliasName') ?? alias;
  return {
    ...draft,
    parameters: new Map([...parameters, ['name', name], ['aliasName', alias]]),
    problems: [
      ...problems,
      ...(other === alias ? [] : [{ field: 'aliasName', reason: 'contradictory' as const }]),
    ],
  };
};

/**
 * "Delete edge-auth:3" is about one version and not about the whole: it becomes that version of a
 * Lambda function; where no single version can be deleted, it is asked about.
 */
export const ofOneVersion = (text: string, draft: TaskDraft): TaskDraft => {
  if (draft.resourceType === 'AWS::Lambda::Alias') return ofAlias(draft);
  const { taskType, resourceType, parameters, problems } = draft;
  const name = parameters.get('name');
  if (taskType !== 'DeleteResource' || typeof name !== 'string') return draft;
  if (name.length > LONGEST_NAME) return draft;
  const [plain = '', own] = name.split(':');
  const suffix = own ?? suffixOf(text, name);
  const isVersioned = VERSIONED.has(resourceType ?? '');
  const said = suffix ?? (isVersioned ? numberOf(text, name) : undefined);
  if (said === undefined && !(isVersioned && ANY_VERSION.test(text))) return draft;
  if (resourceType === FUNCTION && said !== undefined && /^[1-9]\d{0,5}$/.test(said))
    return {
      ...draft,
      resourceType: 'AWS::Lambda::Version',
      parameters: new Map([...parameters, ['name', plain], ['version', Number(said)]]),
    };
  return { ...draft, problems: [...problems, { field: 'details', reason: 'contradictory' }] };
};
