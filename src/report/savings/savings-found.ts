import type { Saving, Seen } from './saving.ts';

/** A finding that its owner's tag keeps from being claimed. */
export interface Kept {
  readonly saving: Saving;
  readonly tag: string;
}

/** A resource of which too little was known: neither waste nor fine. */
export interface NotJudged extends Omit<Seen, 'tags'> {
  readonly because: string;
}

/** What was found, what was not judged, and what was not even seen. */
export interface SavingsFound {
  /** The largest first. */
  readonly savings: readonly Saving[];
  readonly kept: readonly Kept[];
  readonly notJudged: readonly NotJudged[];
  /** Resources that were looked at, by the kind's title. */
  readonly looked: Readonly<Record<string, number>>;
  /** Places (kind, account and region) that were to be read, and how many were. */
  readonly places: number;
  readonly seen: number;
  readonly failed: readonly { readonly place: string; readonly because: string }[];
  /** Metrics asked of CloudWatch, for which AWS charges. */
  readonly metricsRead: number;
  /** Findings that were counted and not kept. */
  readonly leftOut: number;
  /** ISO 8601: the earliest reading that was remembered; absent where everything was read anew. */
  readonly asOf?: string;
}
