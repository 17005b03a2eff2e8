import { createReaderSide, type ReaderSide } from '../aws/reader-side.ts';
import type { AwsOptions } from '../aws/aws-options.ts';
import { createPreview, deletePreview } from '../aws/previewer.ts';
import { classifyAccount } from '../config/classify-account.ts';
import { withUniqueNames } from '../config/unique-names.ts';
import { Fault } from '../task/fault.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import type { AccountId, Region } from '../task/ids.ts';
import type { AwsReader } from '../services/aws-reader.ts';
import { createReader } from '../aws/reader.ts';
import { gatherPolicies } from '../report/organization/gather.ts';
import { tabledTypes } from '../services/type-tables.ts';
import type { WorkerDeps } from './deps.ts';
import { onAccounts } from './on-accounts.ts';
import { onAnomalies } from './on-anomalies.ts';
import { onCosts } from './on-costs.ts';
import { onDiscard } from './on-discard.ts';
import { onLeftover } from './on-leftover.ts';
import { onDiscover } from './on-discover.ts';
import { onDrift } from './on-drift.ts';
import { onDriftAccount } from './on-drift-account.ts';
import { onHealth } from './on-health.ts';
import { onPrepare } from './on-prepare.ts';
import { onReceipts } from './on-receipts.ts';
import { openIndex } from './open-index.ts';
import { createPriceReader, type PriceReader } from './read-prices.ts';
import type { ReaderAws, ReaderDeps } from './reader-deps.ts';
import type { Handlers } from './work.ts';

/** Cost Explorer answers here for every region. */
const COST_EXPLORER_REGION = 'us-east-1' as Region;

/**
 * Reads for one account. Cloud Control reads as its handlers do, and that of a bucket needs to list
 * it: so those reads, and no others, go through the previewer's role, which may.
 */
const openFactReader = async (
  side: ReaderSide,
  accountId: AccountId,
): Promise<Decided<AwsReader>> => {
  const reader = await side.openReader(accountId);
  if (!reader.ok) return reader;
  const previewer = await side.openPreviewer(accountId);
  if (!previewer.ok) return previewer;
  const handlers = createReader(previewer.value.session);
  return accepted({
    accountId,
    read: (call) => (call.client === 'CloudControl' ? handlers : reader.value).read(call),
  });
};

/** The same reads; the previewer's role is asked for with the first call that needs it. */
const openLister = async (side: ReaderSide, accountId: AccountId): Promise<Decided<AwsReader>> => {
  const reader = await side.openReader(accountId);
  if (!reader.ok) return reader;
  const throughHandlers: AwsReader['read'] = async (call) => {
    const previewer = await side.openPreviewer(accountId);
    if (!previewer.ok) throw new Fault('denied', previewer.refusal.because);
    return createReader(previewer.value.session).read(call);
  };
  const { read } = reader.value;
  return accepted({
    accountId,
    read: (call) => (call.client === 'CloudControl' ? throughHandlers(call) : read(call)),
  });
};

interface Sides {
  readonly homeRegion: Region;
  readonly side: ReaderSide;
  readonly prices: PriceReader;
}

const openSides = (options: AwsOptions): Sides & { readonly close: () => void } => {
  const side = createReaderSide(options);
  return {
    homeRegion: options.homeRegion,
    side,
    prices: createPriceReader(options.clock),
    close: side.close,
  };
};

const readerAws = (
  { homeRegion, side, prices }: Sides,
  deps: Pick<WorkerDeps, 'config'>,
): ReaderAws => ({
  openReader: (accountId) => openFactReader(side, accountId),
  openLister: (accountId) => openLister(side, accountId),
  openOwnReader: (accountId) => side.openReader(accountId),
  openIndex: (accounts) => {
    const { openOrganization } = side;
    const { inventory } = deps.config.organization;
    return openIndex({ openOrganization, homeRegion, inventory }, accounts);
  },
  createPreview: async ({ draft, planId, tier }) => {
    const previewer = await side.openPreviewer(draft.accountId);
    if (!previewer.ok) return previewer;
    const order = { draft, planId, tier, tabledTypes: new Set(tabledTypes()) };
    return createPreview(previewer.value, order);
  },
  listUnits: () => side.listUnits(),
  deletePreview: async (handle) => {
    const previewer = await side.openPreviewer(handle.accountId);
    if (!previewer.ok) throw new Fault('denied', previewer.refusal.because);
    await deletePreview(previewer.value, handle);
  },
  readControlPolicies: () => gatherPolicies(side.openOrganization, homeRegion),
  openCosts: async () => {
    const reader = await side.openOrganization();
    if (!reader.ok) return reader;
    const { read } = reader.value;
    const region = COST_EXPLORER_REGION;
    return accepted((request) => read({ client: 'CostExplorer', region, ...request }));
  },
  readPrices: async (needed, accountId) =>
    deps.config.prices === 'dated'
      ? undefined
      : prices.read(needed, () => side.openReader(accountId)),
  listAccounts: async () => {
    const listed = await side.listAccounts();
    if (!listed.ok) return listed;
    const all = listed.value.map((raw) => classifyAccount(raw, deps.config));
    return accepted(withUniqueNames(all));
  },
});

/** The reader's means alone, for the command line. */
export const openReaderAws = (
  deps: Pick<WorkerDeps, 'config'>,
  options: AwsOptions,
): { readonly aws: ReaderAws; readonly close: () => void } => {
  const sides = openSides(options);
  return { aws: readerAws(sides, deps), close: sides.close };
};

/** Builds the reader worker: sessions that read and preview, and no key of GitHub. */
export const wireReader = (
  deps: WorkerDeps,
  options: AwsOptions,
): { readonly handlers: Handlers; readonly close: () => void } => {
  const sides = openSides(options);
  const aws = readerAws(sides, deps);
  const reader: ReaderDeps = { ...deps, aws };
  return {
    close: sides.close,
    handlers: {
      drift: (job) => onDrift(reader, job),
      'drift-account': (job) => onDriftAccount(reader, job),
      health: (job) => onHealth(reader, job),
      anomalies: (job) => onAnomalies(reader, job),
      receipts: (job) => onReceipts(reader, job),
      costs: (job) => onCosts(reader, job),
      accounts: (job) => onAccounts(reader, job),
      prepare: (job) => onPrepare(reader, job),
      discover: (job) => onDiscover(reader, job),
      discard: (job) => onDiscard(reader, job),
      leftover: (job) => onLeftover(reader, job),
    },
  };
};
