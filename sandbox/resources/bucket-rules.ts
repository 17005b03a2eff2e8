import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { plainText, problem, type HandlerProblem } from './model.ts';
import { documentOf, policyProblem, statementsOf, textsOf } from './policy-grammar.ts';

const SHAPE = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** Whether S3 takes a name for a general purpose bucket. */
export const isBucketName = (name: string): boolean =>
  SHAPE.test(name) && !name.includes('..') && !ADDRESS.test(name) && !RESERVED.test(name);

/** What keeps a grant to everybody from being public, when compared with fixed values. */
const FIXING_KEYS: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

const FIXING_OPERATOR =
  /^(ForAnyValue:)?(String(Equals(IgnoreCase)?|Like)|Arn(Equals|Like)|IpAddress)$/;

const ALL_ADDRESSES: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

/** A value is fixed when it begins with something, and no variable of the request is in it. */
const isFixed = (value: Json | undefined): boolean => {
  const texts = textsOf(value);
  return (
    texts.length > 0 &&
    !texts.some((each) => each.startsWith('*') || each.includes('$') || ALL_ADDRESSES.has(each))
  );
};

const isLimited = (condition: Json | undefined): boolean =>
  isJsonObject(condition ?? null) &&
  Object.entries(condition as JsonObject).some(
    ([operator, keys]) =>
      FIXING_OPERATOR.test(operator) &&
      isJsonObject(keys ?? null) &&
      Object.entries(keys as JsonObject).some(
        ([key, value]) => FIXING_KEYS.has(key.toLowerCase()) && isFixed(value),
      ),
  );

const isEverybody = (principal: Json | undefined): boolean =>
  isJsonObject(principal ?? null)
    ? Object.values(principal as JsonObject).some((each) => textsOf(each).includes('*'))
    : principal === '*';

/** Whether S3 calls a bucket policy public: everybody is allowed something, without a limit. */
export const isPublic = (document: JsonObject): boolean =>
  (statementsOf(document) ?? []).some(
    (each) =>
      each['Effect'] === 'Allow' &&
      (isEverybody(each['Principal']) || each['NotPrincipal'] !== undefined) &&
      !isLimited(each['Condition']),
  );

const isOf = (bucket: string, resource: string): boolean =>
  resource === `arn:aws:s3:::${bucket}` || resource.startsWith(`arn:aws:s3:::${bucket}/`);

const isFlag = (value: Json | undefined): boolean => value === true || value === 'true';

/** Since 2023 a new bucket blocks public policies unless its own configuration says otherwise. */
const blocksPublic = (bucket: Resource): boolean => {
  const own = bucket.properties['PublicAccessBlockConfiguration'];
  return isJsonObject(own ?? null) ? isFlag((own as JsonObject)['BlockPublicPolicy']) : true;
};

/** S3 says more of what IAM calls a syntax error. */
const syntaxProblem = (document: JsonObject | undefined): string => {
  if (document === undefined) return 'Policies must be valid JSON and the first byte must be {';
  if (document['Statement'] === undefined) return 'Missing required field Statement';
  const statements = statementsOf(document) ?? [];
  if (statements.length === 0) return 'Could not parse the policy: Statement is empty!';
  const effects = statements.map((each) => each['Effect']);
  if (effects.includes(undefined)) return 'Missing required field Effect';
  const strange = effects.find((each) => each !== 'Allow' && each !== 'Deny');
  return strange === undefined ? 'Invalid policy syntax.' : `Invalid effect: ${plainText(strange)}`;
};

const grammarProblem = (value: Json | undefined): string | undefined => {
  const found = policyProblem('resource', value);
  if (found === 'Syntax errors in policy.') return syntaxProblem(documentOf(value));
  if (found === 'Policy statement must contain actions.') return 'Missing required field Action';
  return found?.startsWith('Actions/Condition') === true ? 'Policy has invalid action' : found;
};

const malformed = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

/** What S3 refuses of a policy on a bucket. */
export const bucketPolicyProblem = (
  bucket: Resource,
  value: Json | undefined,
): HandlerProblem | undefined => {
  const found = grammarProblem(value);
  if (found !== undefined) return malformed(found);
  const document = documentOf(value) ?? {};
  for (const statement of statementsOf(document) ?? []) {
    const resources = textsOf(statement['Resource'] ?? statement['NotResource']);
    if (resources.length === 0) return malformed('Missing required field Resource');
    if (resources.some((each) => !isOf(bucket.id, each))) {
      return malformed('Policy has invalid resource');
    }
    const actions = textsOf(statement['Action'] ?? statement['NotAction']);
    if (actions.some((each) => each !== '*' && !/^s3:/i.test(each))) {
      return malformed('Policy has invalid action');
    }
  }
  return blocksPublic(bucket) && isPublic(document)
    ? problem('AccessDenied', 403, 'Access Denied')
    : undefined;
};
