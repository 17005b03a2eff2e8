import type { PolicyDocument, PolicyStatement } from './policy.ts';

const expressionOf = (pattern: string): RegExp => {
  const parts = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${parts.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
};

/** Each world has policies of its own, and in them the same few thousand patterns. */
const expressions = new Map<string, RegExp>();

const matches = (pattern: string, action: string): boolean => {
  const before = expressions.get(pattern);
  if (before !== undefined) return before.test(action);
  const expression = expressionOf(pattern);
  expressions.set(pattern, expression);
  return expression.test(action);
};

const narrowed = (statement: PolicyStatement, action: string): readonly PolicyStatement[] => {
  if (statement.Action === undefined) return [statement];
  const own = [statement.Action].flat().filter((pattern) => matches(pattern, action));
  return own.length === 0 ? [] : [{ ...statement, Action: own }];
};

const known = new WeakMap<PolicyDocument, Map<string, PolicyDocument>>();

/**
 * A policy with only what speaks of one action: it decides the same, and the simulator, which reads
 * every policy anew for each decision, reads a few lines instead of hundreds. One that says nothing
 * of the action stays whole, since a policy has a statement.
 */
export const concerning = (document: PolicyDocument, action: string): PolicyDocument => {
  const cache = known.get(document) ?? new Map<string, PolicyDocument>();
  known.set(document, cache);
  const before = cache.get(action);
  if (before !== undefined) return before;
  const Statement = [document.Statement].flat().flatMap((one) => narrowed(one, action));
  const made = Statement.length === 0 ? document : { ...document, Statement };
  cache.set(action, made);
  return made;
};

/** Policies of which at least one statement speaks of an action. */
export const speaksOf = (document: PolicyDocument, action: string): boolean =>
  [document.Statement].flat().some((one) => narrowed(one, action).length > 0);
