import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';

/** What a policy document is for. */
export type PolicyUse = 'identity' | 'trust' | 'resource';

const SYNTAX = 'Syntax errors in policy.';

const STATEMENT_MEMBERS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

const OPERATORS: readonly RegExp[] = [
  /^String(Not)?(Equals(IgnoreCase)?|Like)$/,
  /^(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)$/,
  /^(Bool|BinaryEquals|Null|(Not)?IpAddress|Arn(Not)?(Equals|Like))$/,
];

const isOperator = (text: string): boolean => {
  const plain = text.replace(/^For(Any|All)Values?:/, '').replace(/IfExists$/, '');
  return OPERATORS.some((each) => each.test(plain));
};

/** The texts of a member that holds one or several. */
export const textsOf = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(
    (each) => typeof each === 'string',
  );

const isTexts = (value: Json | undefined): boolean =>
  value === undefined ||
  typeof value === 'string' ||
  (Array.isArray(value) && value.every((each: Json) => typeof each === 'string'));

/** A document as an object; templates may hold its text. */
export const documentOf = (value: Json | undefined): JsonObject | undefined => {
  if (isJsonObject(value ?? null)) return value as JsonObject;
  if (typeof value !== 'string') return undefined;
  try {
    const read: unknown = JSON.parse(value);
    return isJsonObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
};

/** The statements of a document; undefined where one is no object. */
export const statementsOf = (document: JsonObject): readonly JsonObject[] | undefined => {
  const value = document['Statement'];
  const list = Array.isArray(value) ? value : [value];
  return list.every((each) => isJsonObject(each ?? null))
    ? (list as readonly JsonObject[])
    : undefined;
};

const hasBoth = (statement: JsonObject, name: string): boolean =>
  statement[name] !== undefined && statement[`Not${name}`] !== undefined;

const isCondition = (value: Json | undefined): boolean =>
  value === undefined ||
  (isJsonObject(value) &&
    Object.entries(value).every(([operator, keys]) => isOperator(operator) && isJsonObject(keys)));

const isStatement = (statement: JsonObject): boolean =>
  Object.keys(statement).every((name) => STATEMENT_MEMBERS.has(name)) &&
  (statement['Effect'] === 'Allow' || statement['Effect'] === 'Deny') &&
  !['Action', 'Resource', 'Principal'].some((name) => hasBoth(statement, name)) &&
  ['Action', 'NotAction', 'Resource', 'NotResource'].every((name) => isTexts(statement[name])) &&
  isCondition(statement['Condition']);

const either = (statement: JsonObject, name: string): Json | undefined =>
  statement[name] ?? statement[`Not${name}`];

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

const actionProblem = (action: string): string | undefined => {
  if (action === '*') return undefined;
  const parts = action.split(':');
  if (parts.length === 1 || parts[0] === '') {
    return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  }
  if (parts.length > 2) return 'Actions/Condition can contain only one colon.';
  return /^[a-zA-Z0-9.*-]+$/.test(parts[0] ?? '') ? undefined : `Vendor ${parts[0]} is not valid`;
};

const resourceProblem = (resource: string): string | undefined =>
  resource === '*' || resource.startsWith('arn:')
    ? undefined
    : `Resource ${resource} must be in ARN format or "*".`;

const first = (found: readonly (string | undefined)[]): string | undefined =>
  found.find((each) => each !== undefined);

const identityProblem = (statement: JsonObject): string | undefined => {
  if (either(statement, 'Principal') !== undefined) {
    return 'Policy document should not specify a principal.';
  }
  const resources = either(statement, 'Resource');
  return isEmpty(resources)
    ? 'Policy statement must contain resources.'
    : first(textsOf(resources).map(resourceProblem));
};

const PRINCIPAL_KINDS: ReadonlySet<string> = new Set([
  'AWS',
  'CanonicalUser',
  'Federated',
  'Service',
]);

const PRINCIPAL_OF: Readonly<Record<string, RegExp>> = {
  AWS: /^(\*|\d{12}|arn:aws:(iam|sts)::(\d{12}|cloudfront):.+|A[A-Z0-9]{15,})$/,
  Service: /^[a-z0-9.-]+\.amazonaws\.com$/,
};

const principalOf = ([kind, value]: readonly [string, Json | undefined]): string | undefined => {
  if (!PRINCIPAL_KINDS.has(kind)) return `Invalid principal in policy: "${kind}"`;
  const strange = textsOf(value).find((each) => PRINCIPAL_OF[kind]?.test(each) === false);
  return strange === undefined ? undefined : `Invalid principal in policy: "${kind}":"${strange}"`;
};

const principalProblem = (statement: JsonObject): string | undefined => {
  const principal = either(statement, 'Principal');
  if (principal === undefined) return 'Missing required field Principal';
  if (principal === '*') return undefined;
  return isJsonObject(principal)
    ? first(Object.entries(principal).map(principalOf))
    : 'Invalid principal in policy';
};

const trustProblem = (statement: JsonObject): string | undefined => {
  const missing = principalProblem(statement);
  if (missing !== undefined) return missing;
  if (either(statement, 'Resource') !== undefined) return 'Has prohibited field Resource';
  return textsOf(statement['Action']).every((each) => each.startsWith('sts:'))
    ? undefined
    : 'AssumeRole policy may only specify STS AssumeRole actions.';
};

const byUse: Readonly<Record<PolicyUse, (statement: JsonObject) => string | undefined>> = {
  identity: identityProblem,
  trust: trustProblem,
  resource: principalProblem,
};

const isDocument = (document: JsonObject): boolean => {
  const version = document['Version'];
  const statements = statementsOf(document);
  return (
    Object.keys(document).every((name) => /^(Version|Id|Statement)$/.test(name)) &&
    (version === undefined || version === '2012-10-17' || version === '2008-10-17') &&
    statements !== undefined &&
    statements.length > 0 &&
    statements.every(isStatement)
  );
};

const hasTwins = (statements: readonly JsonObject[]): boolean => {
  const ids = statements.flatMap((each) => textsOf(each['Sid'])).filter((id) => id !== '');
  return new Set(ids).size < ids.length;
};

const statementProblem = (use: PolicyUse, statement: JsonObject): string | undefined => {
  const actions = either(statement, 'Action');
  if (isEmpty(actions)) return 'Policy statement must contain actions.';
  return byUse[use](statement) ?? first(textsOf(actions).map(actionProblem));
};

/**
 * Why IAM calls a document malformed, in its words; undefined when it does not. Its grammar, not
 * whether what it names is there.
 */
export const policyProblem = (use: PolicyUse, value: Json | undefined): string | undefined => {
  const document = documentOf(value);
  if (document === undefined || !isDocument(document)) return SYNTAX;
  if (use === 'identity' && document['Version'] !== '2012-10-17') {
    return 'Policy document must be version 2012-10-17 or greater.';
  }
  const statements = statementsOf(document) ?? [];
  if (hasTwins(statements)) return 'Statement IDs (SID) in a single policy must be unique.';
  return first(statements.map((each) => statementProblem(use, each)));
};
