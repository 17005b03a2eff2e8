import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRuntimePackages, packAndInstall, type Installed } from './installed.ts';

/** Licenses that let anybody use the package; a new one is looked at by a person first. */
const PERMISSIVE = new Set([
  'MIT',
  'Apache-2.0',
  'Unlicense',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  // htmx's own spelling of 0BSD.
  'BSD-0-Clause',
  'PSF-2.0',
  '(MIT OR CC0-1.0)',
]);

let installed: Installed;

beforeAll(async () => {
  installed = await packAndInstall();
});
afterAll(() => {
  installed.remove();
});

const OPEN_BUCKET = `Resources:
  Open:
    Type: AWS::S3::Bucket
    Properties: { PublicAccessBlockConfiguration: { BlockPublicAcls: false } }
`;

describe('the packed package', () => {
  it('holds compiled JavaScript, skills, forms and roles, and nothing of the workshop', () => {
    const folders = new Set(installed.files.map((path) => path.split('/')[0]));
    const wanted = [
      'LICENSE',
      'app.yml',
      'bin',
      'dist',
      'infrastructure',
      'package.json',
      'skills',
    ];
    // The README is there whenever there is one: npm sees to that.
    const others = [...folders].filter((name) => name !== 'README.md');
    expect(new Set(others)).toEqual(new Set(['.github', ...wanted]));
    expect(installed.files.filter((path) => /\.ts$|sandbox\/|\.test\./.test(path))).toEqual([]);
    expect(installed.files).toContain('dist/demo-organization/organization.yml');
    expect(installed.files).toContain('skills/aws/s3/baseline.yml');
  });

  it('prints its commands', async () => {
    const { code, out } = await installed.run(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('aws-coworker review');
  });

  it('judges a template by the baselines that come with it', async () => {
    writeFileSync(join(installed.project, 'open.yaml'), OPEN_BUCKET);
    const args = ['review', 'open.yaml', '--tier', 'production', '--format', 'json'];
    const { code, out, err } = await installed.run(args);
    expect(err).toBe('');
    expect(code).toBe(1);
    const rows = JSON.parse(out) as readonly { readonly rule: string; readonly status: string }[];
    const blocked = rows.filter(({ status }) => status === 'BLOCKED').map(({ rule }) => rule);
    expect(blocked).toContain('S3-01');
  });

  it('works on no organization that nobody described', async () => {
    writeFileSync(join(installed.project, 'issue.md'), 'Create an S3 bucket in athena-dev.');
    const { code, err } = await installed.run(['plan', 'issue.md']);
    expect(code).toBe(2);
    expect(err).toContain(`${join(installed.project, 'config')} can not be read`);
  });

  it('says that the sandbox is not installed, and what the environment lacks', async () => {
    const own = join(installed.project, 'node_modules/aws-coworker/dist/demo-organization');
    cpSync(own, join(installed.project, 'config'), { recursive: true });
    const plan = await installed.run(['plan', 'issue.md', '--sandbox']);
    expect([plan.code, plan.err]).toEqual([
      2,
      '--sandbox works in a clone of the repository only.\n',
    ]);
    const serve = await installed.run(['serve']);
    expect(serve.code).toBe(2);
    expect(serve.err.match(/^environment: \w+/gm)).toEqual([
      'environment: APP_ID',
      'environment: PRIVATE_KEY',
      'environment: WEBHOOK_SECRET',
    ]);
  });

  it('is examined by its own doctor', async () => {
    const { code, out } = await installed.run(['doctor', '--role', 'reader', '--format', 'json']);
    const checks = JSON.parse(out) as readonly { readonly check: string; readonly state: string }[];
    expect(code).toBe(1);
    expect(checks.map(({ check, state }) => `${state} ${check}`).slice(0, 4)).toEqual([
      'ok Node',
      'wrong Environment',
      'warn Configuration',
      'ok Baselines',
    ]);
  });
});

describe('what an install brings', () => {
  it('may be used by anybody', () => {
    const packages = listRuntimePackages();
    expect(packages.length).toBeGreaterThan(50);
    expect(packages.filter(({ license }) => !PERMISSIVE.has(license))).toEqual([]);
  });

  it('has nothing of the workshop in it', () => {
    const names = listRuntimePackages().map(({ path }) => path.split('node_modules/').at(-1));
    for (const name of ['@cloud-copilot/iam-simulate', 'vitest', 'emulate', 'typescript']) {
      expect(names).not.toContain(name);
    }
  });
});
