import type { AwsAccount } from '../../../task/account.ts';
import { fanOut } from '../../fan-out.ts';
import type { AuditReport } from '../audit-report.ts';
import { addTally } from './add-tally.ts';
import { auditPart } from './audit-part.ts';
import { beginAudit, type AuditAsk, type AuditRun, type OpenReader } from './audit-run.ts';
import { closedRegions, unitsOf, type AuditUnit } from './audit-units.ts';
import { closeTally, type Tally } from './tally.ts';
import { workersFor } from './workers.ts';

export type { AuditAsk } from './audit-run.ts';

/** Places of one unit that are looked at side by side; what they ask is held to the quotas. */
const LANES_OF_A_WORKER = 10;

const tellDone = ({ ask, progress }: AuditRun, { name }: AwsAccount, parts: number): void => {
  progress.done += parts;
  ask.tell?.({ ...progress, at: name });
};

/** Looks at the parts of one unit, and counts what it finds. */
export const auditUnit = (audit: AuditRun, { account, parts }: AuditUnit): Promise<void> =>
  fanOut(parts, LANES_OF_A_WORKER, async (part) => {
    await auditPart(audit, part);
    tellDone(audit, account, 1);
  });

/** Somebody else who looks at units, such as a thread of its own. */
export interface UnitAuditor {
  /** Settles when it can begin; rejects where it never will. */
  readonly ready: () => Promise<void>;
  /** Rejects where it is gone; then nothing of the unit was counted. */
  readonly audit: (ask: AuditAsk, unit: AuditUnit) => Promise<Tally>;
}

/** Done here where nobody else can: a unit is never left out. */
const auditElsewhere = async (
  audit: AuditRun,
  elsewhere: UnitAuditor,
  unit: AuditUnit,
): Promise<void> => {
  let found: Tally;
  try {
    found = await elsewhere.audit(audit.ask, unit);
  } catch {
    return auditUnit(audit, unit);
  }
  addTally(audit.tally, found, unit.account.id);
  tellDone(audit, unit.account, unit.parts.length);
};

const auditUnits = async (
  audit: AuditRun,
  accounts: readonly AwsAccount[],
  others: readonly UnitAuditor[],
): Promise<void> => {
  const regions = new Set(accounts.flatMap((account) => account.regions)).size;
  const { by, mode, workers } = workersFor({ accounts: accounts.length, regions });
  const units = unitsOf(audit, accounts, by);
  audit.progress.all = units.reduce((sum, { parts }) => sum + parts.length, 0);
  const helping = mode === 'required' ? others : [];
  const lanes = Math.min(workers, Math.ceil(units.length / (1 + helping.length)));
  // All take from one list, so that nobody waits for work while another has too much.
  const waiting = units.values();
  const begun: Promise<void>[] = [];
  for (const other of helping) {
    const begin = (): void =>
      void begun.push(fanOut(waiting, lanes, (unit) => auditElsewhere(audit, other, unit)));
    other.ready().then(begin, () => undefined);
  }
  await fanOut(waiting, lanes, (unit) => auditUnit(audit, unit));
  // Who is not ready by now finds nothing left to do.
  await Promise.all(begun);
};

/**
 * Audits what runs, by account and region, many parts side by side: what is listed is read with
 * the reader's role, judged as it comes and counted. What can not be read is named, never passed.
 * Large jobs are shared with `others`.
 */
export const gatherAudit = async (
  ask: AuditAsk,
  openReader: OpenReader,
  others: readonly UnitAuditor[] = [],
): Promise<AuditReport> => {
  const audit = beginAudit(ask, openReader);
  const { tally } = audit;
  const { accounts } = ask;
  const empty = accounts.filter(({ regions }) => regions.length === 0);
  for (const { id } of empty)
    tally.notSeen.push({ accountId: id, because: 'no region of it is allowed' });
  tally.notSeen.push(...accounts.flatMap((account) => closedRegions(audit, account)));
  await auditUnits(audit, accounts, others);
  const items = audit.baselines.flatMap((one) => one.items);
  return closeTally(
    tally,
    accounts.map(({ id }) => id),
    items,
  );
};
