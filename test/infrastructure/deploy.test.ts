import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allServices } from '../../src/services/registry.ts';
import type { ActionNeed } from '../../src/plan/action-need.ts';
import type { OperateDraft } from '../../src/plan/step.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import { account, REGION, sure } from '../services/samples.ts';
import { ROOT } from '../source-files.ts';

const WORKFLOW = readFileSync(join(ROOT, 'infrastructure/github/aws-coworker-deploy.yml'), 'utf8');
const SCRIPT = (parse(WORKFLOW) as { readonly env: { readonly COWORKER_SCRIPT: string } }).env
  .COWORKER_SCRIPT;

const ACCOUNT = '222222222222';
const FOLDER = `infrastructure/${ACCOUNT}/us-east-1/aws-coworker-1-events`;
const OPERATION = `infrastructure/${ACCOUNT}/us-east-1/operations/issue-2-step-1.json`;
const STACK_ID = `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/aws-coworker-1-events/1`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const TEMPLATE = '{ "Resources": {} }\n';
const PARAMETERS = JSON.stringify({ Parameters: { A: 'b' }, Tags: { T: 'u' }, Capabilities: [] });

const reviewed = (differs: object = {}): string =>
  JSON.stringify({
    schemaVersion: 1,
    planDigest: 'a'.repeat(64),
    issue: 1,
    stackName: 'aws-coworker-1-events',
    accountId: ACCOUNT,
    region: 'us-east-1',
    tier: 'production',
    phase: 1,
    template: 'template.json',
    templateSha256: sha256(TEMPLATE),
    parametersSha256: sha256(PARAMETERS),
    ...differs,
  });

const operation = (differs: object = {}): string =>
  JSON.stringify({
    schemaVersion: 1,
    tier: 'production',
    phase: 1,
    operation: 'ec2:stop',
    target: 'i-0abc',
    input: { InstanceIds: ['i-0abc'] },
    ...differs,
  });

const STACK_FILES = {
  [`${FOLDER}/template.json`]: TEMPLATE,
  [`${FOLDER}/parameters.json`]: PARAMETERS,
  [`${FOLDER}/reviewed.json`]: reviewed(),
};

/**
 * Stands in for the AWS CLI: writes down each call, and answers by the first two words; what a call
 * changes in later answers is in a folder of its words. It is a shell's, which starts sooner than Node: a push makes many calls.
 */
const FAKE_AWS = String.raw`#!/bin/sh
printf '%s\037' "$@" >>"$CALLS"
printf '\036' >>"$CALLS"
words="$1 $2"
if [ "$2" = wait ]; then words="$1 $2 $3"; fi
if [ -d "$ANSWERS/$words.later" ]; then cp "$ANSWERS/$words.later/"* "$ANSWERS/"; fi
for name in "$words.once" "$words $4.fails"; do
  if [ -f "$ANSWERS/$name" ]; then cat "$ANSWERS/$name" >&2; rm "$ANSWERS/$name"; exit 255; fi
done
if [ -f "$ANSWERS/$words.fails" ]; then cat "$ANSWERS/$words.fails" >&2; exit 255; fi
if [ -f "$ANSWERS/$words" ]; then exec cat "$ANSWERS/$words"; fi
printf '{}'
`;

const ANSWERS = {
  'sts assume-role-with-web-identity': {
    Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: 'secret', SessionToken: 'token' },
  },
  'sts get-caller-identity': { Account: ACCOUNT },
  'cloudformation describe-stacks': { fails: 'Stack with id x does not exist' },
  'cloudformation create-change-set': { Id: 'arn:change-set', StackId: STACK_ID },
};

const STANDS = {
  'cloudformation describe-stacks': {
    Stacks: [{ StackId: STACK_ID, StackStatus: 'CREATE_COMPLETE' }],
  },
};

type Files = Readonly<Record<string, string | null>>;

interface Ran {
  readonly status: number | null;
  readonly said: string;
  readonly folder: string;
  /** How the job signed in, which comes before all other calls. */
  readonly signIn: string;
  readonly calls: readonly string[];
  readonly output: string;
  readonly sent: string;
}

const root = mkdtempSync(join(tmpdir(), 'coworker-deploy-'));
let server: Server;
let tokenUrl = '';

