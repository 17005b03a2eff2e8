import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ScriptedAnswer } from '../fakes/scripted-model.ts';

/** One numbered file of a story. */
export interface Turn {
  readonly file: string;
  /** `bot`, or the person who acts. */
  readonly who: string;
  /** What the person does; `comment` by default. */
  readonly act: string;
  readonly front: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Story {
  readonly name: string;
  readonly folder: string;
  /** Clauses of the specification that the story shows, such as `8`. */
  readonly clauses: readonly string[];
  /** Refusal codes that the story shows. */
  readonly refusals: readonly string[];
  readonly title: string;
  readonly author: string;
  readonly labels: readonly string[];
  readonly body: string;
  readonly world: Readonly<Record<string, unknown>>;
  /** Merged over the configuration: freezes, approvals, caps. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What the model does, question by question; without it there is no model. */
  readonly model?: readonly ScriptedAnswer[];
  /** True where nothing protects the default branch. */
  readonly isUnprotected: boolean;
  /** True where jobs break; in every other story a fault fails it. */
  readonly hasFaults: boolean;
  readonly turns: readonly Turn[];
}

interface Parsed {
  readonly front: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const FRONT = /^---\n([\s\S]*?)\n---\n?/;

/** Splits YAML front matter from the text behind it. */
const readParts = (raw: string): Parsed => {
  const match = FRONT.exec(raw);
  const front = match === null ? {} : ((parse(match[1] ?? '') as Record<string, unknown>) ?? {});
  return { front, text: match === null ? raw : raw.slice(match[0].length) };
};

const textOf = (value: unknown, fallback: string): string =>
  typeof value === 'string' ? value : fallback;

const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

const readTurn = (folder: string, file: string): Turn => {
  const { front, text } = readParts(readFileSync(join(folder, file), 'utf8'));
  const who = file.replace(/^\d+-/, '').replace(/\.md$/, '');
  return { file, who, act: textOf(front['do'], 'comment'), front, text };
};

const readScript = (path: string): Pick<Story, 'model'> =>
  existsSync(path)
    ? { model: JSON.parse(readFileSync(path, 'utf8')) as readonly ScriptedAnswer[] }
    : {};

const readJson = (path: string): Readonly<Record<string, unknown>> =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};

/** Reads a story's folder. */
export const readStory = (root: string, name: string): Story => {
  const folder = join(root, name);
  const { front, text } = readParts(readFileSync(join(folder, 'issue.md'), 'utf8'));
  return {
    name,
    folder,
    clauses: listOf(front['shows']),
    refusals: listOf(front['refusals']),
    title: textOf(front['title'], 'A task'),
    author: textOf(front['author'], 'requester'),
    labels: front['labels'] === undefined ? ['aws-task'] : listOf(front['labels']),
    body: text.trim(),
    world: readJson(join(folder, 'world.json')),
    config: readJson(join(folder, 'config.json')),
    ...readScript(join(folder, 'model.json')),
    isUnprotected: front['unprotected'] === true,
    hasFaults: front['faults'] === true,
    turns: readdirSync(folder)
      .filter((file) => /^\d+-[a-z-]+\.md$/.test(file))
      .sort()
      .map((file) => readTurn(folder, file)),
  };
};

/** Every story below a folder, by name. */
export const listStories = (root: string): readonly string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'issue.md')))
    .map((entry) => entry.name)
    .sort();
