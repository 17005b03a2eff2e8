import { COMMANDS as CLI } from '../../src/cli/commands.ts';
import { COMMANDS } from '../../src/reply/help.ts';
import { table } from '../../src/reply/markdown.ts';
import { allServices } from '../../src/services/registry.ts';
import { renderConfigFiles } from './configuration.ts';
import { renderEnvironment } from './environment.ts';
import { readSample, SAMPLES, withHardBreaks, withoutFolds, type SampleSource } from './samples.ts';

/** Names in lines of at most 100 characters, each name whole. */
const wrapped = (names: readonly string[]): string =>
  names
    .reduce<readonly string[]>(
      (lines, name) => {
        const last = lines.at(-1) ?? '';
        const longer = last === '' ? name : `${last} · ${name}`;
        return longer.length > 98
          ? [...lines.slice(0, -1), `${last} ·`, name]
          : [...lines.slice(0, -1), longer];
      },
      [''],
    )
    .join('\n');

const quoted = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

const sample = (name: string): SampleSource => {
  const source = SAMPLES[name];
  if (source === undefined) throw new Error(`there is no sample ${name}`);
  return source;
};

/** Table: the parts of the README that are generated, by the name in their marks. */
export const PARTS: Readonly<Record<string, () => string>> = {
  'plan-comment': () => quoted(withHardBreaks(withoutFolds(readSample(sample('plan-comment'))))),
  refusal: () => quoted(readSample(sample('refusal'))),
  commands: () =>
    table(
      ['Command', 'What it does'].map((title) => ({ title })),
      Object.values(COMMANDS).map(([typed, does]) => [`\`${typed}\``, does]),
    ),
  services: () => wrapped(allServices.map(({ title }) => title)),
  'config-files': renderConfigFiles,
  environment: renderEnvironment,
  'command-line': () =>
    table(
      ['Command', 'What it does'].map((title) => ({ title })),
      Object.values(CLI).map(({ usage, does }) => [`\`aws-coworker ${usage}\``, does]),
    ),
};

const markOf = (name: string): RegExp =>
  new RegExp(`(<!-- generated:${name} -->\n)[\\s\\S]*?(<!-- /generated:${name} -->)`);

/** Puts the generated parts between their marks. Throws when a mark is missing. */
export const fillParts = (text: string): string =>
  Object.entries(PARTS).reduce((filled, [name, render]) => {
    const mark = markOf(name);
    if (!mark.test(filled)) throw new Error(`README.md has no place for ${name}`);
    return filled.replace(mark, (_, start: string, end: string) => `${start}${render()}\n${end}`);
  }, text);