beforeAll(async () => {
  server = createServer((_, response) => response.end(JSON.stringify({ value: 'token' })));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  tokenUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?x=1`;
});

afterAll(() => {
  server.close();
  rmSync(root, { recursive: true });
});

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();

const commit = (folder: string, files: Files): string => {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
  }
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'x');
  return git(folder, 'rev-parse', 'HEAD');
};

interface Push {
  readonly before?: Files;
  readonly after: Files;
}

/** A repository with one commit and the tools of a runner, which every run begins with a copy of. */
const begin = (): { readonly folder: string; readonly commit: string } => {
  const folder = join(root, 'begun');
  mkdirSync(join(folder, '.bin'), { recursive: true });
  writeFileSync(join(folder, '.bin/aws'), FAKE_AWS);
  chmodSync(join(folder, '.bin/aws'), 0o755);
  git(folder, 'init', '--quiet', '--template=');
  mkdirSync(join(folder, '.git/info'));
  const left = ['.bin', 'answers', 'calls', 'output', '*.json', 'aws-*'];
  writeFileSync(join(folder, '.git/info/exclude'), left.map((path) => `/${path}\n`).join(''));
  return { folder, commit: commit(folder, { 'README.md': 'x' }) };
};
const begun = begin();

const prepare = (push: Push): Readonly<Record<string, string>> => {
  const folder = mkdtempSync(join(root, 'run-'));
  cpSync(begun.folder, folder, { recursive: true });
  const BEFORE = push.before === undefined ? begun.commit : commit(folder, push.before);
  const AFTER = commit(folder, push.after);
  return { BEFORE, AFTER, folder, PATH: `${join(folder, '.bin')}:${process.env['PATH']}` };
};

const textAt = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** Nobody waits here: the sleep between two looks is over at once. */
const AWAKE = `import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
timers.setTimeout = async () => {};
syncBuiltinESMExports();`;

const spawnAsync = (
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | null; readonly said: string }> =>
  new Promise((resolve) => {
    const args = ['--import', `data:text/javascript,${encodeURIComponent(AWAKE)}`];
    args.push('--input-type=module', '--eval', SCRIPT);
    const child = spawn(process.execPath, args, { cwd, env });
    let said = '';
    child.stdout.on('data', (text) => void (said += String(text)));
    child.stderr.on('data', (text) => void (said += String(text)));
    child.on('close', (status) => resolve({ status, said }));
  });

interface Answer {
  readonly fails?: string;
  /** It fails so the first time that it is called. */
  readonly once?: string;
  readonly later?: Readonly<Record<string, JsonObject>>;
}

/** What the AWS CLI answers, as files by the words of the call; answers the folder of them. */
const writeAnswers = (folder: string, answers: object): string => {
  const to = join(folder, 'answers');
  mkdirSync(to);
  for (const [words, answer] of Object.entries(answers) as [string, Answer][]) {
    if (answer.later !== undefined) {
      mkdirSync(join(to, `${words}.later`));
      for (const [other, seen] of Object.entries(answer.later))
        writeFileSync(join(to, `${words}.later`, other), JSON.stringify(seen));
    } else if (answer.once !== undefined) writeFileSync(join(to, `${words}.once`), answer.once);
    else if (answer.fails === undefined) writeFileSync(join(to, words), JSON.stringify(answer));
    else writeFileSync(join(to, `${words}.fails`), answer.fails);
  }
  return to;
};

/** Runs the program of the workflow on a push, as a runner does. */
const run = async (
  push: Push,
  environment: Readonly<Record<string, string>>,
  answers: object = {},
): Promise<Ran> => {
  const { folder = '', ...commits } = prepare(push);
  const child = spawnAsync(folder, {
    ...commits,
    ANSWERS: writeAnswers(folder, { ...ANSWERS, ...answers }),
    CALLS: join(folder, 'calls'),
    GITHUB_OUTPUT: join(folder, 'output'),
    RUNNER_TEMP: folder,
    GITHUB_RUN_ID: '7',
    GITHUB_RUN_ATTEMPT: '1',
    ACTIONS_ID_TOKEN_REQUEST_URL: tokenUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    ...environment,
  });
  const { status, said } = await child;
  const calls = textAt(join(folder, 'calls')).split('\u001e').slice(0, -1);
  const made = calls.map((call) => call.split('\u001f').slice(0, -1).join(' '));
  const isSignIn = (call: string): boolean => call.startsWith('sts assume-role');
  return {
    folder,
    status,
    said,
    signIn: made.filter(isSignIn).join('\n'),
    calls: made.filter((call) => !isSignIn(call)),
    output: textAt(join(folder, 'output')),
    sent: textAt(join(folder, 'change-set.json')),
  };
};

const shortOf = ({ calls }: Ran): readonly string[] =>
  calls.map((call) =>
    call
      .split(' ')
      .slice(1, call.includes(' wait ') ? 3 : 2)
      .join(' '),
  );

describe('the work of a push', () => {
  const rows: readonly {
    readonly name: string;
    readonly push: Push;
    readonly production: object;
  }[] = [
    { name: 'nothing of infrastructure', push: { after: { 'src/x.ts': '1' } }, production: [] },
    {
      name: 'another file below infrastructure',
      push: { after: { 'infrastructure/notes.md': '1' } },
      production: [],
    },
    {
      name: 'a new account, which other people deploy',
      push: { after: { 'infrastructure/organization/aws-coworker-1-athena-lab.json': '{}' } },
      production: [],
    },
    {
      name: 'an account that is taken out again',
      push: {
        before: { 'infrastructure/organization/aws-coworker-1-athena-lab.json': '{}' },
        after: { 'infrastructure/organization/aws-coworker-1-athena-lab.json': null },
      },
      production: [],
    },
    {
      name: 'a new stack',
      push: { after: STACK_FILES },
      production: [{ do: 'deploy', path: FOLDER, tier: 'production', phase: 1 }],
    },
    {
      name: 'a removed stack',
      push: {
        before: STACK_FILES,
        after: Object.fromEntries(Object.keys(STACK_FILES).map((path) => [path, null])),
      },
      production: [{ do: 'delete', path: FOLDER, tier: 'production', phase: 999 }],
    },
    {
      name: 'a new operation',
      push: { after: { [OPERATION]: operation() } },
      production: [{ do: 'operate', path: OPERATION, tier: 'production', phase: 1 }],
    },
    {
      name: 'an operation that was there before is not run by a change',
      push: {
        before: { [OPERATION]: operation() },
        after: { [OPERATION]: operation({ target: 'i-0def' }) },
      },
      production: [],
    },
    {
      name: 'phases in order, whatever their names',
      push: { after: { ...STACK_FILES, [OPERATION]: operation({ phase: 2 }) } },
      production: [
        { do: 'deploy', path: FOLDER, tier: 'production', phase: 1 },
        { do: 'operate', path: OPERATION, tier: 'production', phase: 2 },
      ],
    },
  ];

  it.each(rows)('$name', async ({ push, production }) => {
    const ran = await run(push, { COWORKER_DOES: 'list' });
    expect(ran.said).toBe(ran.output);
    expect(ran.output.split('\n')).toEqual([
      'staging=[]',
      `production=${JSON.stringify(production)}`,
      '',
    ]);
    expect(ran.calls).toEqual([]);
  });

  const refusals = [
    {
      name: 'a template without a digest file',
      after: { [`${FOLDER}/template.json`]: TEMPLATE },
      environment: {},
      said: 'has a template that nobody reviewed',
    },
    {
      name: 'a tier that nothing deploys',
      after: { ...STACK_FILES, [`${FOLDER}/reviewed.json`]: reviewed({ tier: 'development' }) },
      environment: {},
      said: 'names no tier',
    },
    {
      name: 'a push that made the branch',
      after: STACK_FILES,
      environment: { BEFORE: '0'.repeat(40) },
      said: 'the push made the branch',
    },
    {
      name: 'text in the place of a commit',
      after: STACK_FILES,
      environment: { BEFORE: '--output=/x' },
      said: 'the commits are not known',
    },
  ];

  it.each(refusals)('refuses $name', async ({ after, environment, said }) => {
    const ran = await run({ after }, { COWORKER_DOES: 'list', ...environment });
    expect([ran.status, ran.output]).toEqual([1, '']);
    expect(ran.said).toContain(said);
  });
});

const GONE = Object.fromEntries(Object.keys(STACK_FILES).map((path) => [path, null]));
const DELETE = { COWORKER_DOES: 'delete', COWORKER_PATH: FOLDER };
const DEPLOY = { COWORKER_DOES: 'deploy', COWORKER_PATH: FOLDER };

describe('a stack', () => {
  it('is made by a change set with exactly what was reviewed', async () => {
    const ran = await run({ after: STACK_FILES }, DEPLOY);
    expect([ran.status, ran.said]).toEqual([
      0,
      `aws-coworker-1-events: deployed plan ${'a'.repeat(64)}\n`,
    ]);
    expect(shortOf(ran)).toEqual([
      'get-caller-identity',
      'describe-stacks',
      'create-change-set',
      'wait change-set-create-complete',
      'execute-change-set',
      'wait stack-create-complete',
    ]);
    expect(ran.signIn).toBe(
      'sts assume-role-with-web-identity --duration-seconds 7200 ' +
        `--role-arn arn:aws:iam::${ACCOUNT}:role/AwsCoworkerPipeline ` +
        '--role-session-name aws-coworker-7 ' +
        `--web-identity-token file://${ran.folder}/aws-coworker-token --output json`,
    );
    expect(JSON.parse(ran.sent)).toEqual({
      StackName: 'aws-coworker-1-events',
      ChangeSetName: 'cw-aaaaaaaaaaaa-7-1',
      ChangeSetType: 'CREATE',
      TemplateBody: TEMPLATE,
      Parameters: [{ ParameterKey: 'A', ParameterValue: 'b' }],
      Tags: [{ Key: 'T', Value: 'u' }],
      Capabilities: [],
      OnStackFailure: 'ROLLBACK',
    });
  });

  it.each([
    'CREATE_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
    'IMPORT_COMPLETE',
    'IMPORT_ROLLBACK_COMPLETE',
  ])('that stands is updated: %s', async (StackStatus) => {
    const ran = await run({ after: STACK_FILES }, DEPLOY, {
      'cloudformation describe-stacks': { Stacks: [{ StackId: STACK_ID, StackStatus }] },
    });
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.sent)).toMatchObject({ ChangeSetType: 'UPDATE' });
    expect(shortOf(ran).at(-1)).toBe('wait stack-update-complete');
  });

  it('without a change is left alone, and its change set removed', async () => {
    const ran = await run({ after: STACK_FILES }, DEPLOY, {
      ...STANDS,
      'cloudformation wait change-set-create-complete': { fails: 'Waiter failed' },
      'cloudformation describe-change-set': {
        StatusReason: "The submitted information didn't contain changes.",
      },
    });
    expect([ran.status, ran.said]).toEqual([0, 'aws-coworker-1-events: nothing to change\n']);
    expect(shortOf(ran)).not.toContain('execute-change-set');
    expect(shortOf(ran)).toContain('delete-change-set');
  });

  it('that fails names the failing event', async () => {
    const ran = await run({ after: STACK_FILES }, DEPLOY, {
      'cloudformation wait stack-create-complete': { fails: 'Waiter failed' },
      'cloudformation describe-stack-events': {
        StackEvents: [
          {
            LogicalResourceId: 'Topic',
            ResourceStatus: 'CREATE_FAILED',
            ResourceStatusReason: 'no',
          },
        ],
      },
    });
    expect([ran.status, ran.said]).toEqual([1, 'Topic CREATE_FAILED: no\nWaiter failed\n']);
  });

  it.each(['stack-create-complete', 'stack-update-complete', 'stack-delete-complete'])(
    'that takes longer than one waiter is watched on: %s',
    async (waiter) => {
      const answers = { [`cloudformation wait ${waiter}`]: { once: 'Max attempts exceeded' } };
      const isNew = waiter.includes('create');
      const ran = await (waiter.includes('delete')
        ? run({ before: STACK_FILES, after: GONE }, DELETE, { ...STANDS, ...answers })
        : run({ after: STACK_FILES }, DEPLOY, { ...(isNew ? {} : STANDS), ...answers }));
      expect(ran.status).toBe(0);
      expect(shortOf(ran).filter((call) => call === `wait ${waiter}`)).toHaveLength(2);
    },
  );

  it.each(['Max attempts exceeded', 'An error occurred (ExpiredToken)'])(
    'that is not done when the session is over is not called failed: %s',
    async (fails) => {
      const ran = await run({ after: STACK_FILES }, DEPLOY, {
        'cloudformation wait stack-create-complete': { fails },
        'cloudformation describe-stack-events': { fails: 'ExpiredToken' },
      });
      expect([ran.status, ran.said]).toEqual([
        1,
        `the session is over and the stack was not seen to be done: look at ${STACK_ID} in ` +
          'CloudFormation, which may still be at work or rolling back\n',
      ]);
    },
  );

  const OLDER = {
    'sts assume-role-with-web-identity 7200': {
      fails: 'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration',
    },
  };
  const slow = (minutes: unknown): Files => ({
    ...STACK_FILES,
    [`${FOLDER}/reviewed.json`]: reviewed({ schemaVersion: 2, minutes }),
  });

  it.each<readonly [string, Files, object, number, string]>([
    ['what is quick, with an older role', STACK_FILES, OLDER, 0, 'one hour only'],
    ['forty minutes, with an older role', slow(40), OLDER, 0, 'one hour only'],
    [
      'forty-one minutes, with an older role',
      slow(41),
      OLDER,
      1,
      '41 minutes, and the session lives 60',
    ],
    ['a hundred minutes', slow(100), {}, 0, 'deployed plan'],
    ['more than the session has', slow(101), {}, 1, '101 minutes, and the session lives 120'],
    ['no minutes', slow('long'), {}, 1, 'does not say how long'],
    [
      'another no of AWS',
      STACK_FILES,
      { 'sts assume-role-with-web-identity': { fails: 'AccessDenied' } },
      1,
      'AccessDenied',
    ],
  ])('in the time of its session: %s', async (_name, after, answers, status, said) => {
    const ran = await run({ after }, DEPLOY, answers);
    expect(ran.status).toBe(status);
    expect(ran.said).toContain(said);
    expect(shortOf(ran).includes('create-change-set')).toBe(status === 0);
  });

  it.each<readonly [number, number]>([
    [80, 0],
    [82, 1],
  ])('of %s minutes there and back, deleted with an older role', async (minutes, status) => {
    const ran = await run({ before: slow(minutes), after: GONE }, DELETE, { ...STANDS, ...OLDER });
    expect(ran.status).toBe(status);
    expect(shortOf(ran).includes('delete-stack')).toBe(status === 0);
  });

  it('whose template was removed is deleted', async () => {
    const ran = await run({ before: STACK_FILES, after: GONE }, DELETE, STANDS);
    expect([ran.status, ran.said]).toEqual([0, 'aws-coworker-1-events: deleted\n']);
    expect(ran.calls).toContain(
      `cloudformation delete-stack --stack-name ${STACK_ID} --output json`,
    );
  });

  const refusals: readonly {
    readonly name: string;
    readonly after: Files;
    readonly said: string;
    readonly answers?: object;
    readonly environment?: Readonly<Record<string, string>>;
  }[] = [
    {
      name: 'another template',
      after: { ...STACK_FILES, [`${FOLDER}/template.json`]: '{ "Resources": { "X": {} } }\n' },
      said: 'the template is not the one that was reviewed',
    },
    {
      name: 'other parameters',
      after: { ...STACK_FILES, [`${FOLDER}/parameters.json`]: '{}' },
      said: 'the parameters are not those that were reviewed',
    },
    {
      name: 'a digest file of another account',
      after: {
        ...STACK_FILES,
        [`${FOLDER}/reviewed.json`]: reviewed({ accountId: '333333333333' }),
      },
      said: 'the digest file is for another account',
    },
    {
      name: 'a digest file of another stack',
      after: { ...STACK_FILES, [`${FOLDER}/reviewed.json`]: reviewed({ stackName: 'other' }) },
      said: 'the digest file is for another stack',
    },
    {
      name: 'a template outside its folder',
      after: { ...STACK_FILES, [`${FOLDER}/reviewed.json`]: reviewed({ template: '../x.json' }) },
      said: 'the template has another name',
    },
    {
      name: 'no digest file',
      after: { ...STACK_FILES, [`${FOLDER}/reviewed.json`]: 'x' },
      said: 'is not JSON',
    },
    {
      name: 'a path that is no stack',
      after: STACK_FILES,
      environment: { COWORKER_PATH: 'infrastructure/../.github' },
      said: "is not a stack's folder",
    },
    {
      name: 'a session of another account',
      after: STACK_FILES,
      answers: { 'sts get-caller-identity': { Account: '333333333333' } },
      said: 'the session is in another account',
    },
    {
      name: 'a stack with a role of its own',
      after: STACK_FILES,
      answers: {
        'cloudformation describe-stacks': {
          Stacks: [{ StackId: STACK_ID, StackStatus: 'CREATE_COMPLETE', RoleARN: 'arn:role' }],
        },
      },
      said: 'the stack has a role of its own',
    },
    {
      name: 'a stack that is being changed',
      after: STACK_FILES,
      answers: {
        'cloudformation describe-stacks': {
          Stacks: [{ StackId: STACK_ID, StackStatus: 'UPDATE_IN_PROGRESS' }],
        },
      },
      said: 'the stack is in state UPDATE_IN_PROGRESS',
    },
    {
      name: 'work of no known kind',
      after: STACK_FILES,
      environment: { COWORKER_DOES: 'toString' },
      said: 'there is nothing to do',
    },
  ];

  it.each(refusals)('refuses $name', async ({ after, said, answers, environment }) => {
    const ran = await run({ after }, { ...DEPLOY, ...environment }, answers);
    expect(ran.status).toBe(1);
    expect(ran.said).toContain(said);
    expect(shortOf(ran).filter((call) => /execute|delete|create/.test(call))).toEqual([]);
  });
});

