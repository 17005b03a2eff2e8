import type { Check } from './baseline.ts';
import {
  allOf,
  anyOf,
  fail,
  pass,
  type Judgement,
  type NamedJudge,
  type Subject,
} from './checks/judgement.ts';
import { judgeEach, judgeSome } from './checks/list.ts';
import { NAMED_JUDGES } from './checks/named-judges.ts';
import { judgeProperty } from './checks/property.ts';
import { judgeRefers, judgeRelated } from './checks/relation.ts';

const negated = (judgement: Judgement): Judgement => {
  if (judgement.result === 'pass') return fail(judgement.detail);
  return judgement.result === 'fail' ? pass(judgement.detail) : judgement;
};

/** Judges one check of the language against one resource. Pass, fail or unknown; never throws. */
export const judgeCheck = (check: Check, subject: Subject): Judgement => {
  if ('named' in check) {
    const judge: NamedJudge = NAMED_JUDGES[check.named];
    return judge(subject, check);
  }
  const inner = (one: Check): Judgement => judgeCheck(one, subject);
  if ('all' in check) return allOf(check.all.map(inner));
  if ('any' in check) return anyOf(check.any.map(inner));
  if ('not' in check) return negated(inner(check.not));
  if ('some' in check) return judgeSome(subject, check.some);
  if ('each' in check) return judgeEach(subject, check.each);
  if ('related' in check) return judgeRelated(subject, check.related);
  if ('refers' in check) return judgeRefers(subject, check.refers);
  return judgeProperty(subject.properties, check);
};
