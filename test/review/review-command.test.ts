import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runReview } from '../../src/cli/review.ts';
import type { ReviewRow } from '../../src/review/review-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'review-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const bare = file('bare.yml', 'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n');
const open = file(
  'open.json',
  JSON.stringify({
    Parameters: { Algorithm: { Type: 'String' } },
    Resources: {
      Group: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          GroupDescription: 'x',
          SecurityGroupIngress: [
            { IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, CidrIpv6: '::/0' },
          ],
        },
      },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Algorithm' } } },
            ],
          },
        },
      },
    },
  }),
);
const handle = file(
  'handle.yml',
  'Resources:\n  Wait:\n    Type: AWS::CloudFormation::WaitConditionHandle\n',
);
const silent = file(
  'silent.yml',
  [
    'Resources:',
    '  Trail:',
    '    Type: AWS::CloudTrail::Trail',
    '    Properties: { IsLogging: false, S3BucketName: logs }',
    '  Unit:',
    '    Type: AWS::Organizations::OrganizationalUnit',
    '    Properties: { Name: a, ParentId: r-abcd }',
    '',
  ].join('\n'),
);
const broken = file('broken.yml', 'Resources: [\n');
const missing = join(folder, 'missing.yml');
const hostile = file('hostile.json', '{"Resources":{"A\\u001b[31m":{"Type":"AWS::SNS::Topic"}}}');

interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

const run = async (...args: readonly string[]): Promise<Ran> => {
  let [out, err] = ['', ''];
  const exit = await runReview(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { exit, out, err };
};

const rowsOf = async (...args: readonly string[]): Promise<readonly ReviewRow[]> =>
  JSON.parse((await run(...args, '--format', 'json')).out) as readonly ReviewRow[];

describe('review', () => {
  const exits: readonly (readonly [string, readonly string[], number])[] = [
    ['no template', [], 2],
    ['no tier', [bare], 2],
    ['an unknown tier', [bare, '--tier', 'prod'], 2],
    ['an unknown format', [bare, '--tier', 'sandbox', '--format', 'xml'], 2],
    ['an unknown option', [bare, '--tier', 'sandbox', '--fix'], 2],
    ['a bare bucket in sandbox', [bare, '--tier', 'sandbox'], 0],
    ['a bare bucket in development', [bare, '--tier', 'development'], 0],
    ['a bare bucket in staging', [bare, '--tier', 'staging'], 1],
    ['a bare bucket in production', [bare, '--tier', 'production'], 1],
    ['a world-open port in sandbox', [open, '--tier', 'sandbox'], 1],
    ['one that is blocked among others', [bare, open, '--tier', 'sandbox'], 1],
    ['one that can not be read', [open, broken, '--tier', 'sandbox'], 2],
    ['one that is not there', [missing, '--tier', 'sandbox'], 2],
    ['what no plan may do, in sandbox', [silent, '--tier', 'sandbox'], 1],
    ['nothing that a rule is about', [handle, '--tier', 'production'], 0],
  ];

  it.each(exits)('%s', async (_, args, exit) => {
    expect((await run(...args)).exit).toBe(exit);
  });

  it('shows how it is used on standard error only', async () => {
    const ran = await run();
    expect(ran.out).toBe('');
    expect(ran.err).toContain('usage: aws-coworker review TEMPLATE...');
  });

  it('writes an array and nothing else as JSON', async () => {
    const [row] = await rowsOf(bare, '--tier', 'development');
    expect(Object.keys(row ?? {})).toEqual([
      'file',
      'rule',
      'resource',
      'type',
      'pillar',
      'severity',
      'status',
      'advisory',
      'detail',
      'remediation',
      'references',
    ]);
  });

  it('writes an empty array when no rule is about a file', async () => {
    const rows = await rowsOf(handle, '--tier', 'sandbox');
    expect(rows.filter(({ advisory, status }) => !advisory && status !== 'PASS')).toEqual([]);
  });

  it('blocks what no plan may ever do, whatever the tier', async () => {
    const rows = await rowsOf(silent, '--tier', 'sandbox');
    const blocked = rows.filter(({ status }) => status === 'BLOCKED');
    expect(blocked.map(({ rule, resource, detail }) => [rule, resource, detail])).toEqual([
      ['never-do', 'Trail', 'Trail turns AWS::CloudTrail::Trail off'],
      ['never-do', 'Unit', 'Unit would change the organization'],
    ]);
  });

  it('says of a type without rules that nothing was judged', async () => {
    const rows = await rowsOf(handle, bare, '--tier', 'production');
    const unknown = rows.filter(({ rule, status }) => rule === '' && status === 'UNKNOWN');
    expect(unknown.map(({ resource, advisory, detail }) => [resource, advisory, detail])).toEqual([
      ['Wait', true, 'no rule here is about AWS::CloudFormation::WaitConditionHandle'],
    ]);
  });

  it('judges a resource without Properties', async () => {
    const rows = await rowsOf(bare, '--tier', 'production');
    expect(rows.find(({ rule }) => rule === 'S3-01')).toMatchObject({
      resource: 'Bucket',
      type: 'AWS::S3::Bucket',
      severity: 'Critical',
      status: 'BLOCKED',
      advisory: false,
    });
  });

  it('has one ERROR row for a file that can not be read, and judges the others', async () => {
    const rows = await rowsOf(broken, missing, bare, '--tier', 'sandbox');
    const errors = rows.filter(({ status }) => status === 'ERROR');
    expect(errors.map(({ file: name }) => name)).toEqual([broken, missing]);
    expect(rows.some((row) => row.file === bare && row.rule === 'S3-01')).toBe(true);
  });

  it('says UNKNOWN, not PASS, of what can not be resolved', async () => {
    const rows = await rowsOf(open, '--tier', 'development');
    expect(rows.find(({ rule }) => rule === 'S3-02')?.status).toBe('UNKNOWN');
  });

  it('A30 lets no escape sequence through to the terminal', async () => {
    expect((await run(hostile, '--tier', 'sandbox')).out).not.toContain('\u001b');
  });

  it('shows the worst first in the table', async () => {
    const { out } = await run(bare, '--tier', 'staging');
    const marks = out
      .split('\n')
      .flatMap((line) => /^(BLOCKED|ACCEPTABLE|PASS)\b/.exec(line)?.[1] ?? []);
    expect(marks).toEqual(
      marks.toSorted((a, b) => 'BAP'.indexOf(a[0] ?? '') - 'BAP'.indexOf(b[0] ?? '')),
    );
    expect(out).toContain('Judged for staging');
  });
});
