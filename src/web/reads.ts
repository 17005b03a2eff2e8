import type { OperatedStore } from '../store/store.ts';

const READS = [
  'now',
  'listOpenIssues',
  'readPlan',
  'readShown',
  'listApprovals',
  'isRedeemed',
  'listUsedItems',
  'read',
  'listServiceAgents',
  'readCache',
  'readLastAnswer',
  'listNewestLedger',
] as const satisfies readonly (keyof OperatedStore)[];

/** The state of the application as the page sees it: it has nothing that writes. */
export type DashboardReads = Pick<OperatedStore, (typeof READS)[number]>;

/** Takes the reading methods of a store, and leaves every other behind. */
export const readsOf = (store: OperatedStore): DashboardReads => {
  const entries = READS.map((name) => [name, store[name]] as const);
  return Object.fromEntries(entries) as unknown as DashboardReads;
};
