import type { AwsAccount } from '../../../task/account.ts';
import type { Region } from '../../../task/ids.ts';
import type { NotSeen } from '../audit-report.ts';
import { ofTier, type AuditRun } from './audit-run.ts';
import type { AuditSource } from './source.ts';
import type { WorkerPlan } from './workers.ts';

const NOT_ALLOWED = 'the region is not allowed in this account';

/** One account and region, and what is looked at there. */
export interface AuditPart {
  readonly account: AwsAccount;
  readonly region: Region;
  readonly sources: readonly AuditSource[];
}

/** Global things are looked at in the first region of their account, and in no other. */
const partsOf = (audit: AuditRun, account: AwsAccount): readonly AuditPart[] => {
  const { regions } = audit.ask;
  const { sources } = ofTier(audit, account.tier);
  return account.regions.flatMap((region, at) => {
    const isAsked = regions === 'all' || regions.includes(region);
    const here = sources.filter(({ isGlobal }) => (isGlobal ? at === 0 : isAsked));
    return here.length === 0 ? [] : [{ account, region, sources: here }];
  });
};

/** Regions that are asked about and that an account does not allow: nobody looks there. */
export const closedRegions = (audit: AuditRun, account: AwsAccount): readonly NotSeen[] => {
  const { regions } = audit.ask;
  const isRegional = ofTier(audit, account.tier).sources.some(({ isGlobal }) => !isGlobal);
  if (regions === 'all' || !isRegional || account.regions.length === 0) return [];
  return regions
    .filter((region) => !account.regions.includes(region))
    .map((region) => ({ accountId: account.id, region, because: NOT_ALLOWED }));
};

/** What one worker is given: the parts of one account, or of one region where there is one. */
export interface AuditUnit {
  readonly account: AwsAccount;
  readonly parts: readonly AuditPart[];
}

/** Divides what is to be looked at, as the worker function says. */
export const unitsOf = (
  audit: AuditRun,
  accounts: readonly AwsAccount[],
  by: WorkerPlan['by'],
): readonly AuditUnit[] =>
  accounts.flatMap((account) => {
    const parts = partsOf(audit, account);
    if (by === 'region') return parts.map((part) => ({ account, parts: [part] }));
    return parts.length === 0 ? [] : [{ account, parts }];
  });
