import { describe, expect, it } from 'vitest';
import type { Template } from '../../src/plan/template.ts';
import { s3Bucket } from '../../src/services/s3-bucket/index.ts';
import type { S3Facts } from '../../src/services/s3-bucket/facts-schema.ts';
import { withFields } from '../../src/services/s3-bucket/template.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { canonicalJson, type JsonObject } from '../../src/task/json.ts';
import {
  answer,
  contextFor,
  NOBODY,
  NOT_FOUND,
  ownStack,
  readerOf,
  sure,
  taken,
  taskOf,
  type Answers,
  type ContextOptions,
} from './samples.ts';

const NAME = 'acme-dev-use1-reports';
const B = { Resources: { B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: NAME } } } };

const facts = (more: Partial<S3Facts> = {}): S3Facts => ({
  name: NAME,
  state: 'free',
  alternative: null,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  holdsObjects: null,
  objects: null,
  ...more,
});

const draft = (
  taskType: MutationType,
  parameters: TaskParameters,
  more: { readonly facts?: Partial<S3Facts>; readonly options?: ContextOptions } = {},
) => {
  const task = taskOf('AWS::S3::Bucket', taskType, { name: NAME, ...parameters });
  return s3Bucket.draft(contextFor(task, more.options), facts(more.facts));
};

const templateOf = (parameters: TaskParameters, options: ContextOptions = {}): Template => {
  const step = taken(draft('CreateResource', parameters, { options })).steps[0];
  if (step?.kind !== 'deploy') throw new Error('no deploy step');
  return step.template;
};

const bucketOf = (template: Template): JsonObject =>
  sure(template.Resources['AcmeDevUse1ReportsBucket']?.Properties);

const TAGGED = { Key: 'Confidentiality', Value: 'internal' };

