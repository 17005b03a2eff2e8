import { canonicalJson } from '../task/json.ts';
import type { Statement } from './policy-statements.ts';

/** Which actions are asked about one kind of resource only, by the beginning of its ARN's end. */
export type Kinds = readonly (readonly [kind: string, actions: readonly string[]])[];

/**
 * Table: services whose statements can share one list of resources without allowing anything new.
 * An action that is not named may be asked about any of them. A test holds it against IAM's data.
 */
export const ACTION_KINDS: Readonly<Record<string, Kinds>> = {
  elasticloadbalancing: [
    [
      'loadbalancer/',
      [
        'CreateListener',
        'CreateLoadBalancer',
        'DeleteLoadBalancer',
        'ModifyCapacityReservation',
        'ModifyIpPools',
        'ModifyLoadBalancerAttributes',
        'SetIpAddressType',
        'SetSecurityGroups',
        'SetSubnets',
      ],
    ],
    ['listener/', ['DeleteListener', 'ModifyListener', 'ModifyListenerAttributes']],
    [
      'targetgroup/',
      [
        'CreateTargetGroup',
        'DeleteTargetGroup',
        'DeregisterTargets',
        'ModifyTargetGroup',
        'ModifyTargetGroupAttributes',
        'RegisterTargets',
      ],
    ],
  ],
};

const partsOf = (text: string): readonly [service: string, name: string] => {
  const [service = '', name = ''] = text.split(':');
  return [service, name];
};

/** What an ARN ends with, after account and region. */
const endOf = (arn: string): string => arn.split(':').slice(5).join(':');

/** True unless the table says that the action is never asked about such a resource. */
const mayBeAsked = (action: string, resource: string): boolean => {
  const [service, name] = partsOf(action);
  const [kind] = ACTION_KINDS[service]?.find(([, actions]) => actions.includes(name)) ?? [];
  const end = endOf(resource);
  return kind === undefined || end.startsWith('*') || end.startsWith(kind);
};

/** The service of a statement that speaks of one service of the table and its resources only. */
const serviceOf = ({ actions, resources }: Statement): string | undefined => {
  const [service] = partsOf(actions[0] ?? '');
  const isOne =
    actions.every((action) => partsOf(action)[0] === service) &&
    resources.every((arn) => arn.split(':')[2] === service);
  return isOne && Object.hasOwn(ACTION_KINDS, service) ? service : undefined;
};

const united = (statements: readonly Statement[]): Omit<Statement, 'conditions'> => ({
  actions: [...new Set(statements.flatMap((one) => one.actions))].toSorted(),
  resources: [...new Set(statements.flatMap((one) => one.resources))].toSorted(),
});

/** True when one statement of all their actions and resources allows nothing that they do not. */
const addsNothing = (statements: readonly Statement[]): boolean => {
  const { actions, resources } = united(statements);
  const isNeeded = (action: string, resource: string): boolean =>
    statements.some((one) => one.actions.includes(action) && one.resources.includes(resource));
  return actions.every((action) =>
    resources.every((one) => isNeeded(action, one) || !mayBeAsked(action, one)),
  );
};

/** Statements that could share a list: of one service, under one condition. */
const groupsOf = (statements: readonly Statement[]): readonly (readonly Statement[])[] => {
  const groups = new Map<string, Statement[]>();
  statements.forEach((one, place) => {
    const key = canonicalJson([serviceOf(one) ?? place, one.conditions]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  });
  return [...groups.values()];
};

/** Puts statements of one service together where that allows nothing new. */
export const joinKinds = (statements: readonly Statement[]): readonly Statement[] =>
  groupsOf(statements).flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined || others.length === 0 || !addsNothing(group)) return group;
    return [{ ...united(group), conditions: first.conditions }];
  });
