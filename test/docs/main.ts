import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../source-files.ts';
import { PAGES } from './pages.ts';

for (const [path, render] of Object.entries(PAGES)) {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, render());
  console.log(path);
}
