import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { isSecretValue } from '../secret-values.ts';
import { adoptValue, type LeftAsIs, type Walk } from '../adopt-value.ts';
import { withoutAwsTags } from '../live/aws-tags.ts';
import type { ImportType } from './import-types.ts';

const MARK = 'AwsCoworker';

/** Which issue took it in; the tags of the stack come with its first change. */
export const importMark = (issue: string): JsonObject => ({ [MARK]: { ImportedFor: issue } });

/** True for a resource of a template that an import of ours took in. */
export const isImported = (resource: TemplateResource | undefined): boolean => {
  const mark = resource?.Metadata?.[MARK];
  return mark !== undefined && isJsonObject(mark) && typeof mark['ImportedFor'] === 'string';
};

/** The first resource of a template that was taken in by an import; undefined where none was. */
export const importedIn = (template: Template): string | undefined =>
  Object.entries(template.Resources).find(([, resource]) => isImported(resource))?.[0];

/** Paths of values that look like secrets, by their text or by the name they have. */
const secretsIn = (value: Json, path: string, name: string): readonly string[] => {
  if (typeof value === 'string') return isSecretValue(name, value) ? [path] : [];
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.flatMap((one, at) => secretsIn(one, `${path}/${at}`, name));
  }
  return Object.entries(isJsonObject(value) ? value : {}).flatMap(([member, one]) =>
    secretsIn(one, `${path}/${member}`, member),
  );
};

const isEmptyList = (value: Json | undefined): boolean =>
  Array.isArray(value) && value.length === 0;

/** The properties of what is there as a template says them. */
export const writableOf = (properties: JsonObject, kind: ImportType): JsonObject => {
  // Tags that AWS itself set: no template may write them.
  const { Tags } = properties;
  const tags = Tags === undefined ? undefined : withoutAwsTags(Tags);
  const own = Object.entries(properties).filter(
    ([name]) =>
      name !== 'Tags' && !kind.readOnly.includes(name) && kind.isIdle?.(name, properties) !== true,
  );
  return {
    ...Object.fromEntries(own),
    ...(tags === undefined || isEmptyList(tags) ? {} : { Tags: tags }),
  };
};

/**
 * What of these properties no template may hold: a secret, or a text that CloudFormation would
 * resolve with rights of its own. Empty where all can be said as it is.
 */
export const unsayable = (properties: JsonObject): readonly LeftAsIs[] => {
  const walk: Walk = { withheld: new Set(secretsIn(properties, '', '')), left: [] };
  for (const [name, value] of Object.entries(properties)) {
    const sides = { declared: undefined, expected: undefined, actual: value };
    adoptValue(walk, sides, `/${name}`);
  }
  return walk.left;
};
