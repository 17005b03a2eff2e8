import { z } from 'zod';
import { dashboardFile } from '../../src/config/dashboard-file.ts';
import { healingFile } from '../../src/config/healing-file.ts';
import { modelFile } from '../../src/config/model-file.ts';
import { organizationFile } from '../../src/config/organization-file.ts';
import { CONFIG_FILES } from '../../src/config/parse-config.ts';
import {
  approvalsFile,
  calendarFile,
  exceptionsFile,
  githubFile,
  limitsFile,
  pullRequestsFile,
  tagsFile,
} from '../../src/config/rule-files.ts';
import { reportsFile } from '../../src/config/reports-file.ts';
import { table } from '../../src/reply/markdown.ts';
import { KEYS, FILES } from './configuration-words.ts';

const SCHEMAS: Readonly<Record<keyof typeof CONFIG_FILES, z.ZodType>> = {
  'organization.yml': organizationFile,
  'github.yml': githubFile,
  'approvals.yml': approvalsFile,
  'tags.yml': tagsFile,
  'limits.yml': limitsFile,
  'calendar.yml': calendarFile,
  'exceptions.yml': exceptionsFile,
  'pull-requests.yml': pullRequestsFile,
  'reports.yml': reportsFile,
  'dashboard.yml': dashboardFile,
  'healing.yml': healingFile,
  'model.yml': modelFile,
};

interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly default?: unknown;
}

interface Key {
  readonly path: string;
  readonly isRequired: boolean;
  readonly fallback: unknown;
}

/** Keys below one key; the members of a list are `name[]`, those of a map `name.*`. */
const keysBelow = (shape: Shape, path: string): readonly Key[] => {
  const { items = {}, additionalProperties: members } = shape;
  const ofMembers = typeof members === 'object' ? keysOf(members, `${path}.*.`) : [];
  return keysOf(shape, `${path}.`).concat(keysOf(items, `${path}[].`), ofMembers);
};

const keysOf = (shape: Shape, prefix: string): readonly Key[] =>
  Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    const below = keysBelow(inner, path);
    const isRequired = (shape.required ?? []).includes(name);
    const own = { path, isRequired, fallback: inner.default };
    return below.length > 0 && inner.type === 'object' ? below : [own].concat(below);
  });

/** Every key of a configuration file, as its schema has it. */
export const keysOfFile = (file: keyof typeof CONFIG_FILES): readonly Key[] => {
  const shape = z.toJSONSchema(SCHEMAS[file], { io: 'input', unrepresentable: 'any' });
  return keysOf(shape as Shape, '');
};

const fallbackWords = ({ isRequired, fallback }: Key): string => {
  if (isRequired) return '**required**';
  return fallback === undefined ? 'none' : `\`${JSON.stringify(fallback)}\``;
};

const COLUMNS = ['Key', 'Default', 'What it says'].map((title) => ({ title }));

/** Keys without words, and words without a key. */
export const mismatches = (): readonly string[] => {
  const files = Object.keys(SCHEMAS) as (keyof typeof CONFIG_FILES)[];
  const known = files.flatMap((file) => keysOfFile(file).map(({ path }) => `${file} ${path}`));
  return [
    ...known.filter((key) => KEYS[key] === undefined).map((key) => `no words: ${key}`),
    ...Object.keys(KEYS)
      .filter((key) => !known.includes(key))
      .map((key) => `no key: ${key}`),
  ];
};

/** The files, in one line each. */
export const renderConfigFiles = (): string =>
  table(
    ['File', 'Holds'].map((title) => ({ title })),
    Object.entries(FILES).map(([file, holds]) => [
      `\`config/${file}\`${CONFIG_FILES[file as keyof typeof CONFIG_FILES].isRequired ? ' (required)' : ''}`,
      holds,
    ]),
  );

/** Every key of every file. */
export const renderConfiguration = (environment: string): string => {
  const parts = (Object.keys(SCHEMAS) as (keyof typeof CONFIG_FILES)[]).map((file) => {
    const rows = keysOfFile(file).map((key) => [
      `\`${key.path}\``,
      fallbackWords(key),
      KEYS[`${file} ${key.path}`] ?? '',
    ]);
    return `## ${file}\n\n${FILES[file]}\n\n${table(COLUMNS, rows)}`;
  });
  return `# Configuration

Files in \`config/\`, or in the folder that \`CONFIG_DIR\` names. They are read once, at the start. An
unknown file, an unknown key, a key that stands twice or a value out of bounds is an error: the process
does not start, and names file, line and reason. Files can only tighten what the code demands.

The files in the repository describe the demo organization; replace them with your own. \`x[]\` is a
member of a list, \`x.*\` of a map.

${parts.join('\n\n')}

## Environment variables

${environment}
`;
};
