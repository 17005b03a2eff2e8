import { isAbsent, isUnresolved, refsIn, textOf, valueAt, type Value } from '../template/value.ts';
import type { ModelResource } from '../template/model.ts';
import { physicalNameOf } from '../template/names.ts';
import { doesName } from './relation.ts';
import { fail, lacking, pass, unknown, type NamedJudge, type Subject } from './judgement.ts';

const PREFIX = '/aws/lambda/';
const LOG_GROUP = 'AWS::Logs::LogGroup';
const FILTER = 'AWS::Logs::MetricFilter';

const NO_GROUP = {
  live: 'it has no log group',
  template: 'the log group is not in the template',
} as const;

const where = ({ context }: Subject): keyof typeof NO_GROUP =>
  context.isLive ? 'live' : 'template';

/** Two names are one when their texts, or the parameter they come from, are one. */
const isLogNameOf = (name: Value, fn: ModelResource): boolean => {
  if (isUnresolved(name)) return name.refs.includes(fn.id) && name.pattern.startsWith(PREFIX);
  const own = textOf(physicalNameOf(fn));
  return own !== undefined && textOf(name) === `${PREFIX}${own}`;
};

const ofType = (subject: Subject, type: string): readonly ModelResource[] =>
  [...subject.model.resources.values()].filter((one) => one.type === type);

const logGroupsOf = (subject: Subject): readonly ModelResource[] =>
  ofType(subject, LOG_GROUP).filter(
    (group) =>
      isLogNameOf(valueAt(group.properties, 'LogGroupName'), subject.resource) ||
      refsIn(valueAt(subject.properties, 'LoggingConfig.LogGroup')).includes(group.id) ||
      doesName(valueAt(subject.properties, 'LoggingConfig.LogGroup'), group) === 'pass',
  );

/** The function's log group is in the template and has a retention. */
export const logRetention: NamedJudge = (subject) => {
  const groups = logGroupsOf(subject);
  const [group] = groups;
  if (group === undefined) return lacking(subject, [LOG_GROUP], NO_GROUP[where(subject)]);
  const absent = isAbsent(valueAt(group.properties, 'RetentionInDays'));
  if (absent === undefined) return unknown('RetentionInDays can not be resolved');
  return absent ? fail(`${group.id} has no RetentionInDays`) : pass(`${group.id} has a retention`);
};

/** A metric filter reads the function's log group. */
export const logMetricFilter: NamedJudge = (subject) => {
  const groups = logGroupsOf(subject);
  const found = ofType(subject, FILTER).some((filter) => {
    const name = valueAt(filter.properties, 'LogGroupName');
    return (
      isLogNameOf(name, subject.resource) || groups.some((one) => doesName(name, one) === 'pass')
    );
  });
  return found
    ? pass('a metric filter reads its log')
    : lacking(subject, [FILTER], 'no metric filter reads its log');
};
