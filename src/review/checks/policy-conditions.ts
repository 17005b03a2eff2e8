import { isUnresolved, listOf, memberOf, textOf, type Value } from '../template/value.ts';

/** One line of a condition: the key in lower case, the operator without its set, its values. */
interface Bound {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Value[];
}

/**
 * Operators that hold only for a request with the key. Those that negate let everybody else in,
 * and those with IfExists or ForAllValues let in who has no such key.
 */
const BINDING_OPERATORS = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
  'arnequals',
  'arnlike',
]);

/** Keys that bind by being true. */
const TRUE_KEYS = new Set(['aws:multifactorauthpresent']);

/** Every line of the condition of a statement. */
export const boundsOf = (statement: Value): readonly Bound[] =>
  Object.entries(memberOf(statement, 'Condition') ?? {}).flatMap(
    ([operator, keys]: [string, Value]) =>
      Object.entries(keys ?? {}).map(([key, value]: [string, Value]) => ({
        operator: operator.toLowerCase().replace(/^foranyvalue:/, ''),
        key: key.toLowerCase(),
        values: listOf(value),
      })),
  );

const HOLE = '\u0000';
const WILD = /[*?]/;

/** The account of an ARN; buckets have none, and are told by their name. */
const isNarrowArn = (text: string): boolean => {
  const [, , , , account, ...rest] = text.split(':');
  if (account === undefined) return text.includes(HOLE) && !WILD.test(text);
  if (account !== '') return !WILD.test(account);
  return /[^*?:/]/.test(rest.join(':'));
};

/** Whether a value of a condition names somebody: no wildcard stands where the account does. */
export const isNarrow = (value: Value): boolean => {
  const text = isUnresolved(value) ? value.pattern : (textOf(value)?.trim() ?? '');
  if (text.startsWith('arn:')) return isNarrowArn(text);
  const [head = ''] = text.split('/');
  return text !== '' && !WILD.test(head);
};

/** Operators to which a value may say `*`. */
const WITH_WILDCARDS = new Set(['stringlike', 'arnequals', 'arnlike']);

/** What a parameter says may be a wildcard; what a resource is called, or AWS gives, is none. */
const mayBeWild = (value: Value): boolean =>
  isUnresolved(value) && value.refs.length === 0 && !value.why.startsWith('AWS::');

/** Binds if no value that is not known turns out to be a wildcard. */
const mayBind = ({ operator, key, values }: Bound): boolean => {
  if (values.length === 0) return false;
  if (TRUE_KEYS.has(key)) {
    return operator === 'bool' && values.every((one) => textOf(one)?.toLowerCase() === 'true');
  }
  return BINDING_OPERATORS.has(operator) && values.every(isNarrow);
};

const binds = (bound: Bound): boolean =>
  mayBind(bound) && !(WITH_WILDCARDS.has(bound.operator) && bound.values.some(mayBeWild));

/** The values that bind a statement by a key; none where the key is not there, or does not bind. */
export const bindingValues = (statement: Value, key: string): readonly Value[] =>
  boundsOf(statement)
    .filter((one) => one.key === key.toLowerCase() && binds(one))
    .flatMap(({ values }) => values);

/** True when a statement is bound by one of the condition keys. */
export const isBoundBy = (statement: Value, keys: readonly string[]): boolean =>
  keys.some((key) => bindingValues(statement, key).length > 0);

/** True when a statement may be bound by one of the keys, and by what is not known. */
export const mayBeBoundBy = (statement: Value, keys: readonly string[]): boolean => {
  const named = new Set(keys.map((key) => key.toLowerCase()));
  return boundsOf(statement).some((one) => named.has(one.key) && mayBind(one) && !binds(one));
};
