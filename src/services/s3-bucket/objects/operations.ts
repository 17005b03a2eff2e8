import { createHash } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../../../task/json.ts';
import type { ActionNeed } from '../../../plan/action-need.ts';
import { listOf } from '../../acts.ts';
import { at, textIn } from '../../compare.ts';
import type { Operation } from '../../service.ts';

/** S3 takes 1,000 keys in one call; a person looks through fewer, and each is shown. */
export const MOST_OBJECTS = 100;

/** An object as the catalogue names it: its bucket and its key. */
export const objectTarget = (bucket: string, key: string): string => `${bucket}/${key}`;

const bucketOf = (target: string): string => target.split('/')[0] ?? '';

const listNeed = (target: string): ActionNeed => ({
  action: 's3:ListBucketVersions',
  resources: [`arn:aws:s3:::${bucketOf(target)}`],
  purpose: 'read',
  via: 'direct',
});

const rowsIn = (output: unknown, member: string): readonly JsonObject[] =>
  listOf(at(output, member)).filter((one: Json) => isJsonObject(one));

/** As S3 names what came in one part and is encrypted with its own keys. */
const tagOf = (body: string): string => `"${createHash('md5').update(body).digest('hex')}"`;

/**
 * Writes one object that is not there yet: `IfNoneMatch` has S3 itself refuse a key that somebody
 * took since. The content stands in the plan, so that its digest holds every letter of it.
 */
export const UPLOAD: Operation = {
  name: 's3:upload',
  client: 'S3',
  operation: 'PutObject',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'delete the object where objects are managed, or let a lifecycle do it',
  },
  needs: (target) => [
    {
      action: 's3:PutObject',
      resources: [`arn:aws:s3:::${target}`],
      purpose: 'forward',
      via: 'direct',
    },
    listNeed(target),
  ],
  input: (target) => ({
    Bucket: bucketOf(target),
    Key: target.slice(bucketOf(target).length + 1),
    IfNoneMatch: '*',
  }),
  wait: {
    client: 'S3',
    operation: 'ListObjectVersions',
    input: (_target, sent) => ({
      Bucket: sent['Bucket'] ?? '',
      Prefix: sent['Key'] ?? '',
      MaxKeys: MOST_OBJECTS,
    }),
    isDone: (output) => rowsIn(output, 'Versions').length > 0,
    isAsSent: (output, sent) =>
      rowsIn(output, 'Versions').some(
        (one) => one['Key'] === sent['Key'] && one['ETag'] === tagOf(textIn(sent['Body'])),
      ),
    timeoutMinutes: 5,
  },
};

const isSame = (one: JsonObject, other: JsonObject): boolean =>
  one['Key'] === other['Key'] && one['VersionId'] === other['VersionId'];

/** Deletes exactly the versions and markers that the plan lists; what came since stays. */
export const EMPTY: Operation = {
  name: 's3:empty',
  client: 'S3',
  operation: 'DeleteObjects',
  operationClass: 'destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'objects that are deleted with all their versions do not come back',
  },
  needs: (target) => [
    {
      action: 's3:DeleteObject',
      resources: [`arn:aws:s3:::${target}/*`],
      purpose: 'forward',
      via: 'direct',
    },
    {
      action: 's3:DeleteObjectVersion',
      resources: [`arn:aws:s3:::${target}/*`],
      purpose: 'forward',
      via: 'direct',
    },
    listNeed(target),
  ],
  input: (target) => ({ Bucket: target }),
  wait: {
    client: 'S3',
    operation: 'ListObjectVersions',
    input: (target) => ({ Bucket: target, MaxKeys: MOST_OBJECTS + 1 }),
    // Behind a page that is not the last one may be left.
    isDone: (output) => at(output, 'IsTruncated') !== true,
    isAsSent: (output, sent) => {
      const left = [...rowsIn(output, 'Versions'), ...rowsIn(output, 'DeleteMarkers')];
      const gone = listOf(at(sent, 'Delete.Objects')).filter((one: Json) => isJsonObject(one));
      return !gone.some((one) => left.some((other) => isSame(one, other)));
    },
    timeoutMinutes: 10,
  },
};

/** The catalogue of what is in a bucket. */
export const objectOperations: readonly Operation[] = [UPLOAD, EMPTY];
