import type { AwsAccount } from '../../../task/account.ts';
import { fanOut } from '../../fan-out.ts';
import type { AuditReport } from '../audit-report.ts';
import { auditPart } from './audit-part.ts';
import { beginAudit, type AuditAsk, type AuditRun, type OpenReader } from './audit-run.ts';
import { closedRegions, unitsOf, type AuditUnit } from './audit-units.ts';
import { closeTally } from './tally.ts';
import { workersFor } from './workers.ts';

export type { AuditAsk } from './audit-run.ts';

/** Places of one unit that are looked at side by side; what they ask is held to the quotas. */
const LANES_OF_A_WORKER = 10;

const tellDone = ({ ask, progress }: AuditRun, { name }: AwsAccount): void => {
  progress.done += 1;
  ask.tell?.({ ...progress, at: name });
};

/** Looks at the parts of one unit, and counts what it finds. */
const auditUnit = (audit: AuditRun, { account, parts }: AuditUnit): Promise<void> =>
  fanOut(parts, LANES_OF_A_WORKER, async (part) => {
    await auditPart(audit, part);
    tellDone(audit, account);
  });

const auditUnits = async (audit: AuditRun, accounts: readonly AwsAccount[]): Promise<void> => {
  const regions = new Set(accounts.flatMap((account) => account.regions)).size;
  const { by, workers } = workersFor({ accounts: accounts.length, regions });
  const units = unitsOf(audit, accounts, by);
  audit.progress.all = units.reduce((sum, { parts }) => sum + parts.length, 0);
  await fanOut(units, workers, (unit) => auditUnit(audit, unit));
};

/**
 * Audits what runs, by account and region, many parts side by side: what is listed is read with
 * the reader's role, judged as it comes and counted. What can not be read is named, never passed.
 */
export const gatherAudit = async (ask: AuditAsk, openReader: OpenReader): Promise<AuditReport> => {
  const audit = beginAudit(ask, openReader);
  const { tally } = audit;
  const { accounts } = ask;
  const empty = accounts.filter(({ regions }) => regions.length === 0);
  for (const { id } of empty)
    tally.notSeen.push({ accountId: id, because: 'no region of it is allowed' });
  tally.notSeen.push(...accounts.flatMap((account) => closedRegions(audit, account)));
  await auditUnits(audit, accounts);
  const items = audit.baselines.flatMap((one) => one.items);
  return closeTally(
    tally,
    accounts.map(({ id }) => id),
    items,
  );
};
