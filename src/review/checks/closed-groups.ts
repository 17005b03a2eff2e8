import type { ModelResource } from '../template/model.ts';
import { isUnresolved, listOf, textOf, valueAt, type Value } from '../template/value.ts';
import {
  allOf,
  unknown,
  type Judgement,
  type NamedJudge,
  type Result,
  type Subject,
} from './judgement.ts';
import type { NamedCheck } from '../baseline.ts';
import { noWorldOpen } from './ingress.ts';
import { doesName } from './relation.ts';

const GROUP = 'AWS::EC2::SecurityGroup';
const RULE = 'AWS::EC2::SecurityGroupIngress';

const shown = (value: Value): string =>
  isUnresolved(value) ? value.why : (textOf(value) ?? 'a group');

const everywhere = ({ model, context }: Subject): readonly ModelResource[] => [
  ...model.resources.values(),
  ...(context.elsewhere ?? []),
];

const stackOf = ({ id }: ModelResource): string => id.slice(0, Math.max(id.lastIndexOf('.'), 0));

/** The group by the id that a reference in the stack of the rule has for it; none from another. */
const seenBy = (rule: ModelResource, group: ModelResource): ModelResource => ({
  ...group,
  id: stackOf(rule) === stackOf(group) ? group.id.slice(group.id.lastIndexOf('.') + 1) : '',
});

/** Whether a rule is one of the group; what can not be resolved may be. */
const isRuleOf = (rule: ModelResource, group: ModelResource): Result => {
  const named = new Set(
    ['GroupId', 'GroupName']
      .map((key) => valueAt(rule.properties, key))
      .map((value) => doesName(value, seenBy(rule, group))),
  );
  if (named.has('pass')) return 'pass';
  return named.has('unknown') ? 'unknown' : 'fail';
};

/** What one rule that stands beside the group opens, as far as it is one of the group. */
const judgeRule = (subject: Subject, isOfGroup: Result, options: NamedCheck): Judgement => {
  const judged = noWorldOpen(subject, options);
  return isOfGroup === 'pass' || judged.result === 'pass'
    ? judged
    : unknown(`a rule may be of the group: ${judged.detail}`);
};

const judgeGroup = (subject: Subject, named: Value, options: NamedCheck): Judgement => {
  const group = everywhere(subject).find(
    (one) => one.type === GROUP && doesName(named, one) === 'pass',
  );
  if (group === undefined) return unknown(`the group is not in the template: ${shown(named)}`);
  const as = (resource: ModelResource): Subject => ({
    ...subject,
    resource,
    properties: resource.properties,
  });
  const beside = everywhere(subject)
    .filter((one) => one.type === RULE)
    .map((resource) => ({ resource, isOfGroup: isRuleOf(resource, group) }))
    .filter(({ isOfGroup }) => isOfGroup !== 'fail');
  return allOf([
    noWorldOpen(as(group), options),
    ...beside.map(({ resource, isOfGroup }) => judgeRule(as(resource), isOfGroup, options)),
  ]);
};

/**
 * None of the security groups that the resource names at one of the paths opens the ports to the
 * whole internet. A group that is not in the template and was not looked up is not known, nor is
 * the one of the VPC that applies where none is named.
 */
export const closedGroups: NamedJudge = (subject, options) => {
  const named = (options.properties ?? []).flatMap((path) =>
    listOf(valueAt(subject.properties, path)),
  );
  if (named.length === 0) return unknown('no group is named, and that of the VPC is not here');
  return allOf(named.map((one) => judgeGroup(subject, one, options)));
};
