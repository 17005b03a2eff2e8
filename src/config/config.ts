import type { AccountRole, AccountPersona } from '../task/account.ts';
import type { AccountId, Region } from '../task/ids.ts';
import type { ModelConfig } from './model-config.ts';
import type { Tier } from '../task/tier.ts';

/** What `config/organization.yml` says of one organizational unit; the path is the key. */
export interface OuRecord {
  readonly tier?: Tier;
  readonly role?: AccountRole;
}

/**
 * What `config/organization.yml` says of one account; every member may be left to Organizations.
 */
export interface AccountRecord {
  readonly tier?: Tier;
  readonly role?: AccountRole;
  readonly persona?: AccountPersona;
  readonly regions?: readonly Region[];
}

export interface OrganizationConfig {
  readonly id: string;
  readonly externalId: string;
  readonly managementAccountId: AccountId;
  /** The account in which the worker identities live, and the role that lists the organization. */
  readonly toolingAccountId: AccountId;
  /** Name of the role, assumed by the reader worker, that may list the organization. */
  readonly organizationReader: { readonly accountId: AccountId; readonly roleName: string };
  readonly ous: ReadonlyMap<string, OuRecord>;
  readonly accounts: ReadonlyMap<AccountId, AccountRecord>;
  /** For accounts whose record names none. */
  readonly defaultRegions: readonly Region[];
  /** `{org}-{env}-{region}-{name}`: used when a name is taken or not given. */
  readonly namingPattern: string;
  /** The `{org}` of the naming pattern. */
  readonly shortName: string;
  /** AWS profiles of the worker identities, for one process on a laptop. */
  readonly profiles: { readonly reader?: string; readonly deployer?: string };
  /** Where large inventories are read from; `auto` where nothing is said. */
  readonly inventory?: InventorySource;
}

/** An index that AWS keeps of the organization, the first there is, or each service's lists. */
export type InventorySource = 'auto' | 'resource-explorer' | 'config' | 'lists';

/** Who may do a thing: repository roles, teams (`org/slug`), and numeric user ids. */
export interface Circle {
  readonly roles: readonly string[];
  readonly teams: readonly string[];
  readonly ids: readonly number[];
}

export interface ApprovalConfig {
  readonly approvers: Circle;
  readonly requesters: Circle;
  /** Hours a posted plan may be approved and an approval redeemed; 8 at most. */
  readonly validHours: number;
  /**
   * False forbids approving one's own request everywhere. True still means sandbox and development.
   */
  readonly selfApproval: boolean;
  /** Issues one person may have planned in an hour. */
  readonly issuesPerHour: number;
}

/** A closed interval in UTC during which nothing of these tiers is approved or executed. */
export interface Freeze {
  readonly name: string;
  /** ISO 8601 instants. */
  readonly from: string;
  readonly until: string;
  readonly tiers: readonly Tier[];
}

export interface TagConfig {
  /** Values for core tags that neither the request nor the account gives. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly costCenterPattern: string;
  readonly ownerPattern: string;
  readonly miyabi: boolean;
}

export interface CapConfig {
  readonly tasksPerIssue: number;
  readonly resourcesLostOrChanged: number;
  readonly percentOfType: number;
  /** USD a month, by tier; absent means no limit. */
  readonly monthlyUsd: Readonly<Partial<Record<Tier, number>>>;
  readonly instances: Readonly<Partial<Record<Tier, number>>>;
  /** From when on it is said how long reading takes, and asked first; 300 and 600 when absent. */
  readonly look?: { readonly saySeconds: number; readonly askSeconds: number };
}

/** An exception to a rule, by reviewed pull request, until a date. */
export interface PolicyException {
  readonly rule: string;
  /** Account ids, or `all`. */
  readonly accounts: readonly AccountId[] | 'all';
  readonly until: string;
  readonly reason: string;
}

export interface EscalationRule {
  readonly tiers: readonly Tier[];
  readonly recurringUsdMonthly?: number;
  readonly oneOffUsd?: number;
  /** Team `org/slug` or a name shown to people. */
  readonly group: string;
}

export interface PullRequestConfig {
  /** GitHub environment that deploys a tier. */
  readonly environments: Readonly<Partial<Record<Tier, string>>>;
}

/** How costs are counted. */
export type CostMetric = 'unblended' | 'amortized' | 'net';

/** A day of the week, as ISO 8601 counts them from Monday. */
export type Weekday =
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday'
  | 'saturday'
  | 'sunday';

