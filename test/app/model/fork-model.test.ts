import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { modelOf, modelVariables } from '../../../src/app/model/open-model.ts';
import { StartRefused } from '../../../src/app/knowledge.ts';
import type { ModelPort, Prompt } from '../../../src/claude/prompt.ts';
import { ROOT } from '../../source-files.ts';
import { MODEL } from '../../fakes/model-settings.ts';
import { LESSON, startLoopbackModel } from '../../claude/loopback-model.ts';

const PROMPT: Prompt = {
  job: 'propose-lesson',
  model: 'claude-sonnet-5-5',
  mostTokens: 500,
  timeoutMs: 20_000,
  prefix: 'Rules.',
  text: 'Data.',
  mark: 'cw-1',
};

/** Everything that other workers hold, each with a value that would be found anywhere. */
const FOREIGN = {
  PRIVATE_KEY: 'foreign-private-key',
  WEBHOOK_SECRET: 'foreign-webhook-secret',
  GITHUB_TOKEN: 'foreign-github-token',
  GITHUB_CLIENT_SECRET: 'foreign-client-secret',
  DATABASE_URL: 'postgres://foreign-database',
  AWS_ACCESS_KEY_ID: 'foreign-access-key',
  AWS_SECRET_ACCESS_KEY: 'foreign-secret-key',
  AWS_SESSION_TOKEN: 'foreign-session-token',
  AWS_PROFILE: 'foreign-profile',
  AWS_WEB_IDENTITY_TOKEN_FILE: 'foreign-token-file',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: 'foreign-uri',
};

const OPEN_MODEL = join(ROOT, 'src/app/model/open-model.ts');
const SETTINGS = join(ROOT, 'test/fakes/model-settings.ts');

