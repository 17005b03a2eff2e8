import { judgeStack, type ResourceSeen, type StackSeen } from '../services/stack-drift/judge.ts';
import { readStack } from '../services/stack-drift/facts.ts';
import type { AwsReader } from '../services/aws-reader.ts';
import { readOwnStack } from '../services/facts.ts';
import type { OwnStack } from '../services/owner.ts';
import { isMutation, type MutationTask } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';
import type { Region } from '../task/ids.ts';
import { isJsonObject, type JsonObject } from '../task/json.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import type { Asked } from './plan-inputs.ts';
import type { ReaderDeps } from './reader-deps.ts';
import { withholdSecrets } from './withhold-secrets.ts';

/** Somebody waits for the plan; a look of the day may take longer. */
const LONGEST_DETECTION_MS = 4 * 60_000;

const parsed = (text: string): JsonObject | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
};

/** What the template has to follow. Values that look like secrets are not kept. */
const foundOf = (seen: ResourceSeen): JsonObject => {
  const [expected, actual] = [parsed(seen.expected), parsed(seen.actual)];
  const told = actual === null ? { value: null, withheld: [] } : withholdSecrets(actual, expected);
  const names = seen.differences.map(({ path }) => path.split('/')[1] ?? '');
  return {
    logicalId: seen.logicalId,
    status: seen.status,
    expected,
    actual: told.value,
    names: [...new Set(names)].filter((name) => name !== ''),
    withheld: told.withheld,
  };
};

const differs = ({ status }: ResourceSeen): boolean =>
  status === 'MODIFIED' || status === 'DELETED';

const seenFacts = (seen: StackSeen): JsonObject => {
  const { status, because } = judgeStack(seen);
  const isUntold = status === 'UNKNOWN';
  return { because: isUntold ? because : '', found: seen.drifts.filter(differs).map(foundOf) };
};

type Clocked = Pick<ReaderDeps, 'aws' | 'clock'>;

/** Has the stack compared now: what the last look found may be older than what is there. */
const readDrift = (
  { clock }: Pick<Clocked, 'clock'>,
  reader: AwsReader,
  { stack, region }: { readonly stack: OwnStack; readonly region: Region },
): Promise<StackSeen> => {
  const { stackId, stackName } = stack;
  const through = { reader, waiting: clock, longestMs: LONGEST_DETECTION_MS };
  return readStack(through, { stackId, stackName, accountId: reader.accountId, region });
};

const NOTHING = { because: '', found: [] };

const taskOf = ({ tasks }: Pick<Asked, 'tasks'>): MutationTask & { readonly region: Region } => {
  const task = tasks.find(isMutation);
  if (task?.region === undefined) throw new Fault('broken-promise', 'no stack is meant');
  return { ...task, region: task.region };
};

/**
 * The drifted stack as it is now, by the id of its task; null when it is gone. Where its template
 * is to follow what is there, also what that is.
 */
export const readDriftedStack = async (
  deps: Clocked,
  { tasks, reconcile }: Pick<Asked, 'tasks' | 'reconcile'>,
): Promise<Decided<Readonly<Record<string, JsonObject>>>> => {
  if (reconcile === undefined) throw new Fault('broken-promise', 'no drifted stack is meant');
  const { id, accountId, region } = taskOf({ tasks });
  const reader = await deps.aws.openReader(accountId);
  if (!reader.ok) return reader;
  const read = await readOwnStack(reader.value, region, reconcile.stackId);
  const stack = typeof read === 'string' ? null : read;
  if (reconcile.adopts !== true) return accepted({ [id]: { stack } });
  if (stack === null) return accepted({ [id]: { stack, ...NOTHING } });
  const seen = await readDrift(deps, reader.value, { stack, region });
  return accepted({ [id]: { stack, ...seenFacts(seen) } });
};
