import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { pathKey, readTemplateDocument, type Place } from './template-document.ts';
import type { Template } from './template.ts';

/** CloudFormation's own limits: a body in the call, and a body in S3 (a file read offline). */
export const TEMPLATE_BYTES = { inline: 51_200, stored: 1_000_000 };

/** A template as a value, with where each member stood in the text. */
export interface ParsedTemplate {
  readonly template: Template;
  readonly format: 'json' | 'yaml';
  /** Line and column of a member by its path; the nearest enclosing member that is known. */
  readonly placeOf: (path: readonly string[]) => Place;
}

const SECTIONS: ReadonlyMap<string, 'text' | 'map' | 'maps' | 'any'> = new Map([
  ['AWSTemplateFormatVersion', 'text'],
  ['Description', 'text'],
  ['Parameters', 'maps'],
  ['Mappings', 'map'],
  ['Conditions', 'map'],
  ['Metadata', 'map'],
  ['Rules', 'map'],
  ['Hooks', 'map'],
  ['Transform', 'any'],
  ['Resources', 'maps'],
  ['Outputs', 'maps'],
]);

interface Flaw {
  readonly path: readonly string[];
  readonly message: string;
}

/** Wider than CloudFormation's, so that a file with a hyphen in an id can still be reviewed. */
const LOGICAL_ID = /^[A-Za-z0-9:._-]{1,255}$/;

const memberFlaws = (section: string, members: JsonObject): readonly Flaw[] =>
  Object.entries(members).flatMap(([id, member]) => {
    const path = [section, id];
    if (!LOGICAL_ID.test(id)) return [{ path, message: `${id} is no logical id` }];
    return isJsonObject(member) ? [] : [{ path, message: `${id} holds no members` }];
  });

const sectionFlaws = (section: string, value: Json): readonly Flaw[] => {
  const shape = SECTIONS.get(section);
  const path = [section];
  if (shape === undefined) return [{ path, message: `CloudFormation has no section ${section}` }];
  if (shape === 'any') return [];
  if (shape === 'text') {
    return typeof value === 'string' ? [] : [{ path, message: `${section} is no text` }];
  }
  if (!isJsonObject(value)) return [{ path, message: `${section} holds no members` }];
  return shape === 'maps' ? memberFlaws(section, value) : [];
};

const resourceFlaws = (id: string, resource: JsonObject): readonly Flaw[] => {
  const path = ['Resources', id];
  const type = resource['Type'];
  if (typeof type !== 'string' || type === '') return [{ path, message: `${id} has no Type` }];
  const properties = resource['Properties'];
  if (properties === undefined || isJsonObject(properties)) return [];
  return [{ path: [...path, 'Properties'], message: `the Properties of ${id} hold no members` }];
};

const shapeFlaws = (root: JsonObject): readonly Flaw[] => {
  const flaws = Object.entries(root).flatMap(([name, value]) => sectionFlaws(name, value));
  const resources = root['Resources'];
  if (flaws.length > 0) return flaws;
  if (!isJsonObject(resources) || Object.keys(resources).length === 0) {
    return [{ path: ['Resources'], message: 'the template has no Resources' }];
  }
  return Object.entries(resources).flatMap(([id, resource]) =>
    isJsonObject(resource) ? resourceFlaws(id, resource) : [],
  );
};

/** An empty `Properties:` or section of YAML is null; CloudFormation means it absent. */
const withoutNulls = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));

const normalised = (root: JsonObject): JsonObject => {
  const sections = withoutNulls(root);
  const resources = sections['Resources'];
  if (!isJsonObject(resources)) return sections;
  const Resources = Object.fromEntries(
    Object.entries(resources).map(([id, one]) => [id, isJsonObject(one) ? withoutNulls(one) : one]),
  );
  return { ...sections, Resources };
};

const unreadable = (message: string, place?: Place): Refusal => ({
  code: 'template-unreadable',
  because: place
    ? `The template can not be read at line ${place.line}, column ${place.column}: ${message}.`
    : `The template can not be read: ${message}.`,
  next: 'Mend the template in the issue, or in the file it names, and the plan is made again.',
});

const finder =
  (places: ReadonlyMap<string, Place>) =>
  (path: readonly string[]): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const place = places.get(pathKey(path.slice(0, length)));
      if (place !== undefined) return place;
    }
    return { line: 1, column: 1 };
  };

const isJsonText = (text: string): boolean => /^\s*\{/.test(text);

/** `JSON.parse` is asked too: YAML reads texts with a leading brace that are not JSON. */
const formatOf = (text: string): 'json' | 'yaml' => {
  if (!isJsonText(text)) return 'yaml';
  try {
    JSON.parse(text);
    return 'json';
  } catch {
    return 'yaml';
  }
};

/**
 * Reads a CloudFormation template, JSON or YAML, of at most `maxBytes` bytes. Short forms become
 * long; keys that stand twice, merge keys, unknown sections and functions are refused with line and
 * column. Resources need no `Properties`. Says nothing of whether the template may be deployed.
 */
export const parseTemplate = (
  text: string,
  maxBytes: number = TEMPLATE_BYTES.stored,
): Decided<ParsedTemplate> => {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) {
    return refused(unreadable(`it has ${bytes} bytes, and at most ${maxBytes} are taken`));
  }
  const body = text.replace(/^\uFEFF/, '');
  const document = readTemplateDocument(body);
  if (!('value' in document)) return refused(unreadable(document.message, document.place));
  if (!isJsonObject(document.value)) {
    return refused(unreadable('it is no mapping of sections', { line: 1, column: 1 }));
  }
  const root = normalised(document.value);
  const placeOf = finder(document.places);
  const flaw = shapeFlaws(root)[0];
  if (flaw !== undefined) return refused(unreadable(flaw.message, placeOf(flaw.path)));
  // The shape was just checked, section by section.
  const template = root as unknown as Template;
  return accepted({ template, format: formatOf(body), placeOf });
};
