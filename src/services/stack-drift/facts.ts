import { z } from 'zod';
import type { AwsReader, ReadAnswer } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readPages } from '../paged/facts.ts';
import { Fault } from '../../task/fault.ts';
import type { ResourceSeen, StackAt, StackSeen } from './judge.ts';

/** Time, passed in: a detection takes seconds to minutes. */
export interface Waiting {
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What a stack is read through. */
export interface StackReader {
  readonly reader: AwsReader;
  readonly waiting: Waiting;
  /** How long is waited for a detection; a quarter of an hour where nothing is said. */
  readonly longestMs?: number;
}

const SHORTEST_POLL_MS = 1000;
const LONGEST_POLL_MS = 15_000;
const GROWTH = 1.5;
const LONGEST_MS = 15 * 60_000;

/** A stack holds 500 resources at most; a page may be empty. */
const MOST_PAGES = 1000;

const begun = z.object({ StackDriftDetectionId: z.string() });
const text = z.string().nullish();

const detectionSchema = z.object({
  DetectionStatus: z.string(),
  StackDriftStatus: text,
  DetectionStatusReason: text,
});

const driftSchema = z.object({
  LogicalResourceId: z.string(),
  PhysicalResourceId: text,
  ResourceType: z.string(),
  StackResourceDriftStatus: z.string(),
  DriftStatusReason: text,
  ExpectedProperties: text,
  ActualProperties: text,
  PropertyDifferences: z
    .array(
      z.object({
        PropertyPath: z.string(),
        ExpectedValue: text,
        ActualValue: text,
        DifferenceType: z.string(),
      }),
    )
    .nullish(),
});

const driftsPage = z.object({
  StackResourceDrifts: z.array(driftSchema).nullish(),
  NextToken: text,
});

const membersPage = z.object({
  StackResourceSummaries: z
    .array(z.object({ LogicalResourceId: z.string(), ResourceType: z.string() }))
    .nullish(),
  NextToken: text,
});

const CLIENT = 'CloudFormation';

const isInProgress = (answer: ReadAnswer): boolean =>
  !answer.ok && /already in progress/i.test(answer.message);

const detectionId = (output: unknown): string => {
  const parsed = begun.safeParse(output);
  if (parsed.success) return parsed.data.StackDriftDetectionId;
  throw new Fault('malformed-answer', 'DetectStackDrift: StackDriftDetectionId');
};

/** Until when is waited, for a detection of somebody else and for ours together. */
type Deadline = (waiting: Waiting) => number;

const leftUntil =
  (untilMs: number): Deadline =>
  (waiting) =>
    Math.max(untilMs - waiting.now().getTime(), 0);

/** Sleeps, but never beyond the longest time; when that is over, a Fault. */
const sleepWithin = async (waiting: Waiting, left: Deadline, ms: number): Promise<void> => {
  const leftMs = left(waiting);
  if (leftMs === 0) throw new Fault('timeout', 'DetectStackDrift');
  await waiting.sleep(Math.min(ms, leftMs));
};

/** Starts a detection; while somebody else's is under way, waits for its end. */
const begin = async (
  { reader, waiting }: StackReader,
  at: StackAt,
  left: Deadline,
): Promise<string> => {
  const call = {
    client: CLIENT,
    operation: 'DetectStackDrift',
    region: at.region,
    input: { StackName: at.stackId },
  };
  for (;;) {
    const answer = await reader.read(call);
    if (answer.ok) return detectionId(answer.output);
    if (!isInProgress(answer)) throw new Fault('unavailable', `DetectStackDrift: ${answer.code}`);
    await sleepWithin(waiting, left, LONGEST_POLL_MS);
  }
};

/** Waits for a detection to end; after the longest time a Fault. Promises no success. */
const detect = async (through: StackReader, at: StackAt) => {
  const { reader, waiting, longestMs = LONGEST_MS } = through;
  const left = leftUntil(waiting.now().getTime() + longestMs);
  const call = {
    client: CLIENT,
    operation: 'DescribeStackDriftDetectionStatus',
    region: at.region,
    input: { StackDriftDetectionId: await begin(through, at, left) },
  };
  for (let waitMs = SHORTEST_POLL_MS; ; waitMs = Math.min(waitMs * GROWTH, LONGEST_POLL_MS)) {
    await sleepWithin(waiting, left, waitMs);
    const said = await readParsed(reader, call, detectionSchema);
    if (said === undefined) throw new Fault('malformed-answer', 'the detection is not there');
    if (said.DetectionStatus !== 'DETECTION_IN_PROGRESS') return said;
  }
};

const seenOf = (row: z.infer<typeof driftSchema>): ResourceSeen => ({
  logicalId: row.LogicalResourceId,
  physicalId: row.PhysicalResourceId ?? '',
  type: row.ResourceType,
  status: row.StackResourceDriftStatus,
  reason: row.DriftStatusReason ?? '',
  expected: row.ExpectedProperties ?? '',
  actual: row.ActualProperties ?? '',
  differences: (row.PropertyDifferences ?? []).map((one) => ({
    path: one.PropertyPath,
    expected: one.ExpectedValue ?? '',
    actual: one.ActualValue ?? '',
    type: one.DifferenceType,
  })),
});

interface Listing<P, T> {
  readonly operation: string;
  readonly schema: z.ZodType<P>;
  readonly itemsOf: (page: P) => readonly T[];
}

/** Everything that a list of a stack holds; one that can not be read whole is a Fault. */
const readAll = async <P extends { readonly NextToken?: string | null | undefined }, T>(
  reader: AwsReader,
  { region, stackId }: StackAt,
  { operation, schema, itemsOf }: Listing<P, T>,
): Promise<readonly T[]> => {
  const call = { client: CLIENT, operation, region, input: { StackName: stackId } };
  const found: T[] = [];
  let read = 0;
  const next = ({ NextToken }: P): string | null | undefined => NextToken;
  for await (const page of readPages(reader, call, { schema, member: 'NextToken', next })) {
    read += 1;
    if (read > MOST_PAGES) throw new Fault('malformed-answer', `${operation}: it never ends`);
    found.push(...itemsOf(page));
  }
  return found;
};

/**
 * Has CloudFormation compare one stack with what is there, and reads what it found. Nothing is
 * changed by it: CloudFormation reads every resource with the rights of this session.
 */
export const readStack = async (through: StackReader, at: StackAt): Promise<StackSeen> => {
  const { reader } = through;
  const detected = await detect(through, at);
  const drifts = await readAll(reader, at, {
    operation: 'DescribeStackResourceDrifts',
    schema: driftsPage,
    itemsOf: (page) => (page.StackResourceDrifts ?? []).map(seenOf),
  });
  const members = await readAll(reader, at, {
    operation: 'ListStackResources',
    schema: membersPage,
    itemsOf: (page) =>
      (page.StackResourceSummaries ?? []).map((row) => ({
        logicalId: row.LogicalResourceId,
        type: row.ResourceType,
      })),
  });
  const detection = {
    status: detected.DetectionStatus,
    stackStatus: detected.StackDriftStatus ?? '',
    reason: detected.DetectionStatusReason ?? '',
  };
  return { ...at, detection, drifts, members };
};
