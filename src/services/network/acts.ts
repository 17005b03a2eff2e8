import type { Json } from '../../task/json.ts';
import { inThisStack, listOf, regionalArn } from '../acts.ts';
import { ASKED, bound, onOwn, retag } from '../ec2-instance/own-acts.ts';
import type { NeedInput } from '../service.ts';
import type { Act, PropertyActs } from '../type-table.ts';

/** What a part of a network names: the property, and the prefix and ARN of such ids. */
export interface Named {
  readonly property: string;
  readonly prefix: string;
  readonly arn: string;
}

export const IN_VPC: Named = { property: 'VpcId', prefix: 'vpc-', arn: 'vpc' };
export const IN_SUBNET: Named = { property: 'SubnetId', prefix: 'subnet-', arn: 'subnet' };
export const OF_TABLE: Named = { property: 'RouteTableId', prefix: 'rtb-', arn: 'route-table' };
export const OF_ACL: Named = { property: 'NetworkAclId', prefix: 'acl-', arn: 'network-acl' };
export const OF_GATEWAY: Named = {
  property: 'InternetGatewayId',
  prefix: 'igw-',
  arn: 'internet-gateway',
};

const valuesOf = (input: NeedInput, { property }: Named): readonly Json[] => {
  const value = input.properties[property];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? listOf(value) : [value];
};

const isId = (value: Json, { prefix }: Named): value is string =>
  typeof value === 'string' && value.startsWith(prefix);

const knownArns =
  (named: Named) =>
  (input: NeedInput): readonly string[] =>
    valuesOf(input, named)
      .filter((value) => isId(value, named))
      .map((id) => regionalArn('ec2', input, `${named.arn}/${id}`));

/** A call on what is named: by its id where that is known, else whatever this stack makes. */
export const onNamed = (action: string, named: Named): readonly Act[] => [
  {
    action,
    resources: knownArns(named),
    when: (input) => valuesOf(input, named).some((value) => isId(value, named)),
  },
  {
    action,
    resources: bound,
    conditions: inThisStack,
    when: (input) => valuesOf(input, named).some((value) => !isId(value, named)),
  },
];

/** The same on several. */
export const onEach = (action: string, ...all: readonly Named[]): readonly Act[] =>
  all.flatMap((named) => onNamed(action, named));

/** A new part carries the application's tag in the very call that makes it. */
export const making = (action: string): Act => ({
  action,
  resources: bound,
  conditions: () => ASKED,
});

/** Tags are written only in the call that makes something, never on what exists elsewhere. */
const TAG_IN_CREATION: Act = {
  action: 'ec2:CreateTags',
  resources: bound,
  conditions: () => ({ Null: { 'ec2:CreateAction': 'false' } }),
  when: (input) => input.action !== 'change',
};

/** ARNs of one kind: by the id, or any before it has one. */
export const arnsOfKind =
  (arn: string) =>
  (input: NeedInput): readonly string[] => [
    regionalArn('ec2', input, `${arn}/${input.physicalId ?? '*'}`),
  ];

/** Tags of a part, new or present; by its id unless other ARNs are given. */
export const tagsOfKind = (arn: string, arns = arnsOfKind(arn)): PropertyActs => ({
  set: [TAG_IN_CREATION, ...retag(arns)],
});

/** A call on the part itself, before or after its id is known. */
export const onKind = (action: string, arn: string): readonly Act[] =>
  onOwn(action, arnsOfKind(arn));

const guarded = (acts: readonly Act[], holds: (input: NeedInput) => boolean): readonly Act[] =>
  acts.map((act) => {
    const base = typeof act === 'string' ? { action: act } : act;
    return { ...base, when: (input) => holds(input) && base.when?.(input) !== false };
  });

/** Acts that only a change of what exists needs. */
export const whenChanged = (acts: readonly Act[]): readonly Act[] =>
  guarded(acts, ({ action }) => action === 'change');

/** Acts that only something new needs. */
export const whenMade = (acts: readonly Act[]): readonly Act[] =>
  guarded(acts, ({ action }) => action !== 'change');
