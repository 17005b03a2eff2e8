import { z } from 'zod';
import { Fault } from '../task/fault.ts';
import type { AccountId, Region } from '../task/ids.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import { isExpired } from './aws-error.ts';
import type { RoleLease } from './assume-role.ts';
import type { Call } from './calls.ts';
import type { Answer, Transport } from './transport.ts';

/** A session in exactly one account, for life; what it sends goes nowhere else. */
export interface AccountSession {
  readonly accountId: AccountId;
  /** False where another server may stand in for AWS. */
  readonly isAws: boolean;
  readonly send: (call: Call) => Promise<Answer>;
}

/** A session that ends: for what changes something. It is never renewed and never kept. */
export const singleSession = (
  transport: Transport,
  accountId: AccountId,
  lease: RoleLease,
): AccountSession =>
  Object.freeze({
    accountId,
    isAws: transport.isAws,
    send: (call: Call) => transport.send(lease, call),
  });

/** Renewed this long before its end, so that no call starts with minutes to live. */
const EARLY_MS = 5 * 60_000;

type OpenLease = () => Promise<Decided<RoleLease>>;

/** A session that renews itself in the same role and account: for reads. */
export const openRenewed = async (
  transport: Transport,
  accountId: AccountId,
  open: OpenLease,
): Promise<Decided<AccountSession>> => {
  const first = await open();
  if (!first.ok) return first;
  let current = first.value;
  const renew = async (): Promise<void> => {
    const next = await open();
    if (!next.ok) throw new Fault('denied', `${next.refusal.code}: ${next.refusal.because}`);
    current = next.value;
  };
  const send = async (call: Call): Promise<Answer> => {
    if (transport.clock.now().getTime() > current.expiresAtMs - EARLY_MS) await renew();
    const said = await transport.send(current, call);
    if (said.ok || !isExpired(said.code)) return said;
    await renew();
    return transport.send(current, call);
  };
  return accepted(Object.freeze({ accountId, isAws: transport.isAws, send }));
};

const caller = z.object({ Account: z.string() });

/** GetCallerIdentity's account: AWS's own word on where this session is. */
export const readCallerAccount = async (
  session: AccountSession,
  region: Region,
): Promise<string> => {
  const said = await session.send({
    client: 'STS',
    operation: 'GetCallerIdentity',
    region,
    input: {},
    mayRepeat: true,
  });
  const parsed = said.ok ? caller.safeParse(said.output) : undefined;
  if (parsed?.success !== true) throw new Fault('malformed-answer', 'STS GetCallerIdentity');
  return parsed.data.Account;
};
