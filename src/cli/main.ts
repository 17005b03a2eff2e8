#!/usr/bin/env node
import { StartRefused } from '../app/knowledge.ts';
import { COMMANDS, usage } from './commands.ts';

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

const run = async (): Promise<number> => {
  checkNode();
  const [name = 'help', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command.run(args);
  process.stdout.write(usage());
  return ['help', '--help', '-h'].includes(name) ? 0 : 2;
};

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