/** The weekly cost report. */
export interface CostReportConfig {
  /** Where its issues are opened; without it there are none. */
  readonly repository?: { readonly owner: string; readonly repo: string };
  readonly metric: CostMetric;
  /** Whose costs: of every account, or of these. */
  readonly accounts: readonly AccountId[] | 'all';
  readonly day: Weekday;
  /** `07:00`, in the time zone. */
  readonly at: string;
  readonly timeZone: string;
  /** What a month may cost, for everything the report is about. */
  readonly budgets: readonly { readonly name: string; readonly monthlyUsd: number }[];
  /** Logins that the issue is assigned to, and teams that are mentioned in it. */
  readonly assignees: readonly string[];
  readonly teams: readonly string[];
  /** Requests to Cost Explorer, pages included, that one report may be charged for. */
  readonly mostRequests: number;
  /** Whether it also looks for savings. */
  readonly savings: boolean;
  /** The daily look for anomalies: whether it is made, and from what impact an issue is opened. */
  readonly anomalies: { readonly enabled: boolean; readonly leastUsd: number };
}

/** The standing look at health. */
export interface HealthConfig {
  readonly enabled: boolean;
  /** Where the issues of what is ill are opened; there is one when it is enabled. */
  readonly repository?: { readonly owner: string; readonly repo: string };
  readonly everyHours: number;
  /** Where it looks: in every account, or in these. */
  readonly accounts: readonly AccountId[] | 'all';
}

/** Where a plan's prices come from: AWS's Price List where it can be read, or the dated one. */
export type PriceOrigin = 'price-list' | 'dated';

/** The daily look at drift. */
export interface DriftConfig {
  readonly enabled: boolean;
  /** Where the issues of drifted stacks are opened; there is one when it is enabled. */
  readonly repository?: { readonly owner: string; readonly repo: string };
  /** Hour of the day in UTC, 0 to 23, from which the look of the day is made. */
  readonly hourUtc: number;
  /** Where it looks: in every account, or in these. */
  readonly accounts: readonly AccountId[] | 'all';
}

/** The standing reports. */
export interface ReportConfig {
  readonly costReport: CostReportConfig;
  readonly health: HealthConfig;
  readonly drift: DriftConfig;
}

/** What may be done without a person, by its name in the operations catalogue. */
export type HealOperation = 'ec2:reboot' | 'ec2:start';

/** What one row of `healing.yml` allows: an operation on a type, in these tiers, from a level. */
export interface HealingRow {
  readonly type: string;
  readonly tiers: readonly ('sandbox' | 'development')[];
  /** The least level of autonomy that the type's agent must have. */
  readonly autonomy: number;
  readonly operation: HealOperation;
}

/** A standing approval as this worker has loaded it. What GitHub holds must be the same text. */
export interface HealingConfig {
  /** The file, as it was read. */
  readonly source: string;
  /** ISO 8601: from this instant on it allows nothing. */
  readonly expires: string;
  readonly heals: readonly HealingRow[];
}

/** The page that shows what waits, runs and is looked after. */
export interface DashboardConfig {
  readonly enabled: boolean;
  /** Who may read this repository may read the page; there whenever it is enabled. */
  readonly repository?: { readonly owner: string; readonly repo: string };
  /** Where people reach the page, without a path; absent: on this machine only. */
  readonly url?: string;
}

export interface Config {
  readonly organization: OrganizationConfig;
  readonly approvals: ApprovalConfig;
  readonly freezes: readonly Freeze[];
  readonly tags: TagConfig;
  readonly caps: CapConfig;
  readonly exceptions: readonly PolicyException[];
  readonly escalations: readonly EscalationRule[];
  /** Who decides on large and long commitments. Source: governance specification, section 1. */
  readonly commitmentGroup: string;
  readonly prices: PriceOrigin;
  readonly pullRequests: PullRequestConfig;
  readonly reports: ReportConfig;
  readonly dashboard: DashboardConfig;
  readonly model: ModelConfig;
  /** Absent where nothing heals without a person. */
  readonly healing?: HealingConfig;
  /** Numeric ids of the GitHub accounts whose installations are served; others are ignored. */
  readonly ownerIds: readonly number[];
  /** Shows account ids as `1111…1111` in replies. */
  readonly maskAccountIds: boolean;
  /** Whether agents speak in their own names; what they say is said all the same. */
  readonly personas: boolean;
}
