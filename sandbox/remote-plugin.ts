import { request } from 'node:http';
import { AwsError, SandboxUnsupported } from './aws-error.ts';
import type { SandboxCredentials } from './iam/sessions.ts';
import { pluginFor, type SandboxPlugin } from './plugin.ts';
import type { WorldSnapshot } from './snapshot.ts';
import { fromWireJson, toWireJson } from './wire-json.ts';
import type { WorkerIdentity } from './world.ts';

interface Answer {
  readonly output?: unknown;
  readonly error?: {
    readonly name: string;
    readonly message: string;
    readonly metadata?: { readonly httpStatusCode: number; readonly requestId: string };
  };
}

const post = (url: string, body: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST' }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve(Buffer.concat(parts).toString('utf8'));
      });
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });

const toError = (error: NonNullable<Answer['error']>): Error => {
  const { name, message, metadata } = error;
  if (metadata === undefined) {
    return name === 'SandboxUnsupported' ? new SandboxUnsupported(message) : new Error(message);
  }
  const restored = new AwsError(name, metadata.httpStatusCode, message);
  restored.$metadata.requestId = metadata.requestId;
  return restored;
};

const ask = async (url: string, body: unknown): Promise<unknown> => {
  const answer = fromWireJson(await post(url, toWireJson(body))) as Answer;
  if (answer.error !== undefined) throw toError(answer.error);
  return answer.output;
};

/** A plugin that forwards every call of a client to a served world. */
export const remotePlugin = (url: string): SandboxPlugin =>
  pluginFor((call) => ask(`${url}/call`, call));

/** Credentials of a worker identity of a served world. */
export const remoteCredentials =
  (
    url: string,
    identity: WorkerIdentity,
    accountId?: string,
  ): (() => Promise<SandboxCredentials>) =>
  async () =>
    (await ask(`${url}/credentials`, { identity, accountId })) as SandboxCredentials;

/** What a worker needs to have a served world for AWS: calls go there, as its own identity. */
export interface RemoteParts {
  readonly plugins: readonly SandboxPlugin[];
  readonly readerIdentity?: () => Promise<SandboxCredentials>;
  readonly deployerIdentity?: () => Promise<SandboxCredentials>;
}

/** Connects the workers of one process; no other identity is as much as named there. */
export const connectRemote = (
  url: string,
  workers: readonly ('reader' | 'deployer')[],
): RemoteParts => ({
  plugins: [remotePlugin(url)],
  ...(workers.includes('reader')
    ? { readerIdentity: remoteCredentials(url, 'aws-coworker-reader') }
    : {}),
  ...(workers.includes('deployer')
    ? { deployerIdentity: remoteCredentials(url, 'aws-coworker-deployer') }
    : {}),
});

/** The whole of a served world. */
export const remoteSnapshot = async (url: string): Promise<WorldSnapshot> =>
  (await ask(`${url}/snapshot`, null)) as WorldSnapshot;
