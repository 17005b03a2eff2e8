import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../src/plan/change.ts';
import type { Template } from '../../src/plan/template.ts';
import type { NeededDraft } from '../../src/services/need-views.ts';
import { needsOfDeploy, unscopedIn } from '../../src/services/needs.ts';
import { resolve, type Known } from '../../src/services/resolve.ts';
import { generatedName, mergeNeeds, topProperty } from '../../src/services/type-table.ts';
import type { Json } from '../../src/task/json.ts';
import { account, DEV, REGION } from './samples.ts';

const draftOf = (
  Resources: Template['Resources'],
  more: Partial<NeededDraft> = {},
): NeededDraft => ({
  template: { Resources },
  parameters: {},
  tags: {},
  region: REGION,
  stackName: 'aws-coworker-42-reports',
  ...more,
});

const change = (logicalId: string, more: Partial<PlannedChange> = {}): PlannedChange => ({
  action: 'create',
  logicalId,
  type: 'AWS::S3::Bucket',
  ownerAgent: 'SteveJobs',
  properties: [],
  losesData: false,
  isSensitive: false,
  isConditional: false,
  ...more,
});

const needs = (draft: NeededDraft, ...changes: readonly PlannedChange[]) =>
  needsOfDeploy({ draft, account: account(), changes })
    .filter((need) => need.purpose !== 'read')
    .map((need) => `${need.purpose} ${need.action} ${need.resources.join(' ')}`);

const BUCKET = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'reports' } };

describe('what a deploy step needs', () => {
  it('is nothing when nothing changes', () => {
    expect(needs(draftOf({ B: BUCKET }))).toEqual([]);
  });

  it('creates by name, and can take the create back', () => {
    expect(needs(draftOf({ B: BUCKET }), change('B'))).toEqual([
      'forward s3:CreateBucket arn:aws:s3:::reports',
      'rollback s3:DeleteBucket arn:aws:s3:::reports',
    ]);
  });

  it('binds a name that CloudFormation makes to the stack and the resource', () => {
    const draft = draftOf({ B: { Type: 'AWS::S3::Bucket' } });
    expect(needs(draft, change('B'))[0]).toBe(
      'forward s3:CreateBucket arn:aws:s3:::aws-coworker-42-reports-b-*',
    );
  });

  it('tags when only the stack has tags', () => {
    const draft = draftOf({ B: BUCKET }, { tags: { CoworkerManaged: 'true' } });
    expect(needs(draft, change('B'))).toContain('forward s3:PutBucketTagging arn:aws:s3:::reports');
  });

  it('puts a policy on the bucket that a Ref names', () => {
    const policy = {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'B' }, PolicyDocument: {} },
    };
    const draft = draftOf({ B: BUCKET, P: policy });
    expect(needs(draft, change('P', { type: policy.Type }))).toEqual([
      'rollback s3:DeleteBucketPolicy arn:aws:s3:::reports',
      'forward s3:PutBucketPolicy arn:aws:s3:::reports',
    ]);
  });

  it('of an update is what its changed properties need', () => {
    const encrypted = {
      ...BUCKET,
      Properties: { ...BUCKET.Properties, BucketEncryption: {}, VersioningConfiguration: {} },
    };
    const changed = change('B', {
      action: 'change',
      physicalId: 'reports',
      properties: [{ path: '/Properties/VersioningConfiguration/Status' }],
    });
    expect(needs(draftOf({ B: encrypted }), changed)).toEqual([
      'forward s3:PutBucketVersioning arn:aws:s3:::reports',
    ]);
  });

  it('of a replacement touches the old and the new one', () => {
    const changed = change('B', { action: 'replace', physicalId: 'old' });
    expect(needs(draftOf({ B: BUCKET }), changed)).toEqual([
      'forward s3:CreateBucket arn:aws:s3:::reports',
      'forward s3:DeleteBucket arn:aws:s3:::old arn:aws:s3:::reports',
    ]);
  });

  it('of a replacement makes one whose id is not known, and deletes the one that is', () => {
    const changed = change('C', {
      action: 'replace',
      type: 'AWS::Route53::HealthCheck',
      physicalId: 'abc',
    });
    const draft = draftOf({ C: { Type: 'AWS::Route53::HealthCheck' } });
    const deletes = needsOfDeploy({ draft, account: account(), changes: [changed] }).filter(
      (need) => need.action === 'route53:DeleteHealthCheck',
    );
    expect(deletes.map((need) => need.resources)).toEqual([['arn:aws:route53:::healthcheck/*']]);
  });

  it('of what may be replaced may also change it as it stands', () => {
    const versioned = {
      ...BUCKET,
      Properties: { ...BUCKET.Properties, VersioningConfiguration: { Status: 'Enabled' } },
    };
    const changed = change('B', {
      action: 'replace',
      physicalId: 'reports',
      isConditional: true,
      properties: [
        { path: '/Properties/VersioningConfiguration', before: { Status: 'Suspended' } },
        { path: '/Properties/ObjectLockEnabled' },
      ],
    });
    expect(needs(draftOf({ B: versioned }), changed)).toEqual(
      expect.arrayContaining([
        'forward s3:CreateBucket arn:aws:s3:::reports',
        'forward s3:PutBucketVersioning arn:aws:s3:::reports',
        'forward s3:PutBucketObjectLockConfiguration arn:aws:s3:::reports',
      ]),
    );
  });

  it('passes the new role, where a named role is replaced by another', () => {
    const runner = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'new' } };
    const code = {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'code', Role: { 'Fn::GetAtt': ['Runner', 'Arn'] } },
    };
    const replaced = { type: 'AWS::IAM::Role', action: 'replace', physicalId: 'old' } as const;
    const passed = needs(
      draftOf({ Runner: runner, Code: code }),
      change('Runner', replaced),
      change('Code', {
        type: 'AWS::Lambda::Function',
        action: 'change',
        physicalId: 'code',
        properties: [{ path: '/Properties/Role', before: `arn:aws:iam::${DEV}:role/coworker/old` }],
      }),
    ).filter((need) => need.includes('iam:PassRole'));
    expect(passed.join(' ')).toContain('role/coworker/new');
    expect(passed.join(' ')).toContain('role/coworker/old');
  });

  it('A62 is never wider than a name: a name with a wildcard is a fault, and found before', () => {
    const wide = { Type: 'AWS::S3::Bucket', Properties: { BucketName: '*' } };
    expect(() => needs(draftOf({ B: wide }), change('B'))).toThrow(/name of B/);
    expect(unscopedIn(draftOf({ B: wide }), account())).toEqual([
      { logicalId: 'B', because: 'name' },
    ]);
  });

  it('A62 the same by a parameter', () => {
    const byParameter = { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Name' } } };
    const draft = draftOf({ B: byParameter }, { parameters: { Name: 'a*' } });
    expect(unscopedIn(draft, account())).toEqual([{ logicalId: 'B', because: 'name' }]);
  });

  it('a type without a reviewed table is a fault, and found before', () => {
    const draft = draftOf({ X: { Type: 'Custom::Thing' } });
    expect(() => needs(draft, change('X', { type: 'Custom::Thing' }))).toThrow(/Custom::Thing/);
    expect(unscopedIn(draft, account())).toEqual([{ logicalId: 'X', because: 'type' }]);
  });
});

