import type { ActionNeed, Conditions } from '../plan/action-need.ts';
import { canonicalJson } from '../task/json.ts';

/** One allowing statement, before it is written. Sorted, without repeats. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Conditions;
}

/** True when every ARN that `narrow` stands for is one that `wide` stands for. */
export const covers = (wide: string, narrow: string): boolean => {
  if (!wide.includes('*') || wide === narrow) return false;
  const parts = wide.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(narrow);
};

const withoutCovered = (resources: readonly string[]): readonly string[] =>
  resources.filter((one) => !resources.some((other) => covers(other, one)));

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].toSorted();

const CALLED_VIA = 'ForAnyValue:StringEquals';

const conditionsOf = (need: ActionNeed): Conditions => {
  if (need.via === 'direct') return need.conditions ?? {};
  const same = need.conditions?.[CALLED_VIA];
  return {
    ...need.conditions,
    [CALLED_VIA]: { ...same, 'aws:CalledVia': 'cloudformation.amazonaws.com' },
  };
};

const unite = (a: Statement, b: Statement): Statement => ({
  actions: sorted([...a.actions, ...b.actions]),
  resources: sorted([...a.resources, ...b.resources]),
  conditions: a.conditions,
});

/** Joins statements that are equal in all but one part; the union is exactly what they allow. */
const joinBy = (
  statements: readonly Statement[],
  part: 'actions' | 'resources',
): readonly Statement[] => {
  const other = part === 'actions' ? 'resources' : 'actions';
  const joined = new Map<string, Statement>();
  for (const one of statements) {
    const key = canonicalJson([one[other], one.conditions]);
    joined.set(key, unite(joined.get(key) ?? one, one));
  }
  return [...joined.values()];
};

const simplify = (statements: readonly Statement[]): readonly Statement[] =>
  statements.map((one) => ({ ...one, resources: withoutCovered(one.resources) }));

const lengthOf = (statements: readonly Statement[]): number => canonicalJson(statements).length;

/**
 * Statements that allow exactly what the needs name. Joined once by resource and once by action
 * first; the shorter of the two is taken.
 */
export const statementsOf = (needs: readonly ActionNeed[]): readonly Statement[] => {
  const single = needs.flatMap((need) =>
    need.resources.map((resource) => ({
      actions: [need.action],
      resources: [resource],
      conditions: conditionsOf(need),
    })),
  );
  const byAction = simplify(joinBy(single, 'resources'));
  const byResource = byAction.flatMap((one) =>
    one.resources.map((resource) => ({ ...one, resources: [resource] })),
  );
  const first = joinBy(joinBy(byResource, 'actions'), 'resources');
  const second = joinBy(byAction, 'actions');
  return lengthOf(first) <= lengthOf(second) ? first : second;
};

/**
 * Services whose actions are never asked about an ARN of another service in this list. Statements
 * of two of them can share a resource list without allowing anything new; a test holds it against
 * IAM's own data.
 */
export const SELF_CONTAINED: readonly string[] = [
  'cloudformation',
  'cloudwatch',
  'dynamodb',
  'ec2',
  'elasticloadbalancing',
  'iam',
  'kms',
  'lambda',
  'logs',
  's3',
  'sns',
  'sqs',
  'rds',
  'secretsmanager',
  'elasticfilesystem',
];

/** Their actions that are asked about an ARN of another one all the same: these share nothing. */
export const REACHING_OUT: readonly string[] = [
  'ec2:AssociateEnclaveCertificateIamRole',
  'ec2:DisassociateEnclaveCertificateIamRole',
];

const serviceOfAction = (action: string): string => action.slice(0, action.indexOf(':'));
const serviceOfArn = (arn: string): string | undefined => arn.split(':')[2];

/** The services of a statement, when it speaks of its own services' resources only. */
const ownServices = ({ actions, resources }: Statement): ReadonlySet<string> | undefined => {
  const services = new Set(actions.map(serviceOfAction));
  const named = new Set(resources.map(serviceOfArn));
  const isOwn = services.isSubsetOf(new Set(SELF_CONTAINED)) && named.isSubsetOf(services);
  return isOwn && !actions.some((one) => REACHING_OUT.includes(one)) ? services : undefined;
};

const mayShare = (a: Statement, b: Statement): boolean => {
  const [services, others] = [ownServices(a), ownServices(b)];
  if (services === undefined || others === undefined) return false;
  return (
    services.isDisjointFrom(others) && canonicalJson(a.conditions) === canonicalJson(b.conditions)
  );
};

/** Puts statements of unrelated services together where their conditions are the same. */
export const joinServices = (statements: readonly Statement[]): readonly Statement[] => {
  const joined: Statement[] = [];
  for (const statement of statements) {
    const place = joined.findIndex((one) => mayShare(one, statement));
    const known = joined[place];
    if (known === undefined) joined.push(statement);
    else joined[place] = unite(known, statement);
  }
  return joined;
};
