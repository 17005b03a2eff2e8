import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Fault } from '../task/fault.ts';
import type { AccountId } from '../task/ids.ts';
import { openRole, type RoleRequest } from './assume-role.ts';
import type { AwsOptions } from './aws-options.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createTransport, type Transport } from './transport.ts';

type Worker = 'reader' | 'deployer';

/** One try to become a role. The session that opens can do nothing, and is forgotten at once. */
export interface RoleTry {
  readonly worker: Worker;
  readonly accountId: AccountId;
  readonly role: string;
  readonly externalId: 'right' | 'wrong';
}

export interface CallerRead {
  readonly accountId: string;
  readonly arn: string;
}

/** Looks at identities and roles; nothing it opens may change or even read a resource. */
export interface Inspector {
  /** Throws a `Fault` when there are no credentials, or AWS does not take them. */
  readonly whoIs: (worker: Worker) => Promise<CallerRead>;
  readonly tryRole: (asked: RoleTry) => Promise<'opened' | 'refused' | 'other account'>;
  /** Whether an account has a role; undefined where the reader's role can not look. */
  readonly hasRole: (accountId: AccountId, role: string) => Promise<boolean | undefined>;
  /** Undefined where the organization's reader does not open. */
  readonly readOrganization: () => Promise<
    { readonly id: string; readonly managementAccountId: string } | undefined
  >;
  readonly close: () => void;
}

const WRITING = /^AwsCoworker(Deployer|Operator)$/;

const policyOf = (effect: 'Allow' | 'Deny', action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: effect, Action: action, Resource: '*' }],
  });

/** A session with this policy is good for nothing. */
const NOTHING = policyOf('Deny', '*');

const callerAnswer = z.object({ Account: z.string(), Arn: z.string() });
const organizationAnswer = z.object({
  Organization: z.object({ Id: z.string(), MasterAccountId: z.string() }),
});

interface Place {
  readonly options: AwsOptions;
  readonly transport: Transport;
  readonly identities: Readonly<Record<Worker, Identity>>;
}

/** Asked as the role's own worker would ask, so that a refusal is that of the trust policy. */
const requestFor = ({ options }: Place, asked: RoleTry, policy: string): RoleRequest => ({
  accountId: asked.accountId,
  roleName: asked.role,
  externalId:
    asked.externalId === 'right' ? options.config.organization.externalId : `wrong-${randomUUID()}`,
  // The writing roles ask for a person; nobody on GitHub has the id 0.
  ...(WRITING.test(asked.role)
    ? { sourceIdentity: 'gh-0-doctor', tags: { 'cw-changeset': 'none' } }
    : { sourceIdentity: 'aws-coworker', tags: {} }),
  policy,
  policyArns: [],
  region: options.homeRegion,
});

const whoIs = async ({ transport, identities, options }: Place, worker: Worker) => {
  const lease = await identities[worker].lease();
  const said = await transport.send(lease, {
    client: 'STS',
    operation: 'GetCallerIdentity',
    region: options.homeRegion,
    input: {},
    mayRepeat: true,
  });
  if (!said.ok) throw new Fault('denied', `STS GetCallerIdentity: ${said.code}`);
  const parsed = callerAnswer.safeParse(said.output);
  if (!parsed.success) throw new Fault('malformed-answer', 'STS GetCallerIdentity', parsed.error);
  return { accountId: parsed.data.Account, arn: parsed.data.Arn };
};

const tryRole: (place: Place, asked: RoleTry) => ReturnType<Inspector['tryRole']> = async (
  place,
  asked,
) => {
  const identity = place.identities[asked.worker];
  const opened = await openRole(place.transport, identity, requestFor(place, asked, NOTHING));
  if (opened.ok) return 'opened';
  return opened.refusal.code === 'wrong-account' ? 'other account' : 'refused';
};

interface Look {
  readonly accountId: AccountId;
  readonly role: string;
  readonly action: string;
  readonly client: 'IAM' | 'Organizations';
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** One read by a role of the reader, in a session that may make this read and no other. */
const look = async (place: Place, asked: Look) => {
  const tried = { ...asked, worker: 'reader', externalId: 'right' } as const;
  const request = requestFor(place, tried, policyOf('Allow', asked.action));
  const opened = await openRole(place.transport, place.identities.reader, request);
  if (!opened.ok) return undefined;
  const { client, operation, input } = asked;
  const region = place.options.homeRegion;
  return place.transport.send(opened.value, { client, operation, region, input, mayRepeat: true });
};

const hasRole = async (
  place: Place,
  accountId: AccountId,
  role: string,
): Promise<boolean | undefined> => {
  const said = await look(place, {
    accountId,
    role: 'AwsCoworkerReader',
    action: 'iam:GetRole',
    client: 'IAM',
    operation: 'GetRole',
    input: { RoleName: role },
  });
  if (said === undefined || said.ok) return said?.ok;
  return said.code.startsWith('NoSuchEntity') ? false : undefined;
};

const readOrganization = async (place: Place) => {
  const { accountId, roleName } = place.options.config.organization.organizationReader;
  const said = await look(place, {
    accountId,
    role: roleName,
    action: 'organizations:DescribeOrganization',
    client: 'Organizations',
    operation: 'DescribeOrganization',
    input: {},
  });
  const parsed = organizationAnswer.safeParse(said?.ok === true ? said.output : undefined);
  if (!parsed.success) return undefined;
  const { Id, MasterAccountId } = parsed.data.Organization;
  return { id: Id, managementAccountId: MasterAccountId };
};

/** For `doctor`: asks as each worker whose identity is at hand. */
export const createInspector = (options: AwsOptions): Inspector => {
  const { profiles } = options.config.organization;
  const transport = createTransport(options);
  const identities = {
    reader: createIdentity('reader', profiles, options.readerIdentity),
    deployer: createIdentity('deployer', profiles, options.deployerIdentity),
  };
  const place: Place = { options, transport, identities };
  return {
    whoIs: (worker) => whoIs(place, worker),
    tryRole: (asked) => tryRole(place, asked),
    hasRole: (accountId, role) => hasRole(place, accountId, role),
    readOrganization: () => readOrganization(place),
    close: transport.close,
  };
};
