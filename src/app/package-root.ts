import { fileURLToPath } from 'node:url';

/** True in a clone, where the sources run as they are; false in the packed package. */
export const isClone = import.meta.url.endsWith('.ts');

/** The folder of package.json. Compiled, this file lies one level deeper, below `dist`. */
export const packageRoot = (): string =>
  fileURLToPath(new URL(isClone ? '../..' : '../../..', import.meta.url));
