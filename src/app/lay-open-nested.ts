import { posix } from 'node:path';
import type { GitHubRepository } from '../github/github.ts';
import { inlineNested, nestedPaths } from '../plan/nested/inline.ts';
import { parseTemplate, TEMPLATE_BYTES } from '../plan/parse-template.ts';
import type { Template } from '../plan/template.ts';
import type { IssueRef } from '../task/issue.ts';
import { canonicalJson } from '../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';

/** Files that one template may be made of, itself included. */
const MOST_FILES = 12;

const PATH = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/;

/** True for a file of the repository whose name ends so. */
export const isPath = (path: string, ends: RegExp): boolean =>
  PATH.test(path) && ends.test(path) && !path.split('/').includes('..');

/** True for a file of the repository that a template may be read from. */
export const isTemplatePath = (path: string): boolean => isPath(path, /\.(ya?ml|json|template)$/);

/** A path as it may stand in a sentence. */
export const plainPath = (path: string): string => path.replaceAll(/[^A-Za-z0-9._/-]/g, '?');

const unreadable = (path: string, because: string): Refusal => ({
  code: 'template-unreadable',
  because: `The nested template \`${plainPath(path)}\` ${because}.`,
  next: 'Mend the path in the template and merge it, then `/plan`.',
});

/** Where templates are read from, and which were read so far. */
interface Reading {
  readonly github: Pick<GitHubRepository, 'readFile'>;
  readonly ref: IssueRef;
  readonly read: string[];
}

const readNested = async (reading: Reading, path: string): Promise<Decided<Template>> => {
  const { github, ref, read } = reading;
  if (!isTemplatePath(path)) return refused(unreadable(path, 'is no file of this repository'));
  if (read.includes(path)) return refused(unreadable(path, 'is nested in itself or twice'));
  if (read.length >= MOST_FILES) return refused(unreadable(path, 'is one too many'));
  read.push(path);
  const text = await github.readFile(ref, path);
  if (text === undefined) return refused(unreadable(path, 'is not in the default branch'));
  const parsed = parseTemplate(text, TEMPLATE_BYTES.inline);
  if (!parsed.ok)
    return refused(unreadable(path, `is none: ${parsed.refusal.because.replace(/\.$/, '')}`));
  return await layOpen(reading, path, parsed.value.template);
};

/** The template of a file with everything nested in it, however deep. */
const layOpen = async (
  reading: Reading,
  path: string,
  template: Template,
): Promise<Decided<Template>> => {
  const nested = new Map<string, Template>();
  for (const [logicalId, url] of nestedPaths(template)) {
    const child = await readNested(reading, posix.join(posix.dirname(path), url));
    if (!child.ok) return child;
    nested.set(logicalId, child.value);
  }
  return nested.size === 0 ? accepted(template) : inlineNested(template, nested);
};

/** A template's text as it will be judged, and the nested files that are part of it. */
export interface LaidOpen {
  readonly text: string;
  readonly nested: readonly string[];
}

/**
 * A template of the repository with its nested templates in it, where they are files beside it. The
 * text stays as it was given where nothing is nested, or where it can not be read.
 */
export const layOpenNested = async (
  from: Pick<Reading, 'github' | 'ref'>,
  file: { readonly path: string; readonly text: string },
): Promise<Decided<LaidOpen>> => {
  const parsed = parseTemplate(file.text, TEMPLATE_BYTES.inline);
  if (!parsed.ok || nestedPaths(parsed.value.template).size === 0)
    return accepted({ text: file.text, nested: [] });
  const read: string[] = [file.path];
  const whole = await layOpen({ ...from, read }, file.path, parsed.value.template);
  if (!whole.ok) return whole;
  return accepted({ text: canonicalJson(whole.value), nested: read.slice(1) });
};
