/** A thread that audits units of an audit: with sessions of its own, by the reader's role. */
import { parentPort, workerData } from 'node:worker_threads';
import { createReaderSide } from '../../aws/reader-side.ts';
import type { Credentials } from '../../aws/transport.ts';
import { beginAudit, type AuditRun } from '../../report/audit/gather/audit-run.ts';
import { partsOf } from '../../report/audit/gather/audit-units.ts';
import { auditUnit } from '../../report/audit/gather/gather.ts';
import { emptyTally } from '../../report/audit/gather/tally.ts';
import { Fault } from '../../task/fault.ts';
import { systemClock } from '../system-clock.ts';
import type { Order, Said, ThreadOptions } from './orders.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
const say = (said: Said): void => parentPort?.postMessage(said);

const waiting = new Map<number, (keys: Credentials | undefined) => void>();
let asked = 0;

/** The keys of the reader's identity, from the thread that holds them. */
const askForKeys = async (): Promise<Credentials> => {
  asked += 1;
  const id = asked;
  const keys = await new Promise<Credentials | undefined>((resolve) => {
    waiting.set(id, resolve);
    say({ kind: 'keys', id });
  });
  if (keys === undefined) throw new Fault('denied', 'the keys of the reader were not given');
  return keys;
};

const open = ({ organization, asksForKeys, ...place }: ThreadOptions) =>
  createReaderSide({
    config: { organization },
    clock: systemClock,
    ...place,
    ...(asksForKeys ? { readerIdentity: askForKeys } : {}),
  });

const side = open(workerData as ThreadOptions);
const runs = new Map<number, AuditRun>();

const begin = ({ askId, ask, stopped }: Order & { readonly kind: 'ask' }): void => {
  const mayGoOn = (): boolean => Atomics.load(stopped, 0) === 0;
  runs.set(askId, beginAudit({ ...ask, accounts: [], mayGoOn }, side.openReader));
};

const audit = async (order: Order & { readonly kind: 'unit' }): Promise<Said> => {
  const { id, account, regions } = order;
  const known = runs.get(order.askId);
  if (known === undefined) throw new Fault('broken-promise', 'a unit of no audit');
  const run = { ...known, tally: emptyTally(known.tally.mostKept) };
  const parts = partsOf(run, account).filter(({ region }) => regions.includes(region));
  await auditUnit(run, { account, parts });
  return { kind: 'counted', id, tally: run.tally };
};

const hear = (order: Order): void => {
  if (order.kind === 'ask') begin(order);
  if (order.kind === 'answered') runs.delete(order.askId);
  if (order.kind === 'keys') {
    waiting.get(order.id)?.(order.keys);
    waiting.delete(order.id);
  }
  if (order.kind !== 'unit') return;
  const because = (thrown: unknown): Said => ({
    kind: 'broken',
    id: order.id,
    because: thrown instanceof Fault ? thrown.kind : String(thrown),
  });
  void audit(order).catch(because).then(say);
};

parentPort?.on('message', hear);
say({ kind: 'ready' });
