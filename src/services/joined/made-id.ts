import type { Template } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { nameIn } from './names.ts';

/** How AWS begins the ids of what can stand in for itself before it is made. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  'AWS::EC2::VPC': 'vpc-',
  'AWS::EC2::Subnet': 'subnet-',
  'AWS::EC2::SecurityGroup': 'sg-',
  'AWS::EC2::InternetGateway': 'igw-',
  'AWS::EC2::NatGateway': 'nat-',
  'AWS::EC2::RouteTable': 'rtb-',
  'AWS::EC2::NetworkAcl': 'acl-',
  'AWS::EC2::VPCEndpoint': 'vpce-',
  'AWS::EC2::FlowLog': 'fl-',
};

/** No id of AWS has a dot, so that none is taken for one of these. */
const MADE = 'made.';
const WHOLE = /^(?:vpc|subnet|sg|igw|nat|rtb|acl|vpce|fl)-made\.([A-Za-z0-9]+)$/;
const ANYWHERE = /\b(?:vpc|subnet|sg|igw|nat|rtb|acl|vpce|fl)-made\.([A-Za-z0-9]+)/g;

/** The id that stands for a resource of a template until AWS gives it one, where one can. */
export const madeId = (template: Template, logicalId: string): string | undefined => {
  const beginning = BEGINNINGS[template.Resources[logicalId]?.Type ?? ''];
  return beginning === undefined ? undefined : `${beginning}${MADE}${logicalId}`;
};

const referenceTo = (id: string, logicalId: string): JsonObject =>
  id.startsWith('sg-') ? { 'Fn::GetAtt': [logicalId, 'GroupId'] } : { Ref: logicalId };

/** Every id that stands for a resource, as the reference that CloudFormation resolves. */
export const withReferences = (value: Json): Json => {
  if (typeof value === 'string') {
    const logicalId = WHOLE.exec(value)?.[1];
    return logicalId === undefined ? value : referenceTo(value, logicalId);
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map(withReferences);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withReferences(inner)]),
  );
};

/** What a reference leads to; undefined for anything else. */
const referred = (value: JsonObject): string | undefined => {
  if (Object.keys(value).length !== 1) return undefined;
  if (typeof value['Ref'] === 'string') return value['Ref'];
  const attribute = value['Fn::GetAtt'];
  if (!Array.isArray(attribute) || attribute[1] !== 'GroupId') return undefined;
  return typeof attribute[0] === 'string' ? attribute[0] : undefined;
};

/** The way back: references to what a part of the template does not hold, as ids that stand in. */
export const withMadeIds = (value: Json, whole: Template, own: ReadonlySet<string>): Json => {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((one) => withMadeIds(one, whole, own));
  if (!isJsonObject(value)) return value;
  const logicalId = referred(value);
  const id = logicalId === undefined || own.has(logicalId) ? undefined : madeId(whole, logicalId);
  if (id !== undefined) return id;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withMadeIds(inner, whole, own)]),
  );
};

/** True where a text or a value still holds an id that stands for a resource. */
export const holdsMadeId = (value: unknown): boolean =>
  JSON.stringify(value)?.search(ANYWHERE) >= 0;

/** Every id that stands for a resource in a text, in the order of the text and each once. */
export const madeIdsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(ANYWHERE)].map(([id]) => id)),
];

/** Words in which each id that stands for a resource is the name of that. */
export const inNames = (words: string, template: Template): string =>
  words
    .replaceAll(ANYWHERE, (_id, logicalId: string) => nameIn(template, logicalId))
    // What is told by its id and its name has only the one now.
    .replaceAll(/`([^`]+)` \(\1\)/g, '`$1`');
