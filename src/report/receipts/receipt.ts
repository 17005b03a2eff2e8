import type { PlanDigest, PlanId } from '../../task/ids.ts';
import type { IssueRef } from '../../task/issue.ts';
import type { Saving } from '../savings/saving.ts';

/** What a carried-out plan is said to save: the saving as the search found it. */
export type Claim = Pick<
  Saving,
  | 'kind'
  | 'accountId'
  | 'region'
  | 'resourceType'
  | 'resourceId'
  | 'arn'
  | 'name'
  | 'worth'
  | 'remedy'
>;

/**
 * What AWS showed of the resource on one day. `holds`: as the plan left it. `gone`: not there any
 * more, which saves no less. `undone`: it costs again. `unknown`: nobody could tell.
 */
export interface Look {
  /** `2026-11-29`, in UTC. */
  readonly day: string;
  readonly seen: 'holds' | 'gone' | 'undone' | 'unknown';
  /** What was seen, in words: `stopped`, `t3.large`. Text of AWS. */
  readonly words: string;
}

/** Why a receipt is not followed any more. */
export type ReceiptEnd = 'rolled back' | 'claimed again';

/** A saving that was carried out, and what was seen of it since. */
export interface Receipt {
  readonly planId: PlanId;
  readonly digest: PlanDigest;
  readonly ref: IssueRef;
  readonly claim: Claim;
  /** ISO 8601. */
  readonly doneAt: string;
  /** One a day at most, the oldest first. */
  readonly looks: readonly Look[];
  readonly ended?: ReceiptEnd;
  /** ISO 8601: when its issue was opened again because the saving did not come. */
  readonly toldAt?: string;
}

/** What of a saving is kept in its receipt: no evidence, which the search has told. */
export const claimOf = (saving: Claim): Claim => ({
  kind: saving.kind,
  accountId: saving.accountId,
  region: saving.region,
  resourceType: saving.resourceType,
  resourceId: saving.resourceId,
  arn: saving.arn,
  name: saving.name,
  worth: saving.worth,
  remedy: saving.remedy,
});
