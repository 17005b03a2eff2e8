#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../app/knowledge.ts';
import { packageRoot } from '../app/package-root.ts';
import { nearest } from '../intake/edit-distance.ts';
import { COMMANDS, usage, usageOf } from './commands.ts';
import { explainKnown } from './explain-break.ts';

const OLDEST_NODE = 24;

/** The version guard comes before anything that an older Node could not even read. */
const checkNode = (): void => {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_NODE) return;
  throw new StartRefused([
    `Node ${OLDEST_NODE} or newer is needed, this is ${process.versions.node}. ` +
      'On Linux the install brings it: start through npm scripts or npx.',
  ]);
};

const print = (text: string): number => {
  process.stdout.write(text);
  return 0;
};

const version = (): string => {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
};

const isAskedHow = (args: readonly string[]): boolean => {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
};

const unknownCommand = (name: string): StartRefused => {
  const [near] = nearest(name, Object.keys(COMMANDS));
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return new StartRefused([`There is no command ${JSON.stringify(name)}.${hint}`, usage()]);
};

const run = async (): Promise<number> => {
  checkNode();
  const [name = 'help', ...args] = process.argv.slice(2);
  if (['help', '--help', '-h'].includes(name)) return print(usage());
  if (['version', '--version', '-V'].includes(name)) return print(`${version()}\n`);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw unknownCommand(name);
  return isAskedHow(args) ? print(usageOf(command)) : command.run(args);
};

/** What a person can mend is told in words; anything else is a fault and shows where it broke. */
const tellBreak = (error: unknown): void => {
  const known = explainKnown(error);
  if (!(error instanceof StartRefused) && known === undefined) throw error;
  const words = error instanceof StartRefused ? error.message : undefined;
  process.stderr.write(`${words ?? `${known?.found}\n-> ${known?.mend}`}\n`);
  process.exitCode = 2;
};

// Who reads only the first lines, as `head` does, closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  process.exitCode = await run();
} catch (error) {
  tellBreak(error);
}
