import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** True where the AWS API server is on PATH; it is not in npm. */
export const hasMoto = (): boolean => spawnSync('moto_server', ['--help']).status === 0;

/** Its version, for the record; the command itself does not tell. */
export const motoVersion = (): string => {
  const script = 'import moto; print(moto.__version__)';
  const asked = spawnSync('python3', ['-c', script], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : 'of an unknown version';
};

/** An AWS by third-party software, on loopback. */
export interface MotoServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Starts the server as a child process and waits until it answers. */
export const startMoto = async (): Promise<MotoServer> => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'coworker-moto-'));
  const log = openSync(join(folder, 'log'), 'a');
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', log, log],
    detached: true,
  });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(async () => (await fetch(`${url}/moto-api/data.json`)).arrayBuffer(), {
    timeout: 60_000,
    interval: 200,
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        // A group of its own: the command may be a wrapper around the server.
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      }),
  };
};
