import type { Clock } from '../execute/ports.ts';
import { StartRefused } from '../app/knowledge.ts';

/** Loads a module of the sandbox, which is there in a clone and not in the package. */
const loadSandbox = async (file: string): Promise<unknown> => {
  try {
    return await import(new URL(`../../sandbox/${file}`, import.meta.url).href);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new StartRefused(['--sandbox works in a clone of the repository only.']);
    }
    throw error;
  }
};

/** What stands in for AWS: plugins of the clients, and the identities of the workers. */
export interface SandboxParts {
  readonly plugins: readonly never[];
  readonly readerIdentity: never;
  readonly deployerIdentity: never;
  readonly isPaced: boolean;
}

/** The workers that talk to AWS. */
export type AwsWorker = 'reader' | 'deployer';

/**
 * Plugs the clients of this process into a sandbox that another process serves, as the identities
 * of its own workers and no others.
 */
export const connectSandbox = async (
  url: string,
  workers: readonly AwsWorker[],
): Promise<Partial<SandboxParts>> => {
  const loaded = (await loadSandbox('remote-plugin.ts')) as {
    readonly connectRemote: (url: string, workers: readonly AwsWorker[]) => Partial<SandboxParts>;
  };
  return loaded.connectRemote(url, workers);
};

/** A sandbox inside this process, for a command that needs no other. */
export const openLocalSandbox = async (clock: Clock): Promise<Partial<SandboxParts>> => {
  const loaded = (await loadSandbox('world.ts')) as {
    readonly createWorld: (spec: object, options: { readonly clock: Clock }) => LocalWorld;
  };
  const world = loaded.createWorld({}, { clock });
  return {
    plugins: [world.plugin()],
    isPaced: false,
    readerIdentity: world.credentialsOf('aws-coworker-reader'),
    deployerIdentity: world.credentialsOf('aws-coworker-deployer'),
  };
};

interface LocalWorld {
  readonly plugin: () => never;
  readonly credentialsOf: (identity: string) => never;
}
