import { isUnresolved, listOf, memberOf, textOf } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import { fail, pass, unknown, type Judgement, type NamedJudge, type Result } from './judgement.ts';
import { isBoundBy, mayBeBoundBy } from './policy-conditions.ts';
import { documentsOf, isWildcard, judgeAllows, someResult } from './policy-documents.ts';

const matchesAction = (value: Value, pattern: RegExp): Result => {
  if (isUnresolved(value)) return 'unknown';
  return pattern.test(textOf(value)?.trim() ?? '') ? 'pass' : 'fail';
};

const actionsOf = (statement: Value): readonly Value[] => listOf(memberOf(statement, 'Action'));

const anyAction = (statement: Value, pattern: RegExp): Result =>
  someResult(actionsOf(statement).map((action) => matchesAction(action, pattern)));

const ALL_ACTIONS = /^\*(:\*)?$/;
const WHOLE_SERVICE = /^(\*|(\*|[A-Za-z0-9-]+):\*+)$/;

const unless = (found: Result, bad: string, open: string): Judgement => {
  if (found === 'pass') return fail(bad);
  return found === 'unknown' ? unknown(open) : pass('');
};

/** No statement allows every action; with scope `service`, none allows a whole service either. */
export const noWildcardAction: NamedJudge = (subject, options) =>
  judgeAllows(documentsOf(subject, options), (statement, name) => {
    const pattern = options.scope === 'service' ? WHOLE_SERVICE : ALL_ACTIONS;
    const texts = actionsOf(statement)
      .map(textOf)
      .filter((one) => one !== undefined);
    const bad = `${name} allows ${texts.filter((one) => pattern.test(one)).join(', ')}`;
    return unless(anyAction(statement, pattern), bad, `what ${name} allows is not known`);
  });

/** No statement allows every action on every resource. */
export const noAdminStatement: NamedJudge = (subject, options) =>
  judgeAllows(documentsOf(subject, options), (statement, name) => {
    const resources = listOf(memberOf(statement, 'Resource')).map(isWildcard);
    const found = new Set([anyAction(statement, ALL_ACTIONS), someResult(resources)]);
    if (found.has('fail')) return pass('');
    const result = found.has('unknown') ? 'unknown' : 'pass';
    return unless(result, `${name} allows everything`, `what ${name} allows is not known`);
  });

const SERVICE_KEY = ['iam:PassedToService'];
const PASS_ROLE = /^(\*|iam:(\*|PassRole|Pass\*|P\*))$/i;

/** `iam:PassRole` names the roles, or is bound to the service that gets the role. */
export const noWildcardPassRole: NamedJudge = (subject, options) =>
  judgeAllows(documentsOf(subject, options), (statement, name) => {
    const passes = someResult(
      actionsOf(statement).map((one) =>
        textOf(one) === '*' ? 'fail' : matchesAction(one, PASS_ROLE),
      ),
    );
    if (passes === 'fail' || isBoundBy(statement, SERVICE_KEY)) return pass('');
    const named = someResult(listOf(memberOf(statement, 'Resource')).map(isWildcard));
    const wide = named === 'pass' && mayBeBoundBy(statement, SERVICE_KEY) ? 'unknown' : named;
    return unless(wide, `${name} may pass every role`, `which roles ${name} passes is not known`);
  });

/** No statement that allows has the member, such as NotAction. */
export const noAllowWith: NamedJudge = (subject, options) =>
  judgeAllows(documentsOf(subject, options), (statement, name) => {
    const member = options.member ?? 'NotAction';
    return memberOf(statement, member) === undefined
      ? pass('')
      : fail(`${name} allows by ${member}`);
  });

const ROLE_MAKERS =
  /^(\*|iam:(\*|Create\*|CreateRole|PutRolePolicy|AttachRolePolicy|Put\*|Attach\*))$/i;

/** True for what may make roles or widen them. */
export const mayCreateRoles: NamedJudge = (subject, options) => {
  const judged = judgeAllows(documentsOf(subject, options), (statement) =>
    unless(anyAction(statement, ROLE_MAKERS), 'it may make roles', 'its actions are not known'),
  );
  if (judged.result === 'pass') return fail('it makes no roles');
  return judged.result === 'fail' ? pass(judged.detail) : judged;
};

/** Services in which a wildcard reaches everything else. */
const SENSITIVE_SERVICE =
  /^(iam|sts|kms|organizations|secretsmanager|cloudtrail|guardduty|config):\*$/i;

/** No statement allows a whole service whose actions are sensitive. */
export const sensitiveWildcard: NamedJudge = (subject, options) =>
  judgeAllows(documentsOf(subject, options), (statement, name) =>
    unless(
      anyAction(statement, SENSITIVE_SERVICE),
      `${name} allows a whole sensitive service`,
      `what ${name} allows is not known`,
    ),
  );
