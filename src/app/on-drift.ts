import { stackPlaces } from '../report/drift/gather.ts';
import type { AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import { keepAnswer } from './answer-work.ts';
import {
  driftAccountsId,
  driftPartId,
  minuteOf,
  parseDriftAnswered,
  parseDriftAsked,
  parseDriftListed,
  type DriftAnswered,
} from './drift-look.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** After this, what has no answer is said to have none; a day has time for all the others. */
const LONGEST_LOOK_MS = 3 * 3_600_000;

const LATE = 'it was not looked at in time';

const listAccounts = async (deps: ReaderDeps): Promise<JsonObject> => {
  const listed = await deps.aws.listAccounts();
  if (!listed.ok) throw new Fault('unavailable', listed.refusal.because);
  const { accounts: wanted } = deps.config.reports.drift;
  const accounts = listed.value.filter(
    ({ id, status }) => status === 'ACTIVE' && (wanted === 'all' || wanted.includes(id)),
  );
  return JSON.parse(JSON.stringify({ accounts })) as JsonObject;
};

const late = (account: AwsAccount): DriftAnswered => ({
  stacks: [],
  looked: [],
  failed: stackPlaces([account]).map(({ region }) => ({
    place: `${account.name} ${region}`,
    because: LATE,
  })),
  accounts: [],
});

const joined = (parts: readonly DriftAnswered[]): DriftAnswered => ({
  stacks: parts.flatMap(({ stacks }) => stacks),
  looked: parts.flatMap(({ looked }) => looked),
  failed: parts.flatMap(({ failed }) => failed),
  accounts: parts.flatMap(({ accounts }) => accounts),
});

/** What all accounts answered; undefined while one has time left. */
const join = async (
  { store }: Pick<ReaderDeps, 'store'>,
  lookId: string,
  { accounts, isOver }: { readonly accounts: readonly AwsAccount[]; readonly isOver: boolean },
): Promise<DriftAnswered | undefined> => {
  const parts: DriftAnswered[] = [];
  for (const account of accounts) {
    const work = await store.readWork(driftPartId(lookId, account));
    if (work?.output === undefined && !isOver) return undefined;
    parts.push(work?.output === undefined ? late(account) : parseDriftAnswered(work.output));
  }
  return joined(parts);
};

/** The orchestrator goes on at once, not in the next minute. */
const tell = ({ queue }: ReaderDeps, what: string, now: Date): Promise<void> =>
  queue.send('drift-due', {}, { id: `${what}-told-${minuteOf(now)}` });

/**
 * A step of the look at drift of a day: first lists the accounts, then joins what was found in
 * each, when all have answered or the time is over. Who asks twice for one look gets one.
 */
export const onDrift = async (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const lookId = String(job['workId']);
  const accountsId = driftAccountsId(lookId);
  const [work, listed] = [await deps.store.readWork(lookId), await deps.store.readWork(accountsId)];
  if (work === undefined) throw new Fault('broken-promise', 'a job names a look that is not');
  if (work.output !== undefined) return;
  const now = await deps.store.now();
  if (listed?.output === undefined) {
    await keepAnswer(deps, accountsId, () => listAccounts(deps));
    return tell(deps, accountsId, now);
  }
  const since = Date.parse(parseDriftAsked(work.input).now);
  const isOver = now.getTime() - since > LONGEST_LOOK_MS;
  const found = await join(deps, lookId, { accounts: parseDriftListed(listed.output), isOver });
  if (found === undefined) return;
  await keepAnswer(deps, lookId, async () => found);
  return tell(deps, lookId, now);
};
