import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { list, record, text, type Call, type OperationTable } from './call.ts';

/** One version of an object. */
interface ObjectRow {
  readonly Key: string;
  readonly VersionId: string;
  readonly Size: number;
  readonly ETag: string;
}

const tagOf = (content: string): string => `"${createHash('md5').update(content).digest('hex')}"`;

/** Each key has one version from the start. */
const plainRow = (Key: string): ObjectRow => ({
  Key,
  VersionId: 'version-0',
  Size: 1024,
  ETag: tagOf(Key),
});

const rowOf = (value: Json): ObjectRow =>
  isJsonObject(value)
    ? {
        Key: jsonText(value['Key']),
        VersionId: jsonText(value['VersionId']),
        Size: Number(value['Size']),
        ETag: jsonText(value['ETag']),
      }
    : plainRow(jsonText(value));

/** A bucket's objects by their keys: those it names, and as many more as it counts. */
export const objectsIn = (bucket: Resource): readonly ObjectRow[] => {
  const named = bucket.attributes['Objects'];
  const count = Number(bucket.attributes['ObjectCount'] ?? 0);
  const counted = Array.from({ length: count }, (_, index) => `object-${index}`);
  return [...(Array.isArray(named) ? (named as readonly Json[]) : []), ...counted]
    .map((each) => rowOf(each))
    .toSorted((a, b) => (a.Key < b.Key ? -1 : 1));
};

const keep = (bucket: Resource, rows: readonly ObjectRow[]): void => {
  bucket.attributes['ObjectCount'] = 0;
  if (rows.length === 0) delete bucket.attributes['Objects'];
  else bucket.attributes['Objects'] = rows.map((one) => ({ ...one }));
};

type NeedBucket = (call: Call) => Resource;

const put =
  (needBucket: NeedBucket) =>
  (call: Call): unknown => {
    const bucket = needBucket(call);
    const [Key, body] = [text(call.input, 'Key'), text(call.input, 'Body')];
    const rows = objectsIn(bucket);
    if (call.input['IfNoneMatch'] === '*' && rows.some((one) => one.Key === Key))
      throw new AwsError('PreconditionFailed', 412, 'At least one of the pre-conditions failed');
    const VersionId = `version-${rows.length}`;
    const [Size, ETag] = [Buffer.byteLength(body), tagOf(body)];
    keep(bucket, [...rows, { Key, VersionId, Size, ETag }]);
    return { ETag, VersionId };
  };

const removeAll =
  (needBucket: NeedBucket) =>
  (call: Call): unknown => {
    const bucket = needBucket(call);
    const gone = list(record(call.input['Delete']), 'Objects').map((each) => record(each));
    const isGone = (one: ObjectRow): boolean =>
      gone.some((each) => each['Key'] === one.Key && each['VersionId'] === one.VersionId);
    keep(
      bucket,
      objectsIn(bucket).filter((one) => !isGone(one)),
    );
    return {};
  };

const objectArn = (call: Call, key: string): string =>
  `arn:aws:s3:::${text(call.input, 'Bucket')}/${key}`;

/** S3: objects are written, and deleted with their versions. */
export const objectWrites = (
  first: (call: Call) => void,
  needBucket: NeedBucket,
): OperationTable => ({
  PutObject: {
    first,
    demands: (call) => [
      { action: 's3:PutObject', resource: objectArn(call, text(call.input, 'Key')) },
    ],
    run: put(needBucket),
  },
  DeleteObjects: {
    first,
    demands: (call) =>
      list(record(call.input['Delete']), 'Objects').map((each) => ({
        action:
          record(each)['VersionId'] === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
        resource: objectArn(call, text(record(each), 'Key')),
      })),
    run: removeAll(needBucket),
  },
});
