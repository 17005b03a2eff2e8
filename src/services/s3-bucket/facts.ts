import { z } from 'zod';
import { Fault } from '../../task/fault.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { findOwner, readOwnStack, readParsed, readProperties, type Target } from '../facts.ts';
import { patternName } from '../naming.ts';
import type { Owner } from '../owner.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { BucketState, S3Facts } from './facts-schema.ts';
import { readObjects } from './objects/facts.ts';

const ownSchema = z.object({
  Buckets: z.array(z.object({ Name: z.string(), BucketRegion: z.string().nullish() })).nullish(),
  ContinuationToken: z.string().nullish(),
});

/** True when the account has a bucket of exactly this name; in another region it is elsewhere. */
const readIsOurs = async (reader: AwsReader, region: Region, name: string): Promise<boolean> => {
  let token: string | undefined;
  do {
    const page = token === undefined ? {} : { ContinuationToken: token };
    const input = { Prefix: name, MaxBuckets: 1000, ...page };
    const call = { client: 'S3', operation: 'ListBuckets', region, input };
    const found = await readParsed(reader, call, ownSchema);
    const own = found?.Buckets?.find((row) => row.Name === name);
    if (own !== undefined) return (own.BucketRegion ?? region) === region;
    token = found?.ContinuationToken ?? undefined;
  } while (token !== undefined);
  return false;
};

/**
 * Whether a global name is free. HeadBucket answers 403 for a bucket of another account and also
 * for one of ours, since the reader may not list its objects; so the account's list decides.
 */
const readBucketState = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<BucketState> => {
  const input = { Bucket: name };
  const answer = await reader.read({ client: 'S3', operation: 'HeadBucket', region, input });
  if (!answer.ok && answer.httpStatus === 404) return 'free';
  if (!answer.ok && ![301, 400, 403].includes(answer.httpStatus))
    throw new Fault('unavailable', `S3.HeadBucket: ${answer.code}`);
  return (await readIsOurs(reader, region, name)) ? 'here' : 'elsewhere';
};

const versionsSchema = z.object({
  Versions: z.array(z.unknown()).nullish(),
  DeleteMarkers: z.array(z.unknown()).nullish(),
});

/** True when one object, old version or delete marker is in the bucket; no key is looked at. */
const readHoldsObjects = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<boolean> => {
  const input = { Bucket: name, MaxKeys: 1 };
  const call = { client: 'S3', operation: 'ListObjectVersions', region, input };
  const found = await readParsed(reader, call, versionsSchema);
  return (found?.Versions?.length ?? 0) + (found?.DeleteMarkers?.length ?? 0) > 0;
};

const readAlternative = async (
  context: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<S3Facts['alternative']> => {
  const other = patternName(context, name);
  if (other === name) return null;
  return { name: other, state: await readBucketState(reader, context.region, other) };
};

/** A name that an earlier plan of this issue took by the pattern is still this task's. */
const stackBucket = (stack: S3Facts['ownStack']): string | undefined =>
  stack?.resources.find((row) => row.type === 'AWS::S3::Bucket')?.physicalId || undefined;

/** Looks up the name asked for, who owns what has it, and for a delete whether it is empty. */
export const readS3Facts = async (context: DraftContext, reader: AwsReader): Promise<S3Facts> => {
  const { region, task } = context;
  const isCreate = task.taskType === 'CreateResource';
  const found = isCreate ? await readOwnStack(reader, region, context.stackName) : 'absent';
  const ownStack = typeof found === 'string' ? null : found;
  const name = stackBucket(ownStack) ?? targetOf(task);
  const state = await readBucketState(reader, region, name);
  const isElsewhere = isCreate && state === 'elsewhere';
  const target: Target = { region, type: 'AWS::S3::Bucket', physicalId: name };
  const isHere = state === 'here';
  const owner: Owner = isHere ? await findOwner(reader, target) : { owner: 'nobody' };
  const isLoose = isHere && !isCreate && owner.owner === 'nobody';
  const properties = isLoose ? await readProperties(reader, target) : undefined;
  const isDelete = isHere && task.taskType === 'DeleteResource';
  return {
    name,
    state,
    alternative: isElsewhere ? await readAlternative(context, reader, name) : null,
    ownStack,
    owner,
    properties: properties ?? null,
    holdsObjects: isDelete ? await readHoldsObjects(reader, region, name) : null,
    objects: isHere ? await readObjects(context, reader, name) : null,
  };
};
