import type { AwsAccount } from '../task/account.ts';
import type { MutationTask } from '../task/aws-task.ts';
import type { AwsResource } from '../task/aws-resource.ts';
import type { AccountId, Region } from '../task/ids.ts';
import type { IssueSnapshot } from '../task/issue.ts';
import type { JsonObject } from '../task/json.ts';
import type { Decided } from '../task/refusal.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import type { Tier } from '../task/tier.ts';
import type { Config } from '../config/config.ts';
import type { ActionNeed } from '../plan/action-need.ts';
import type { ChangeAction } from '../plan/change.ts';
import type { CostLine, PriceBook } from '../plan/cost.ts';
import type { Deviation, ReviewChoices } from '../plan/plan.ts';
import type { Inverse, OperateDraft, OperationClass, StepDraft } from '../plan/step.ts';
import type { Template } from '../plan/template.ts';
import type { AwsReader } from './aws-reader.ts';
import type { HealthRule } from './health-rule.ts';
import type { OperationBefore } from './operation-before.ts';
import type { Siblings } from './task-order/known-siblings.ts';
import type { Thing, User } from './task-order/user.ts';

/** One field that a task of this service may carry; drives forms, parsing, questions and docs. */
export interface Field {
  /** Parameter name with its unit, such as `timeoutSeconds`. */
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'list' | 'map';
  /** For which task types it must be given, beyond `name` or `id`. */
  readonly requiredFor: readonly ('CreateResource' | 'UpdateResource' | 'DeleteResource')[];
  /** Anchored pattern of a text, or inclusive bounds of a number. */
  readonly pattern?: RegExp;
  readonly min?: number;
  readonly max?: number;
  /** Shown when it is missing or malformed: what to write, with an example. */
  readonly hint: string;
}

/** What a service may see while it drafts. Pure data. */
export interface DraftContext {
  readonly task: MutationTask;
  readonly account: AwsAccount;
  /** The account's tier, raised by the request where its words raise it. */
  readonly tier: Tier;
  /** Where the stack lives, also for global services. */
  readonly region: Region;
  readonly issue: IssueSnapshot;
  readonly config: Config;
  readonly choices: ReviewChoices;
  /** Every tag of section 4 of the governance specification, for one resource name. */
  readonly tagsFor: (resourceName: string) => Readonly<Record<string, string>>;
  /** `aws-coworker-<issue>-<slug>`. */
  readonly stackName: string;
  /** The other tasks of the issue; absent while facts are read. */
  readonly siblings?: Siblings;
}

/** The rest of the organization, for what must not clash across accounts. */
export interface Organization {
  readonly accounts: readonly AwsAccount[];
  /** Undefined where the account's reader does not open. */
  readonly openReader: (accountId: AccountId) => Promise<AwsReader | undefined>;
}

/** What one task becomes. */
export interface Draft {
  readonly steps: readonly StepDraft[];
  readonly deviations: readonly Deviation[];
  /** Who uses what is deleted and is deleted by another task. */
  readonly usedBefore?: readonly User[];
  /** What an update of a stack deletes; its step says so only when it was previewed. */
  readonly gone?: readonly Thing[];
  /** For a deletion in a stack of ours: what goes, and whether the stack is named for it. */
  readonly goesAs?: { readonly words: string; readonly ownsStack: boolean };
}

