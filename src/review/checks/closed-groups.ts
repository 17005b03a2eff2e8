import type { ModelResource } from '../template/model.ts';
import { isUnresolved, listOf, textOf, valueAt, type Value } from '../template/value.ts';
import { allOf, unknown, type Judgement, type NamedJudge, type Subject } from './judgement.ts';
import type { NamedCheck } from '../baseline.ts';
import { noWorldOpen } from './ingress.ts';
import { doesName } from './relation.ts';

const GROUP = 'AWS::EC2::SecurityGroup';
const RULE = 'AWS::EC2::SecurityGroupIngress';

const shown = (value: Value): string =>
  isUnresolved(value) ? value.why : (textOf(value) ?? 'a group');

/** The group itself, and the rules that stand beside it as resources of their own. */
const rulesOf = (subject: Subject, group: ModelResource): readonly ModelResource[] => [
  group,
  ...[...subject.model.resources.values()].filter(
    (one) =>
      one.type === RULE &&
      ['GroupId', 'GroupName'].some(
        (key) => doesName(valueAt(one.properties, key), group) === 'pass',
      ),
  ),
];

const judgeGroup = (subject: Subject, named: Value, options: NamedCheck): Judgement => {
  const { elsewhere = [] } = subject.context;
  const group = [...subject.model.resources.values(), ...elsewhere].find(
    (one) => one.type === GROUP && doesName(named, one) === 'pass',
  );
  if (group === undefined) return unknown(`the group is not in the template: ${shown(named)}`);
  return allOf(
    rulesOf(subject, group).map((resource) =>
      noWorldOpen({ ...subject, resource, properties: resource.properties }, options),
    ),
  );
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
