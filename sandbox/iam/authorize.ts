import {
  isWildcardOnlyAction,
  runSimulation,
  type RequestAnalysis,
} from '@cloud-copilot/iam-simulate';
import { deniedError } from '../aws-error.ts';
import type { Session, WorldState } from '../state.ts';
import { concerning, speaksOf } from './concerning.ts';
import { controlPoliciesOf } from './control-policies.ts';
import type { PolicyDocument } from './policy.ts';
import { ownedArn, ownedPolicy } from './public-arn.ts';
import { remembered, type Simulation } from './remembered.ts';
import { askedArn } from './tag-twins.ts';

/** One action on one resource that a call needs. */
export interface Demand {
  readonly action: string;
  readonly resource: string;
  /** Of the resource; the caller's own when absent. */
  readonly accountId?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** A trust policy or another policy on the resource itself. */
  readonly resourcePolicy?: PolicyDocument;
}

/** Who asks, where, and whether CloudFormation asks for them. */
export interface Caller {
  readonly session: Session;
  readonly region: string;
  readonly via: 'direct' | 'cloudformation';
}

const requestContext = (state: WorldState, caller: Caller): Record<string, string | string[]> => {
  const { session } = caller;
  const forwarded = caller.via === 'cloudformation';
  return {
    'aws:PrincipalAccount': session.accountId,
    'aws:PrincipalArn': session.role.arn,
    'aws:PrincipalOrgID': state.spec.organizationId ?? '',
    'aws:PrincipalType': 'AssumedRole',
    'aws:ResourceOrgID': state.spec.organizationId ?? '',
    'aws:RequestedRegion': caller.region,
    'aws:SecureTransport': 'true',
    'aws:TokenIssueTime': session.issuedAt.toISOString(),
    'aws:ViaAWSService': String(forwarded),
    'aws:userid': session.userId,
    ...(session.sourceIdentity === undefined
      ? {}
      : { 'aws:SourceIdentity': session.sourceIdentity }),
    ...(forwarded
      ? {
          'aws:CalledVia': ['cloudformation.amazonaws.com'],
          'aws:CalledViaFirst': 'cloudformation.amazonaws.com',
          'aws:CalledViaLast': 'cloudformation.amazonaws.com',
        }
      : {}),
    ...Object.fromEntries(
      Object.entries(session.tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
    ),
  };
};

const article = (kind: string): string => (/^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`);

const hasDeny = (analysis: { readonly denyStatements: readonly unknown[] } | undefined): boolean =>
  (analysis?.denyStatements.length ?? 0) > 0;

const isExplicit = (analysis: RequestAnalysis): string | undefined => {
  if (analysis.scpAnalysis?.ouAnalysis.some(hasDeny) === true) return 'service control policy';
  if (hasDeny(analysis.permissionBoundaryAnalysis)) return 'permissions boundary';
  if (hasDeny(analysis.sessionAnalysis)) return 'session policy';
  if (hasDeny(analysis.identityAnalysis)) return 'identity-based policy';
  return hasDeny(analysis.resourceAnalysis) ? 'resource-based policy' : undefined;
};

const missing = (analysis: RequestAnalysis): string => {
  const lacks = (part: { readonly result: string } | undefined): boolean =>
    part !== undefined && part.result === 'ImplicitlyDenied';
  if (lacks(analysis.scpAnalysis)) return 'service control policy';
  if (lacks(analysis.identityAnalysis)) return 'identity-based policy';
  if (lacks(analysis.permissionBoundaryAnalysis)) return 'permissions boundary';
  return lacks(analysis.sessionAnalysis) ? 'session policy' : 'resource-based policy';
};

/** Why AWS would refuse, in its words; empty when it allows. */
const reasonOf = (analysis: RequestAnalysis, action: string): string => {
  if (analysis.result === 'Allowed') return '';
  const denying = isExplicit(analysis);
  if (denying !== undefined) return `with an explicit deny in ${article(denying)}`;
  return `because no ${missing(analysis)} allows the ${action} action`;
};

const simulationOf = (state: WorldState, caller: Caller, demand: Demand): Simulation => {
  const { session } = caller;
  const { policies, boundary } = session.role;
  const { action } = demand;
  return {
    request: {
      principal: session.arn,
      action,
      resource: {
        resource: askedArn(action, ownedArn(demand.resource)),
        accountId: demand.accountId ?? session.accountId,
      },
      contextVariables: {
        ...requestContext(state, caller),
        ...(demand.context as Record<string, string | string[]> | undefined),
      },
    },
    ...(session.policy === undefined
      ? {}
      : { sessionPolicy: ownedPolicy(concerning(session.policy, action)) }),
    identityPolicies: policies
      .filter(({ policy }) => speaksOf(policy, action))
      .map(({ name, policy }) => ({ name, policy: ownedPolicy(concerning(policy, action)) })),
    serviceControlPolicies: controlPoliciesOf(state, session.accountId),
    resourceControlPolicies: [],
    ...(demand.resourcePolicy === undefined ? {} : { resourcePolicy: demand.resourcePolicy }),
    ...(boundary === undefined
      ? {}
      : { permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }] }),
  };
};

const simulate = async (simulation: Simulation): Promise<string> => {
  const { action, resource } = simulation.request;
  const result = await runSimulation(simulation, {});
  if (result.resultType === 'error') {
    throw new Error(
      `no decision on ${action} ${resource.resource}: ${JSON.stringify(result.errors)}`,
    );
  }
  const analyses = result.resultType === 'single' ? [result.result] : result.results;
  const refused = analyses.find((each) => each.analysis.result !== 'Allowed');
  if (refused !== undefined) return reasonOf(refused.analysis, action);
  if (analyses.length > 0) return '';
  return `because no identity-based policy allows the ${action} action`;
};

/** Why the caller may not; empty when it may. Decisions are remembered: policies never change. */
export const decide = async (
  state: WorldState,
  caller: Caller,
  demand: Demand,
): Promise<string> => {
  const [service = '', action = ''] = demand.action.split(':');
  const resource = (await isWildcardOnlyAction(service, action)) ? '*' : demand.resource;
  const key = JSON.stringify([
    caller.session.accessKeyId,
    caller.region,
    caller.via,
    { ...demand, resource },
  ]);
  const known = state.decisions.get(key);
  if (known !== undefined) return known;
  const simulation = simulationOf(state, caller, { ...demand, resource });
  const reason = await remembered(simulation, () => simulate(simulation));
  state.decisions.set(key, reason);
  return reason;
};

/** The sentence AWS gives with a denial. */
export const denialText = (caller: Caller, demand: Demand, reason: string): string =>
  `User: ${caller.session.arn} is not authorized to perform: ${demand.action} on resource: ` +
  `${demand.resource} ${reason}`;

/** Decides one demand and writes it down; returns the denial's sentence, empty when allowed. */
export const judge = async (
  state: WorldState,
  caller: Caller,
  what: Demand & { readonly client: string; readonly operation: string },
): Promise<string> => {
  const { client, operation, ...demand } = what;
  const reason = await decide(state, caller, demand);
  state.calls.push({
    at: state.now.toISOString(),
    accountId: caller.session.accountId,
    region: caller.region,
    principal: caller.session.arn,
    sourceIdentity: caller.session.sourceIdentity ?? '',
    client,
    operation,
    action: demand.action,
    resource: demand.resource,
    via: caller.via,
    decision: reason === '' ? 'allowed' : 'denied',
    reason,
  });
  return reason === '' ? '' : denialText(caller, demand, reason);
};

/** Throws the service's own denial unless every demand is allowed. */
export const authorize = async (
  state: WorldState,
  caller: Caller,
  call: {
    readonly client: string;
    readonly operation: string;
    readonly demands: readonly Demand[];
  },
): Promise<void> => {
  for (const demand of call.demands) {
    const denial = await judge(state, caller, {
      ...demand,
      client: call.client,
      operation: call.operation,
    });
    if (denial !== '') throw deniedError(call.client, denial);
  }
};
