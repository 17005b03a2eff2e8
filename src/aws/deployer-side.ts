import type { ApprovedPlan } from '../approve/approved-plan.ts';
import type { DeployerSession, OperatorSession, SessionDoor } from '../execute/ports.ts';
import { handleOf } from '../execute/handle-of.ts';
import type { OpenRemover } from '../execute/remove-empty.ts';
import { compileSessionPolicy } from '../execute/session-policy.ts';
import type { Step } from '../plan/step.ts';
import type { AccountId } from '../task/ids.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import { openRenewed, singleSession, type AccountSession } from './account-session.ts';
import { approverOf, mayEnter, mayTake, sessionTags } from './approved-session.ts';
import { openRole, type RoleName } from './assume-role.ts';
import type { AwsOptions } from './aws-options.ts';
import { requestOf, type DeployerPlace } from './deployer-place.ts';
import { createDeployerSession } from './deployer-session.ts';
import { createIdentity } from './identity.ts';
import { createOperatorSession } from './operator-session.ts';
import { createReader } from './reader.ts';
import { openRemover } from './remover-session.ts';
import { createStackReads } from './stack-reads.ts';
import { createTransport, type Transport } from './transport.ts';
import { watchPolicies } from './watch-policy.ts';

/** What the deployer worker holds: the door for approved steps, and the broom for empty stacks. */
export interface DeployerSide {
  readonly door: SessionDoor;
  readonly openRemover: OpenRemover;
  readonly close: () => void;
}

const openStep = async (
  place: DeployerPlace,
  roleName: RoleName,
  asked: { readonly approved: ApprovedPlan; readonly step: Step },
): Promise<Decided<AccountSession>> => {
  const { approved, step } = asked;
  const entered = mayTake(place.options.config.organization, approved, step);
  if (!entered.ok) return entered;
  const handle = handleOf(approved, step);
  const policy = compileSessionPolicy(step, handle);
  if (!policy.ok) return policy;
  const role = { accountId: step.accountId, roleName };
  const request = requestOf(place, role, {
    sourceIdentity: approverOf(approved),
    tags: sessionTags(approved, handle),
    policy: policy.value.inline,
    policyArns: policy.value.managedPolicyArns,
  });
  const lease = await openRole(place.transport, place.identity, request);
  if (!lease.ok) return lease;
  return accepted(singleSession(place.transport, step.accountId, lease.value));
};

const openDeployer = async (
  place: DeployerPlace,
  approved: ApprovedPlan,
  step: Step,
): Promise<Decided<DeployerSession>> => {
  const session = await openStep(place, 'AwsCoworkerDeployer', { approved, step });
  if (!session.ok) return session;
  return accepted(createDeployerSession(session.value, approverOf(approved)));
};

const openOperator = async (
  place: DeployerPlace,
  approved: ApprovedPlan,
  step: Step,
): Promise<Decided<OperatorSession>> => {
  const session = await openStep(place, 'AwsCoworkerOperator', { approved, step });
  if (!session.ok) return session;
  return accepted(createOperatorSession(session.value, approverOf(approved)));
};

/** Watching uses the operator's role, which reads directly, narrowed to reads alone. */
const openWatcher = async (
  place: DeployerPlace,
  accountId: AccountId,
  approved: ApprovedPlan,
): ReturnType<SessionDoor['openReader']> => {
  const entered = mayEnter(place.options.config.organization, approved, accountId);
  if (!entered.ok) return entered;
  const role = { accountId, roleName: 'AwsCoworkerOperator' } as const;
  const request = requestOf(place, role, {
    sourceIdentity: approverOf(approved),
    tags: sessionTags(approved, undefined),
    ...watchPolicies(accountId, approved.facts.plan.steps),
  });
  const session = await openRenewed(place.transport, accountId, () =>
    openRole(place.transport, place.identity, request),
  );
  if (!session.ok) return session;
  return accepted(
    Object.freeze({ ...createStackReads(session.value), ...createReader(session.value) }),
  );
};

/** The deployer worker's side: sessions are never kept, and each is for one approved step. */
export const createDeployerSide = (
  options: AwsOptions,
  transport: Transport = createTransport(options),
): DeployerSide => {
  const { profiles } = options.config.organization;
  const identity = createIdentity('deployer', profiles, options.deployerIdentity);
  const place: DeployerPlace = { transport, identity, options };
  return Object.freeze({
    door: Object.freeze({
      openReader: (accountId: AccountId, approved: ApprovedPlan) =>
        openWatcher(place, accountId, approved),
      openDeployer: (approved: ApprovedPlan, step: Step) => openDeployer(place, approved, step),
      openOperator: (approved: ApprovedPlan, step: Step) => openOperator(place, approved, step),
    }),
    openRemover: openRemover(place),
    close: transport.close,
  });
};
