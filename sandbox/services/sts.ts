import { deflateRawSync } from 'node:zlib';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { AwsError, validationError } from '../aws-error.ts';
import { judge, type Demand } from '../iam/authorize.ts';
import { union, type PolicyDocument } from '../iam/policy.ts';
import { credentialsOfSession, openSession } from '../iam/sessions.ts';
import { badTag } from '../tags.ts';
import type { Role } from '../state.ts';
import { list, record, tagsFrom, text, type Call, type OperationTable } from './call.ts';

const NAME = /^[\w+=,.@-]{2,64}$/;
const INLINE_LIMIT = 2048;
const PACKED_LIMIT_BYTES = 1400;

const fail = (message: string): never => {
  throw validationError('STS', `1 validation error detected: ${message}`);
};

const arnsOf = (call: Call): readonly string[] =>
  list(call.input, 'PolicyArns').map((each) => text(record(each), 'arn'));

const checkNames = (call: Call): void => {
  const { input } = call;
  if (!NAME.test(text(input, 'RoleSessionName'))) {
    fail("Value at 'roleSessionName' failed to satisfy constraint: [\\w+=,.@-]{2,64}");
  }
  const source = input['SourceIdentity'];
  if (source !== undefined && (typeof source !== 'string' || !NAME.test(source))) {
    fail("Value at 'sourceIdentity' failed to satisfy constraint: [\\w+=,.@-]{2,64}");
  }
  if (typeof source === 'string' && source.startsWith('aws:')) {
    fail("Value at 'sourceIdentity' may not start with aws:");
  }
};

const checkTags = (call: Call): void => {
  const tags = tagsFrom(call.input['Tags']);
  if (list(call.input, 'Tags').length > 50) fail("Value at 'tags' has more than 50 members");
  const bad = Object.entries(tags).find(([key, value]) => badTag(key, value) || key === '');
  if (bad !== undefined) fail(`Value at 'tags' failed to satisfy constraint: tag ${bad[0]}`);
};

const checkDuration = (call: Call): number => {
  const seconds = call.input['DurationSeconds'] ?? 3600;
  if (typeof seconds !== 'number' || seconds < 900 || seconds > 43_200) {
    return fail("Value at 'durationSeconds' is not between 900 and 43200");
  }
  if (seconds > 3600) {
    throw validationError(
      'STS',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by ' +
        'role chaining',
    );
  }
  return seconds;
};

/** The share of the packed limit used, in percent. AWS's own packing is not published. */
const packedPercent = (call: Call, limit: number): number => {
  const packed = deflateRawSync(
    [
      text(call.input, 'Policy'),
      ...arnsOf(call),
      ...Object.entries(tagsFrom(call.input['Tags'])).flat(),
    ].join('\n'),
  );
  return Math.ceil((packed.length / limit) * 100);
};

const checkPolicySize = (call: Call): number => {
  const inline = text(call.input, 'Policy');
  const arns = arnsOf(call);
  if (arns.length > 10) fail("Value at 'policyArns' has more than 10 members");
  if (inline.length + arns.join('').length > INLINE_LIMIT) {
    fail("Value at 'policy' failed to satisfy constraint: length at most 2048");
  }
  const percent = packedPercent(call, PACKED_LIMIT_BYTES);
  if (percent > 100) {
    throw new AwsError(
      'PackedPolicyTooLarge',
      400,
      `Serialized token too large for session: packed policy size is ${percent}% of the limit`,
    );
  }
  return percent;
};

const malformed = (message: string): never => {
  throw new AwsError('MalformedPolicyDocument', 400, message);
};

