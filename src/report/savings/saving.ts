import type { AccountId, Region } from '../../task/ids.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';

/** The kinds of waste that are looked for. Source: organization, cost and health, section 2. */
export type SavingKind =
  | 'idle-instance'
  | 'oversized-instance'
  | 'oversized-database'
  | 'unattached-volume'
  | 'unassociated-address'
  | 'idle-nat-gateway'
  | 'idle-load-balancer'
  | 'old-snapshot'
  | 'unused-bucket'
  | 'untiered-bucket'
  | 'unlimited-logs';

/** Where and what a resource is, whoever judges it. A snapshot has no type in CloudFormation. */
export interface Seen {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly resourceType: AwsResourceType | 'AWS::EC2::Snapshot';
  readonly resourceId: string;
  readonly arn: string;
  /** As its owner named it; the id where nobody did. */
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What its stack says of itself; present where its tags do not tell whose that is. */
  readonly stackDescription?: string;
}

/** One thing that was seen, in words: `state` and `available`. */
export interface Evidence {
  readonly what: string;
  readonly value: string;
}

/** What it could cost to be wrong, or to go about it in the wrong way. */
export interface Risk {
  readonly level: 'low' | 'medium' | 'high';
  readonly because: string;
}

/** What would be done. `propose` is never carried out by a machine. */
export type Remedy =
  | { readonly do: 'stop-instance' }
  | { readonly do: 'resize-instance'; readonly to: string }
  | { readonly do: 'resize-database'; readonly to: string }
  | { readonly do: 'delete-volume'; readonly snapshotFirst: true }
  | { readonly do: 'release-address' }
  | { readonly do: 'delete-nat-gateway' }
  | { readonly do: 'delete-load-balancer' }
  | { readonly do: 'delete-snapshot' }
  | { readonly do: 'set-retention'; readonly days: number }
  | { readonly do: 'add-tiering' }
  | { readonly do: 'propose'; readonly what: string };

/** What is saved in a month of 730 hours; what can not be priced is said, never guessed. */
export type Worth =
  | {
      readonly monthlyUsd: number;
      /** What was assumed, in words; empty when the price depends on no use. */
      readonly assumption: string;
    }
  | { readonly unpriced: string };

/** One resource that costs more than it gives, with what shows it. */
export interface Saving extends Omit<Seen, 'tags'> {
  readonly kind: SavingKind;
  readonly evidence: readonly Evidence[];
  readonly worth: Worth;
  readonly risk: Risk;
  readonly remedy: Remedy;
  /** The CloudFormation stack that owns it; absent when none does. */
  readonly stack?: { readonly name: string; readonly isOurs: boolean };
}

/** What was judged of one resource. `unknown` is neither waste nor fine: not judged. */
export type Judgement =
  | { readonly verdict: 'waste'; readonly saving: Saving }
  | { readonly verdict: 'kept'; readonly saving: Saving; readonly tag: string }
  | { readonly verdict: 'unknown'; readonly because: string }
  | { readonly verdict: 'fine' };

export const FINE: Judgement = { verdict: 'fine' };

/** A resource of which too little is known to judge it. */
export const unknown = (because: string): Judgement => ({ verdict: 'unknown', because });

/** US dollars a month; nothing for what could not be priced. */
export const monthlyUsdOf = ({ worth }: Pick<Saving, 'worth'>): number =>
  'unpriced' in worth ? 0 : worth.monthlyUsd;

/** Whole cents a month, so that what is shown adds up. */
export const centsOfSaving = (saving: Pick<Saving, 'worth'>): number =>
  Math.round(monthlyUsdOf(saving) * 100);

/** Whole cents a month of some savings together. */
export const centsOfAll = (savings: readonly Pick<Saving, 'worth'>[]): number =>
  savings.reduce((cents, one) => cents + centsOfSaving(one), 0);

/** True for what a person decides about elsewhere, and no approval of ours carries out. */
export const isProposal = ({ remedy }: Pick<Saving, 'remedy'>): boolean => remedy.do === 'propose';
