/**
 * Runs the command line again and again in one process: to load its modules takes most of the time
 * of a command. Only `main.ts` is evaluated anew, as a person's next line would.
 */
import { setMaxListeners } from 'node:events';

/** What a person typed, and what stands in the environment. */
export interface Typed {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How a command ended. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

const MAIN = new URL('../../src/cli/main.ts', import.meta.url);

/** Keeps what is written to a stream. */
const keep = (stream: NodeJS.WriteStream): string[] => {
  const parts: string[] = [];
  stream.write = (part: string | Uint8Array): boolean => {
    parts.push(typeof part === 'string' ? part : new TextDecoder().decode(part));
    return true;
  };
  return parts;
};

/** As it stands when it is asked, whatever was assigned before. */
const exitCode = (): number => Number(process.exitCode ?? 0);

let count = 0;

const run = async ({ args, env }: Typed): Promise<Ran> => {
  process.argv.splice(2, Infinity, ...args);
  process.env = { ...env };
  process.exitCode = undefined;
  const out = keep(process.stdout);
  const err = keep(process.stderr);
  count += 1;
  try {
    await import(`${MAIN.href}?${count}`);
  } catch (error) {
    // As Node does with what nobody caught.
    return { exit: 1, out: out.join(''), err: `${err.join('')}${(error as Error).stack}\n` };
  }
  return { exit: exitCode(), out: out.join(''), err: err.join('') };
};

// Each evaluation listens to the standard output once.
setMaxListeners(0, process.stdout);
const answer = async (typed: Typed): Promise<void> => {
  const ran = await run(typed);
  process.exitCode = 0;
  process.send?.(ran);
};
process.on('message', (typed: Typed) => {
  void answer(typed);
});