describe('an operation', () => {
  const work = { COWORKER_DOES: 'operate', COWORKER_PATH: OPERATION };

  it('runs once, and is waited for', async () => {
    const ran = await run({ after: { [OPERATION]: operation() } }, work);
    expect([ran.status, ran.said]).toEqual([0, 'ec2:stop on i-0abc: done\n']);
    expect(ran.calls.slice(1)).toEqual([
      'ec2 stop-instances --cli-input-json {"InstanceIds":["i-0abc"]} --output json',
      'ec2 wait instance-stopped --instance-ids i-0abc --output json',
    ]);
  });

  const refusals: readonly {
    readonly name: string;
    readonly push: Push;
    readonly environment?: Readonly<Record<string, string>>;
    readonly said: string;
  }[] = [
    {
      name: 'a second run of the job',
      push: { after: { [OPERATION]: operation() } },
      environment: { GITHUB_RUN_ATTEMPT: '2' },
      said: 'an operation is not run again',
    },
    {
      name: 'a file that was there before',
      push: { before: { [OPERATION]: operation() }, after: {} },
      said: 'the operation is not new',
    },
    {
      name: 'an operation that no plan can hold',
      push: { after: { [OPERATION]: operation({ operation: 'iam:create-user' }) } },
      said: 'iam:create-user is not in the catalogue',
    },
    {
      name: 'a member that every object has',
      push: { after: { [OPERATION]: operation({ operation: 'constructor' }) } },
      said: 'constructor is not in the catalogue',
    },
  ];

  it.each(refusals)('refuses $name', async ({ push, environment, said }) => {
    const ran = await run(push, { ...work, ...environment });
    expect([ran.status, ran.calls]).toEqual([1, []]);
    expect(ran.said).toContain(said);
  });

  /** Each operation that AWS would carry out though it is not safe any more, and what is safe. */
  const guarded = allServices
    .flatMap((one) => one.operations)
    .flatMap(({ before, ...one }) => (before === undefined ? [] : [{ ...one, before }]));

  it.each(guarded)('$name is not called where it is not as planned', async (one) => {
    const { name, before, needs } = one;
    const row = sure(SEEN_BEFORE[name]);
    const { target, input, rows = [] } = row;
    const file = operation({ operation: name, target, input, planned: rows });
    const ask = commandOf(before);
    const asked = `${ask} --cli-input-json ${JSON.stringify(before.input(target, input))} --output json`;
    for (const answer of [{}, ...row.otherwise]) {
      const ran = await run({ after: { [OPERATION]: file } }, work, { [ask]: answer });
      expect(before.isAsPlanned(answer, input, changesOf(rows))).toBe(false);
      expect([ran.status, ran.said]).toEqual([1, `refused: ${before.because}\n`]);
      expect(ran.calls.slice(1)).toEqual([asked]);
    }
    const read = `${before.client.toLowerCase()}:${before.operation}`;
    expect(needs('x', account(), REGION).map(({ action }) => action)).toContain(read);
    expect(readsOfPipeline()).toContain(`- ${read}\n`);
  });

  it.each(guarded)('$name is called where it is as planned', async (one) => {
    const { name, before } = one;
    const { target, input, planned, rows = [], also = [] } = sure(SEEN_BEFORE[name]);
    const call = commandOf(one);
    const after = SEEN_AFTER[name];
    const effect =
      after === undefined ? {} : { [call]: { later: { [commandOf(one.wait)]: after.seen } } };
    for (const answer of [{ planned, rows }, ...also]) {
      const file = operation({ operation: name, target, input, planned: answer.rows });
      const answers = { [commandOf(before)]: answer.planned, ...effect };
      const ran = await run({ after: { [OPERATION]: file } }, work, answers);
      expect(before.isAsPlanned(answer.planned, input, changesOf(answer.rows))).toBe(true);
      expect([ran.status, ran.said]).toEqual([0, `${name} on ${target}: done\n`]);
      expect(ran.calls[2]).toBe(`${call} --cli-input-json ${JSON.stringify(input)} --output json`);
    }
  });

  it.each(['ec2:set-default-launch-template-version', 'ec2:set-new-launch-template-default'])(
    '%s is not called where its file does not say which version was the default',
    async (name) => {
      const { target, input, planned } = sure(SEEN_BEFORE[name]);
      const answers = { 'ec2 describe-launch-template-versions': planned };
      for (const rows of [undefined, 'x', [], [{ path: '/DefaultVersionNumber', after: '4' }]]) {
        const file = operation({ operation: name, target, input, planned: rows });
        const ran = await run({ after: { [OPERATION]: file } }, work, answers);
        expect([ran.status, shortOf(ran).slice(1)]).toEqual([
          1,
          ['describe-launch-template-versions'],
        ]);
      }
    },
  );

  /** Each operation that the AWS CLI does not wait for, and whose effect is looked at here. */
  const watched = allServices
    .flatMap((one) => one.operations)
    .flatMap((one) => {
      const row = SEEN_AFTER[one.name];
      return row === undefined ? [] : [{ ...one, row }];
    });

  it('every operation on a launch template, and all tags that EC2 alone sets, are watched', () => {
    const names = allServices
      .flatMap((one) => one.operations.map(({ name }) => name))
      .filter((name) => /launch-template|^ec2:(?:re|un)?tag-/.test(name));
    expect(names).toEqual(watched.map(({ name }) => name));
    expect(names.toSorted()).toEqual(Object.keys(SEEN_AFTER).toSorted());
  });

  it.each(watched)('$name is done once its effect is seen', async (one) => {
    const { name, wait, row } = one;
    const { target, input, planned, rows = [] } = SEEN_BEFORE[name] ?? row;
    const file = operation({ operation: name, target, input, planned: rows });
    const [call, ask] = [commandOf(one), commandOf(wait)];
    const before = one.before === undefined ? {} : { [commandOf(one.before)]: planned };
    const asked = `${ask} --cli-input-json ${JSON.stringify(wait.input(target, input))} --output json`;
    for (const [seen, isSeen] of [
      [row.seen, true],
      ...[{}, ...row.otherwise].map((other) => [other, false] as const),
    ] as const) {
      const answers = { ...before, [call]: { later: { [ask]: seen } } };
      const ran = await run({ after: { [OPERATION]: file } }, work, answers);
      expect(wait.isDone(seen) && wait.isAsSent?.(seen, input)).toBe(isSeen);
      expect([ran.status, ran.said]).toEqual(
        isSeen
          ? [0, `${name} on ${target}: done\n`]
          : [1, `${name} was called, but what it is for was not seen in time\n`],
      );
      const calls = ran.calls.filter((text) => text.startsWith(`${call} `));
      expect([calls.length, ran.calls.at(-1)]).toEqual([1, asked]);
    }
    expect(readsOfPipeline()).toContain(`- ec2:${wait.operation}\n`);
  });

  it('may see by itself what it waits for', () => {
    const waits = [...SCRIPT.matchAll(/'(ec2|rds)',\s+'[a-z-]+',\s+'([a-z-]+)-[a-z]+'/g)];
    const reads = waits.map(([, client, what]) => `${client}:${sure(WAITED_FOR[sure(what)])}`);
    expect(new Set(reads).size).toBe(6);
    for (const read of reads) expect(readsOfPipeline()).toContain(`- ${read}\n`);
  });

  it('knows every operation of the catalogue, and the role allows each', () => {
    const table = SCRIPT.replaceAll(/\s/g, '');
    const operations = allServices
      .flatMap((one) => one.operations)
      .filter(({ name }) => !NEVER_BY_PIPELINE.has(name));
    for (const { name, client, operation: call, needs } of operations) {
      const command = CLI[client] ?? client.toLowerCase();
      expect(table).toContain(`'${name}':['${command}','${kebab(call)}'`);
      const writes = needs('x', account(), REGION).filter(({ purpose }) => purpose !== 'read');
      expect(writes).not.toEqual([]);
      for (const { action, resources } of writes)
        expect(allowsByItself({ action, resources })).toEqual({ action, resources });
    }
  });
});

