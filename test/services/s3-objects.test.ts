import { describe, expect, it } from 'vitest';
import { draftS3 } from '../../src/services/s3-bucket/draft.ts';
import { S3_FIELDS } from '../../src/services/s3-bucket/fields.ts';
import type { S3Facts } from '../../src/services/s3-bucket/facts-schema.ts';
import { EMPTY, MOST_OBJECTS, UPLOAD } from '../../src/services/s3-bucket/objects/operations.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { account, contextFor, DEV, NOBODY, REGION, taken, taskOf } from './samples.ts';

const NAME = 'acme-dev-use1-shelf';
const EXPIRES: JsonObject = {
  LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 30 }] },
};
const ruled = (more: JsonObject): JsonObject => ({
  LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 30, ...more }] },
});
const ONE = { key: 'notes/old.txt', versionId: 'v1' };

const facts = (more: Partial<S3Facts> = {}): S3Facts => ({
  name: NAME,
  state: 'here',
  alternative: null,
  ownStack: null,
  owner: NOBODY,
  properties: {},
  holdsObjects: null,
  objects: { versions: [], isMore: false },
  ...more,
});

const draft = (parameters: TaskParameters, seen: S3Facts, tier: Tier = 'development') =>
  draftS3(
    contextFor(taskOf('AWS::S3::Bucket', 'UpdateResource', { name: NAME, ...parameters }), {
      tier,
    }),
    seen,
  );

const upload = { action: 'upload', file: 'config/app.json', content: '{"a":1}' };
const empty = { action: 'empty' };
const has = (versions: readonly (typeof ONE)[], isMore = false): Partial<S3Facts> => ({
  objects: { versions: [...versions], isMore },
});

describe('a file that is uploaded', () => {
  it('goes as it stands under its key, and over nothing', () => {
    const [step] = taken(draft({ ...upload, key: 'shared/app.json' }, facts())).steps;
    expect(step).toMatchObject({
      operation: 's3:upload',
      input: {
        Bucket: NAME,
        Key: 'shared/app.json',
        Body: '{"a":1}',
        IfNoneMatch: '*',
        ExpectedBucketOwner: DEV,
      },
    });
  });

  it.each([
    ['config/app.json', true],
    ['config/*', false],
    ['*', false],
  ])('goes under %s: %s', (key, isTaken) => {
    expect(S3_FIELDS.find(({ name }) => name === 'key')?.pattern?.test(key)).toBe(isTaken);
  });

  it('may be written to its own key alone', () => {
    const needs = UPLOAD.needs(`${NAME}/config/app.json`, account(), REGION);
    expect(needs.filter(({ purpose }) => purpose === 'forward')).toEqual([
      expect.objectContaining({
        action: 's3:PutObject',
        resources: [`arn:aws:s3:::${NAME}/config/app.json`],
      }),
    ]);
  });

  it('is there when S3 has what was sent, and not when it has something else', () => {
    const sent = { Bucket: NAME, Key: 'a', Body: 'hello' };
    const seen = (ETag: string) => ({ Versions: [{ Key: 'a', ETag }] });
    // Of md5sum.
    const tag = '"5d41402abc4b2a76b9719d911017c592"';
    expect(UPLOAD.wait.isAsSent?.(seen(tag), sent)).toBe(true);
    expect(UPLOAD.wait.isAsSent?.(seen('"other"'), sent)).toBe(false);
  });

  it.each([
    ['no content', { content: undefined }, {}, 'missing-field'],
    ['no key', { file: undefined }, {}, 'missing-field'],
    ['a key that is taken', {}, has([ONE]), 'name-taken'],
    ['a key nobody could look at', {}, { objects: null }, 'name-taken'],
    ['too much', { content: 'x'.repeat(8193) }, {}, 'malformed-value'],
    ['no text', { content: 'a\0b' }, {}, 'malformed-value'],
    ['a bucket of somebody else', {}, { state: 'elsewhere' }, 'target-not-found'],
    ['a foreign stack', {}, { owner: { owner: 'foreign', stackName: 'shop' } }, 'no-route'],
    [
      'a key of KMS',
      {},
      {
        properties: {
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
            ],
          },
        },
      },
      'no-route',
    ],
  ] as const)('is refused with %s', (_name, parameters, seen, code) => {
    const given = Object.fromEntries(
      Object.entries({ ...upload, ...parameters }).filter(([, value]) => value !== undefined),
    ) as TaskParameters;
    const decided = draft(given, facts(seen));
    expect(decided.ok ? '' : decided.refusal.code).toBe(code);
  });
});

