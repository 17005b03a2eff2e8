import { isAbsent, isUnresolved, textOf, valueAt } from '../template/value.ts';
import { fail, pass, unknown, type NamedJudge } from './judgement.ts';
import { mostDaysBetween } from './schedule-days.ts';

const DAYS = 'RotationRules.AutomaticallyAfterDays';
const SCHEDULE = 'RotationRules.ScheduleExpression';

/** At most `max` days pass between two rotations, by a number of days or by a schedule. */
export const rotatedWithin: NamedJudge = (subject, { max = 0 }) => {
  const name = isAbsent(valueAt(subject.properties, DAYS)) === true ? SCHEDULE : DAYS;
  const value = valueAt(subject.properties, name);
  if (isAbsent(value) === true) return fail('how often it is rotated is not set');
  if (isUnresolved(value)) return unknown(`${name} can not be resolved: ${value.why}`);
  const text = textOf(value) ?? '';
  const days = name === DAYS ? Number(text) : mostDaysBetween(text);
  if (days === undefined || Number.isNaN(days)) return unknown(`${name} ${text} is not understood`);
  return (days <= max ? pass : fail)(`${name} is ${text}`);
};
