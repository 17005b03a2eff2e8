import type { ReportIssues } from './report-issues.ts';
import type { IssueRef, IssueSnapshot, Person } from '../task/issue.ts';
import type { WrittenKind } from './what-is-written.ts';

/** A comment as GitHub holds it now. */
export interface CommentRead {
  readonly id: number;
  readonly nodeId: string;
  readonly body: string;
  readonly author: Person;
  /** GitHub's user type: `User`, `Bot`, `Organization`. */
  readonly authorType: string;
  /** Id of the application it was written through, if any. */
  readonly viaAppId?: number;
  /** True when somebody hid it: people see a line that says so in its place. */
  readonly isMinimized: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A repository by what does not change with its name. */
export interface RepositoryRead {
  readonly id: number;
  readonly ownerId: number;
}

/** A person's right in the repository; `none` for 404. */
export interface RoleRead {
  /** `role_name`: read, triage, write, maintain, admin, a custom role, or `none`. */
  readonly role: string;
  /** The id GitHub answered for; must equal the comment's author id. */
  readonly userId?: number;
}

/** What protects the branch and the environment that deploy a tier. 404 is false everywhere. */
export interface RouteProtection {
  readonly branch: string;
  readonly requiresPullRequest: boolean;
  readonly requiresCodeOwners: boolean;
  readonly dismissesStale: boolean;
  readonly requiresLastPushApproval: boolean;
  /** True when the application is named in a bypass list, or admins may bypass. */
  readonly appMayBypass: boolean;
  readonly codeOwnersCoverInfrastructure: boolean;
  readonly codeOwnersCoverGithub: boolean;
  readonly environmentExists: boolean;
  readonly environmentRestrictsBranch: boolean;
  readonly environmentHasReviewers: boolean;
  readonly hasDeployWorkflow: boolean;
}

export interface PullRequestRead {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed';
  readonly isMerged: boolean;
  readonly headSha: string;
  readonly headRef: string;
  readonly headRepositoryId: number;
  readonly baseRef: string;
  readonly authorId: number;
  readonly mergedSha?: string;
}

export interface PullRequestWanted {
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  readonly commitMessage: string;
  /** Path to content; where it may write is what its kind may. `null` deletes. */
  readonly files: ReadonlyMap<string, string | null>;
  /** What it is about: a plan unless said otherwise. `what-is-written.ts` bounds each kind. */
  readonly kind?: WrittenKind;
}

/** What protects the files that a lesson changes; what could not be read is false. */
export interface LessonProtection extends Omit<
  RouteProtection,
  | 'codeOwnersCoverInfrastructure'
  | 'environmentExists'
  | 'environmentRestrictsBranch'
  | 'environmentHasReviewers'
  | 'hasDeployWorkflow'
> {
  readonly codeOwnersCoverSkills: boolean;
  readonly codeOwnersCoverDocs: boolean;
}

/** A file of the default branch, and how it came there. */
export interface MergedFileRead {
  /** The last commit that touched it, in full. */
  readonly commit: string;
  readonly text: string;
  /** Who merged the pull request that brought that commit; absent where none did. */
  readonly merger?: { readonly person: Person; readonly type: string };
}

/**
 * GitHub as one installation sees one repository. Expected absences are values; everything else is
 * a thrown `Fault`. Throttling is waited for inside, within bounds.
 */
export interface GitHubRepository extends ReportIssues {
  readonly readIssue: (ref: IssueRef) => Promise<IssueSnapshot | undefined>;
  readonly createComment: (ref: IssueRef, body: string) => Promise<CommentRead>;
  /** The newest comment of the application that reads exactly so and is not older than `since`. */
  readonly findOwnComment: (
    ref: IssueRef,
    body: string,
    since: Date,
  ) => Promise<CommentRead | undefined>;
  /** Undefined when the comment is gone. */
  readonly updateComment: (
    ref: IssueRef,
    commentId: number,
    body: string,
  ) => Promise<CommentRead | undefined>;
  readonly readComment: (ref: IssueRef, commentId: number) => Promise<CommentRead | undefined>;
  readonly readRole: (ref: IssueRef, person: Person) => Promise<RoleRead>;
  /** `team` is `org/slug`. */
  readonly isTeamMember: (team: string, person: Person) => Promise<boolean>;
  /** Best effort: a server without reactions is no fault. */
  readonly react: (ref: IssueRef, commentId: number, reaction: Reaction) => Promise<void>;
  /** Best effort, like `react`. */
  readonly pinComment: (ref: IssueRef, commentId: number) => Promise<void>;
  readonly closeIssue: (ref: IssueRef, reason: 'completed' | 'not_planned') => Promise<void>;
  readonly reopenIssue: (ref: IssueRef) => Promise<void>;
  /** Whose repository stands at this address, by ids; undefined when there is none. */
  readonly readRepository: (ref: IssueRef) => Promise<RepositoryRead | undefined>;
  readonly readDefaultBranch: (ref: IssueRef) => Promise<{ branch: string; isPrivate: boolean }>;
  /** From the default branch, at most 1 MB; undefined when there is no such file. */
  readonly readFile: (ref: IssueRef, path: string) => Promise<string | undefined>;
  /** Undefined when the default branch has no such file. */
  readonly readMergedFile: (ref: IssueRef, path: string) => Promise<MergedFileRead | undefined>;
  readonly readRouteProtection: (ref: IssueRef, environment: string) => Promise<RouteProtection>;
  readonly readLessonProtection: (ref: IssueRef) => Promise<LessonProtection>;
  /** The open pull request that this application opened from a branch of this repository. */
  readonly findPullRequest: (ref: IssueRef, branch: string) => Promise<PullRequestRead | undefined>;
  /** Makes or finds the branch, its one commit and the pull request; doing it twice is one. */
  readonly openPullRequest: (ref: IssueRef, wanted: PullRequestWanted) => Promise<PullRequestRead>;
  readonly readPullRequest: (ref: IssueRef, number: number) => Promise<PullRequestRead | undefined>;
  readonly closePullRequest: (ref: IssueRef, number: number) => Promise<void>;
  /** Best effort: marks a commit as reviewed or not. */
  readonly setCheck: (
    ref: IssueRef,
    sha: string,
    check: { readonly name: string; readonly passed: boolean; readonly summary: string },
  ) => Promise<void>;
  /** Token of at most one hour for this one repository with only these permissions. */
  readonly createReleaseToken: (
    ref: IssueRef,
    permissions: Readonly<Record<string, 'read'>>,
  ) => Promise<string>;
}

export type Reaction = 'eyes' | 'rocket' | '+1' | '-1' | 'confused';

/** What a decision about an approval is read from. */
export type ApprovalReads = Pick<
  GitHubRepository,
  'readIssue' | 'readComment' | 'readRole' | 'isTeamMember' | 'readMergedFile'
>;

/** What the deployer may ask of GitHub with a release token: reads, and nothing else. */
export interface ReleaseGitHub extends ApprovalReads, Pick<GitHubRepository, 'readRepository'> {
  /** Oldest first; undefined when the issue is gone or holds more than a bounded number. */
  readonly listComments: (ref: IssueRef) => Promise<readonly CommentRead[] | undefined>;
}
