import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const folder = fileURLToPath(new URL('golden/', import.meta.url));

/** Compares a text with a file beside the tests; `UPDATE=1` writes the file instead. */
export const expectGolden = (name: string, text: string): void => {
  const path = `${folder}${name}.md`;
  const whole = `${text}\n`;
  if (process.env['UPDATE'] === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, whole);
  }
  expect(whole).toBe(readFileSync(path, 'utf8'));
};
