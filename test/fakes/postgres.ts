import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BINARIES = '/usr/lib/postgresql';

/** Folder of the newest PostgreSQL server on this machine; undefined where there is none. */
export const findPostgres = (): string | undefined => {
  if (!existsSync(BINARIES)) return undefined;
  const versions = readdirSync(BINARIES).toSorted((a, b) => Number(b) - Number(a));
  return versions
    .map((version) => join(BINARIES, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
const isRoot = process.getuid?.() === 0;

const asServer = async (command: string, args: readonly string[]): Promise<string> => {
  const { stdout } = isRoot
    ? await run('runuser', ['-u', 'postgres', '--', command, ...args], { cwd: '/' })
    : await run(command, [...args], { cwd: '/' });
  return stdout;
};

const giveToServer = async (folder: string): Promise<void> => {
  if (!isRoot) return;
  const [uid, gid] = await Promise.all([
    run('id', ['-u', 'postgres']),
    run('id', ['-g', 'postgres']),
  ]);
  chownSync(folder, Number(uid.stdout), Number(gid.stdout));
};

/** A server of its own for one test file, on loopback. */
export interface TestServer {
  readonly urlOf: (user: string, database?: string) => string;
  /** Ends at once, as by a power cut, and can be started again with what it had. */
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const HASTY = '-c fsync=off -c synchronous_commit=off';

/**
 * Starts a private server with a superuser `owner`. Everybody on loopback is trusted. Nothing
 * outlives a power cut unless it is asked to be durable.
 */
export const startPostgres = async (
  binaries: string,
  { isDurable = false }: { readonly isDurable?: boolean } = {},
): Promise<TestServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'coworker-postgres-'));
  await giveToServer(folder);
  const data = join(folder, 'data');
  await asServer(join(binaries, 'initdb'), ['-D', data, '-U', 'owner', '-A', 'trust', '--no-sync']);
  const port = await freePort();
  const options = [
    `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`,
    `${isDurable ? '' : HASTY} -c max_connections=200`,
  ].join(' ');
  const control = async (...args: readonly string[]): Promise<void> => {
    await asServer(join(binaries, 'pg_ctl'), ['-D', data, '-w', ...args]);
  };
  const start = (): Promise<void> => control('-l', join(folder, 'log'), '-o', options, 'start');
  const crash = (): Promise<void> => control('-m', 'immediate', 'stop');
  await start();
  return {
    urlOf: (user, database = 'postgres') => `postgres://${user}@127.0.0.1:${port}/${database}`,
    start,
    crash,
    stop: async () => {
      await crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
