import type { Refusal } from '../../task/refusal.ts';
import type { ParsedTemplate } from '../../plan/parse-template.ts';
import { isTagValue } from '../tags.ts';
import { beyondTheRoles, creatorAdministers, keptKeys, unguardable } from './beyond-the-roles.ts';
import { hooks, macros, noEcho, unversionedCode } from './changed-meaning.ts';
import { unfixedReferences } from './dynamic-references.ts';
import { secrets } from './given-secrets.ts';
import { unconfinedIam } from './iam-confinement.ts';
import { neverTypes, ownParts, silenced, toldParts } from './never.ts';
import {
  membersOf,
  pathText,
  type Given,
  type Objection,
  type TemplateCheck,
} from './objection.ts';
import {
  hidingTypes,
  logicalIds,
  runningTypes,
  signals,
  unreviewedTypes,
} from './refused-types.ts';

/** Tag values with other characters fail in some service, after others were already made. */
const tagValues: TemplateCheck = ({ template }) =>
  Object.entries(template.Resources).flatMap(([id, { Properties = {} }]) =>
    membersOf(Properties['Tags'] ?? null, ['Resources', id, 'Properties', 'Tags'])
      .filter(({ path, value }) => {
        const isValue = path.at(-1) === 'Value' || path.length === 5;
        return isValue && typeof value === 'string' && !isTagValue(value);
      })
      .map(({ path }): Objection => ({
        code: 'malformed-value',
        path,
        message: 'a tag value is empty or holds a character that AWS does not accept everywhere',
      })),
  );

/** In the order in which their codes are worth saying: a secret before anything else. */
const CHECKS: readonly TemplateCheck[] = [
  secrets,
  neverTypes,
  ownParts,
  toldParts,
  silenced,
  noEcho,
  logicalIds,
  macros,
  hooks,
  hidingTypes,
  runningTypes,
  signals,
  unfixedReferences,
  unversionedCode,
  unconfinedIam,
  keptKeys,
  beyondTheRoles,
  creatorAdministers,
  unguardable,
  tagValues,
];

const SHOWN = 5;

const next = (code: Objection['code']): string => {
  if (code === 'secret-in-request') {
    return 'Remove the value from the issue and its history, rotate it, then edit the template.';
  }
  return code === 'never-do'
    ? 'Take this part out of the template; no plan may hold it.'
    : 'Edit the template in the issue, or in the file it names, and the plan is made again.';
};

const refusalOf = (objections: readonly Objection[], parsed: ParsedTemplate): Refusal => {
  const [{ code }] = objections as readonly [Objection];
  const same = objections.filter((one) => one.code === code);
  const lines = same.slice(0, SHOWN).map(({ path, message }) => {
    const { line } = parsed.placeOf(path);
    return `line ${line}, \`${pathText(path)}\`: ${message}`;
  });
  const more = same.length > SHOWN ? `; and ${same.length - SHOWN} more` : '';
  return { code, because: `${lines.join('; ')}${more}.`, next: next(code) };
};

/**
 * Why a given template is not planned in this tier; undefined when nothing speaks against it. All
 * objections of the first code are named with line and path. Whether it is *good* is the review's.
 */
export const templateRefusal = (
  parsed: ParsedTemplate,
  given: Omit<Given, 'template'>,
  isReviewed: (type: string) => boolean,
): Refusal | undefined => {
  const all: Given = { ...given, template: parsed.template };
  const checks = [...CHECKS, unreviewedTypes(isReviewed)];
  const objections = checks.map((check) => check(all)).find((found) => found.length > 0);
  return objections === undefined ? undefined : refusalOf(objections, parsed);
};