const childrenOf = (pid: number): readonly string[] =>
  execFileSync('ps', ['--ppid', String(pid), '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('model-process'))
    .map((line) => line.trim().split(' ')[0] ?? '');

describe('A41 the process that talks to the model holds no key of GitHub or AWS', () => {
  let server: Awaited<ReturnType<typeof startLoopbackModel>>;
  let port: ModelPort;
  beforeAll(async () => {
    server = await startLoopbackModel();
    for (const [name, value] of Object.entries(FOREIGN)) vi.stubEnv(name, value);
    vi.stubEnv('ANTHROPIC_API_KEY', 'the-model-key');
    vi.stubEnv('ANTHROPIC_BASE_URL', server.url);
    const opened = modelOf('all', MODEL, process.env).model;
    if (opened === undefined) throw new Error('there is a key');
    port = opened;
  });
  afterAll(async () => {
    port.close();
    await server.stop();
    vi.unstubAllEnvs();
  });

  it('it answers from a process of its own', async () => {
    expect(await port.ask(PROMPT)).toMatchObject({ kind: 'answered', value: LESSON });
    expect(childrenOf(process.pid)).toHaveLength(1);
  });

  it('nothing foreign stands in its environment or its arguments', () => {
    const [pid] = childrenOf(process.pid);
    const seen = ['environ', 'cmdline'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8'));
    expect(seen.join()).toContain('the-model-key');
    expect(seen.join()).not.toContain('foreign');
  });

  it('nothing foreign was sent to the provider, and its key only as the key', () => {
    expect(server.arrived).toHaveLength(1);
    expect(JSON.stringify(server.arrived)).not.toContain('foreign');
    const headers = Object.entries(server.arrived[0]?.headers ?? {});
    const holding = headers.filter(([, value]) => String(value).includes('the-model-key'));
    expect(holding.map(([name]) => name)).toEqual([holding[0]?.[0]]);
    expect(holding[0]?.[0]).toMatch(/^(x-api-key|authorization)$/);
    expect(server.arrived[0]?.body).not.toContain('the-model-key');
  });

  it('nothing foreign is in its memory', () => {
    const [pid] = childrenOf(process.pid);
    const values = Object.values(FOREIGN);
    expect(findInMemory(pid ?? '', ['the-model-key'])).toEqual(['the-model-key']);
    expect(findInMemory(pid ?? '', values)).toEqual([]);
  });

  it('options of this process, such as a file of variables, are not handed on', () => {
    const folder = mkdtempSync(join(tmpdir(), 'coworker-env-'));
    writeFileSync(join(folder, 'variables'), 'PRIVATE_KEY=foreign-from-a-file\n');
    const program = `
      import { modelOf } from ${JSON.stringify(pathToFileURL(OPEN_MODEL).href)};
import { MODEL } from ${JSON.stringify(pathToFileURL(SETTINGS).href)};
      import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
      import { execFileSync } from 'node:child_process';
      const { model } = modelOf('all', MODEL, { ...process.env, ANTHROPIC_API_KEY: 'k' });
      await model.ask(${JSON.stringify(PROMPT)});
      const rows = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,args=']);
      const row = String(rows).split('\\n').find((line) => line.includes('model-process'));
      const pid = row.trim().split(' ')[0];
      process.stdout.write(process.env.PRIVATE_KEY + '|');
      process.stdout.write(readFileSync('/proc/' + pid + '/environ', 'utf8'));
      process.stdout.write(readFileSync('/proc/' + pid + '/cmdline', 'utf8'));
      model.close();`;
    writeFileSync(join(folder, 'parent.ts'), program);
    const args = [`--env-file=${join(folder, 'variables')}`, join(folder, 'parent.ts')];
    const environment = { PATH: process.env['PATH'], ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' };
    const said = execFileSync(process.execPath, args, { encoding: 'utf8', env: environment });
    rmSync(folder, { recursive: true });
    const [parent, child] = [said.slice(0, said.indexOf('|')), said.slice(said.indexOf('|'))];
    expect(parent).toBe('foreign-from-a-file');
    expect(child).toContain('model-process');
    expect(child).not.toContain('foreign');
    expect(child).not.toContain('env-file');
  });

  it('a process that ended is started again', async () => {
    process.kill(Number(childrenOf(process.pid)[0]), 'SIGKILL');
    const told = [await port.ask(PROMPT), await port.ask(PROMPT)];
    expect(told.at(-1)).toMatchObject({ kind: 'answered' });
  });
});

/** Which texts stand in the writable memory of a process of ours. */
const findInMemory = (pid: string, texts: readonly string[]): readonly string[] => {
  const script = `
    const fs = require('node:fs');
    const [pid, ...texts] = process.argv.slice(1);
    const memory = fs.openSync('/proc/' + pid + '/mem', 'r');
    const found = new Set();
    for (const line of fs.readFileSync('/proc/' + pid + '/maps', 'utf8').split('\\n')) {
      const match = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
      if (match === null) continue;
      const [from, to] = [Number('0x' + match[1]), Number('0x' + match[2])];
      for (let at = from; at < to; at += 4194304) {
        const bytes = Buffer.alloc(Math.min(4194304 + 64, to - at));
        try { fs.readSync(memory, bytes, 0, bytes.length, at); } catch { continue; }
        for (const text of texts) if (bytes.includes(text)) found.add(text);
      }
    }
    console.log(JSON.stringify([...found]));`;
  const said = execFileSync(process.execPath, ['-e', script, pid, ...texts], {
    encoding: 'utf8',
    env: {},
  });
  return JSON.parse(said) as readonly string[];
};

describe('which process has a way to the model', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('without a key one process for everything has none', () => {
    expect(modelOf('all', MODEL, {})).toEqual({});
    expect(modelOf('all', { ...MODEL, enabled: false }, { ANTHROPIC_API_KEY: 'k' })).toEqual({});
  });

  it.each(['orchestrator', 'reader', 'deployer'] as const)('the %s never has', (role) => {
    expect(modelOf(role, MODEL, { ANTHROPIC_API_KEY: 'k' })).toEqual({});
  });

  it('a worker of its own, or one that is asked for, does not start without the key', () => {
    expect(() => modelOf('model', MODEL, {})).toThrow(StartRefused);
    expect(() => modelOf('all', { ...MODEL, enabled: true }, {})).toThrow(StartRefused);
  });

  it('a worker of its own does not start where it sees a key of GitHub or AWS', () => {
    const { DATABASE_URL: _, ...foreign } = FOREIGN;
    for (const [name, value] of Object.entries(foreign)) {
      const variables = { ANTHROPIC_API_KEY: 'k', [name]: value };
      expect(() => modelOf('model', MODEL, variables), name).toThrow(name);
    }
  });

  const bedrock = { ...MODEL, provider: 'bedrock', bedrock: { region: 'eu-west-1' } } as never;

  it('with Bedrock a worker has its own identity, and one process only a named profile', () => {
    const variables = { AWS_ACCESS_KEY_ID: 'own', AWS_SECRET_ACCESS_KEY: 'own', PATH: '/bin' };
    expect(modelVariables('model', bedrock, variables)).toEqual({
      ...variables,
      AWS_REGION: 'eu-west-1',
    });
    expect(modelVariables('all', bedrock, variables)).toEqual({
      PATH: '/bin',
      AWS_REGION: 'eu-west-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    expect(() => modelOf('all', bedrock, variables)).toThrow('bedrock.profile');
    expect(() => modelOf('model', bedrock, { PRIVATE_KEY: 'k' })).toThrow('PRIVATE_KEY');
  });
});
