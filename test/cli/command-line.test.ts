import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../source-files.ts';
import type { Ran } from './typed-again.ts';

const folder = mkdtempSync(join(tmpdir(), 'command-line-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const bucket = file('bucket.yml', 'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n');
const broken = file('broken.yml', 'Resources: [');
const question = file('question.md', 'Which S3 buckets are there in athena-dev, us-east-1?');
const unclear = file('unclear.md', 'Delete everything');
const costs = file('costs.md', 'Find idle EC2 instances in athena-dev, us-east-1.');
const audit = file('audit.md', 'Audit the S3 buckets in athena-dev, us-east-1.');
/** What `report/savings/ask-for.ts` writes for things of the sandbox. */
const SAVED = [
  ['stop', 'Stop the EC2 instance i-0a11b22c33d44e55f in athena-dev, us-east-1.'],
  [
    'resize',
    'Change the EC2 instance i-0a11b22c33d44e55f in athena-dev, us-east-1 to the instance type ' +
      't3.small.',
  ],
  [
    'tiering',
    'Move the objects of the S3 bucket acme-dev-use1-reports in athena-dev, us-east-1 to ' +
      'Intelligent-Tiering after 0 days.',
  ],
] as const;
const front = file('front.md', '---\ntitle: [\n---\nhello');
const mislaid = join(folder, 'mislaid');
mkdirSync(mislaid);
writeFileSync(join(mislaid, 'organization.yml'), 'id: [');

const COMPLETE = { APP_ID: '1', WEBHOOK_SECRET: '0123456789abcdef' };

type Variables = Readonly<Record<string, string>>;

const environment = (variables: Variables): Variables => ({
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  AWS_EC2_METADATA_DISABLED: 'true',
  ...variables,
});

/** A process of its own, as a person starts it. */
const runAlone = (args: readonly string[], variables: Variables = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const command = [join(ROOT, 'src/cli/main.ts'), ...args];
    const options = { cwd: ROOT, env: environment(variables), timeout: 60_000 };
    execFile(process.execPath, command, options, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ exit: code, out, err });
    });
  });

/** The process that runs most rows; its modules are loaded once. */
let again: ChildProcess | undefined;

const runAgain = async (args: readonly string[], variables: Variables = {}): Promise<Ran> => {
  again ??= fork(new URL('typed-again.ts', import.meta.url), { cwd: ROOT, execArgv: [] });
  again.send({ args, env: environment(variables) });
  const [ran]: unknown[] = await once(again, 'message');
  return ran as Ran;
};

interface Row {
  readonly name: string;
  /** Also run in a process of its own. */
  readonly isAlone?: true;
  readonly args: readonly string[];
  readonly variables?: Variables;
  readonly exit: number;
  readonly out?: RegExp;
  readonly err?: RegExp;
}

const NOTHING = /^$/;

