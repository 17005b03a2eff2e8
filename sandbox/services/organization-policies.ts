import { createHash } from 'node:crypto';
import { DEFAULT_SCPS } from '../roles/service-control.ts';
import { text, type Call } from './call.ts';
import { arnBase, noSuch, orgId, ouId, paged } from './organization-tree.ts';

const attachedIn = ({ state }: Call): readonly { target: string; name: string }[] => [
  ...DEFAULT_SCPS,
  ...(state.spec.scps ?? []),
];

const policyId = (name: string): string =>
  name === 'FullAWSAccess'
    ? 'p-FullAWSAccess'
    : `p-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;

/** The ARN of the policy that a call names. */
export const policyArn = (call: Call): string =>
  `${arnBase(call)}:policy/${orgId(call)}/service_control_policy/${text(call.input, 'PolicyId')}`;

/** Service control policies, by name and without their content. */
export const listPolicies = (call: Call): unknown => {
  if (text(call.input, 'Filter') !== 'SERVICE_CONTROL_POLICY') return { Policies: [] };
  const names = [...new Set(attachedIn(call).map(({ name }) => name))];
  const views = names.map((name) => ({
    Id: policyId(name),
    Name: name,
    Type: 'SERVICE_CONTROL_POLICY',
    AwsManaged: name === 'FullAWSAccess',
  }));
  return paged(call, 'Policies', views);
};

const targetView = (call: Call, target: string): unknown => {
  const account = call.state.accounts.get(target);
  if (account !== undefined) return { TargetId: target, Name: account.name, Type: 'ACCOUNT' };
  const path = target === 'Root' ? '' : target;
  return {
    TargetId: ouId(path),
    Name: path === '' ? 'Root' : path.split('/').at(-1),
    Type: path === '' ? 'ROOT' : 'ORGANIZATIONAL_UNIT',
  };
};

/** What a policy is attached to. */
export const listTargets = (call: Call): unknown => {
  const id = text(call.input, 'PolicyId');
  const own = attachedIn(call).filter(({ name }) => policyId(name) === id);
  if (own.length === 0) throw noSuch('PolicyNotFoundException');
  return paged(
    call,
    'Targets',
    own.map(({ target }) => targetView(call, target)),
  );
};