/** Parameters for the reviewed permission table of one resource in one step. */
export interface NeedInput {
  readonly type: string;
  readonly logicalId: string;
  readonly action: ChangeAction;
  readonly properties: JsonObject;
  /** Property paths that change, for an update; every set property for a create. */
  readonly changedProperties: readonly string[];
  readonly physicalId?: string;
  readonly account: AwsAccount;
  readonly region: Region;
  readonly stackName: string;
  readonly stackId?: string;
  /** Properties of what it refers to in its template, by logical id. */
  readonly referred?: Readonly<Record<string, JsonObject>>;
  /** Tags of the stack: every resource that takes tags is made with them. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The reviewed table of a CloudFormation type: what a step needs, forward, back and for reads. */
export interface TypeTable {
  readonly type: string;
  readonly needs: (input: NeedInput) => readonly ActionNeed[];
  /** The ARN of the resource, a pattern before it is made; undefined when it has none. */
  readonly arnOf?: (input: NeedInput) => string | undefined;
  /** Top-level properties that need actions of their own, for tests and documentation. */
  readonly tabledProperties?: readonly string[];
  /** p95 minutes of the slower of create and delete. */
  readonly slowestMinutes: number;
  /** True when losing the resource loses data. */
  readonly isStateful: boolean;
  /** Property that fixes the physical name, if the type has one. */
  readonly nameProperty?: string;
  /** Properties that can be set only at creation: changing one replaces the resource. */
  readonly createOnly?: readonly string[];
  /** All that a role of ours may change of what is there; absent where there is no such bound. */
  readonly changesOnly?: readonly string[];
  /** Properties whose change is sensitive, or members of one, written `A.B`. `*` for all. */
  readonly sensitiveProperties: readonly string[];
}

/** Makes a template satisfy one baseline item; for ours and, by `/add`, for a given one. */
export interface Remedy {
  readonly item: string;
  readonly type: string;
  /** In our own templates on by default from this tier up; absent: only when a person adds it. */
  readonly defaultFrom?: Tier;
  /** False where the item has nothing to mend in this resource; absent means it always applies. */
  readonly isNeeded?: (template: Template, logicalId: string) => boolean;
  readonly patch: (template: Template, logicalId: string) => Template;
}

/** One thing that a call made, such as a snapshot. */
export interface MadeByCall {
  readonly type: string;
  readonly id: string;
}

/** A call of the catalogue as it was carried out. */
export type DoneCall = Pick<OperateDraft, 'operation' | 'target' | 'changes'> &
  Partial<Pick<OperateDraft, 'input'>>;

/** One call that is not a desired state, such as `ec2:stop`. */
export interface Operation {
  readonly name: string;
  readonly client: string;
  readonly operation: string;
  readonly operationClass: OperationClass;
  readonly inverse: Inverse & { readonly operation?: string };
  readonly needs: (target: string, account: AwsAccount, region: Region) => readonly ActionNeed[];
  /** What must still be as it was planned; absent where AWS itself refuses what is not. */
  readonly before?: OperationBefore;
  /** What is read until it holds, so that the step is known to be done. */
  readonly wait: {
    readonly client: string;
    readonly operation: string;
    /** From the target, and what the call itself said. */
    readonly input: (target: string, sent: JsonObject) => JsonObject;
    readonly isDone: (output: unknown) => boolean;
    /** Where it depends on what the call said, or on what was seen before: must hold too. */
    readonly isAsSent?: (
      output: unknown,
      sent: JsonObject,
      changes?: OperateDraft['changes'],
    ) => boolean;
    /** True where the service no longer knowing the target is what is waited for. */
    readonly isDoneWhenGone?: true;
    readonly timeoutMinutes: number;
    /** What the call made, out of the answer in which it is done; absent where it makes nothing. */
    readonly madeIn?: (output: unknown) => readonly MadeByCall[];
  };
  readonly input: (target: string) => JsonObject;
  /** What its inverse is called with, out of what was done; undefined when that is not known. */
  readonly undoInput?: (done: DoneCall) => JsonObject | undefined;
}

/** One line of what was read back after a step, beside what was planned. */
export interface ReadBackCheck {
  readonly logicalId: string;
  readonly type: string;
  readonly arn: string;
  readonly checks: readonly {
    readonly name: string;
    readonly holds: boolean;
    readonly detail: string;
    /** What is said beside the rest: nobody could compare it, or it is not about the plan. */
    readonly isAside?: true;
  }[];
}

export interface ReadBackInput {
  readonly reader: AwsReader;
  readonly region: Region;
  readonly account: AwsAccount;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly properties: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

/** The contract of one AWS service; `test/services/contract.test.ts` says what is missing. */
export interface Service<F extends JsonObject = JsonObject> {
  /** The folder's name, such as `s3-bucket`. */
  readonly key: string;
  /** As shown to people and in issue forms, such as `S3 bucket`. */
  readonly title: string;
  readonly resourceType: AwsResourceType;
  /** Every type its own templates may hold. */
  readonly templateTypes: readonly string[];
  readonly fields: readonly Field[];
  /** Looks up exactly what drafting needs, the target's present state included. */
  readonly readFacts: (
    context: DraftContext,
    reader: AwsReader,
    /** Asked only by what must not clash across accounts; absent, the account stands alone. */
    organization?: () => Promise<Organization>,
  ) => Promise<F>;
  /** Pure: what the task becomes, or why it can not be. */
  readonly draft: (context: DraftContext, facts: F) => Decided<Draft>;
  readonly types: readonly TypeTable[];
  readonly remedies: readonly Remedy[];
  readonly operations: readonly Operation[];
  readonly health: readonly HealthRule[];
  /** What the rules need of one resource beyond its entry in the list; absent where that is all. */
  readonly readHealth?: (
    reader: AwsReader,
    resource: AwsResource,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** Monthly price of one resource; an empty list when the type is free, undefined when unknown. */
  readonly cost: (
    type: string,
    properties: JsonObject,
    prices: PriceBook,
    region: Region,
  ) => Omit<CostLine, 'logicalId' | 'beforeUsdMonthly'> | { readonly unpriced: string };
  readonly readBack: (input: ReadBackInput) => Promise<ReadBackCheck>;
  /** Lists what runs, streamed page by page. */
  readonly list: (
    reader: AwsReader,
    account: AwsAccount,
    region: Region,
  ) => AsyncIterable<AwsResource>;
}
