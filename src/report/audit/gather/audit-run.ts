import type { Config } from '../../../config/config.ts';
import { isAbout } from '../../../review/applicable-items.ts';
import type { Baseline, BaselineItem } from '../../../review/baseline.ts';
import { liveItems } from '../../../review/live/review-live.ts';
import type { AwsReader } from '../../../services/aws-reader.ts';
import type { AwsAccount } from '../../../task/account.ts';
import type { Region } from '../../../task/ids.ts';
import type { Decided } from '../../../task/refusal.ts';
import type { Tier } from '../../../task/tier.ts';
import { createGate, type Gate } from '../../fan-out.ts';
import type { TellProgress } from '../../look.ts';
import type { AuditSource, Listed } from './source.ts';
import { AUDIT_SOURCES } from './sources.ts';
import { emptyTally, type Tally } from './tally.ts';

/** What is audited, and by what. */
export interface AuditAsk {
  readonly accounts: readonly AwsAccount[];
  readonly regions: readonly Region[] | 'all';
  /** Absent for everything that is audited. */
  readonly resourceType?: string;
  /** Only these rules; absent for all. */
  readonly only?: ReadonlySet<string>;
  readonly baselines: readonly Baseline[];
  readonly config: Pick<Config, 'tags' | 'exceptions'>;
  readonly now: Date;
  readonly isWanted?: (one: Pick<Listed, 'id' | 'tags'>) => boolean;
  /** False once there is no time left; what was not looked at by then is said to be unseen. */
  readonly mayGoOn?: () => boolean;
  /** Hears how far it is. */
  readonly tell?: TellProgress;
  /** How many findings are kept; the rest is counted. */
  readonly mostKept?: number;
}

/** Opens the session of the reader in an account. */
export type OpenReader = (accountId: AwsAccount['id']) => Promise<Decided<AwsReader>>;

/** Things that are read and judged at the same time, of all places together. */
const THINGS_SIDE_BY_SIDE = 200;
const MOST_KEPT = 1000;

/** What is asked in one tier: the same for every account of it, so it is found out once. */
interface OfTier {
  readonly items: readonly BaselineItem[];
  readonly sources: readonly AuditSource[];
  /** The checks of the items, as text. */
  readonly rules: string;
}

/** One audit while it runs; its tally is changed in place. */
export interface AuditRun {
  readonly ask: AuditAsk;
  readonly tiers: Map<Tier, OfTier>;
  readonly baselines: readonly Baseline[];
  readonly tally: Tally;
  readonly openReader: OpenReader;
  readonly things: Gate;
  /** Accounts and regions that were looked at, of all. */
  readonly progress: { done: number; all: number };
}

const narrowed = ({ baselines, only }: AuditAsk): readonly Baseline[] =>
  only === undefined
    ? baselines
    : baselines.map((one) => ({ ...one, items: one.items.filter(({ id }) => only.has(id)) }));

/** An audit before anything is looked at. */
export const beginAudit = (ask: AuditAsk, openReader: OpenReader): AuditRun => ({
  ask,
  baselines: narrowed(ask),
  tiers: new Map(),
  tally: emptyTally(ask.mostKept ?? MOST_KEPT),
  openReader,
  things: createGate(THINGS_SIDE_BY_SIDE),
  progress: { done: 0, all: 0 },
});

/** Sources that an item of the tier is about. */
const sourcesFor = (ask: AuditAsk, items: readonly BaselineItem[]): readonly AuditSource[] =>
  AUDIT_SOURCES.filter(
    ({ type, judges }) =>
      (ask.resourceType === undefined || ask.resourceType === type) &&
      items.some((item) => judges.some((one) => isAbout(item, one))),
  );

/** What is asked in a tier. */
export const ofTier = ({ ask, baselines, tiers }: AuditRun, tier: Tier): OfTier => {
  const known = tiers.get(tier);
  if (known !== undefined) return known;
  const items = liveItems(baselines, tier);
  const rules = JSON.stringify(items.map(({ check, appliesWhen }) => [check, appliesWhen]));
  const found = { items, sources: sourcesFor(ask, items), rules };
  tiers.set(tier, found);
  return found;
};
