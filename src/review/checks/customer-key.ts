import { isUnresolved, textOf, valueAt } from '../template/value.ts';
import { fail, pass, unknown, type NamedJudge } from './judgement.ts';

const KEYS: ReadonlySet<string> = new Set([
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::KMS::ReplicaKey',
]);

/**
 * The key that a property names is a customer's: one that the template makes, or one that has not
 * the alias of a service. Of an id alone nobody here can tell whose key it is. What AWS keeps for
 * itself stands in no template.
 */
export const customerKey: NamedJudge = (subject, options) => {
  const path = options.property ?? '';
  const value = valueAt(subject.properties, path);
  if (value === undefined) return fail(`${path} is not set`);
  if (isUnresolved(value)) {
    const [only, ...others] = value.refs.map((id) => subject.model.resources.get(id));
    return only !== undefined && others.length === 0 && KEYS.has(only.type)
      ? pass(`${path} is ${only.id}`)
      : unknown(`${path} can not be resolved: ${value.why}`);
  }
  const text = textOf(value)?.trim() ?? '';
  if (text === '') return fail(`${path} is empty`);
  if (text.includes('{{resolve:')) return unknown(`${path} is known only when it is deployed`);
  return /alias\/aws\//.test(text) ? fail(`${path} is ${text}`) : pass(`${path} is ${text}`);
};
