import { isMap, isSeq, parseDocument, type CollectionTag, type ScalarTag } from 'yaml';
import { validationError } from '../aws-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';

export interface CfnResource {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly DependsOn: readonly string[];
  readonly DeletionPolicy: string;
  /** True where the template says it: an import asks for that. */
  readonly hasDeletionPolicy: boolean;
  readonly UpdateReplacePolicy: string;
  readonly Condition?: string;
  readonly Metadata: Json;
}

/** A template with every section present. */
export interface CfnTemplate {
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, JsonObject>>;
  readonly Mappings: JsonObject;
  readonly Conditions: JsonObject;
  readonly Transform: readonly string[];
  readonly Resources: Readonly<Record<string, CfnResource>>;
  readonly Outputs: Readonly<Record<string, JsonObject>>;
}

const SHORT_FORMS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'Length',
  'ToJsonString',
] as const;

const longForm = (name: string, value: Json): Json => {
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const [first = '', ...rest] = value.split('.');
    return { 'Fn::GetAtt': [first, rest.join('.')] };
  }
  return { [`Fn::${name}`]: value };
};

const tagsOf = (name: string): readonly (ScalarTag | CollectionTag)[] => [
  { tag: `!${name}`, resolve: (text: string) => longForm(name, text) },
  {
    tag: `!${name}`,
    collection: 'seq',
    resolve: (value) => (isSeq(value) ? longForm(name, value.toJSON() as Json) : value),
  },
  {
    tag: `!${name}`,
    collection: 'map',
    resolve: (value) => (isMap(value) ? longForm(name, value.toJSON() as Json) : value),
  },
];

const TAGS = [...SHORT_FORMS, 'Ref', 'Condition', 'GetAtt'].flatMap(tagsOf);

const bad = (message: string): never => {
  throw validationError('CloudFormation', `Template format error: ${message}`);
};

const readDocument = (body: string): JsonObject => {
  const document = parseDocument(body, { customTags: [...TAGS], merge: false });
  const [error] = document.errors;
  if (error !== undefined) return bad(`YAML not well-formed. ${error.message.split('\n')[0]}`);
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  return isJsonObject(value) ? value : bad('unsupported structure.');
};

const section = (document: JsonObject, name: string): Readonly<Record<string, JsonObject>> => {
  const value = document[name];
  if (value === undefined) return {};
  if (!isJsonObject(value)) return bad(`[/${name}] must be an object`);
  for (const [key, member] of Object.entries(value)) {
    if (!isJsonObject(member)) bad(`[/${name}/${key}] must be an object`);
  }
  return value as Readonly<Record<string, JsonObject>>;
};

const textOf = (value: Json | undefined, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

const readResource = (name: string, raw: JsonObject): CfnResource => {
  if (!/^[A-Za-z0-9]+$/.test(name)) bad(`Resource name ${name} is non alphanumeric.`);
  const type = raw['Type'];
  if (typeof type !== 'string')
    return bad(`[/Resources/${name}] Every Resources object must contain a Type member.`);
  const properties = raw['Properties'] ?? {};
  if (!isJsonObject(properties)) return bad(`[/Resources/${name}/Properties] must be an object`);
  const after = raw['DependsOn'] ?? [];
  return {
    Type: type,
    Properties: properties,
    DependsOn: (Array.isArray(after) ? after : [after]).filter((each) => typeof each === 'string'),
    DeletionPolicy: textOf(raw['DeletionPolicy'], 'Delete'),
    hasDeletionPolicy: typeof raw['DeletionPolicy'] === 'string',
    UpdateReplacePolicy: textOf(raw['UpdateReplacePolicy'], 'Delete'),
    Metadata: raw['Metadata'] ?? null,
    ...(typeof raw['Condition'] === 'string' ? { Condition: raw['Condition'] } : {}),
  };
};

const SECTIONS: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Resources',
  'Outputs',
  'Hooks',
]);

/** Reads a template's text, JSON or YAML with short forms; throws ValidationError as AWS does. */
export const readTemplate = (body: string): CfnTemplate => {
  if (Buffer.byteLength(body) > 51_200) {
    throw validationError(
      'CloudFormation',
      "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: " +
        'Member must have length less than or equal to 51200',
    );
  }
  const document = readDocument(body);
  const strange = Object.keys(document).filter((key) => !SECTIONS.has(key));
  if (strange.length > 0) bad(`Invalid template property or properties [${strange.join(', ')}]`);
  const resources = section(document, 'Resources');
  if (Object.keys(resources).length === 0) bad('At least one Resources member must be defined.');
  if (Object.keys(resources).length > 500) bad('Number of resources is greater than 500');
  const transform = document['Transform'] ?? [];
  return {
    Description: textOf(document['Description'], ''),
    Parameters: section(document, 'Parameters'),
    Mappings: section(document, 'Mappings'),
    Conditions: section(document, 'Conditions'),
    Transform: [transform].flat().map(String),
    Resources: Object.fromEntries(
      Object.entries(resources).map(([name, raw]) => [name, readResource(name, raw)]),
    ),
    Outputs: section(document, 'Outputs'),
  };
};
