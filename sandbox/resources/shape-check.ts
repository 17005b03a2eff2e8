import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { plainText } from './model.ts';
import { SHAPES, type TypeShape } from './shapes.ts';

/** One way in which properties are not what their type takes. */
export interface Deviation {
  /** Members and positions from the top. */
  readonly path: readonly string[];
  /** Whether the published schema refuses it, or only the service. */
  readonly by: 'schema' | 'service';
  /** As CloudFormation words it. */
  readonly schemaWords: string;
  /** As most services word the constraint. */
  readonly serviceWords: string;
  readonly value: Json;
}

interface Kind {
  readonly name: string;
  readonly isList: boolean;
  readonly words: readonly string[];
  readonly low: number;
  readonly high: number;
}

interface Member {
  readonly name: string;
  readonly isRequired: boolean;
  readonly kind: Kind;
}

interface Spot {
  readonly shape: TypeShape;
  readonly path: readonly string[];
}

const kindOf = (text: string): Kind => {
  const [head = '', bounds = ''] = text.split(' ');
  const [low = '', high = ''] = bounds.split('..');
  const isWords = /^[=~]/.test(head);
  return {
    name: isWords ? head.slice(0, 1) : head.replace('[]', ''),
    isList: head.includes('[]'),
    words: isWords ? head.slice(1).replace('[]', '').split('|') : [],
    low: low === '' ? -Infinity : Number(low),
    high: high === '' ? Infinity : Number(high),
  };
};

const memberOf = (row: string): Member => {
  const end = row.indexOf(' ');
  const name = row.slice(0, end);
  return {
    name: name.replace('!', ''),
    isRequired: name.endsWith('!'),
    kind: kindOf(row.slice(end + 1)),
  };
};

/** True for a value that only the execution brings, or that CloudFormation looks up then. */
const isLater = (value: Json): boolean =>
  typeof value === 'string' && /\{\{(changeSet|resolve):/.test(value);

const bySchema = (path: readonly string[], schemaWords: string, value: Json): Deviation => ({
  path,
  by: 'schema',
  schemaWords,
  serviceWords: '',
  value,
});

const FOUND: Readonly<Record<string, string>> = {
  boolean: 'Boolean',
  number: 'Number',
  string: 'String',
};

const expected = (path: readonly string[], type: string, value: Json): Deviation => {
  const found = Array.isArray(value) ? 'JSONArray' : (FOUND[typeof value] ?? 'JSONObject');
  return bySchema(path, `expected type: ${type}, found: ${found}`, value);
};

const byWords = (kind: Kind, path: readonly string[], value: Json): readonly Deviation[] => {
  if (kind.words.includes(plainText(value))) return [];
  return [
    {
      path,
      by: kind.name === '=' ? 'schema' : 'service',
      schemaWords: 'failed validation constraint for keyword [enum]',
      serviceWords: `Member must satisfy enum value set: [${kind.words.join(', ')}]`,
      value,
    },
  ];
};

const byBounds = (kind: Kind, path: readonly string[], value: Json): readonly Deviation[] => {
  if (kind.low === -Infinity && kind.high === Infinity) return [];
  const isText = kind.name === 'text';
  const size = isText ? plainText(value).length : Number(value);
  if (size >= kind.low && size <= kind.high) return [];
  const what = isText ? 'length' : 'value';
  const limit = size < kind.low ? `greater than or equal to ${kind.low}` : '';
  return [
    {
      path,
      by: 'service',
      schemaWords: '',
      serviceWords: `Member must have ${what} ${limit || `less than or equal to ${kind.high}`}`,
      value,
    },
  ];
};

const isNumber = (value: Json): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));

const isWhole = (value: Json): boolean => isNumber(value) && Number.isInteger(Number(value));

const isFlag = (value: Json): boolean =>
  typeof value === 'boolean' || value === 'true' || value === 'false';

const isScalar = (value: Json): boolean => value !== null && typeof value !== 'object';

/** What each simple kind is called, and takes. Numbers and flags may be texts, as in templates. */
const SIMPLE: Readonly<Record<string, readonly [string, (value: Json) => boolean]>> = {
  text: ['String', isScalar],
  whole: ['Integer', isWhole],
  number: ['Number', isNumber],
  flag: ['Boolean', isFlag],
  json: ['JSONObject', (value) => isJsonObject(value) || typeof value === 'string'],
  map: ['JSONObject', (value) => isJsonObject(value) && Object.values(value).every(isScalar)],
};

const checkOne = (kind: Kind, spot: Spot, value: Json): readonly Deviation[] => {
  if (isLater(value)) return [];
  if (kind.name.startsWith('#')) return checkNamed(kind.name.slice(1), spot, value);
  if (kind.words.length > 0) {
    return isScalar(value)
      ? byWords(kind, spot.path, value)
      : [expected(spot.path, 'String', value)];
  }
  const [type, takes] = SIMPLE[kind.name] ?? ['String', isScalar];
  return takes(value) ? byBounds(kind, spot.path, value) : [expected(spot.path, type, value)];
};

const checkNamed = (name: string, spot: Spot, value: Json): readonly Deviation[] => {
  const rows = spot.shape[name] ?? [];
  if (rows[0] !== undefined && /^[=~]/.test(rows[0])) {
    const words = rows.flatMap((row) => row.slice(1).split('|'));
    return checkOne({ ...kindOf(rows[0]), words }, spot, value);
  }
  return isJsonObject(value)
    ? checkMembers(rows, spot, value)
    : [expected(spot.path, 'JSONObject', value)];
};

const checkKind = (kind: Kind, spot: Spot, value: Json): readonly Deviation[] => {
  if (!kind.isList || isLater(value)) return checkOne(kind, spot, value);
  if (!Array.isArray(value)) return [expected(spot.path, 'JSONArray', value)];
  return value.flatMap((each: Json, at) =>
    checkOne(kind, { ...spot, path: [...spot.path, String(at)] }, each),
  );
};

const checkMembers = (
  rows: readonly string[],
  { shape, path }: Spot,
  value: JsonObject,
): readonly Deviation[] => {
  const members = rows.map(memberOf);
  const known = new Set(members.map((each) => each.name));
  const missing = members.filter((each) => each.isRequired && value[each.name] === undefined);
  const strange = Object.keys(value).filter((name) => !known.has(name));
  return [
    ...missing.map(({ name }) => bySchema(path, `required key [${name}] not found`, value)),
    ...strange.map((name) => bySchema(path, `extraneous key [${name}] is not permitted`, value)),
    ...members.flatMap(({ name, kind }) => {
      const given = value[name];
      return given === undefined ? [] : checkKind(kind, { shape, path: [...path, name] }, given);
    }),
  ];
};

/** Everything by which properties differ from the table of their type; unknown types pass. */
export const deviationsOf = (type: string, properties: JsonObject): readonly Deviation[] => {
  const shape = SHAPES[type];
  return shape === undefined ? [] : checkMembers(shape[''] ?? [], { shape, path: [] }, properties);
};

/** A deviation as CloudFormation words it: where, then what. */
export const wordsOf = ({ path, schemaWords }: Deviation): string =>
  `#${path.map((part) => `/${part}`).join('')}: ${schemaWords}`;

const membersOf = (type: string): readonly Member[] => (SHAPES[type]?.[''] ?? []).map(memberOf);

/** Names of the properties of a type. */
export const propertiesOf = (type: string): readonly string[] =>
  membersOf(type).map((each) => each.name);
