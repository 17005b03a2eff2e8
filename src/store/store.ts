import type { Approval } from '../approve/approval.ts';
import type { Journal } from '../execute/ports.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { ServiceAgent } from '../task/aws-resource.ts';
import type { TaskStatus } from '../task/aws-task.ts';
import type { PlanDigest, PlanId } from '../task/ids.ts';
import type { IssueRef, Person } from '../task/issue.ts';
import type { JsonObject } from '../task/json.ts';
import type { LedgerRow } from './ledger.ts';
import type { UsedPart } from './item-store.ts';
import type { KeptStores } from './kept-stores.ts';

/** A delivery as it arrived. */
export interface Delivery {
  /** `X-GitHub-Delivery`, as sent. */
  readonly guid: string;
  readonly event: string;
  readonly action: string;
  readonly payload: JsonObject;
  /** sha256 of the raw bytes. */
  readonly bodyHash: string;
  /** What it means, whatever its guid: `issue_comment.created:<node id>:<updated_at>`. */
  readonly semanticKey: string;
}

/** The application's own memory of one issue. Mutable; nothing security depends on it alone. */
export interface IssueState {
  readonly ref: IssueRef;
  readonly installationId: number;
  readonly status: TaskStatus;
  /** Hash of the text that was read to the end; empty while it has to be read. */
  readonly requestHash: string;
  /** True from `/plan` until the text is read again, whatever it says by then. */
  readonly isAsked?: boolean;
  /** Numeric id of the author, once the issue was read. */
  readonly requesterId?: number;
  readonly labeller?: Person;
  readonly editor?: Person;
  readonly planId?: PlanId;
  /** The plan whose end, whatever it was, has been told. */
  readonly endedPlanId?: PlanId;
  /** The question that is being answered; the answer to an earlier one comes too late. */
  readonly questionId?: string;
  readonly planCommentId?: number;
  /** Topic of the comment that shows plans: `plan`, from a rollback on that of the rollback. */
  readonly planTopic?: string;
  readonly pullRequest?: number;
  /** The commit of the pull request that is exactly the plan. */
  readonly reviewedSha?: string;
  /** Items skipped and added by command since the text last changed. */
  readonly choices: { readonly skipped: readonly string[]; readonly added: readonly string[] };
  /** True for an issue that this application opened about a drifted stack. */
  readonly isAboutDrift?: boolean;
  /** True where the last plan asked for there records what is there: `/plan` makes it anew. */
  readonly adoptsDrift?: boolean;
  /** The look of the last heal, in an issue that this application opened about something ill. */
  readonly healLookId?: string;
  /** ISO 8601; a plan made before it needs to be made again. */
  readonly reopenedAt?: string;
  /** The comment whose command was obeyed last: read again, it is not obeyed again. */
  readonly obeyedId?: number;
  /** What is going on, in words, for `/status`. */
  readonly note: string;
  /** Which writing of the state this is; absent in one that was never saved. */
  readonly version?: number;
}

/** A plan with all that it was made from, so that anybody can make it again. Insert-only. */
export interface PlanRow {
  readonly planId: PlanId;
  readonly ref: IssueRef;
  readonly digest: PlanDigest;
  /** `PlanInputs` as JSON. */
  readonly inputs: JsonObject;
  readonly handles: readonly PreviewHandle[];
  /** The plan of savings that this one is some items of. */
  readonly partOf?: PlanId;
  /** ISO 8601, database clock. */
  readonly createdAt: string;
}

/** That a plan was on screen: in which comment, and GitHub's own time of it. Insert-only. */
export interface ShownRow {
  readonly planId: PlanId;
  readonly commentId: number;
  /** `updated_at` of the answer by which the plan was first shown. */
  readonly updatedAt: string;
  /** sha256 of the comment as we wrote it. */
  readonly bodyHash: string;
}