/** What touches objects is refused from staging up (test/services/s3-objects.test.ts). */
const NEVER_BY_PIPELINE: ReadonlySet<string> = new Set(['s3:upload', 's3:empty']);

/** Clients whose command of the AWS CLI has another name. */
const CLI: Readonly<Record<string, string>> = {
  ConfigService: 'configservice',
  EventBridge: 'events',
};

interface RoleStatement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: object;
}

interface RoleTemplate {
  readonly Resources: {
    readonly Pipeline: {
      readonly Properties: {
        readonly Policies: readonly {
          readonly PolicyDocument: { readonly Statement: readonly RoleStatement[] };
        }[];
      };
    };
  };
}

/** What the role of the pipeline may do in a call of its own: CloudFormation forwards none of it. */
const ownStatements = (): readonly RoleStatement[] => {
  const text = readFileSync(join(ROOT, 'infrastructure/pipeline.yaml'), 'utf8');
  const customTags = ['!Sub', '!Ref', '!GetAtt'].map((tag) => ({
    tag,
    resolve: (name: string) => name,
  }));
  const { Policies } = (parse(text, { customTags }) as RoleTemplate).Resources.Pipeline.Properties;
  return Policies.flatMap((one) => one.PolicyDocument.Statement).filter(
    ({ Effect, Condition }) =>
      Effect === 'Allow' && !JSON.stringify(Condition ?? {}).includes('aws:CalledVia'),
  );
};

