import type { AwsReader } from '../../services/aws-reader.ts';
import { listStacks } from '../../services/cloudformation-template/list.ts';
import { isOurStack } from '../../services/owner.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import { Fault } from '../../task/fault.ts';
import type { Region } from '../../task/ids.ts';
import type { Decided } from '../../task/refusal.ts';
import { judgeStack, type JudgedStack, type StackAt } from '../../services/stack-drift/judge.ts';
import { placeOf } from './plan-issues.ts';
import { readStack, type Waiting } from '../../services/stack-drift/facts.ts';

/** One account and region in which stacks are looked at. */
export interface StackPlace {
  readonly account: AwsAccount;
  readonly region: Region;
}

/** What was found, and what nobody could see. */
export interface DriftReport {
  readonly judged: readonly JudgedStack[];
  /** Of all that were judged, also those that are not kept. */
  readonly counts: Readonly<Record<JudgedStack['status'], number>>;
  /** Places whose stacks were all listed. */
  readonly looked: readonly string[];
  readonly failed: readonly { readonly place: string; readonly because: string }[];
}

export interface DriftAsk {
  readonly places: readonly StackPlace[];
  readonly waiting: Waiting;
  /** False when no further stack may be looked at; what is left is unknown, and says why. */
  readonly mayGoOn: () => boolean;
  /** What is compared; the living stacks of this application where nothing is said. */
  readonly isAsked?: (stack: AwsResource) => boolean;
  /** False for what is counted and not kept. */
  readonly isKept: (judged: JudgedStack) => boolean;
}

type OpenReader = (accountId: AwsAccount['id']) => Promise<Decided<AwsReader>>;

/** A detection takes minutes, most of them AWS's own: many wait side by side. */
const PLACES_SIDE_BY_SIDE = 20;
const STACKS_SIDE_BY_SIDE = 5;

const NO_ANSWER = 'AWS did not answer, or denied the read';

/** Every account in every region that it allows. */
export const stackPlaces = (accounts: readonly AwsAccount[]): readonly StackPlace[] =>
  accounts.flatMap((account) => account.regions.map((region) => ({ account, region })));

/** Of these nothing is there, or nothing is left: a preview, a failed creation, a deletion. */
const EMPTY = /^(REVIEW_IN_PROGRESS|ROLLBACK_COMPLETE|DELETE_COMPLETE|DELETE_IN_PROGRESS)$/;

/** A stack that an import made has no tag of ours yet: there its description says whose it is. */
const isOurs = ({ id, tags, metadata }: AwsResource): boolean =>
  isOurStack(id, tags, String(metadata['description']));

const isEmpty = ({ metadata }: AwsResource): boolean => EMPTY.test(String(metadata['status']));

const listAsked = async (
  place: StackPlace,
  reader: AwsReader,
  { isAsked = isOurs }: DriftAsk,
): Promise<readonly AwsResource[]> => {
  const found: AwsResource[] = [];
  for await (const stack of listStacks(reader, place.account, place.region)) {
    if (isAsked(stack) && !isEmpty(stack)) found.push(stack);
  }
  return found;
};

/**
 * States in which CloudFormation compares. Source: its user guide, on detecting drift, and on
 * imports, which it asks to be compared when they are done.
 */
const AT_REST =
  /^(((CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE)|UPDATE_ROLLBACK_FAILED)$/;

const unread = (at: StackAt, because: string): JudgedStack =>
  judgeStack({ ...at, detection: { because }, drifts: [], members: [] });

/** One stack that can not be compared holds up no other. */
const judgeOne = async (
  place: StackPlace & { readonly reader: AwsReader },
  stack: AwsResource,
  { waiting, mayGoOn }: Pick<DriftAsk, 'waiting' | 'mayGoOn'>,
): Promise<JudgedStack> => {
  const { account, region, reader } = place;
  const at = { stackId: stack.arn, stackName: stack.id, accountId: account.id, region };
  const status = String(stack.metadata['status']);
  if (!AT_REST.test(status)) {
    return unread(at, `the stack is in state ${status}, in which CloudFormation compares nothing`);
  }
  if (!mayGoOn()) return unread(at, 'there was no time left to look at it');
  try {
    return judgeStack(await readStack({ reader, waiting }, at));
  } catch (error) {
    return unread(at, error instanceof Fault ? `${NO_ANSWER} (${error.message})` : NO_ANSWER);
  }
};

type Seen = Omit<DriftReport, 'counts'>;

const lookAt = async (place: StackPlace, reader: AwsReader, ask: DriftAsk): Promise<Seen> => {
  const stacks = await listAsked(place, reader, ask);
  const judged: JudgedStack[] = [];
  for (let at = 0; at < stacks.length; at += STACKS_SIDE_BY_SIDE) {
    const batch = stacks.slice(at, at + STACKS_SIDE_BY_SIDE);
    const inPlace = { ...place, reader };
    judged.push(...(await Promise.all(batch.map((one) => judgeOne(inPlace, one, ask)))));
  }
  const looked = [placeOf({ accountId: place.account.id, region: place.region })];
  return { judged, looked, failed: [] };
};

const unseen = ({ account, region }: StackPlace, because: string): Seen => ({
  judged: [],
  looked: [],
  failed: [{ place: `${account.name} ${region}`, because }],
});

const lookSafely = async (place: StackPlace, open: OpenReader, ask: DriftAsk): Promise<Seen> => {
  try {
    const reader = await open(place.account.id);
    if (!reader.ok) return unseen(place, reader.refusal.because);
    return await lookAt(place, reader.value, ask);
  } catch {
    return unseen(place, NO_ANSWER);
  }
};

const add = (report: DriftReport, seen: Seen, { isKept }: DriftAsk): DriftReport => {
  const counts = { ...report.counts };
  for (const { status } of seen.judged) counts[status] += 1;
  return {
    judged: [...report.judged, ...seen.judged.filter(isKept)],
    counts,
    looked: [...report.looked, ...seen.looked],
    failed: [...report.failed, ...seen.failed],
  };
};

/**
 * Has every stack of this application compared with what is there, place by place. What could not
 * be read is named; it is never in sync.
 */
export const gatherDrift = async (ask: DriftAsk, open: OpenReader): Promise<DriftReport> => {
  const counts = { IN_SYNC: 0, DRIFTED: 0, UNKNOWN: 0 };
  let report: DriftReport = { judged: [], counts, looked: [], failed: [] };
  for (let at = 0; at < ask.places.length; at += PLACES_SIDE_BY_SIDE) {
    const batch = ask.places.slice(at, at + PLACES_SIDE_BY_SIDE);
    const seen = await Promise.all(batch.map((place) => lookSafely(place, open, ask)));
    report = seen.reduce<DriftReport>((sum, one) => add(sum, one, ask), report);
  }
  return report;
};