/** Table: what people type, and what they are told. The first row has nothing wrong with it. */
const ROWS: readonly Row[] = [
  { name: 'no command', isAlone: true, args: [], exit: 0, out: /aws-coworker review/ },
  { name: 'help of all', args: ['--help'], exit: 0, out: /aws-coworker doctor/ },
  {
    name: 'help of one',
    args: ['plan', '--help'],
    exit: 0,
    out: /^usage: aws-coworker plan ISSUE/,
  },
  { name: 'the version', args: ['--version'], exit: 0, out: /^\d+\.\d+\.\d+\n$/ },
  {
    name: 'an unknown command',
    isAlone: true,
    args: ['reveiw'],
    exit: 2,
    err: /There is no command "reveiw"\. Did you mean review\?/,
  },
  {
    name: 'an unknown option',
    args: ['serve', '--rol', 'all'],
    exit: 2,
    err: /^Unknown option '--rol'\nusage: aws-coworker serve/,
  },
  {
    name: 'a word too many',
    args: ['serve', 'now'],
    exit: 2,
    err: /one word too many: "now"\nusage/,
  },
  { name: 'an unknown role', args: ['serve', '--role', 'chief'], exit: 2, err: /not "chief"/ },
  {
    name: 'a role without its database',
    args: ['serve', '--role', 'reader'],
    exit: 2,
    err: /--role reader needs DATABASE_URL/,
  },
  {
    name: 'no environment',
    isAlone: true,
    args: ['serve'],
    exit: 2,
    err: /^environment: APP_ID: is not set\n.*PRIVATE_KEY: is not set\n.*WEBHOOK_SECRET: is not/,
  },
  {
    name: 'values of the environment that can not be',
    args: ['serve'],
    variables: { PORT: '99999', LOG_LEVEL: 'loud', GITHUB_API_URL: 'github' },
    exit: 2,
    err: /PORT: must be .* 65535\n.*LOG_LEVEL: must be one of .*\n.*GITHUB_API_URL: must be an addr/,
  },
  {
    name: 'a key that is none',
    args: ['serve'],
    variables: { ...COMPLETE, PRIVATE_KEY: 'hunter2' },
    exit: 2,
    err: /^environment: PRIVATE_KEY: must be a private key as PEM[^2]*$/,
  },
  {
    name: 'broken configuration',
    args: ['serve'],
    variables: { CONFIG_DIR: mislaid },
    exit: 2,
    err: /organization\.yml:1: /,
  },
  {
    name: 'a database that does not answer',
    args: ['serve', '--role', 'reader'],
    variables: { DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/x' },
    exit: 2,
    err: /^database: it can not be used: ECONNREFUSED\. Look at DATABASE_URL\.\n$/,
  },
  { name: 'no issue', args: ['plan'], exit: 2, err: /^no issue was named\nusage/ },
  {
    name: 'two issues',
    args: ['plan', question, unclear, '--sandbox'],
    exit: 2,
    err: /one word too many/,
  },
  {
    name: 'an issue that is not there',
    args: ['plan', '/nowhere.md', '--sandbox'],
    exit: 2,
    err: /^\/nowhere\.md: the issue can not be read: ENOENT\n$/,
  },
  {
    name: 'an issue with broken front matter',
    args: ['plan', front, '--sandbox'],
    exit: 2,
    err: /front\.md:2: the front matter can not be read/,
  },
  {
    name: 'an issue without credentials',
    args: ['plan', unclear],
    exit: 2,
    err: /^no credentials of AWS were found\n-> Give this process the identity/,
  },
  {
    name: 'an issue that asks back',
    args: ['plan', unclear, '--sandbox', '--format', 'json'],
    exit: 1,
    out: /^\{\n {2}"schemaVersion": 1,\n {2}"kind": "question",/,
  },
  {
    name: 'an issue that is a question',
    args: ['plan', question, '--sandbox'],
    exit: 0,
    out: /^## \d+ resources? found · S3 bucket\n/,
  },
  {
    name: 'an issue that asks for an audit',
    args: ['plan', audit, '--sandbox'],
    exit: 0,
    out: /^## Audit: [\s\S]*\*\*Coverage\*\* · 1 of 1 account/,
  },
  {
    name: 'an audit of an account in which something fails',
    isAlone: true,
    args: ['audit', '--sandbox', '--account', 'athena', '--region', 'us-west-2'],
    exit: 1,
    out: /^Severity {2}Rule[\s\S]*\nCritical {2}S3-01[\s\S]*\nCoverage: 1 of 1 accounts/,
    err: /^Reading athena-dev \(development\)\. Reading changes nothing\.\n$/,
  },
  {
    name: 'an audit of an account in which nothing fails',
    args: ['audit', '--sandbox', '--account', '111111111111', '--format', 'json'],
    exit: 0,
    out: /^\{\n {2}"schemaVersion": 1,\n {2}"kind": "audit",\n {2}"findings": \[\],/,
    err: /^Reading zeus-management \(production\)\./,
  },
  {
    name: 'an audit as a comment would say it',
    args: ['audit', '--sandbox', '--account', 'zeus-management', '--format', 'markdown'],
    exit: 0,
    out: /^## Audit: nothing fails · all services\n[\s\S]*\n\*\*Next\*\* · nothing to approve/,
    err: /^Reading zeus-management \(production\)\./,
  },
  {
    name: 'an audit of an account that nobody knows',
    args: ['audit', '--sandbox', '--account', 'athenadev'],
    exit: 2,
    err: /^there is no account "athenadev"\. Did you mean athena-dev\?\nusage: aws-coworker audit/,
  },
  {
    name: 'an audit of an account that is called like none',
    args: ['audit', '--sandbox', '--account', 'warehouse'],
    exit: 2,
    err: /^there is no account "warehouse"\. Known: [\w-]+(, [\w-]+)*, and \d+ more\.\nusage: /,
  },
  {
    name: 'an audit of a region that no account allows',
    args: ['audit', '--sandbox', '--account', 'athena', '--region', 'us-west-9'],
    exit: 2,
    err: /^no account here allows the region "us-west-9"\. Nearest: us-west-2\.\n/,
  },
  {
    name: 'a search for savings',
    args: ['plan', costs, '--sandbox'],
    exit: 0,
    out: /^## Savings: [\s\S]*\*\*Looked at\*\* · 2 instances, in 1 of 1 place/,
  },
  ...SAVED.map(([name, text]) => ({
    name: `the issue of a saving is planned: ${name}`,
    args: ['plan', file(`${name}.md`, text), '--sandbox'],
    exit: 0,
    out: /^## Plan `[0-9a-f]{12}` · ready for approval[\s\S]*\*\*0 create · 1 change · 0 replace/,
  })),
  { name: 'no template', args: ['review'], exit: 2, err: /^no template was named\nusage/ },
  {
    name: 'no tier',
    args: ['review', bucket],
    exit: 2,
    err: /^--tier is one of sandbox, .*; it was not given\n/,
  },
  {
    name: 'a tier that is none',
    args: ['review', bucket, '--tier', 'dev'],
    exit: 2,
    err: /not "dev"\n/,
  },
  {
    name: 'files of which one is broken and one a folder',
    isAlone: true,
    args: ['review', bucket, broken, folder, '--tier', 'sandbox'],
    exit: 2,
    out: /bucket\.yml: may proceed[\s\S]*broken\.yml: unreadable[\s\S]*1 may proceed, 0 blocked, 2 un/,
  },
  {
    name: 'an examination in an unknown form',
    args: ['doctor', '--format', 'xml'],
    exit: 2,
    err: /^--format is one of table, json; not "xml"\nusage: aws-coworker doctor/,
  },
];

const isAnswered = (ran: Ran, row: Row): void => {
  expect(ran.err).toMatch(row.err ?? NOTHING);
  expect(ran.out).toMatch(row.out ?? NOTHING);
  expect(ran.exit).toBe(row.exit);
  expect(`${ran.out}${ran.err}`).not.toMatch(/^ {4}at /m);
  expect(`${ran.out}${ran.err}`).not.toContain('hunter2');
};

describe('the command line', () => {
  it.each(ROWS)('answers $name', { timeout: 90_000 }, async (row) => {
    isAnswered(await runAgain(row.args, row.variables), row);
  });

  it.each(ROWS.filter(({ isAlone }) => isAlone))(
    'answers $name in a process of its own',
    { timeout: 90_000 },
    async (row) => {
      isAnswered(await runAlone(row.args, row.variables), row);
    },
  );

  it('leaves nothing running behind any of these answers', { timeout: 90_000 }, async () => {
    const ended = again === undefined ? [0] : once(again, 'exit');
    again?.disconnect();
    expect((await ended)[0]).toBe(0);
  });
});