describe('a new bucket', () => {
  it('has what was asked and the defaults of development, and nothing else', () => {
    const template = templateOf({ expirationDays: 90 });
    expect(Object.keys(template.Resources)).toEqual([
      'AcmeDevUse1ReportsBucket',
      'AcmeDevUse1ReportsBucketPolicy',
    ]);
    const { Tags, ...rest } = bucketOf(template);
    expect(Tags).toContainEqual(TAGGED);
    expect(rest).toEqual({
      BucketName: NAME,
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'coworker-objects',
            Status: 'Enabled',
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            ExpirationInDays: 90,
            NoncurrentVersionExpiration: { NoncurrentDays: 90 },
          },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  const VERSIONED = { Status: 'Enabled' };
  const rows: readonly (readonly [string, TaskParameters, ContextOptions, unknown])[] = [
    ['sandbox leaves versioning to the request', {}, { tier: 'sandbox' }, undefined],
    ['sandbox with versioning asked', { versioning: true }, { tier: 'sandbox' }, VERSIONED],
    ['sandbox with the item added', {}, { tier: 'sandbox', added: ['S3-06'] }, VERSIONED],
    ['development has it', {}, {}, VERSIONED],
    ['development with the item skipped', {}, { skipped: ['S3-06'] }, undefined],
    ['a no in the request stands like a skip', { versioning: false }, {}, undefined],
    [
      'staging skips its own item, not the other',
      {},
      { tier: 'staging', skipped: ['S3-06'] },
      VERSIONED,
    ],
  ];

  it.each(rows)('versioning: %s', (_name, parameters, options, expected) => {
    expect(bucketOf(templateOf(parameters, options))['VersioningConfiguration']).toEqual(expected);
  });

  it('of staging is kept when its stack goes, logs its access and is inventoried', () => {
    const template = templateOf({}, { tier: 'staging' });
    const bucket = sure(template.Resources['AcmeDevUse1ReportsBucket']);
    expect(bucket.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(Object.keys(template.Resources)).toContain('AcmeDevUse1ReportsBucketAccessLogs');
    expect(Object.keys(bucket.Properties ?? {})).toContain('InventoryConfigurations');
  });

  it('of production with restricted data has its key, replica, lock and alarms', () => {
    const options = { tier: 'production' } as const;
    const template = templateOf({ confidentiality: 'restricted' }, options);
    expect(
      Object.values(template.Resources)
        .map((resource) => resource.Type)
        .sort(),
    ).toEqual([
      'AWS::CloudWatch::Alarm',
      'AWS::CloudWatch::Alarm',
      'AWS::IAM::Role',
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::S3::BucketPolicy',
      'AWS::S3::BucketPolicy',
    ]);
    expect(JSON.stringify(bucketOf(template)['BucketEncryption'])).toContain('KMSMasterKeyID');
    expect(bucketOf(template)['ObjectLockEnabled']).toBe(true);
  });

  it('takes the name of the pattern when somebody else has the one asked for', () => {
    const found = draft(
      'CreateResource',
      {},
      {
        facts: { state: 'elsewhere', alternative: { name: 'acme-x', state: 'free' } },
      },
    );
    expect(taken(found).deviations.map((one) => one.planned)).toEqual(['name acme-x']);
  });

  it('planned again after success changes nothing', () => {
    const stack = ownStack(templateOf({}));
    const again = draft('CreateResource', {}, { facts: { state: 'here', ownStack: stack } });
    expect(taken(again).steps).toEqual([]);
  });
});

describe('a bucket task is refused', () => {
  const here = { state: 'here' } as const;
  const rows: readonly (readonly [
    string,
    MutationType,
    TaskParameters,
    Partial<S3Facts>,
    string,
  ])[] = [
    ['name taken here', 'CreateResource', {}, here, 'name-taken'],
    [
      'name and its alternative taken elsewhere',
      'CreateResource',
      {},
      { state: 'elsewhere', alternative: { name: 'acme-x', state: 'elsewhere' } },
      'name-taken',
    ],
    ['update of nothing', 'UpdateResource', { versioning: true }, {}, 'target-not-found'],
    ['delete of nothing', 'DeleteResource', {}, {}, 'target-not-found'],
    [
      'delete of another account’s',
      'DeleteResource',
      {},
      { state: 'elsewhere' },
      'target-not-found',
    ],
    ['delete of a full bucket', 'DeleteResource', {}, { ...here, holdsObjects: true }, 'not-empty'],
    ['delete with contents unknown', 'DeleteResource', {}, here, 'not-empty'],
    [
      'update of a foreign stack’s bucket',
      'UpdateResource',
      { versioning: true },
      { ...here, owner: { owner: 'foreign', stackName: 'network' } },
      'no-route',
    ],
    [
      'update of a stack with a role',
      'UpdateResource',
      { versioning: true },
      {
        ...here,
        owner: { owner: 'ours', logicalId: 'B', stack: ownStack(B, { hasRole: true }) },
      },
      'stack-has-role',
    ],
    [
      'update of a stack that is being updated',
      'UpdateResource',
      { versioning: true },
      {
        ...here,
        owner: {
          owner: 'ours',
          logicalId: 'B',
          stack: ownStack(B, { status: 'UPDATE_IN_PROGRESS' }),
        },
      },
      'stack-not-ready',
    ],
    ['a class without days', 'CreateResource', { storageClass: 'GLACIER' }, {}, 'missing-field'],
    [
      'infrequent access too early',
      'CreateResource',
      { storageClass: 'STANDARD_IA', transitionDays: 7 },
      {},
      'malformed-value',
    ],
    [
      'expiry before the move',
      'CreateResource',
      { transitionDays: 90, expirationDays: 30 },
      {},
      'contradictory',
    ],
    [
      'a key without KMS',
      'CreateResource',
      { encryption: 'AES256', kmsKey: 'alias/x' },
      {},
      'contradictory',
    ],
    [
      'lock on what exists',
      'UpdateResource',
      { retentionDays: 5 },
      here,
      'replaces-named-resource',
    ],
  ];

  it.each(rows)('%s', (_name, taskType, parameters, found, code) => {
    const drafted = draft(taskType, parameters, { facts: found });
    expect(drafted.ok ? 'accepted' : drafted.refusal.code).toBe(code);
  });

  it('when a person adds what only the pipeline may make', () => {
    const drafted = draft('CreateResource', {}, { options: { added: ['S3-13'] } });
    expect(drafted.ok ? 'accepted' : drafted.refusal.code).toBe('no-route');
  });
});

describe('a bucket that exists', () => {
  const members = [{ logicalId: 'B', type: 'AWS::S3::Bucket', physicalId: NAME }];
  const ours = (more = {}) =>
    ({
      state: 'here',
      holdsObjects: false,
      owner: { owner: 'ours', logicalId: 'B', stack: ownStack(B, { resources: members, ...more }) },
    }) as const;

  it('of our stack is updated there, its tags of creation kept', () => {
    const step = taken(draft('UpdateResource', { versioning: true }, { facts: ours() })).steps[0];
    expect(step).toMatchObject({
      kind: 'deploy',
      changeSetType: 'UPDATE',
      tags: { CreatedDate: '2026-01-05' },
      template: {
        Resources: { B: { Properties: { BucketName: NAME, VersioningConfiguration: {} } } },
      },
    });
  });

  it('of our stack is deleted with the stack, by actions on this bucket only', () => {
    const step = sure(taken(draft('DeleteResource', {}, { facts: ours() })).steps[0]);
    expect(step.kind).toBe('remove');
    expect(step.operationClass).toBe('destructive');
    const writes = step.needs.filter((need) => need.purpose !== 'read');
    expect(writes.map((need) => [need.action, need.resources])).toEqual([
      ['s3:DeleteBucket', [`arn:aws:s3:::${NAME}`]],
    ]);
  });

  it('of our stack among other things is not deleted with them', () => {
    const more = { logicalId: 'Q', type: 'AWS::SQS::Queue', physicalId: 'q' };
    const shared = ours({ resources: [...members, more] });
    const drafted = draft('DeleteResource', {}, { facts: shared });
    expect(drafted.ok ? '' : drafted.refusal.code).toBe('in-a-stack');
  });

  const loose = { BucketName: NAME, LifecycleConfiguration: { Rules: [{ Id: 'theirs' }] } };

  it('of no stack is changed through Cloud Control, rules of others kept', () => {
    const found = { state: 'here', properties: loose } as const;
    const drafted = draft('UpdateResource', { expirationDays: 30 }, { facts: found });
    expect(taken(drafted).steps).toMatchObject([
      {
        kind: 'change',
        typeName: 'AWS::S3::Bucket',
        identifier: NAME,
        operationClass: 'destructive',
        patch: [
          {
            op: 'replace',
            path: '/LifecycleConfiguration',
            value: { Rules: [{ Id: 'theirs' }, { Id: 'coworker-objects', ExpirationInDays: 30 }] },
          },
        ],
      },
    ]);
  });

  it('of no stack with another encryption is a sensitive change', () => {
    const found = { state: 'here', properties: loose } as const;
    const drafted = draft('UpdateResource', { encryption: 'aws:kms' }, { facts: found });
    expect(taken(drafted).steps[0]?.operationClass).toBe('sensitive');
  });

  it('that is already as asked is the empty plan', () => {
    const versioned = { ...loose, VersioningConfiguration: { Status: 'Enabled' } };
    const found = { state: 'here', properties: versioned } as const;
    const drafted = draft('UpdateResource', { versioning: true }, { facts: found });
    expect(taken(drafted).steps).toEqual([]);
  });

  it('facts that somebody changed in the store are a fault, not a plan', () => {
    const context = contextFor(taskOf('AWS::S3::Bucket', 'CreateResource', { name: NAME }));
    expect(() => s3Bucket.draft(context, { ...facts(), state: 'mine' })).toThrow(/facts/);
  });
});

describe('the fields of a bucket', () => {
  it('set over properties twice are the same as once', () => {
    const task = taskOf('AWS::S3::Bucket', 'UpdateResource', {
      name: NAME,
      expirationDays: 30,
      transitionDays: 0,
      versioning: true,
    });
    const once = withFields({ BucketName: NAME }, task);
    expect(canonicalJson(withFields(once, task))).toBe(canonicalJson(once));
  });

  const NAMES: readonly (readonly [string, boolean])[] = [
    ['acme-dev-logs', true],
    ['ab', false],
    ['Upper-Case', false],
    ['two..dots', false],
    ['192.168.0.1', false],
    ['xn--punycode', false],
    ['name-s3alias', false],
    ['-starts', false],
    ['star*', false],
    ['a'.repeat(64), false],
  ];

  it.each(NAMES)('the name %s is a bucket name: %s', (name, is) => {
    const field = sure(s3Bucket.fields.find((one) => one.name === 'name'));
    expect(sure(field.pattern).test(name)).toBe(is);
  });
});

const REFUSED = { ok: false, code: 'Forbidden', httpStatus: 403, message: '' } as const;

describe('what is looked up for a bucket', () => {
  const read = async (taskType: MutationType, answers: Answers) => {
    const task = taskOf('AWS::S3::Bucket', taskType, { name: 'reports' });
    const reader = readerOf(answers);
    const found = await s3Bucket.readFacts(contextFor(task), reader);
    return { found, calls: reader.calls.map((call) => `${call.client}.${call.operation}`) };
  };
  const mine = answer({ Buckets: [{ Name: 'reports-2' }, { Name: 'reports' }] });

  it('a free name takes two calls', async () => {
    const { found, calls } = await read('CreateResource', {});
    expect(found).toMatchObject({ state: 'free', ownStack: null, alternative: null });
    expect(calls).toEqual(['CloudFormation.DescribeStacks', 'S3.HeadBucket']);
  });

  it('a name of somebody else leads to the one of the pattern', async () => {
    const { found } = await read('CreateResource', {
      'S3.HeadBucket': (call) => (call.input['Bucket'] === 'reports' ? REFUSED : NOT_FOUND),
      'S3.ListBuckets': answer({ Buckets: [{ Name: 'reports-2' }] }),
    });
    expect(found).toMatchObject({
      state: 'elsewhere',
      alternative: { name: 'acme-dev-use1-reports', state: 'free' },
    });
  });

  it('one of ours is known without the right to list it', async () => {
    const { found } = await read('CreateResource', {
      'S3.HeadBucket': REFUSED,
      'S3.ListBuckets': mine,
    });
    expect(found).toMatchObject({ state: 'here', owner: { owner: 'nobody' } });
  });

  it('an old version alone makes it not empty', async () => {
    const { found } = await read('DeleteResource', {
      'S3.HeadBucket': answer({}),
      'S3.ListBuckets': mine,
      'S3.ListObjectVersions': answer({ DeleteMarkers: [{ Key: 'x' }] }),
      'CloudControl.GetResource': answer({ ResourceDescription: { Properties: '{}' } }),
    });
    expect(found).toMatchObject({ holdsObjects: true, properties: {} });
  });

  it('a denied look inside is a fault that says so', async () => {
    const answers = {
      'S3.HeadBucket': answer({}),
      'S3.ListBuckets': mine,
      'S3.ListObjectVersions': REFUSED,
      'CloudControl.GetResource': answer({ ResourceDescription: { Properties: '{}' } }),
    };
    await expect(read('DeleteResource', answers)).rejects.toMatchObject({ kind: 'denied' });
  });

  it('an answer of another shape is a fault', async () => {
    const answers = { 'S3.HeadBucket': answer({}), 'S3.ListBuckets': answer({ Buckets: 'all' }) };
    await expect(read('CreateResource', answers)).rejects.toMatchObject({
      kind: 'malformed-answer',
    });
  });
});
