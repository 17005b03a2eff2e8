import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AwsCounts, AwsOrder } from './aws-server.ts';
import type { RunOrder, RunResult } from './run-order.ts';

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Who runs: a program with its arguments. */
export interface Runner {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Run once, where the others run several times. */
  readonly isSlow?: true;
}

const node = (name: string, file: string, flags: readonly string[] = []): Runner => ({
  name,
  command: [process.execPath, ...flags, fileOf(file)],
});

/** With which `npm start` and `bin/aws-coworker.js` run Node. */
const FLAGS = ['--max-semi-space-size=16'];

const python = (name: string, pool: string): Runner => ({
  name,
  command: ['python3', fileOf('sweep_boto3.py'), pool],
  isSlow: true,
});

export const BARE = node('bare SDK loop', 'runner-bare.ts');
export const OURS = node('aws-coworker', 'runner-ours.ts', FLAGS);
export const BOTO3_THREADS = python('boto3, a pool of threads', 'threads');
export const BOTO3_PROCESSES = python('boto3, a pool of processes', 'processes');

/** Keys that are nobody's, and no file of the machine's own. */
const environment = (more: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  ...more,
});

const start = ({ command }: Runner, variables: Readonly<Record<string, string>>): ChildProcess => {
  const [program, ...args] = command;
  return spawn(program, args, {
    env: environment(variables),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
};

const linesOf = async function* (child: ChildProcess): AsyncIterable<string> {
  if (child.stdout === null) return;
  yield* createInterface({ input: child.stdout });
};

/** A server on loopback, for as long as some work takes. */
export const withAws = async <T>(
  order: AwsOrder,
  work: (endpoint: string) => Promise<T>,
): Promise<T> => {
  const server = start(node('aws', 'aws-server.ts'), { AWS_ORDER: JSON.stringify(order) });
  try {
    for await (const endpoint of linesOf(server)) return await work(endpoint);
    throw new Error('the server did not start');
  } finally {
    server.kill();
  }
};

export interface Ran {
  /** One for each round. */
  readonly rounds: readonly RunResult[];
  readonly counts: AwsCounts;
}

/** Runs one program to its end; what it asked of the server is counted from zero. */
export const runOnce = async (runner: Runner, order: RunOrder): Promise<Ran> => {
  await fetch(`${order.endpoint}/_counts`, { method: 'DELETE' });
  const child = start(runner, { RUN_ORDER: JSON.stringify(order) });
  const ended = once(child, 'exit');
  const rounds: RunResult[] = [];
  for await (const line of linesOf(child)) rounds.push(JSON.parse(line) as RunResult);
  await ended;
  if (rounds.length === 0) throw new Error(`${runner.name} did not run`);
  const said = await fetch(`${order.endpoint}/_counts`);
  return { rounds, counts: (await said.json()) as AwsCounts };
};

/** Whether Python is there with boto3; without it its rows are left out, and that is said. */
export const hasBoto3 = async (): Promise<boolean> => {
  const child = spawn('python3', ['-c', 'import boto3'], { stdio: 'ignore' });
  const [code] = (await Promise.race([
    once(child, 'exit'),
    once(child, 'error').then(() => [1]),
  ])) as [number];
  return code === 0;
};
