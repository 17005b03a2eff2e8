import { isMap, isUnresolved, listOf, memberOf, textOf } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import {
  fail,
  pass,
  unknown,
  type Judgement,
  type NamedJudge,
  type Result,
  type Subject,
} from './judgement.ts';
import { isBoundBy, mayBeBoundBy } from './policy-conditions.ts';
import {
  allows,
  documentsOf,
  isWildcard,
  judgeAllows,
  someResult,
  statementsOf,
} from './policy-documents.ts';

/** Conditions that bind a statement for everybody to accounts that are known. */
const BINDING_KEYS = [
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:SourceAccount',
  'aws:SourceOwner',
  'aws:SourceArn',
  'kms:CallerAccount',
];

const principalsOf = (statement: Value): readonly Value[] => {
  const principal = memberOf(statement, 'Principal');
  return isMap(principal) ? Object.values(principal).flatMap(listOf) : listOf(principal);
};

/** Who allows all but some allows everybody else. */
const allowsAllBut = (statement: Value): boolean =>
  memberOf(statement, 'NotPrincipal') !== undefined;

const namesEverybody = (statement: Value): Result =>
  allowsAllBut(statement) ? 'pass' : someResult(principalsOf(statement).map(isWildcard));

const judgement = (result: Result, name: string): Judgement => {
  if (result === 'pass') return fail(`${name} allows everybody`);
  return result === 'unknown' ? unknown(`whom ${name} allows is not known`) : pass('');
};

/**
 * No statement that allows names everybody. With `unconditional` a statement bound to known
 * accounts passes.
 */
export const noWildcardPrincipal: NamedJudge = (subject, options) =>
  judgeAllows(documentsOf(subject, options), (statement, name) => {
    const asked = options.unconditional === true ? BINDING_KEYS : [];
    const isOpen = mayBeBoundBy(statement, asked);
    const everybody = namesEverybody(statement);
    if (isBoundBy(statement, asked)) return pass('');
    return judgement(everybody === 'pass' && isOpen ? 'unknown' : everybody, name);
  });

const awsPrincipals = (statement: Value): readonly Value[] =>
  listOf(memberOf(memberOf(statement, 'Principal'), 'AWS'));

/** The account of a principal that is written out. */
const accountOf = (principal: Value): string | undefined =>
  /^(?:arn:aws[a-z-]*:iam::)?([0-9]{12})(?::|$)/.exec(textOf(principal) ?? '')?.[1];

/** An account that a parameter names; AWS names the template's own. */
const isOpenAccount = (principal: Value): boolean =>
  isUnresolved(principal) &&
  principal.refs.length === 0 &&
  !principal.why.startsWith('AWS::') &&
  (principal.pattern.split(':iam::')[1] ?? '').startsWith('\u0000');

/** What goes with an assumed role, and assumes none by itself. */
const BESIDE_ASSUMING = new Set(['sts:tagsession', 'sts:setsourceidentity', 'sts:setcontext']);

const assumesNothing = (statement: Value): boolean => {
  const actions = listOf(memberOf(statement, 'Action')).map((one) => textOf(one)?.toLowerCase());
  return (
    actions.length > 0 && actions.every((one) => one !== undefined && BESIDE_ASSUMING.has(one))
  );
};

/** The account that the role is made in, or lies in; undefined where nobody said. */
const ownAccount = ({ context, properties }: Subject): string | undefined =>
  context.accountId ?? accountOf(memberOf(properties, 'Arn'));

const EXTERNAL_ID = ['sts:ExternalId'];

/** Trust of another account that is written out asks for an external id. */
export const externalId: NamedJudge = (subject) =>
  judgeAllows(
    documentsOf(subject, { named: 'external-id', document: 'AssumeRolePolicyDocument' }),
    (statement, name) => {
      const accounts = awsPrincipals(statement)
        .map(accountOf)
        .filter((one) => one !== undefined && one !== ownAccount(subject));
      if (assumesNothing(statement) || isBoundBy(statement, EXTERNAL_ID)) return pass('');
      if (accounts.length > 0 && mayBeBoundBy(statement, EXTERNAL_ID)) {
        return unknown(`which external id ${name} asks for is not known`);
      }
      const open = awsPrincipals(statement).find(isOpenAccount);
      if (accounts.length === 0 && open !== undefined) {
        return unknown(`which account ${name} trusts is not known`);
      }
      if (accounts.length === 0) return pass('');
      return fail(`${name} trusts account ${accounts.join(', ')} without an external id`);
    },
  );

const PRIVILEGED = /policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

const trustsPeople = (statement: Value): boolean =>
  allows(statement) === 'pass' &&
  (allowsAllBut(statement) ||
    awsPrincipals(statement).some((one) => isUnresolved(one) || accountOf(one) !== undefined));

/** A role that people or whole accounts may take and that may do nearly everything. */
export const humanPrivileged: NamedJudge = (subject) => {
  const arns = listOf(memberOf(subject.properties, 'ManagedPolicyArns'));
  const isPrivileged = arns.some((arn) => PRIVILEGED.test(textOf(arn) ?? ''));
  const trust = statementsOf(memberOf(subject.properties, 'AssumeRolePolicyDocument'));
  const holds = isPrivileged && trust.some(trustsPeople);
  return (holds ? pass : fail)(holds ? 'people may take it' : 'no privileged role of people');
};

/** Every trust statement for people asks for MFA. */
export const trustAsksMfa: NamedJudge = (subject) =>
  judgeAllows(
    documentsOf(subject, { named: 'trust-asks-mfa', document: 'AssumeRolePolicyDocument' }),
    (statement, name) =>
      !trustsPeople(statement) || isBoundBy(statement, ['aws:MultiFactorAuthPresent'])
        ? pass('')
        : fail(`${name} does not ask for MFA`),
  );
