import { toCome } from './failures.ts';
import type { Clock } from '../src/execute/ports.ts';
import { accountsOf } from './accounts.ts';
import { DEFAULT_RESOURCES, ORGANIZATION_ID, TOOLING_ACCOUNT } from './defaults.ts';
import { modelOf } from './resources/registry.ts';
import type { Resource, Role, WorldState } from './state.ts';
import type { ResourceSpec, WorldSpec } from './world-spec.ts';

const BORN = new Date('2025-06-01T00:00:00.000Z');

const ec2Kind: Readonly<Record<string, string>> = {
  'AWS::EC2::PrefixList': 'prefix-list',
  'AWS::EC2::Snapshot': 'snapshot',
  'AWS::EC2::Image': 'image',
};

const arnFor = (spec: ResourceSpec, place: { accountId: string; region: string }): string => {
  const model = modelOf(spec.type);
  if (model !== undefined) return model.arnOf(spec.id, place, spec.properties ?? {});
  if (spec.id.startsWith('arn:')) return spec.id;
  if (spec.type === 'AWS::RDS::DBInstance')
    return `arn:aws:rds:${place.region}:${place.accountId}:db:${spec.id}`;
  const kind = ec2Kind[spec.type] ?? 'thing';
  return `arn:aws:ec2:${place.region}:${place.accountId}:${kind}/${spec.id}`;
};

const toResource = (spec: ResourceSpec): Resource => {
  const place = { accountId: spec.account, region: spec.region };
  const properties = spec.properties ?? {};
  return {
    type: spec.type,
    ...place,
    id: spec.id,
    arn: arnFor(spec, place),
    properties,
    tags: spec.tags ?? {},
    attributes: {
      ...modelOf(spec.type)?.attributesOf(spec.id, place, properties),
      ...spec.attributes,
    },
    createdAt: spec.createdAt === undefined ? BORN : new Date(spec.createdAt),
  };
};

/** Our own roles, as the account that lists its roles sees them. */
const roleResource = (accountId: string, role: Role): Resource => ({
  type: 'AWS::IAM::Role',
  accountId,
  region: 'global',
  id: role.name,
  arn: role.arn,
  properties: {
    RoleName: role.name,
    AssumeRolePolicyDocument: structuredClone(role.trust) as never,
    Policies: role.policies.map((each) => ({
      PolicyName: each.name,
      PolicyDocument: structuredClone(each.policy) as never,
    })),
  },
  tags: {},
  attributes: { Arn: role.arn },
  createdAt: BORN,
});

const resourcesOf = (spec: WorldSpec): readonly ResourceSpec[] => {
  const given = spec.resources ?? [];
  const keyOf = (each: ResourceSpec): string =>
    [each.account, each.region, each.type, each.id].join('|');
  const replaced = new Set(given.map(keyOf));
  const standard = DEFAULT_RESOURCES.filter((each) => !replaced.has(keyOf(each)));
  return spec.replaceResources === true ? given : [...standard, ...given];
};

/** A world's state at its beginning, stacks not yet made. */
export const initialState = (given: WorldSpec, clock: Clock): WorldState => {
  const spec = { ...given, organizationId: given.organizationId ?? ORGANIZATION_ID };
  const toolingAccountId = spec.toolingAccountId ?? TOOLING_ACCOUNT;
  const accounts = accountsOf(spec, toolingAccountId);
  const roles = [...accounts.values()].flatMap((account) =>
    [...account.roles.values()]
      .filter((role) => role.name !== 'person-admin')
      .map((role) => roleResource(account.id, role)),
  );
  return {
    spec,
    clock,
    began: clock.now(),
    now: clock.now(),
    counter: 0,
    asked: new Map(),
    toolingAccountId,
    accounts,
    sessions: new Map(),
    resources: [...resourcesOf(spec).map(toResource), ...roles],
    stacks: [],
    running: [],
    requests: [],
    calls: [],
    decisions: new Map(),
    failures: (spec.failures ?? []).map(toCome),
  };
};