describe('a bucket that is emptied', () => {
  it('loses exactly the versions that the plan lists', () => {
    const [step] = taken(draft(empty, facts({ properties: EXPIRES, ...has([ONE]) }))).steps;
    expect(step).toMatchObject({
      operation: 's3:empty',
      operationClass: 'destructive',
      input: {
        Bucket: NAME,
        ExpectedBucketOwner: DEV,
        Delete: { Objects: [{ Key: 'notes/old.txt', VersionId: 'v1' }] },
      },
      changes: [{ losesData: true, properties: [{ before: 'notes/old.txt, version v1' }] }],
    });
  });

  it('is as it was asked where nothing is in it', () => {
    expect(taken(draft(empty, facts())).steps).toEqual([]);
  });

  it('is not done while one of them is left, or may be left behind the page', () => {
    const sent = { Delete: { Objects: [{ Key: 'a', VersionId: '1' }] } };
    const left = { Versions: [{ Key: 'a', VersionId: '1' }] };
    const newer = { Versions: [{ Key: 'a', VersionId: '2' }] };
    expect([left, newer].map((seen) => EMPTY.wait.isAsSent?.(seen, sent))).toEqual([false, true]);
    expect(EMPTY.wait.isDone({ IsTruncated: true })).toBe(false);
  });

  it.each([
    ['nobody let its data go', {}, has([ONE]), 'development', 'never-do'],
    ['its rule is off', ruled({ Status: 'Disabled' }), has([ONE]), 'test', 'never-do'],
    ['its rule is of a prefix', ruled({ Prefix: 'tmp/' }), has([ONE]), 'test', 'never-do'],
    ['its rule has a filter', ruled({ Filter: { Prefix: 'a' } }), has([ONE]), 'test', 'never-do'],
    ['its rule is of tags', ruled({ TagFilters: [{ Key: 'a' }] }), has([ONE]), 'test', 'never-do'],
    ['its rule is of large', ruled({ ObjectSizeGreaterThan: '9' }), has([ONE]), 'test', 'never-do'],
    ['its rule is of small', ruled({ ObjectSizeLessThan: '9' }), has([ONE]), 'test', 'never-do'],
    ['all stays for long', ruled({ ExpirationInDays: 366 }), has([ONE]), 'test', 'never-do'],
    [
      'it is copied only',
      { ReplicationConfiguration: { Rules: [{ Status: 'Enabled' }] } },
      has([ONE]),
      'test',
      'never-do',
    ],
    ['its objects are locked', { ObjectLockEnabled: true }, has([ONE]), 'test', 'never-do'],
    ['it holds more than is shown', EXPIRES, has([ONE], true), 'sandbox', 'too-many-resources'],
    ['a key is too long to show', EXPIRES, has([{ ...ONE, key: 'k'.repeat(71) }]), 'test', 'too'],
    ['it lies in staging', EXPIRES, has([ONE]), 'staging', 'no-route'],
    ['it lies in production', EXPIRES, has([ONE]), 'production', 'no-route'],
  ] as const)('is kept as it is where %s', (_name, properties, more, tier, code) => {
    const decided = draft(empty, facts({ properties, ...more }), tier);
    expect(decided.ok ? '' : decided.refusal.code).toContain(code);
  });

  it('shows no more than a person looks through', () => {
    expect(MOST_OBJECTS).toBeLessThanOrEqual(100);
  });
});

describe('what is asked for beside a file', () => {
  const why = (parameters: TaskParameters): string => {
    const decided = draft(parameters, facts());
    return decided.ok ? 'planned' : decided.refusal.because;
  };

  it.each<readonly [string, TaskParameters, string]>([
    ['nothing', upload, 'planned'],
    ['a setting', { ...upload, versioning: true }, '`versioning`'],
    ['a tag', { ...upload, owner: 'team' }, '`owner`'],
    ['a file without its upload', { file: 'a.txt', versioning: true }, 'orders something else'],
    ['a key without its upload', { key: 'a.txt', versioning: true }, 'orders something else'],
  ])('%s', (_name, parameters, words) => {
    expect(why(parameters)).toContain(words);
  });

  it('a key that encrypts is no key of a file', () => {
    const parameters = { key: 'alias/a', kmsKey: 'alias/a', encryption: 'aws:kms' };
    expect(why(parameters)).not.toContain('orders something else');
  });
});