describe('what a template says before it runs', () => {
  const known: Known = {
    template: { Resources: { B: BUCKET }, Parameters: { Size: { Type: 'Number', Default: 3 } } },
    parameters: { Env: 'dev' },
    accountId: DEV,
    region: 'us-east-1',
    stackName: 'stack',
    refOf: (id) => (id === 'B' ? 'reports' : undefined),
  };
  const unknown = { 'Fn::ImportValue': 'x' };
  const rows: readonly (readonly [Json, Json])[] = [
    ['text', 'text'],
    [{ Ref: 'Env' }, 'dev'],
    [{ Ref: 'Size' }, '3'],
    [{ Ref: 'B' }, 'reports'],
    [{ Ref: 'AWS::AccountId' }, DEV],
    [{ 'Fn::Sub': 'a-${Env}-${AWS::Region}' }, 'a-dev-us-east-1'],
    [{ 'Fn::Sub': 'a-${!Env}' }, 'a-${Env}'],
    [{ 'Fn::Sub': ['${x}-${Env}', { x: { Ref: 'B' } }] }, 'reports-dev'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Env' }]] }, 'a-dev'],
    [{ 'Fn::Join': ['-', ['a', unknown]] }, { 'Fn::Join': ['-', ['a', unknown]] }],
    [{ Ref: 'Nothing' }, { Ref: 'Nothing' }],
    [{ Ref: 'constructor' }, { Ref: 'constructor' }],
    [{ 'Fn::Sub': '${Nothing}' }, { 'Fn::Sub': '${Nothing}' }],
    [unknown, unknown],
  ];

  it.each(rows)('%j is %j', (value, expected) => {
    expect(resolve(value, known)).toEqual(expected);
  });

  it.each([
    ['/Properties/BucketName/0', 'BucketName'],
    ['Properties.BucketName', 'BucketName'],
    ['/Tags/', 'Tags'],
    ['BucketEncryption.Rules[0]', 'BucketEncryption'],
    ['', ''],
  ])('the path %s is of the property %s', (path, name) => {
    expect(topProperty(path)).toBe(name);
  });

  it('a generated name that AWS would cut is bound by its start only', () => {
    const long = { stackName: `aws-coworker-42-${'x'.repeat(40)}`, logicalId: 'Thing' };
    expect(generatedName(long)).toBe('aws-coworker-42-xxxx*');
  });

  it('needs of one action are one, and forward is stronger than rollback', () => {
    const base = { action: 's3:PutObject', via: 'direct' } as const;
    expect(
      mergeNeeds([
        { ...base, resources: ['b'], purpose: 'rollback' },
        { ...base, resources: ['a'], purpose: 'forward' },
      ]),
    ).toEqual([{ ...base, resources: ['a', 'b'], purpose: 'forward' }]);
  });
});