const isMatched = (pattern: string, arn: string): boolean =>
  new RegExp(
    `^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`,
  ).test(arn);

/** The part of a need that the role allows without CloudFormation. */
const allowsByItself = ({ action, resources }: Pick<ActionNeed, 'action' | 'resources'>) => ({
  action,
  resources: resources.filter((arn) =>
    ownStatements().some(
      ({ Action, Resource }) =>
        [Action ?? []].flat().includes(action) &&
        [Resource].flat().some((pattern) => isMatched(String(pattern), arn)),
    ),
  ),
});

/** The command of the AWS CLI for a call. */
const commandOf = ({
  client,
  operation: call,
}: {
  readonly client: string;
  readonly operation: string;
}): string => `${CLI[client] ?? client.toLowerCase()} ${kebab(call)}`;

const kebab = (name: string): string =>
  name
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();

/** What the waiters of the AWS CLI read, by what they wait for. Source: its `waiters-2.json`. */
const WAITED_FOR: Readonly<Record<string, string>> = {
  instance: 'DescribeInstances',
  snapshot: 'DescribeSnapshots',
  'db-instance': 'DescribeDBInstances',
  'db-snapshot': 'DescribeDBSnapshots',
  'db-cluster': 'DescribeDBClusters',
  'db-cluster-snapshot': 'DescribeDBClusterSnapshots',
};

