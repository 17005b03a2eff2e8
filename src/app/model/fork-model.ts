import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ModelPort, Prompt, Told } from '../../claude/prompt.ts';
import { isTold } from './told.ts';

/** The program of the other process stands beside this file, compiled or not. */
const PROGRAM = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? 'model-process.ts' : 'model-process.js',
    import.meta.url,
  ),
);

/** Beyond its own timeout and one more try the other process is given up. */
const PATIENCE = { tries: 2, graceMs: 10_000 } as const;

type Settle = (told: Told) => void;

const UNREACHABLE: Told = { kind: 'fell-back', why: 'unreachable' };
const TIMEOUT: Told = { kind: 'fell-back', why: 'timeout' };

/** One process, and who waits for it. */
class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, Settle>();
  isGone = false;

  constructor(provider: string, variables: Readonly<Record<string, string>>) {
    const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
    // Its environment is what is written here, and nothing of this process's own.
    // Nor its options: `--env-file` would bring back all that was left out.
    const options = { env: { ...variables }, execArgv: [], stdio: [...stdio] };
    this.#process = fork(PROGRAM, [provider], options);
    this.#process.on('message', (message) => this.#settle(message));
    for (const end of ['exit', 'error', 'disconnect']) this.#process.on(end, () => this.#end());
  }

  ask(id: number, prompt: Prompt): Promise<Told> {
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      const patienceMs = PATIENCE.tries * prompt.timeoutMs + PATIENCE.graceMs;
      const timer = setTimeout(() => this.#give(id, TIMEOUT), patienceMs).unref();
      this.#waiting.set(id, (told) => {
        clearTimeout(timer);
        resolve(told);
      });
      this.#process.send({ id, prompt }, (error) => {
        if (error !== null) this.#give(id, UNREACHABLE);
      });
    });
  }

  close(): void {
    this.isGone = true;
    this.#process.kill();
  }

  #settle(message: unknown): void {
    if (typeof message !== 'object' || message === null) return;
    const { id, told } = message as { readonly id?: unknown; readonly told?: unknown };
    if (typeof id === 'number') this.#give(id, isTold(told) ? told : UNREACHABLE);
  }

  #give(id: number, told: Told): void {
    this.#waiting.get(id)?.(told);
    this.#waiting.delete(id);
  }

  #end(): void {
    this.isGone = true;
    for (const id of this.#waiting.keys()) this.#give(id, UNREACHABLE);
  }
}

/**
 * Asks the model from a process of its own, whose whole environment is given: it holds the model's
 * key and no other, and it hears prompts and says answers, nothing else. It is started at the first
 * question, and again when it ended.
 */
export const forkModel = (
  provider: 'anthropic' | 'bedrock',
  variables: Readonly<Record<string, string>>,
): ModelPort => {
  let child: Child | undefined;
  let count = 0;
  return {
    ask: (prompt) => {
      if (child === undefined || child.isGone) child = new Child(provider, variables);
      count += 1;
      return child.ask(count, prompt);
    },
    close: () => child?.close(),
  };
};
