import type { JsonObject } from '../src/task/json.ts';
import type { BillSpec } from './bill.ts';
import type { MetricSpec } from './metrics.ts';
import type { PolicyDocument } from './iam/policy.ts';

/** One account of the organization. */
export interface AccountSpec {
  readonly id: string;
  readonly name: string;
  /** Path of the organizational unit, such as `Workloads/Development`; empty for the root. */
  readonly ou: string;
  readonly regions?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly status?: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
}

/** One resource that is there from the beginning. */
export interface ResourceSpec {
  readonly account: string;
  /** `global` for IAM. */
  readonly region: string;
  readonly type: string;
  /** Physical id. */
  readonly id: string;
  readonly properties?: JsonObject;
  readonly tags?: Readonly<Record<string, string>>;
  readonly attributes?: JsonObject;
  /** ISO instant; by default a day that is long ago. */
  readonly createdAt?: string;
}

/** One stack that is there from the beginning; its resources are made at once. */
export interface StackSpec {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** YAML or JSON text, or the document itself. */
  readonly template: string | JsonObject;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly status?: string;
  readonly roleArn?: string;
  readonly terminationProtection?: boolean;
}

/** What an injected failure looks like to the caller. */
export interface FailureError {
  readonly name: string;
  readonly httpStatus: number;
  readonly message: string;
}

/**
 * A failure to inject. Without `type` and `logicalId` it meets API calls; with one of them it meets
 * the engine's handler calls, whose `operation` is create, read, update or delete.
 */
export interface FailureSpec {
  readonly match: {
    readonly client?: string;
    readonly operation?: string;
    readonly accountId?: string;
    readonly region?: string;
    readonly logicalId?: string;
    readonly type?: string;
  };
  /** How often; always when absent. */
  readonly times?: number;
  /** `after`: the call has its effect and the answer is lost. */
  readonly when?: 'before' | 'after';
  readonly error: FailureError;
}

/** The first `calls` calls in each `perSeconds` pass, the rest are throttled. */
export interface ThrottleSpec {
  readonly client: string;
  readonly operation?: string;
  readonly calls: number;
  readonly perSeconds: number;
}

export interface ScpSpec {
  /** Path of an OU, `Root`, or an account id. */
  readonly target: string;
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** An index of the organization, as Resource Explorer or the aggregator of AWS Config has it. */
export interface IndexSpec {
  readonly by: 'resource-explorer' | 'config';
  /** Where Resource Explorer's index is; `us-east-1` by default. */
  readonly region?: string;
  /** Places that are not collected: `333333333333 us-west-2`. */
  readonly leavesOut?: readonly string[];
  /** Ids that are not told of yet. */
  readonly forgets?: readonly string[];
}

/** The content of a conversation's `world.json`. Every member has a default. */
export interface WorldSpec {
  readonly organizationId?: string;
  readonly managementAccountId?: string;
  readonly toolingAccountId?: string;
  readonly externalId?: string;
  /** Added to the default accounts, or instead of them with `replaceAccounts`. */
  readonly accounts?: readonly AccountSpec[];
  readonly replaceAccounts?: boolean;
  /** Added to the default resources, or instead of them with `replaceResources`. */
  readonly resources?: readonly ResourceSpec[];
  readonly replaceResources?: boolean;
  readonly stacks?: readonly StackSpec[];
  /** Role names that are missing in an account: `{ '555555555555': ['AwsCoworkerDeployer'] }`. */
  readonly missingRoles?: Readonly<Record<string, readonly string[]>>;
  /** Roles that are there although they should not be, such as a deployer in production. */
  readonly extraRoles?: readonly { readonly account: string; readonly role: string }[];
  readonly scps?: readonly ScpSpec[];
  readonly failures?: readonly FailureSpec[];
  readonly throttles?: readonly ThrottleSpec[];
  /** Virtual milliseconds of every call. */
  readonly latencyMs?: number;
  /** Members on one page of every list. Default 2. */
  readonly pageSize?: number;
  /** Seconds a handler takes, by type; overrides the types' own. */
  readonly seconds?: Readonly<Record<string, number>>;
  /** Public SSM parameters, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Types that DescribeType shows as private or third-party. */
  readonly privateTypes?: readonly string[];
  /** Types whose drift CloudFormation can not tell. */
  readonly driftUnknown?: readonly string[];
  /** Types that drift detection does not support: it leaves them unchecked. */
  readonly driftUnsupported?: readonly string[];
  /** True where change sets that look at drift are refused, as older servers do. */
  readonly hasNoDriftMode?: boolean;
  /** What Cost Explorer shows. */
  readonly bill?: BillSpec;
  /** What CloudWatch measured. Nothing by default. */
  readonly metrics?: readonly MetricSpec[];
  /**
   * The Price List: open by default and with the dated prices; `denied`, as where a control policy
   * leaves its region out; or with other prices by key, null where it has none.
   */
  readonly prices?: 'denied' | Readonly<Record<string, number | null>>;
  /** What AWS itself has collected of the organization. Nothing by default. */
  readonly index?: IndexSpec;
  /** Changes the generated ids. */
  readonly seed?: string;
}
