import { isUnresolved, listOf, memberOf, textOf, type Value } from '../template/value.ts';
import { fail, pass, unknown, type NamedJudge } from './judgement.ts';
import {
  allows,
  conditionValues,
  documentsOf,
  isWildcard,
  statementsOf,
} from './policy-documents.ts';

const isForEverybody = (statement: Value): boolean => {
  const principal = memberOf(statement, 'Principal');
  const named = memberOf(principal, 'AWS') ?? principal;
  return listOf(named).some((one) => isWildcard(one) === 'pass');
};

const deniesPlainText = (statement: Value): boolean =>
  conditionValues(statement, 'aws:SecureTransport').some(
    (value) => textOf(value)?.toLowerCase() === 'false',
  );

const covers = (statement: Value, actions: readonly string[]): boolean =>
  listOf(memberOf(statement, 'Action')).some((action) => {
    const text = textOf(action)?.toLowerCase() ?? '';
    return (
      text === '*' ||
      /^[a-z0-9-]+:\*$/.test(text) ||
      actions.some((one) => one.toLowerCase() === text)
    );
  });

/** A policy denies every request without TLS to everybody. */
export const tlsOnly: NamedJudge = (subject, options) => {
  const statements = documentsOf(subject, options).flatMap(statementsOf);
  const holds = statements.some(
    (statement) =>
      !isUnresolved(statement) &&
      allows(statement) === 'fail' &&
      isForEverybody(statement) &&
      deniesPlainText(statement) &&
      covers(statement, options.actions ?? []),
  );
  if (holds) return pass('requests without TLS are denied');
  const open = statements.find(isUnresolved);
  return open === undefined
    ? fail('no policy statement denies requests without TLS')
    : unknown(`a policy can not be resolved: ${open.why}`);
};
