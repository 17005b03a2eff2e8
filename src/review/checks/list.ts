import type { ListCheck } from '../baseline.ts';
import { isUnresolved, listOf, unresolvedIn, valueAt } from '../template/value.ts';
import { allOf, anyOf, fail, pass, unknown, type Judgement, type Subject } from './judgement.ts';

const judgeElements = (subject: Subject, check: ListCheck): readonly Judgement[] =>
  listOf(valueAt(subject.properties, check.property)).map((element) =>
    isUnresolved(element)
      ? unknown(`${check.property} can not be resolved: ${element.why}`)
      : subject.judge(check.where, { ...subject, properties: element }),
  );

/** At least one element holds. An empty list fails, a list that is not known is unknown. */
export const judgeSome = (subject: Subject, check: ListCheck): Judgement => {
  const judgements = judgeElements(subject, check);
  if (judgements.length > 0) return anyOf(judgements);
  return fail(`${check.property} is not set`);
};

/** Every element holds. An empty list passes. */
export const judgeEach = (subject: Subject, check: ListCheck): Judgement => {
  const judgements = judgeElements(subject, check);
  if (judgements.length > 0) return allOf(judgements);
  const open = unresolvedIn(valueAt(subject.properties, check.property));
  return open === undefined ? pass(`${check.property} is empty`) : unknown(open.why);
};
