import { isAbsent, isUnresolved, valueAt } from '../template/value.ts';
import { fail, pass, unknown, type NamedJudge } from './judgement.ts';
import { doesName } from './relation.ts';

/**
 * The property names a resource of the template that has one of the types. A name that is written
 * out and belongs to none of them fails: it is of something else, or of nothing here.
 */
export const refersTo: NamedJudge = (subject, options) => {
  const { property = '', types = [] } = options;
  const value = valueAt(subject.properties, property);
  if (isAbsent(value) === true) return fail(`${property} is not set`);
  const targets = [...subject.model.resources.values()].filter((one) => types.includes(one.type));
  const found = targets.find((one) => doesName(value, one) === 'pass');
  if (found !== undefined) return pass(`${property} is ${found.id}`);
  return isUnresolved(value) && value.refs.length === 0
    ? unknown(`${property} can not be resolved: ${value.why}`)
    : fail(`${property} names no ${types.join(' or ')} of the template`);
};
