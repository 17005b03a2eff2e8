import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../src/reply/markdown.ts';
import { ROOT } from '../source-files.ts';

interface Variable {
  readonly name: string;
  readonly for: string;
  readonly fallback: string;
  readonly says: string;
}

/** Table: every environment variable. A test compares its names with those that are read. */
const VARIABLES: readonly Variable[] = [
  {
    name: 'APP_ID',
    for: 'orchestrator, deployer',
    fallback: '',
    says: 'Number of the GitHub App.',
  },
  {
    name: 'PRIVATE_KEY',
    for: 'orchestrator',
    fallback: '',
    says: 'Key of the GitHub App, PEM; `\\n` may stand for line breaks.',
  },
  { name: 'WEBHOOK_SECRET', for: 'orchestrator', fallback: '', says: '16 characters or more.' },
  {
    name: 'GITHUB_CLIENT_ID',
    for: 'orchestrator',
    fallback: 'none',
    says: 'Client id of the GitHub App; **required** where `config/dashboard.yml` enables the page.',
  },
  {
    name: 'GITHUB_CLIENT_SECRET',
    for: 'orchestrator',
    fallback: 'none',
    says: 'A client secret of the GitHub App, likewise.',
  },
  {
    name: 'ANTHROPIC_API_KEY',
    for: 'model',
    fallback: 'none',
    says: 'Key of the model; everything works without. No other worker needs it.',
  },
  {
    name: 'ANTHROPIC_BASE_URL',
    for: 'model',
    fallback: 'the provider',
    says: 'Another address that speaks the same API.',
  },
  {
    name: 'DATABASE_URL',
    for: 'all',
    fallback: 'embedded',
    says: 'PostgreSQL. Needed as soon as a worker runs by itself.',
  },
  {
    name: 'DATA_DIR',
    for: 'all',
    fallback: '`data`',
    says: 'Folder of the embedded database; one process only.',
  },
  { name: 'CONFIG_DIR', for: 'all', fallback: '`config`', says: 'Folder of the configuration.' },
  {
    name: 'PORT',
    for: 'all',
    fallback: '`3000`',
    says: 'Webhooks, `/healthz`, `/readyz`, `/metrics`.',
  },
  {
    name: 'HOST',
    for: 'all',
    fallback: '`127.0.0.1`',
    says: 'Address to listen on; `0.0.0.0` in a container.',
  },
  { name: 'LOG_LEVEL', for: 'all', fallback: '`info`', says: '`trace` to `fatal`.' },
  {
    name: 'GITHUB_API_URL',
    for: 'orchestrator, deployer',
    fallback: '`https://api.github.com`',
    says: 'Another address for GitHub Enterprise.',
  },
  {
    name: 'AWS_REGION',
    for: 'reader, deployer',
    fallback: '`us-east-1`',
    says: 'Region for STS and Organizations.',
  },
  {
    name: 'AWS_ENDPOINT_URL',
    for: 'reader, deployer',
    fallback: 'none',
    says: 'Another address for all of AWS, for tests.',
  },
];

const COLUMNS = ['Variable', 'For', 'Default', 'What it says'].map((title) => ({ title }));

/** The table of environment variables. */
export const renderEnvironment = (): string =>
  table(
    COLUMNS,
    VARIABLES.map((one) => [
      `\`${one.name}\``,
      one.for,
      one.fallback === '' ? '**required**' : one.fallback,
      one.says,
    ]),
  );

/** Names in the table, sorted. */
export const documentedVariables = (): readonly string[] =>
  VARIABLES.map(({ name }) => name).sort();

/** Names that the application reads, sorted: members of the schemas in `environment.ts`. */
export const readVariables = (): readonly string[] => {
  const source = readFileSync(join(ROOT, 'src/app/environment.ts'), 'utf8');
  return [...source.matchAll(/(?:^|[{,])\s*([A-Z][A-Z_]{3,}): (?:text|z)\b/gm)]
    .flatMap(([, name]) => name ?? [])
    .sort();
};
