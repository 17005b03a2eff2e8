import { isUnresolved, listOf, memberOf, textOf, valueAt } from '../template/value.ts';
import { allOf, fail, pass, unknown, type NamedJudge } from './judgement.ts';
import { judgeNamedText } from './secrets.ts';

const REFERENCE = /\{\{resolve:(secretsmanager|ssm-secure):/;

/** The property is read from Secrets Manager or Parameter Store when the stack is deployed. */
export const fromSecretService: NamedJudge = (subject, options) => {
  const path = options.property ?? '';
  const value = valueAt(subject.properties, path);
  if (value === undefined) return pass(`${path} is not set`);
  if (!isUnresolved(value)) {
    const isRead = REFERENCE.test(textOf(value) ?? '');
    return (isRead ? pass : fail)(`${path} ${isRead ? 'is' : 'is not'} a dynamic reference`);
  }
  if (REFERENCE.test(value.pattern)) return pass(`${path} is a dynamic reference`);
  return value.why.startsWith('parameter ')
    ? fail(`${path} comes from a parameter`)
    : unknown(`${path} can not be resolved: ${value.why}`);
};

/** No pair of Name and Value in the list holds what looks like a secret. */
export const noSecretPairs: NamedJudge = (subject, options) =>
  allOf(
    listOf(valueAt(subject.properties, options.property ?? '')).map((pair) => {
      if (isUnresolved(pair)) return unknown(`a variable can not be resolved: ${pair.why}`);
      const name = textOf(memberOf(pair, 'Name')) ?? 'a variable';
      const value = memberOf(pair, 'Value');
      return judgeNamedText(name, value);
    }),
  );
