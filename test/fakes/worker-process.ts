import { spawn, type ChildProcess } from 'node:child_process';
import { ROOT } from '../source-files.ts';

/** One `aws-coworker serve`, as a process of its own. */
export interface WorkerProcess {
  readonly role: string;
  readonly url: string;
  /** Everything it wrote so far. */
  readonly output: () => string;
  /** Ends it and waits until it is gone; with SIGKILL it has no time for anything. */
  readonly end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

export interface WorkerOrder {
  readonly role: 'all' | 'orchestrator' | 'reader' | 'deployer' | 'model';
  readonly environment: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** How it is started; `node src/cli/main.ts serve --role ROLE` when absent. */
  readonly command?: readonly [file: string, ...args: string[]];
}

const readyUrl = (output: string): string | undefined => {
  const line = output.split('\n').find((one) => one.includes('"msg":"ready"'));
  return line === undefined ? undefined : (JSON.parse(line) as { url: string }).url;
};

const waitUntilReady = (child: ChildProcess, output: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      const url = readyUrl(output());
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => {
      reject(new Error(`it ended with ${code} before it was ready:\n${output()}`));
    });
  });

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

const endGroup = (child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void => {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
};

/** Starts a worker and waits until it says that it is ready; fails with what it said if it ends. */
export const startWorker = async (order: WorkerOrder): Promise<WorkerProcess> => {
  const { role, environment, args = [] } = order;
  const [file, ...rest] = order.command ?? [
    process.execPath,
    'src/cli/main.ts',
    'serve',
    '--role',
    role,
  ];
  const child = spawn(file, [...rest, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what npm starts ends with it.
    detached: true,
  });
  const chunks: string[] = [];
  const output = (): string => chunks.join('');
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
  return {
    role,
    url: await waitUntilReady(child, output),
    output,
    end: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) endGroup(child, signal);
      await gone(child);
    },
  };
};
