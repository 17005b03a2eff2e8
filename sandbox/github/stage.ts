import type { JsonObject } from '../../src/task/json.ts';

/** A webhook as GitHub would send it: to be signed and delivered by whoever asked for it. */
export interface Webhook {
  readonly event: string;
  readonly guid: string;
  readonly payload: JsonObject;
}

/** What a person's act led to. A server that delivers webhooks by itself returns none here. */
export interface Said {
  /** Of the issue, pull request or comment that was made or changed. */
  readonly id: number;
  readonly number: number;
  readonly webhooks: readonly Webhook[];
}

export interface StageComment {
  readonly id: number;
  readonly login: string;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface StageIssue {
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly labels: readonly string[];
}

export interface StagePullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly headRef: string;
  readonly headSha: string;
  readonly isMerged: boolean;
}

/** The roles a person can have in the repository; `none` is nobody there. */
export type StageRole = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface StagePerson {
  readonly login: string;
  readonly role: StageRole;
}

/** What of an application and a repository the story needs to know. */
export interface StageFacts {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  readonly baseUrl: string;
}

/**
 * GitHub with people in it. The same interface stands before the fake in memory and before a server
 * over HTTP, so that a story can be told to both.
 */
export interface GitHubStage extends StageFacts {
  /** Numeric id of a person. */
  readonly idOf: (login: string) => number;
  readonly openIssue: (
    login: string,
    issue: { readonly title: string; readonly body: string; readonly labels?: readonly string[] },
  ) => Promise<Said>;
  readonly editIssue: (
    login: string,
    number: number,
    change: { readonly title?: string; readonly body?: string },
  ) => Promise<Said>;
  readonly label: (login: string, number: number, label: string) => Promise<Said>;
  readonly close: (login: string, number: number) => Promise<Said>;
  readonly reopen: (login: string, number: number) => Promise<Said>;
  readonly comment: (login: string, number: number, body: string) => Promise<Said>;
  readonly editComment: (login: string, commentId: number, body: string) => Promise<Said>;
  readonly review: (login: string, pull: number) => Promise<Said>;
  readonly merge: (login: string, pull: number) => Promise<Said>;
  readonly closePullRequest: (login: string, pull: number) => Promise<Said>;
  /** What GitHub holds now. */
  readonly readIssue: (number: number) => Promise<StageIssue>;
  /** Every issue, pull requests left out, the oldest first. */
  readonly listIssues: () => Promise<readonly (StageIssue & { readonly number: number })[]>;
  readonly listComments: (number: number) => Promise<readonly StageComment[]>;
  readonly listPullRequests: () => Promise<readonly StagePullRequest[]>;
  readonly readFile: (ref: string, path: string) => Promise<string | undefined>;
}
