import { serveWorld, type ServedWorld } from '../../sandbox/serve.ts';
import type { World, WorkerIdentity } from '../../sandbox/world.ts';

/** A way into the sandbox for one process, and what came through it. */
export interface Door extends ServedWorld {
  /** Identities that the process asked for. */
  readonly asked: ReadonlySet<string>;
  /** `role` for every call, in order: the identity itself, or the role it had assumed. */
  readonly calls: readonly { readonly role: string; readonly operation: string }[];
}

/** Roles by access key, for all doors of a world: a key that wanders is still known. */
type Keys = Map<string, string>;

interface Assumed {
  readonly Credentials?: { readonly AccessKeyId?: string };
}

const roleNameOf = (input: unknown): string =>
  (input as { RoleArn?: string }).RoleArn?.split('/').at(-1) ?? '';

/**
 * Opens a door that hands out every identity to whoever asks, so that only the worker itself keeps
 * it from being another one.
 */
export const openDoor = async (world: World, keys: Keys): Promise<Door> => {
  const asked = new Set<string>();
  const calls: { role: string; operation: string }[] = [];
  const watched: World = {
    ...world,
    credentialsOf: (identity: WorkerIdentity, accountId) => async () => {
      asked.add(identity);
      const credentials = await world.credentialsOf(identity, accountId)();
      keys.set(credentials.accessKeyId, identity);
      return credentials;
    },
    call: async (call) => {
      const operation = call.commandName.replace(/Command$/, '');
      calls.push({ role: keys.get(call.accessKeyId) ?? 'nobody', operation });
      const output = await world.call(call);
      const key = (output as Assumed).Credentials?.AccessKeyId;
      if (operation === 'AssumeRole' && key !== undefined) keys.set(key, roleNameOf(call.input));
      return output;
    },
  };
  return { ...(await serveWorld(watched)), asked, calls };
};
