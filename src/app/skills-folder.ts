import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { packageRoot } from './package-root.ts';

/** The skills that come with the application, from a clone or from the packed package. */
export const skillsFolder = (): string => join(packageRoot(), 'skills');

/**
 * The organization's own skills: `skills/org` beside the folder of its configuration. In a clone
 * that is the same folder as `org` below the application's skills.
 */
export const ownSkillsFolder = (configFolder: string): string =>
  join(dirname(resolve(configFolder)), 'skills', 'org');

/** True for two paths of one folder. */
export const isSameFolder = (a: string, b: string): boolean => relative(a, b) === '';

/** A path as people are shown it: from where they stand, with `/`. */
export const shownPath = (file: string): string =>
  relative(process.cwd(), file).replaceAll(sep, '/');

/** Paths below a folder whose last part is this name, with `/`, in a fixed order. */
export const listNamed = (root: string, name: string): readonly string[] =>
  existsSync(root)
    ? readdirSync(root, { recursive: true, encoding: 'utf8' })
        .map((path) => path.replaceAll(sep, '/'))
        .filter((path) => path === name || path.endsWith(`/${name}`))
        .toSorted()
    : [];
