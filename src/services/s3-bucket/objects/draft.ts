import { createHash } from 'node:crypto';
import { ownerOf } from '../../../agents/roster.ts';
import type { PlannedChange } from '../../../plan/change.ts';
import type { MutationTask } from '../../../task/aws-task.ts';
import type { Json, JsonObject } from '../../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../../task/refusal.ts';
import { isExecuteTier } from '../../../task/tier.ts';
import { listOf } from '../../acts.ts';
import { at } from '../../compare.ts';
import { foreignStack, targetMissing } from '../../existing-target.ts';
import { presentProperties } from '../../existing-tasks.ts';
import { draftCall } from '../../operate-call.ts';
import type { Draft, DraftContext } from '../../service.ts';
import { textOf } from '../../task-values.ts';
import type { S3Facts } from '../facts-schema.ts';
import type { ObjectVersion } from './facts-schema.ts';
import { besideRefusal } from './one-order.ts';
import { EMPTY, objectTarget, UPLOAD } from './operations.ts';

/** The most that a person can be expected to read in a plan. */
const MOST_BYTES = 8 * 1024;

/** Longer keys would be cut where the plan shows them. */
const LONGEST_KEY = 70;

/** Under which key a file goes: as it is said, else as the file is called. */
export const keyOf = (task: MutationTask): string | undefined =>
  textOf(task, 'key') ?? textOf(task, 'file');

const changeOf = (
  bucket: string,
  objects: readonly { readonly before?: Json; readonly after?: Json }[],
  losesData: boolean,
): PlannedChange => ({
  action: 'change',
  logicalId: bucket,
  type: 'AWS::S3::Bucket',
  physicalId: bucket,
  ownerAgent: ownerOf('AWS::S3::Bucket'),
  properties: objects.map((one) => ({ path: '/Object', ...one, recreation: 'Never' })),
  losesData,
  isSensitive: false,
  isConditional: false,
});

const bytesOf = (content: string): number => new TextEncoder().encode(content).byteLength;

const countWords = (count: number, one: string): string =>
  `${count} ${one}${count === 1 ? '' : 's'}`;

const NOTHING_GIVEN: Refusal = {
  code: 'missing-field',
  because: 'The request does not say what is uploaded: content is given, and never made up.',
  next:
    'Name a file of this repository, `Upload config/app.json`, or give its content in a fenced ' +
    'block of the issue and say its key.',
};

/** Text only, and little of it: what nobody can read in the plan nobody can approve. */
const contentRefusal = (content: string): Refusal | undefined => {
  const bytes = bytesOf(content);
  if (bytes > MOST_BYTES)
    return {
      code: 'malformed-value',
      because: `The file has ${bytes} bytes; a plan takes at most ${MOST_BYTES}.`,
      next: 'Upload it by your own pipeline.',
    };
  if (!content.includes('\0') && !content.includes('\uFFFD')) return undefined;
  return {
    code: 'malformed-value',
    because: 'The file is no text, so that nobody can read in a plan what is uploaded.',
    next: 'Upload it by your own pipeline.',
  };
};

const defaultAlgorithm = (properties: JsonObject): Json | undefined => {
  const [rule] = listOf(at(properties, 'BucketEncryption.ServerSideEncryptionConfiguration'));
  return at(rule, 'ServerSideEncryptionByDefault.SSEAlgorithm');
};

const placeRefusal = (facts: S3Facts, key: string, properties: JsonObject): Refusal | undefined => {
  if ((facts.objects?.versions.length ?? 0) > 0 || facts.objects?.isMore !== false)
    return {
      code: 'name-taken',
      because: `The bucket \`${facts.name}\` has an object or old versions under \`${key}\`.`,
      next: 'Name another key: nothing that is there is written over.',
    };
  if (defaultAlgorithm(properties) === 'aws:kms')
    return {
      code: 'no-route',
      because: 'The bucket encrypts with a key of KMS, which no session of a plan may use.',
      next: 'Upload it by your own pipeline, with the rights on that key.',
    };
  return undefined;
};

/** S3 itself refuses when the name has become a bucket of another account since. */
const ownerOnly = ({ account }: DraftContext): { readonly ExpectedBucketOwner: string } => ({
  ExpectedBucketOwner: account.id,
});

const uploadFile = (
  context: DraftContext,
  facts: S3Facts,
  properties: JsonObject,
): Decided<Draft> => {
  const [key, content] = [keyOf(context.task), textOf(context.task, 'content')];
  if (key === undefined || content === undefined) return refused(NOTHING_GIVEN);
  const refusal = contentRefusal(content) ?? placeRefusal(facts, key, properties);
  if (refusal !== undefined) return refused(refusal);
  const target = objectTarget(facts.name, key);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const after = `${key}: ${countWords(bytesOf(content), 'byte')}, sha256 ${digest}`;
  const step = {
    ...draftCall(context, UPLOAD, target),
    summary: `upload ${key} into bucket ${facts.name}, ${countWords(bytesOf(content), 'byte')}`,
    input: { ...UPLOAD.input(target), ...ownerOnly(context), Body: content },
    changes: [changeOf(facts.name, [{ after }], false)],
  };
  return accepted({ steps: [step], deviations: [] });
};

