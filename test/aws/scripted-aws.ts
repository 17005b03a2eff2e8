import type { ClientPlugin } from '../../src/aws/client-table.ts';
import type { AwsOptions } from '../../src/aws/aws-options.ts';
import type { Clock } from '../../src/execute/ports.ts';
import { pluginFor } from '../../sandbox/plugin.ts';
import type { OrganizationConfig } from '../../src/config/config.ts';
import { parseAccountId, parseRegion, type AccountId, type Region } from '../../src/task/ids.ts';

/** Reads an id that a test wrote, or stops the test. */
export const account = (text: string): AccountId => {
  const id = parseAccountId(text);
  if (id === undefined) throw new Error(text);
  return id;
};

export const region = (text: string): Region => {
  const found = parseRegion(text);
  if (found === undefined) throw new Error(text);
  return found;
};

export const HOME = region('us-east-1');
export const DEV = account('333333333333');

/** A clock that stands still until somebody sleeps. */
export const virtualClock = (from = '2026-03-02T09:00:00Z'): Clock & { slept: number[] } => {
  let nowMs = new Date(from).getTime();
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(nowMs),
    sleep: async (ms) => {
      slept.push(ms);
      nowMs += ms;
    },
  };
};

export const organization: OrganizationConfig = {
  id: 'o-exampleorgid',
  externalId: 'example-external-id',
  managementAccountId: account('111111111111'),
  toolingAccountId: account('121212121212'),
  organizationReader: { accountId: account('121212121212'), roleName: 'AwsCoworkerReader' },
  ous: new Map(),
  accounts: new Map(),
  defaultRegions: [HOME],
  namingPattern: '{org}-{env}-{region}-{name}',
  shortName: 'acme',
  profiles: {},
};

/** One call as it left a client. */
export interface SeenCall {
  readonly client: string;
  readonly operation: string;
  readonly region: string;
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An error as the SDK throws it. */
export const awsError = (name: string, status: number, message = name): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

export type Script = (call: SeenCall) => object;

/** Answers every client from a script, without any wire; an assumed role's key is its role's ARN. */
export const scripted = (script: Script, clock: Clock) => {
  const calls: SeenCall[] = [];
  const assume = (call: SeenCall): object => {
    const arn = String(call.input['RoleArn']);
    const id = arn.split(':')[4] ?? '';
    return {
      Credentials: {
        AccessKeyId: arn,
        SecretAccessKey: 'example',
        SessionToken: 'example',
        Expiration: new Date(clock.now().getTime() + 3_600_000),
      },
      AssumedRoleUser: {
        Arn: `arn:aws:sts::${id}:assumed-role/${arn.split('/').at(-1) ?? ''}/cw`,
      },
    };
  };
  const base = (call: SeenCall): object => {
    if (call.operation === 'AssumeRole') return assume(call);
    if (call.operation === 'GetCallerIdentity') return { Account: call.key.split(':')[4] };
    return {};
  };
  const plugin = pluginFor(async (wire) => {
    const call = {
      client: wire.clientName.replace(/Client$/, ''),
      operation: wire.commandName.replace(/Command$/, ''),
      region: wire.region,
      key: wire.accessKeyId,
      input: wire.input as SeenCall['input'],
    };
    calls.push(call);
    const requestId = `r-${calls.length}`;
    return { $metadata: { requestId }, ...base(call), ...script(call) };
  });
  return { calls, plugin };
};

/** Options for an edge that talks to a script. */
export const optionsFor = (plugin: ClientPlugin, clock: Clock): AwsOptions => ({
  config: { organization },
  clock,
  homeRegion: HOME,
  plugins: [plugin],
  random: () => 1,
  readerIdentity: async () => ({ accessKeyId: 'reader-identity', secretAccessKey: 'example' }),
  deployerIdentity: async () => ({ accessKeyId: 'deployer-identity', secretAccessKey: 'example' }),
});
