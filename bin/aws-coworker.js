#!/usr/bin/env -S node --max-semi-space-size=16
// The size keeps the audit of a large organization under 500 MB, at no cost in time.
// Runs the sources of a clone, or the compiled program of the package, which ships no sources.
import { existsSync } from 'node:fs';

const source = new URL('../src/cli/main.ts', import.meta.url);
const compiled = new URL('../dist/src/cli/main.js', import.meta.url);
const OLDEST_NODE = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  process.stderr.write(
    `Node ${OLDEST_NODE} or newer is needed, this is ${process.versions.node}. ` +
      'On Linux the install brings it: start through npm scripts or npx.\n',
  );
  process.exitCode = 2;
} else {
  await import(existsSync(source) ? source.href : compiled.href);
}
