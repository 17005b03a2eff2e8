import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, listSources, type SourceFile } from './source-files.ts';

/** Stations of the journey; a station imports only from those before it. Edges are one rank. */
const RANKS: Readonly<Record<string, number>> = {
  task: 0,
  config: 1,
  plan: 2,
  review: 3,
  agents: 4,
  services: 5,
  intake: 6,
  approve: 7,
  execute: 8,
  report: 9,
  reply: 10,
  github: 11,
  aws: 11,
  store: 11,
  claude: 11,
  app: 12,
  web: 13,
  cli: 13,
  index: 13,
};

const EDGES = new Set(['github', 'aws', 'store', 'claude']);
const sources = listSources('src');

const stationOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? '';

const localImports = (file: SourceFile): readonly string[] =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file.path), name)));

const breaks = (from: string, to: string): boolean => {
  if (from === to) return false;
  const [a, b] = [RANKS[from], RANKS[to]];
  if (a === undefined || b === undefined) return true;
  return b > a || (a === b && EDGES.has(from));
};

/** The only edge that may import an SDK. */
const edgeOf = (name: string): string => {
  if (name.startsWith('@octokit')) return 'src/github/';
  return name.startsWith('@anthropic-ai') ? 'src/claude/' : 'src/aws/';
};

/** Everything a file reaches through imports, itself included. */
const reach = (entry: string): ReadonlySet<string> => {
  const byPath = new Map(sources.map((file) => [file.path, file]));
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const file = byPath.get(path);
    if (file === undefined || seen.has(path)) return;
    seen.add(path);
    for (const next of localImports(file)) visit(next);
  };
  visit(entry);
  return seen;
};

const PURE = /^src\/(task|config|plan|review|agents|intake|approve|reply|services)\//;
const IMPURE_SERVICE_FILE =
  /^src\/services\/(.*\/)?(facts|read-back|list|service|aws-reader|registry)\.ts$/;
const EFFECTS: readonly (readonly [string, RegExp])[] = [
  ['async', /\basync\b|\bawait\b|\bPromise\b/],
  ['clock', /\bDate\.now\b|\bnew Date\(\)|\bperformance\b/],
  ['randomness', /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/],
  ['environment', /\bprocess\./],
  ['file access', /from 'node:(fs|net|http|child_process|os)/],
];

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/[^\n]*/g, '$1');

describe('stations', () => {
  it('imports point one way only', () => {
    const wrong = sources.flatMap((file) =>
      localImports(file)
        .filter((target) => target.startsWith('src/'))
        .filter((target) => breaks(stationOf(file.path), stationOf(target)))
        .map((target) => `${file.path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('nothing in src imports the sandbox, except the command line by a dynamic import', () => {
    const wrong = sources.filter(
      (file) => /from '[^']*sandbox\//.test(file.text) && !file.path.startsWith('src/cli/'),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('pure stations hold no effect', () => {
    const wrong = sources
      .filter((file) => PURE.test(file.path) && !IMPURE_SERVICE_FILE.test(file.path))
      .flatMap((file) =>
        EFFECTS.filter(([, pattern]) => pattern.test(withoutComments(file.text))).map(
          ([name]) => `${file.path}: ${name}`,
        ),
      );
    expect(wrong).toEqual([]);
  });

  it('only the edges import an SDK', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((name) => /^(@aws-sdk|@smithy|@octokit|@anthropic-ai)\//.test(name))
        .filter((name) => !file.path.startsWith(edgeOf(name)))
        .map((name) => `${file.path} -> ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('only decideApproval mints an ApprovedPlan', () => {
    const wrong = sources.filter(
      (file) =>
        file.text.includes('ApprovedPlan.mint(') && file.path !== 'src/approve/decide-approval.ts',
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});

describe('workers', () => {
  const entries: readonly (readonly [string, RegExp])[] = [
    ['src/app/wire-orchestrator.ts', /^src\/aws\//],
    ['src/app/wire-reader.ts', /^src\/github\/app-auth\.ts$/],
    ['src/app/wire-deployer.ts', /^src\/github\/app-auth\.ts$/],
    ['src/app/wire-model.ts', /^src\/(aws\/|github\/app-auth\.ts$)/],
    ['src/app/model/model-process.ts', /^src\/(aws|github|store|web|cli)\//],
  ];

  it.each(entries)('%s does not reach what it must not hold', (entry, forbidden) => {
    expect([...reach(entry)].filter((path) => forbidden.test(path))).toEqual([]);
    expect(reach(entry).size).toBeGreaterThan(0);
  });
});