const parsePolicy = async (inline: string, role: Role): Promise<PolicyDocument> => {
  let document: unknown;
  try {
    document = JSON.parse(inline);
  } catch {
    return malformed('This policy contains invalid Json');
  }
  const trial = await runSimulation(
    {
      request: {
        principal: role.arn,
        action: 's3:ListAllMyBuckets',
        resource: { resource: '*', accountId: role.arn.split(':')[4] ?? '' },
        contextVariables: {},
      },
      sessionPolicy: document,
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (trial.resultType === 'error') malformed(JSON.stringify(trial.errors.sessionPolicyErrors));
  return document as PolicyDocument;
};

const sessionPolicyOf = async (
  call: Call,
  accountId: string,
  role: Role,
): Promise<PolicyDocument | undefined> => {
  const inline = text(call.input, 'Policy');
  const managed = arnsOf(call).map((arn) => {
    const found = call.state.accounts.get(accountId)?.managedPolicies.get(arn);
    return found ?? malformed(`Policy ${arn} does not exist or is not in the role's account`);
  });
  const documents = [...(inline === '' ? [] : [await parsePolicy(inline, role)]), ...managed];
  return documents.length === 0 ? undefined : union(documents);
};

const trustContext = (call: Call): Record<string, string | string[]> => {
  const tags = tagsFrom(call.input['Tags']);
  const source = text(call.input, 'SourceIdentity');
  const external = text(call.input, 'ExternalId');
  return {
    'sts:RoleSessionName': text(call.input, 'RoleSessionName'),
    ...(external === '' ? {} : { 'sts:ExternalId': external }),
    ...(source === '' ? {} : { 'sts:SourceIdentity': source }),
    ...(Object.keys(tags).length === 0 ? {} : { 'aws:TagKeys': Object.keys(tags) }),
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]),
    ),
  };
};

const roleOf = (call: Call): { readonly accountId: string; readonly role?: Role } => {
  const match = /^arn:aws:iam::([0-9]{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(
    text(call.input, 'RoleArn'),
  );
  if (match === null) return fail(`${text(call.input, 'RoleArn')} is invalid`);
  const [, accountId = '', name = ''] = match;
  const role = call.state.accounts.get(accountId)?.roles.get(name);
  return { accountId, ...(role === undefined ? {} : { role }) };
};

const EMPTY: PolicyDocument = { Version: '2012-10-17', Statement: [] };

/** AssumeRole and what tags and a source identity add to it; a missing role is a denial. */
const assumeDemands = (call: Call): readonly Demand[] => {
  const { accountId, role } = roleOf(call);
  const actions = [
    'sts:AssumeRole',
    ...(text(call.input, 'SourceIdentity') === '' ? [] : ['sts:SetSourceIdentity']),
    ...(list(call.input, 'Tags').length === 0 ? [] : ['sts:TagSession']),
  ];
  return actions.map((action) => ({
    action,
    resource: text(call.input, 'RoleArn'),
    accountId,
    context: trustContext(call),
    resourcePolicy: role?.trust ?? EMPTY,
  }));
};

const refuseOtherIdentity = async (call: Call): Promise<void> => {
  const own = call.caller.session.sourceIdentity;
  const asked = text(call.input, 'SourceIdentity');
  if (own === undefined || asked === '' || own === asked) return;
  const denial = await judge(call.state, call.caller, {
    client: 'STS',
    operation: 'AssumeRole',
    action: 'sts:SetSourceIdentity',
    resource: text(call.input, 'RoleArn'),
    resourcePolicy: EMPTY,
  });
  throw new AwsError('AccessDenied', 403, denial);
};

const assumeRole = async (call: Call): Promise<unknown> => {
  const { accountId, role } = roleOf(call);
  if (role === undefined) throw new AwsError('AccessDenied', 403, 'the role does not exist');
  checkNames(call);
  checkTags(call);
  const seconds = checkDuration(call);
  const percent = checkPolicySize(call);
  await refuseOtherIdentity(call);
  const policy = await sessionPolicyOf(call, accountId, role);
  const source = text(call.input, 'SourceIdentity') || call.caller.session.sourceIdentity;
  const session = openSession(call.state, {
    accountId,
    role,
    seconds,
    isChained: true,
    sessionName: text(call.input, 'RoleSessionName'),
    tags: tagsFrom(call.input['Tags']),
    ...(source === undefined ? {} : { sourceIdentity: source }),
    ...(policy === undefined ? {} : { policy }),
  });
  const { expiration, ...keys } = credentialsOfSession(session);
  return {
    Credentials: {
      AccessKeyId: keys.accessKeyId,
      SecretAccessKey: keys.secretAccessKey,
      SessionToken: keys.sessionToken,
      Expiration: expiration,
    },
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    PackedPolicySize: percent,
    ...(source === undefined ? {} : { SourceIdentity: source }),
  };
};

/** STS: sessions, and who one is. */
export const stsOperations: OperationTable = {
  AssumeRole: { demands: assumeDemands, run: assumeRole },
  GetCallerIdentity: {
    demands: () => [{ action: 'sts:GetCallerIdentity', resource: '*' }],
    run: ({ caller: { session } }) => ({
      UserId: session.userId,
      Account: session.accountId,
      Arn: session.arn,
    }),
  },
};
