import type { RefersCheck, RelatedCheck } from '../baseline.ts';
import { calledName } from '../template/names.ts';
import type { ModelResource } from '../template/model.ts';
import { isList, isUnresolved, listOf, textOf, unresolvedIn, valueAt } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import {
  anyOf,
  fail,
  lacking,
  pass,
  unknown,
  type Judgement,
  type Result,
  type Subject,
} from './judgement.ts';

/** What stands before the name in an ARN. */
const NAME_ENDS = [':', '/'];

const namesOne = (value: Value, target: ModelResource): Result => {
  if (isUnresolved(value)) {
    if (value.refs.includes(target.id)) return 'pass';
    return value.refs.length > 0 ? 'fail' : 'unknown';
  }
  const text = textOf(value);
  if (text === undefined) return unresolvedIn(value) === undefined ? 'fail' : 'unknown';
  const names = [textOf(calledName(target)), target.physicalId];
  const isNamed = names.some(
    (name) =>
      name !== undefined && (text === name || NAME_ENDS.some((end) => text.endsWith(end + name))),
  );
  return isNamed ? 'pass' : 'fail';
};

/** Whether a value names a resource: by reference, by its physical name, or by an ARN with it. */
export const doesName = (value: Value, target: ModelResource): Result => {
  const results = new Set(listOf(value).map((one) => namesOne(one, target)));
  if (results.has('pass')) return 'pass';
  return results.has('unknown') ? 'unknown' : 'fail';
};

/** What stands at a path, with lists on the way followed into each of their members. */
const valuesAt = (value: Value, path: string): Value => {
  const [key = '', ...rest] = path.split('.');
  if (isUnresolved(value)) return value;
  if (isList(value)) return value.flatMap((one) => listOf(valuesAt(one, path)));
  const member = valueAt(value, key);
  return rest.length === 0 ? member : valuesAt(member, rest.join('.'));
};

/** Resources of some types that name the subject at a path, certain ones and possible ones. */
export const relatedTo = (
  subject: Subject,
  types: readonly string[],
  by: string,
): readonly { readonly resource: ModelResource; readonly isCertain: boolean }[] =>
  [...subject.model.resources.values()]
    .filter((one) => types.includes(one.type) && one.id !== subject.resource.id)
    .map((resource) => ({
      resource,
      names: doesName(valuesAt(resource.properties, by), subject.resource),
    }))
    .filter(({ names }) => names !== 'fail')
    .map(({ resource, names }) => ({
      resource,
      isCertain: names === 'pass' && resource.isCertain,
    }));

const doubtful = (judgement: Judgement, isCertain: boolean): Judgement =>
  judgement.result === 'pass' && !isCertain
    ? unknown(`whether it belongs here is not known: ${judgement.detail}`)
    : judgement;

/** Another resource of the template names this one, and the inner check holds for it. */
export const judgeRelated = (subject: Subject, check: RelatedCheck): Judgement => {
  const related = relatedTo(subject, check.types, check.by);
  if (related.length === 0) {
    return lacking(subject, check.types, `no ${check.types.join(' or ')} belongs to it`);
  }
  const found = anyOf(
    related.map(({ resource, isCertain }) => {
      const inner = { ...subject, resource, properties: resource.properties };
      const judgement = check.where ? subject.judge(check.where, inner) : pass(resource.id);
      const detail = check.where ? `${resource.id}: ${judgement.detail}` : judgement.detail;
      return doubtful({ ...judgement, detail }, isCertain);
    }),
  );
  return found.result === 'fail' ? lacking(subject, check.types, found.detail) : found;
};

/** The resource that this one names is here or beside, and the inner check holds for it. */
export const judgeRefers = (subject: Subject, check: RefersCheck): Judgement => {
  const value = valueAt(subject.properties, check.property);
  if (value === undefined) return fail(`${check.property} is not set`);
  const { elsewhere = [] } = subject.context;
  const target = [...subject.model.resources.values(), ...elsewhere].find(
    (one) => check.types.includes(one.type) && doesName(value, one) === 'pass',
  );
  if (target === undefined) {
    const where = subject.context.isLive ? 'was not found, or not read' : 'is not in the template';
    return unknown(`what ${check.property} names ${where}`);
  }
  return subject.judge(check.where, {
    ...subject,
    resource: target,
    properties: target.properties,
  });
};
