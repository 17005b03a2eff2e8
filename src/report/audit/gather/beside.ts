import { z } from 'zod';
import type { LiveDocument } from '../../../review/live/review-live.ts';
import type { AwsReader, ReadCall } from '../../../services/aws-reader.ts';
import { readParsed } from '../../../services/facts.ts';
import { Fault } from '../../../task/fault.ts';
import type { Region } from '../../../task/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../task/json.ts';

/** What a thing is judged beside, as far as it may be read. */
export interface Beside {
  readonly documents: readonly LiveDocument[];
  /** Types that were looked for to their end. */
  readonly read: readonly string[];
}

/** Nothing, and nothing was looked for. */
export const NOT_LOOKED: Beside = { documents: [], read: [] };

/** Several looks as one. */
export const together = (all: readonly Beside[]): Beside => ({
  documents: all.flatMap(({ documents }) => documents),
  read: all.flatMap(({ read }) => read),
});

/** What may not be read was not looked for; anything else that breaks is a fault. */
export const unlessDenied = async (looked: Promise<Beside>): Promise<Beside> => {
  try {
    return await looked;
  } catch (error) {
    if (error instanceof Fault && error.kind === 'denied') return NOT_LOOKED;
    throw error;
  }
};

const parsed = (text: string): JsonObject => {
  try {
    const json = JSON.parse(text) as Json;
    if (isJsonObject(json)) return json;
  } catch {
    // Said below: a policy that can not be read is no empty policy.
  }
  throw new Fault('malformed-answer', 'a policy document');
};

const policySchema = z.object({ Policy: z.string() });

/** The policy document that a call tells; undefined where there is none. */
export const readPolicy = async (
  reader: AwsReader,
  call: ReadCall,
): Promise<JsonObject | undefined> => {
  const found = await readParsed(reader, call, policySchema);
  return found === undefined ? undefined : parsed(found.Policy);
};

/** The policy of a bucket. */
export const bucketPolicy = async (
  reader: AwsReader,
  region: Region,
  bucket: string,
): Promise<Beside> => {
  const type = 'AWS::S3::BucketPolicy';
  const call = { client: 'S3', operation: 'GetBucketPolicy', region, input: { Bucket: bucket } };
  const PolicyDocument = await readPolicy(reader, call);
  const properties = PolicyDocument === undefined ? undefined : { Bucket: bucket, PolicyDocument };
  const documents = properties === undefined ? [] : [{ type, id: bucket, properties }];
  return { documents, read: [type] };
};

/** A list as it is, one value as a list of one, nothing as an empty one. */
export const listAt = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];

const DEFAULT_SID = '__default_statement_ID';

/** Every topic begins with this statement, bound to its own account: no template says it. */
const isDefault = (statement: Json, accountId: string): boolean => {
  if (!isJsonObject(statement) || statement['Sid'] !== DEFAULT_SID) return false;
  const bound = { StringEquals: { 'AWS:SourceOwner': accountId } };
  return JSON.stringify(statement['Condition']) === JSON.stringify(bound);
};

const attributesSchema = z.object({ Attributes: z.object({ Policy: z.string().nullish() }) });

/** The policy of a topic, without the statement that AWS gives to every one. */
export const topicPolicy = async (
  reader: AwsReader,
  region: Region,
  arn: string,
): Promise<Beside> => {
  const type = 'AWS::SNS::TopicPolicy';
  const input = { TopicArn: arn };
  const call = { client: 'SNS', operation: 'GetTopicAttributes', region, input };
  const text = (await readParsed(reader, call, attributesSchema))?.Attributes.Policy ?? '';
  const document = text === '' ? {} : parsed(text);
  const statements = listAt(document['Statement']).filter(
    (one) => !isDefault(one, reader.accountId),
  );
  const PolicyDocument = { ...document, Statement: statements };
  const properties = { Topics: [arn], PolicyDocument };
  return {
    documents: statements.length === 0 ? [] : [{ type, id: arn, properties }],
    read: [type],
  };
};