/** What the role of the pipeline may read by itself, and not only through CloudFormation. */
const readsOfPipeline = (): string => {
  const role = readFileSync(join(ROOT, 'infrastructure/pipeline.yaml'), 'utf8');
  return /Sid: OperationReads\n[^]*?Resource:/.exec(role)?.[0] ?? '';
};

const instanceWith = (state: string, device: string, volume: string): JsonObject => ({
  Reservations: [
    {
      Instances: [
        {
          State: { Name: state },
          BlockDeviceMappings: [{ DeviceName: device, Ebs: { VolumeId: volume } }],
        },
      ],
    },
  ],
});

interface PlannedRow {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

const changesOf = (rows: readonly PlannedRow[]): OperateDraft['changes'] => [
  {
    action: 'change',
    logicalId: 'x',
    type: 'AWS::EC2::LaunchTemplate',
    physicalId: 'x',
    ownerAgent: 'SteveJobs',
    properties: rows.map((row) => ({ ...row, recreation: 'Never' })),
    losesData: false,
    isSensitive: true,
    isConditional: false,
  },
];

const template = (latest: number, standard: number, tags?: Readonly<Record<string, string>>) => ({
  LaunchTemplates: [
    {
      LatestVersionNumber: latest,
      DefaultVersionNumber: standard,
      Tags: Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    },
  ],
});

const TEMPLATE_ID = 'lt-0abc';

const DATA: JsonObject = {
  InstanceType: 't3.small',
  ImageId: 'ami-0abc',
  MetadataOptions: { HttpTokens: 'required' },
};

const version = (VersionNumber: number, data: JsonObject = {}, isDefault = false): JsonObject => ({
  VersionNumber,
  DefaultVersion: isDefault,
  LaunchTemplateData: { ...DATA, ...data },
});

const versions = (...rows: readonly JsonObject[]): JsonObject => ({ LaunchTemplateVersions: rows });

const FORMER: PlannedRow = { path: '/DefaultVersionNumber', before: '2', after: '4' };
const dataRow = (name: string, after: Json, before?: Json): PlannedRow => ({
  path: `/Properties/LaunchTemplateData/${name}`,
  ...(before === undefined ? {} : { before }),
  after,
});

const TO_FOUR = {
  target: TEMPLATE_ID,
  input: { LaunchTemplateId: TEMPLATE_ID, DefaultVersion: '4' },
  rows: [FORMER, dataRow('InstanceType', 't3.small', 't3.micro'), dataRow('ImageId', 'ami-0abc')],
  planned: versions(version(2, { InstanceType: 't3.micro' }, true), version(4)),
  otherwise: [
    versions(),
    versions(version(2, {}, true)),
    versions(version(4)),
    versions(version(3, {}, true), version(4)),
    versions(version(2), version(4, {}, true)),
    versions(version(2, {}, true), version(4, { InstanceType: 't3.large' })),
    versions(version(2, {}, true), version(4, { ImageId: 'ami-0def' })),
    versions(version(2, {}, true), version(4, { ImageId: null })),
    versions(version(2, {}, true), version(4, { MetadataOptions: { HttpTokens: 'optional' } })),
    versions(version(2, {}, true), version(4, { MetadataOptions: {} })),
  ],
};

/** Back to a version that answers without a token as well, which the plan says. */
const TO_OPEN = {
  rows: [FORMER, dataRow('MetadataOptions/HttpTokens', 'optional', 'required')],
  planned: versions(
    version(2, {}, true),
    version(4, { MetadataOptions: { HttpTokens: 'optional' } }),
  ),
};

interface SeenBefore {
  readonly target: string;
  readonly input: JsonObject;
  readonly rows?: readonly PlannedRow[];
  readonly planned: JsonObject;
  readonly also?: readonly {
    readonly rows: readonly PlannedRow[];
    readonly planned: JsonObject;
  }[];
  readonly otherwise: readonly JsonObject[];
}

/** A row for every operation of the catalogue that has `before`: one without fails the test. */
const SEEN_BEFORE: Readonly<Record<string, SeenBefore>> = {
  'ec2:detach-volume': {
    target: 'vol-0abc/i-0abc',
    input: { VolumeId: 'vol-0abc', InstanceId: 'i-0abc', Device: '/dev/sdf' },
    planned: instanceWith('stopped', '/dev/sdf', 'vol-0abc'),
    otherwise: [
      { Reservations: [] },
      instanceWith('running', '/dev/sdf', 'vol-0abc'),
      instanceWith('stopped', '/dev/sdg', 'vol-0abc'),
      instanceWith('stopped', '/dev/sdf', 'vol-0def'),
    ],
  },
  'ec2:new-launch-template-version': {
    target: TEMPLATE_ID,
    input: { LaunchTemplateId: TEMPLATE_ID, SourceVersion: '3', LaunchTemplateData: {} },
    planned: template(3, 2),
    otherwise: [{ LaunchTemplates: [] }, template(4, 2), template(2, 2)],
  },
  'ec2:set-default-launch-template-version': {
    ...TO_FOUR,
    also: [
      TO_OPEN,
      { rows: [FORMER], planned: versions(version(2, {}, true), version(4), version(5)) },
    ],
  },
  'ec2:set-new-launch-template-default': {
    ...TO_FOUR,
    also: [TO_OPEN],
    otherwise: [
      ...TO_FOUR.otherwise,
      versions(version(2, {}, true), version(4), version(5)),
      versions(version(5, {}, true), version(4)),
    ],
  },
};

interface SeenAfter {
  readonly target: string;
  readonly input: JsonObject;
  readonly planned: JsonObject;
  readonly rows?: readonly PlannedRow[];
  readonly seen: JsonObject;
  readonly otherwise: readonly JsonObject[];
}

/** How a thing with these tags is told. */
type Tagged = (tags?: Readonly<Record<string, string>>) => JsonObject;

const tagging = (
  target: string,
  seen: JsonObject,
  otherwise: readonly JsonObject[],
): SeenAfter => ({
  target,
  input: { Resources: [target], Tags: [{ Key: 'team', Value: 'x' }] },
  planned: {},
  seen,
  otherwise,
});

/** What is seen once the tags of a kind were set, set otherwise, and taken away. */
const taggingOf = (kind: string, target: string, told: Tagged) => {
  const tagged = tagging(target, told({ other: 'y', team: 'x' }), [told(), told({ team: 'y' })]);
  return {
    [`ec2:tag-${kind}`]: tagged,
    [`ec2:retag-${kind}`]: tagged,
    [`ec2:untag-${kind}`]: tagging(target, told({ other: 'y' }), [told({ team: 'x' })]),
  };
};

const toldIn =
  (list: string): Tagged =>
  (tags) => ({
    [list]: [{ Tags: Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })) }],
  });

/** What is seen once a call was made: as it was sent, and otherwise. */
const SEEN_AFTER: Readonly<Record<string, SeenAfter>> = {
  'ec2:new-launch-template-version': {
    ...sure(SEEN_BEFORE['ec2:new-launch-template-version']),
    seen: template(4, 2),
    otherwise: [template(3, 2), template(5, 2)],
  },
  'ec2:set-default-launch-template-version': {
    ...TO_FOUR,
    seen: template(4, 4),
    otherwise: [template(4, 2)],
  },
  'ec2:set-new-launch-template-default': {
    ...TO_FOUR,
    seen: template(4, 4),
    otherwise: [template(5, 5)],
  },
  ...taggingOf('launch-template', TEMPLATE_ID, (tags) => template(2, 2, tags)),
  ...taggingOf('address', 'eipalloc-0abc', toldIn('Addresses')),
  ...taggingOf('key-pair', 'deployers', toldIn('KeyPairs')),
};
