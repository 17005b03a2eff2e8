import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Fault } from '../task/fault.ts';
import type { AccountId, Region } from '../task/ids.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { isDenied } from './aws-error.ts';
import type { Identity } from './identity.ts';
import type { Lease } from './calls.ts';
import type { Transport } from './transport.ts';

export type RoleName =
  | 'AwsCoworkerReader'
  | 'AwsCoworkerPreviewer'
  | 'AwsCoworkerDeployer'
  | 'AwsCoworkerOperator';

/** One AssumeRole. What is absent is not sent; nothing is ever added to make it succeed. */
export interface RoleRequest {
  readonly accountId: AccountId;
  /** One of `RoleName`, or the configured role that lists the organization. */
  readonly roleName: string;
  readonly externalId: string;
  readonly sourceIdentity: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Inline session policy, at most 2,048 characters. */
  readonly policy?: string;
  readonly policyArns: readonly string[];
  readonly region: Region;
}

export interface RoleLease extends Lease {
  readonly expiresAtMs: number;
}

const answer = z.object({
  Credentials: z.object({
    AccessKeyId: z.string().min(1),
    SecretAccessKey: z.string().min(1),
    SessionToken: z.string().min(1),
    Expiration: z.date(),
  }),
  AssumedRoleUser: z.object({ Arn: z.string() }),
});

/** Session length in seconds: the longest that role chaining allows. */
const SESSION_SECONDS = 3600;

const inputOf = (request: RoleRequest): Record<string, unknown> => ({
  RoleArn: `arn:aws:iam::${request.accountId}:role/${request.roleName}`,
  // Unpredictable, so that nobody can prepare a policy or a log entry for a session to come.
  RoleSessionName: `cw-${randomUUID()}`,
  DurationSeconds: SESSION_SECONDS,
  ExternalId: request.externalId,
  SourceIdentity: request.sourceIdentity,
  ...(Object.keys(request.tags).length === 0
    ? {}
    : { Tags: Object.entries(request.tags).map(([Key, Value]) => ({ Key, Value })) }),
  ...(request.policy === undefined ? {} : { Policy: request.policy }),
  ...(request.policyArns.length === 0
    ? {}
    : { PolicyArns: request.policyArns.map((arn) => ({ arn })) }),
});

const refusalOf = (request: RoleRequest, code: string): Refusal | undefined => {
  if (code === 'PackedPolicyTooLarge' || code === 'PackedPolicyTooLargeException') {
    return {
      code: 'session-policy-too-large',
      because: 'AWS found the session policy of this step and its tags too large together.',
      next: 'Split the request into smaller ones.',
    };
  }
  if (!isDenied(code)) return undefined;
  return {
    code: 'role-missing',
    because: `The role ${request.roleName} of account ${request.accountId} did not open (${code}).`,
    next: 'Install the roles as `infrastructure/README.md` says, then comment `/plan`.',
  };
};

const isOfAccount = (arn: string, request: RoleRequest): boolean =>
  arn.startsWith(`arn:aws:sts::${request.accountId}:assumed-role/${request.roleName}/`);

const leaseOf = (request: RoleRequest, output: unknown): Decided<RoleLease> => {
  const parsed = answer.safeParse(output);
  if (!parsed.success) throw new Fault('malformed-answer', 'STS AssumeRole', parsed.error);
  const { Credentials: keys, AssumedRoleUser: user } = parsed.data;
  if (!isOfAccount(user.Arn, request)) {
    return refused({
      code: 'wrong-account',
      because: `AWS answered with a session of another role than that of ${request.accountId}.`,
      next: 'Nothing was changed. Ask whoever runs the application to look at its AWS endpoint.',
    });
  }
  return accepted({
    place: request.accountId,
    credentials: {
      accessKeyId: keys.AccessKeyId,
      secretAccessKey: keys.SecretAccessKey,
      sessionToken: keys.SessionToken,
    },
    clients: new Map(),
    expiresAtMs: keys.Expiration.getTime(),
  });
};

/** Assumes one role, once. A role that does not open is a refusal; never another role instead. */
export const openRole = async (
  transport: Transport,
  identity: Identity,
  request: RoleRequest,
): Promise<Decided<RoleLease>> => {
  const call = {
    client: 'STS',
    operation: 'AssumeRole',
    region: request.region,
    input: inputOf(request),
    mayRepeat: true,
  } as const;
  const lease = await identity.lease();
  const said = await transport.send(lease, call);
  if (said.ok) return leaseOf(request, said.output);
  const refusal = refusalOf(request, said.code);
  if (refusal !== undefined) return refused(refusal);
  throw new Fault('denied', `STS AssumeRole ${request.roleName}: ${said.code} ${said.message}`);
};
