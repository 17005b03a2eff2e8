import type { AskCosts } from '../report/cost/ask.ts';
import type { OrganizationIndex } from '../report/inventory/organization-index.ts';
import type { ControlPolicies } from '../report/organization/gather.ts';
import type { AwsReader } from '../services/aws-reader.ts';
import type { NeededPrice } from '../services/prices/needed-prices.ts';
import type { ReadPrices } from '../plan/cost.ts';
import type { DeployDraft } from '../plan/step.ts';
import type { PreviewHandle, StackPreview } from '../plan/preview.ts';
import type { AccountId, PlanId } from '../task/ids.ts';
import type { AwsAccount } from '../task/account.ts';
import type { Decided } from '../task/refusal.ts';
import type { Tier } from '../task/tier.ts';
import type { WorkerDeps } from './deps.ts';

/** What the reader worker can do in AWS: read, preview, and take a preview away again. */
export interface ReaderAws {
  readonly openReader: (accountId: AccountId) => Promise<Decided<AwsReader>>;
  /** The same for lists, which seldom need a second role: it is not opened before it is needed. */
  readonly openLister: (accountId: AccountId) => Promise<Decided<AwsReader>>;
  /** By the reader's role for every call, also for what Cloud Control reads: for audits. */
  readonly openOwnReader: (accountId: AccountId) => Promise<Decided<AwsReader>>;
  /** What AWS has collected of the whole organization; undefined where there is no such thing. */
  readonly openIndex: (accounts: readonly AccountId[]) => Promise<OrganizationIndex | undefined>;
  readonly createPreview: (order: {
    readonly draft: DeployDraft;
    readonly planId: PlanId;
    readonly tier: Tier;
  }) => Promise<Decided<{ readonly preview?: StackPreview; readonly handle?: PreviewHandle }>>;
  readonly deletePreview: (handle: PreviewHandle) => Promise<void>;
  /** Cost Explorer, as the account that sees the organization's bill. */
  readonly openCosts: () => Promise<Decided<AskCosts>>;
  /** The service control policies by name, as the account that may read the organization. */
  readonly readControlPolicies: () => Promise<ControlPolicies>;
  /** Prices as an account's reader is told them; undefined where configuration asks for none. */
  readonly readPrices: (
    needed: readonly NeededPrice[],
    accountId: AccountId,
  ) => Promise<ReadPrices | undefined>;
  /** The organization, classified by configuration. */
  readonly listAccounts: () => Promise<Decided<readonly AwsAccount[]>>;
  /** The organizational units, by their paths below the root. */
  readonly listUnits: () => Promise<
    Decided<readonly { readonly id: string; readonly path: string }[]>
  >;
}

/** What the reader worker has on top of every worker: AWS to look at, and no GitHub. */
export interface ReaderDeps extends WorkerDeps {
  readonly aws: ReaderAws;
}
