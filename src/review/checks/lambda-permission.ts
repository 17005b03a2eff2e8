import { isAbsent, isUnresolved, listOf, memberOf, textOf, type Value } from '../template/value.ts';
import { fail, pass, unknown, type NamedJudge } from './judgement.ts';
import { isNarrow } from './policy-conditions.ts';

/** What binds a permission to known callers. S3 names a bucket, and buckets change owners. */
const BOUNDS: Readonly<Record<string, readonly string[]>> = {
  's3.amazonaws.com': ['SourceAccount', 'PrincipalOrgID'],
  '*': ['SourceAccount', 'PrincipalOrgID', 'OrganizationId', 'SourceArn'],
};

const isService = (text: string): boolean => /\.amazonaws\.com(\.cn)?$/.test(text);

const isSpecific = (principal: Value): boolean => {
  if (isUnresolved(principal)) return principal.why.startsWith('AWS::AccountId');
  const text = textOf(principal) ?? '';
  return /^[0-9]{12}$/.test(text) || /^arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:/.test(text);
};

/** A permission names an account or a role, or binds a service or everybody to known callers. */
export const lambdaPermissionBound: NamedJudge = (subject) => {
  const principal = memberOf(subject.properties, 'Principal');
  if (isSpecific(principal)) return pass('the principal is named');
  const text = textOf(principal);
  const bounds = (text !== undefined && BOUNDS[text]) || BOUNDS['*'] || [];
  const isBound = bounds
    .map((key) => memberOf(subject.properties, key))
    .some((value) => isAbsent(value) === false && listOf(value).every(isNarrow));
  if (isBound) return pass('the principal is bound');
  if (text === undefined) return unknown('the principal can not be resolved');
  const who = text === '*' || isService(text) ? text : `the principal ${text}`;
  return fail(`${who} is not bound to an account, a source or an organization`);
};