/** A request to execute, for the deployer. It carries proof, not authority. Insert-only. */
export interface ReleaseRow {
  readonly releaseId: string;
  readonly planId: PlanId;
  readonly approvalIds: readonly string[];
  /** One-hour, read-only token of one repository. Removed when the release has ended. */
  readonly token: string;
  readonly createdAt: string;
}

export interface LedgerEntry {
  readonly kind: string;
  readonly subject: string;
  readonly detail: JsonObject;
}

/** A wish to have a comment read so; what is posted is retried from here. */
export interface ReplyRow {
  readonly ref: IssueRef;
  /** `plan`, `outcome:<plan>`, `refusal:<comment id>`, ... : one comment for each. */
  readonly topic: string;
  readonly commentId?: number;
  readonly wanted: string;
  /** Through which installation; absent for wishes of an earlier version. */
  readonly installationId?: number;
  readonly isPosted: boolean;
  /** ISO 8601, database clock: when it was wished for last. */
  readonly wishedAt: string;
}

/**
 * The state of the application. Every method is one transaction and idempotent where it says so.
 */
export interface Store extends Journal, KeptStores {
  /** The database's clock. */
  readonly now: () => Promise<Date>;
  /**
   * Stores a delivery and queues it, in one transaction; false when its guid or its meaning is
   * known.
   */
  readonly receiveDelivery: (delivery: Delivery) => Promise<boolean>;
  readonly readDelivery: (key: string) => Promise<Delivery | undefined>;
  readonly finishDelivery: (key: string) => Promise<void>;
  readonly readIssue: (
    ref: Pick<IssueRef, 'repositoryId' | 'number'>,
  ) => Promise<IssueState | undefined>;
  /**
   * Writes a state over the very one it was made from, and answers it as it stands now. Throws a
   * `Fault` when somebody wrote meanwhile: the job is then run again, from the newest state.
   */
  readonly saveIssue: (state: IssueState) => Promise<IssueState>;
  readonly listOpenIssues: () => Promise<readonly IssueState[]>;
  readonly insertPlan: (row: Omit<PlanRow, 'createdAt'>) => Promise<void>;
  readonly readPlan: (planId: PlanId) => Promise<PlanRow | undefined>;
  readonly listPlans: (
    ref: Pick<IssueRef, 'repositoryId' | 'number'>,
  ) => Promise<readonly PlanRow[]>;
  /** First showing wins; later ones of the same plan and comment change nothing. */
  readonly insertShown: (row: ShownRow) => Promise<void>;
  readonly readShown: (planId: PlanId) => Promise<ShownRow | undefined>;
  /** False when this comment has approved a plan already. People are told apart by the decision. */
  readonly insertApproval: (approval: Approval) => Promise<boolean>;
  readonly listApprovals: (planId: PlanId) => Promise<readonly Approval[]>;
  readonly insertRelease: (row: Omit<ReleaseRow, 'createdAt'>) => Promise<void>;
  readonly readRelease: (releaseId: string) => Promise<ReleaseRow | undefined>;
  /** Single use: true for exactly one caller a plan. */
  readonly redeem: (planId: PlanId, releaseId: string) => Promise<boolean>;
  /** True once a plan was used up; what a worker may ask that must not know the release. */
  readonly isRedeemed: (planId: PlanId) => Promise<boolean>;
  readonly readRedemption: (
    planId: PlanId,
  ) => Promise<{ readonly releaseId: string; readonly at: string } | undefined>;
  /** How a release ended, in the deployer's words; the first ones stay, for ever. */
  readonly insertOutcome: (row: {
    readonly releaseId: string;
    readonly planId: PlanId;
    readonly told: JsonObject;
  }) => Promise<void>;
  readonly readOutcome: (releaseId: string) => Promise<JsonObject | undefined>;
  /** Remembers that a pipeline deployed the pull request of a plan, so that it can be undone. */
  readonly markDeployed: (planId: PlanId) => Promise<void>;
  readonly isDeployed: (planId: PlanId) => Promise<boolean>;
  /** Remembers whether anybody can read a repository that is served; unknown is private. */
  readonly markPublic: (repositoryId: number, isPublic: boolean) => Promise<void>;
  readonly isPublic: (repositoryId: number) => Promise<boolean>;
  readonly requestCancel: (planId: PlanId, by: Person) => Promise<void>;
  readonly readCancel: (planId: PlanId) => Promise<Person | undefined>;
  readonly saveReply: (row: Omit<ReplyRow, 'isPosted' | 'wishedAt'>) => Promise<void>;
  /** Notes the comment. False when something else is wished for by now, which is still to post. */
  readonly markReplyPosted: (
    row: Pick<ReplyRow, 'ref' | 'topic' | 'wanted'>,
    commentId: number,
  ) => Promise<boolean>;
  readonly readReply: (ref: IssueRef, topic: string) => Promise<ReplyRow | undefined>;
  /** Oldest first; only those wished for longer ago than this. */
  readonly listUnpostedReplies: (
    limit: number,
    olderThanSeconds?: number,
  ) => Promise<readonly ReplyRow[]>;
  readonly saveServiceAgent: (agent: ServiceAgent) => Promise<void>;
  /** False, and nothing done, when the agent is not any more as it was read. */
  readonly replaceServiceAgent: (before: ServiceAgent, after: ServiceAgent) => Promise<boolean>;
  readonly listServiceAgents: () => Promise<readonly ServiceAgent[]>;
  /** Values kept for a while, such as the list of accounts. Undefined when absent or older. */
  readonly readCache: (key: string, maxAgeSeconds: number) => Promise<JsonObject | undefined>;
  readonly writeCache: (key: string, value: JsonObject) => Promise<void>;
  /** A piece of work one worker asks of another; doing it twice changes nothing. */
  readonly insertWork: (workId: string, input: JsonObject) => Promise<void>;
  /** The answer; the first one stays. */
  readonly finishWork: (workId: string, output: JsonObject) => Promise<void>;
  readonly readWork: (
    workId: string,
  ) => Promise<{ readonly input: JsonObject; readonly output?: JsonObject } | undefined>;
  /** What was answered last to a piece of work whose id begins so; undefined when nothing was. */
  readonly readLastAnswer: (prefix: string) => Promise<JsonObject | undefined>;
  /** Appends to the hash-chained ledger; the same entry twice is one. */
  readonly record: (entry: LedgerEntry) => Promise<void>;
  /** Counts events of a kind by one actor in the last hour, this one included. */
  readonly countRecent: (kind: string, actorId: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** What the process that runs the store needs beyond what the stations need. */
export interface OperatedStore extends Store {
  /**
   * Single use of a plan, of the comments the deployer has proven, and of the items of a part.
   * Without comments those of all approvals of plan and release are used up.
   */
  readonly redeem: (
    planId: PlanId,
    releaseId: string,
    commentIds?: readonly number[],
    part?: UsedPart,
  ) => Promise<boolean>;
  /** Removes the token of a release that has ended; the row stays. */
  readonly wipeReleaseToken: (releaseId: string) => Promise<void>;
  /** Removes the tokens of releases older than such a token lives. */
  readonly wipeOldTokens: () => Promise<void>;
  /** True when a delivery was worked on to its end. */
  readonly isDeliveryFinished: (key: string) => Promise<boolean>;
  /**
   * Queues again the deliveries whose jobs were given up: received more than a quarter of an hour
   * and less than a day ago, and not finished. Answers how many.
   */
  readonly requeueUnfinished: () => Promise<number>;
  /** Of some guids, those of deliveries that were received. */
  readonly listKnownGuids: (guids: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Forgets what is only kept for a while. */
  readonly forgetOld: () => Promise<void>;
  /** A page of the ledger, oldest first: at most 1,000 entries after `afterSeq`. */
  readonly listLedger: (afterSeq: number) => Promise<readonly LedgerRow[]>;
  /** The newest entries of the ledger, newest first; at most 100. */
  readonly listNewestLedger: (limit: number) => Promise<readonly LedgerRow[]>;
}
