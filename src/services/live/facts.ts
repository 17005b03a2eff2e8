import { z } from 'zod';
import { sha256 } from '../../plan/digest.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import type { AwsReader, ReadAnswer, ReadCall } from '../aws-reader.ts';
import { isMissing, type Target } from '../facts.ts';
import { withoutAwsTags, withTagsInOrder } from './aws-tags.ts';

type Input = Readonly<Record<string, unknown>>;

const controlReads = ({ region, type, physicalId }: Target): readonly ReadCall[] => [
  {
    client: 'CloudControl',
    operation: 'GetResource',
    region,
    input: { TypeName: type, Identifier: physicalId },
  },
];

const reads =
  (client: string, operations: readonly string[], inputOf: (id: string) => Input) =>
  ({ region, physicalId }: Target): readonly ReadCall[] =>
    operations.map((operation) => ({ client, operation, region, input: inputOf(physicalId) }));

/**
 * The service's own reads, for types that Cloud Control reads with rights that no session here has
 * by itself: it lists objects of a bucket, and hands out the code of a function. The first read
 * says whether the resource is there.
 */
export const OWN_READS: Readonly<Record<string, (target: Target) => readonly ReadCall[]>> = {
  'AWS::Lambda::Function': reads('Lambda', ['GetFunctionConfiguration'], (FunctionName) => ({
    FunctionName,
  })),
  'AWS::S3::Bucket': reads(
    'S3',
    [
      'GetBucketVersioning',
      'GetBucketEncryption',
      'GetBucketLifecycleConfiguration',
      'GetBucketLogging',
      'GetBucketOwnershipControls',
      'GetBucketTagging',
      'GetPublicAccessBlock',
    ],
    (Bucket) => ({ Bucket }),
  ),
};

/** What a service tells of its own work, which changes without anybody. */
const PASSING = /^(\$metadata|State|StateReason|StateReasonCode|LastUpdateStatus\w*)$/;

const described = z.object({ ResourceDescription: z.object({ Properties: z.string() }) });

const parseJson = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
};

const settingsOf = (output: unknown): Json => {
  const resource = described.safeParse(output);
  if (resource.success) return parseJson(resource.data.ResourceDescription.Properties);
  const known = isJsonObject(output) ? output : {};
  return Object.fromEntries(Object.entries(known).filter(([name]) => !PASSING.test(name)));
};

/** Cloud Control says of a type, too, that it is not found. */
const isUntypable = (answer: ReadAnswer): boolean =>
  !answer.ok && /^(TypeNotFound|Unsupported)/.test(answer.code);

interface Asked {
  readonly isImport?: boolean;
}

/** An import is compared whole, so that Cloud Control is asked for every setting of it. */
const callsOf = (target: Target, { isImport = false }: Asked): readonly ReadCall[] =>
  (isImport ? controlReads : (OWN_READS[target.type] ?? controlReads))(target);

const readSettings = async (
  reader: AwsReader,
  target: Target,
  asked: Asked,
): Promise<readonly Json[] | 'absent' | 'unread'> => {
  const found: Json[] = [];
  for (const call of callsOf(target, asked)) {
    const answer = await reader.read(call);
    if (answer.ok) found.push(settingsOf(answer.output));
    else if (!isMissing(answer) || isUntypable(answer)) return 'unread';
    else if (found.length === 0) return 'absent';
    else found.push(null);
  }
  return found;
};

const nameOf = (settings: Awaited<ReturnType<typeof readSettings>>, asked: Asked): string => {
  if (typeof settings === 'string') return settings;
  const isImport = asked.isImport === true;
  const told = isImport ? settings.map(withoutAwsTags).map(withTagsInOrder) : settings;
  return sha256(canonicalJson(told));
};

/**
 * Names what a resource is now: the sha256 of what is read of it, `absent` when it is not there,
 * `unread` when AWS does not let this session read it. A break is a thrown Fault. Two sessions name
 * the same resource the same, as long as nobody changes it. What is imported has one name with and
 * without the tags of CloudFormation, which come with the import, and in whatever order AWS tells
 * its tags.
 */
export const readLive = async (
  reader: AwsReader,
  target: Target,
  asked: Asked = {},
): Promise<string> => nameOf(await readSettings(reader, target, asked), asked);

/** What is imported: its name as `readLive` gives it, and its settings where they are told. */
export interface ImportRead {
  readonly found: string;
  readonly properties?: JsonObject;
}

/** Reads what is imported whole. A break is a thrown Fault. */
export const readImported = async (reader: AwsReader, target: Target): Promise<ImportRead> => {
  const asked = { isImport: true };
  const settings = await readSettings(reader, target, asked);
  const found = nameOf(settings, asked);
  const [properties = null] = typeof settings === 'string' ? [] : settings;
  return isJsonObject(properties) ? { found, properties } : { found };
};