/** The longest that data may still have been meant to stay for its deletion to be decided. */
const LONGEST_DAYS = 365;

/** What makes a rule one of some objects only. Source: S3, `LifecycleRule`. */
const BOUNDS = ['Filter', 'TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'];

/** Days after which every object of a bucket expires by a rule; undefined where some stay. */
const daysOf = (rule: Json): number | undefined => {
  const [prefix, days] = [at(rule, 'Prefix') ?? '', at(rule, 'ExpirationInDays')];
  const isWhole = prefix === '' && BOUNDS.every((name) => at(rule, name) === undefined);
  if (!isWhole || at(rule, 'Status') !== 'Enabled' || typeof days !== 'number') return undefined;
  return days <= LONGEST_DAYS ? days : undefined;
};

/**
 * What lets data of a bucket go: a rule by which all of it expires anyway. A copy elsewhere is no
 * reason: whether it holds what is deleted here nobody sees.
 */
const keptBy = (properties: JsonObject): string | undefined => {
  const days = listOf(at(properties, 'LifecycleConfiguration.Rules'))
    .map(daysOf)
    .find((one) => one !== undefined);
  return days === undefined
    ? undefined
    : `its lifecycle, by which objects expire after ${days} days`;
};

const NOT_KEPT: Refusal = {
  code: 'never-do',
  because:
    'A bucket is never emptied whose objects do not all expire within a year: nobody has decided ' +
    'that they may go.',
  next:
    'Ask first, in an issue of its own, for `Expiration days: 30` on the bucket; with 1 day S3 ' +
    'empties it by itself.',
};

const emptyRefusal = (facts: S3Facts, properties: JsonObject): Refusal | undefined => {
  if (properties['ObjectLockEnabled'] === true)
    return {
      code: 'never-do',
      because: `Objects of \`${facts.name}\` are locked against deletion.`,
      next: 'Leave them: S3 deletes none of them before its time.',
    };
  const isShown = facts.objects?.versions.every(({ key }) => key.length <= LONGEST_KEY) === true;
  if (facts.objects?.isMore === false && isShown) return undefined;
  return {
    code: 'too-many-resources',
    because:
      `The bucket \`${facts.name}\` holds more objects than a plan can show, or keys that ` +
      'are too long to be shown whole.',
    next: 'Ask for `Expiration days: 1` instead: S3 empties it by itself within days.',
  };
};

const shownVersion = ({ key, versionId }: ObjectVersion): { readonly before: string } => ({
  before: `${key}, version ${versionId}`,
});

const emptyBucket = (
  context: DraftContext,
  facts: S3Facts,
  properties: JsonObject,
): Decided<Draft> => {
  const versions = facts.objects?.versions ?? [];
  const refusal = emptyRefusal(facts, properties);
  if (refusal !== undefined) return refused(refusal);
  if (versions.length === 0) return accepted({ steps: [], deviations: [] });
  const kept = keptBy(properties);
  if (kept === undefined) return refused(NOT_KEPT);
  const step = {
    ...draftCall(context, EMPTY, facts.name),
    summary: `empty bucket ${facts.name}: ${countWords(versions.length, 'version')} and markers`,
    input: {
      ...EMPTY.input(facts.name),
      ...ownerOnly(context),
      Delete: {
        Objects: versions.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })),
        Quiet: true,
      },
    },
    keptBy: kept,
    changes: [changeOf(facts.name, versions.map(shownVersion), true)],
  };
  return accepted({ steps: [step], deviations: [] });
};

const ONLY_WHERE_EXECUTED: Refusal = {
  code: 'no-route',
  because: 'From staging up what is in a bucket is not changed by a plan.',
  next: 'Upload by your own pipeline, and let a lifecycle delete: `Expiration days: 30`.',
};

/** What becomes of the objects of a bucket when a request orders it by name. */
export const draftObjects = (context: DraftContext, facts: S3Facts): Decided<Draft> => {
  const { owner } = facts;
  if (facts.state !== 'here') return refused(targetMissing('bucket', facts.name));
  if (!isExecuteTier(context.tier)) return refused(ONLY_WHERE_EXECUTED);
  if (owner.owner === 'foreign')
    return refused(foreignStack('bucket', facts.name, owner.stackName));
  const beside = besideRefusal(context);
  if (beside !== undefined) return refused(beside);
  const properties = presentProperties({ ...facts, identifier: facts.name });
  return textOf(context.task, 'action') === 'empty'
    ? emptyBucket(context, facts, properties)
    : uploadFile(context, facts, properties);
};
