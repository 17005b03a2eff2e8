/** A person on GitHub. Identity is the numeric id; the login is only shown. */
export interface Person {
  readonly id: number;
  readonly login: string;
}

/** One issue, named so that it can be found again after a rename of the repository. */
export interface IssueRef {
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** Everything of an issue that is parsed, as it was when it was read. */
export interface IssueSnapshot {
  readonly ref: IssueRef;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly author: Person;
  /** Who put the label `aws-task` on, when not the author. */
  readonly labeller?: Person;
  /** Who last edited title or body, when not the author. */
  readonly editor?: Person;
  /** Who adopted what a model read in it, when not the author. */
  readonly confirmer?: Person;
  readonly state: 'open' | 'closed';
  readonly isLocked: boolean;
  /** ISO 8601 date of creation: becomes the tag `CreatedDate`. */
  readonly createdAt: string;
}

/** The label that makes an issue ours. */
export const TASK_LABEL = 'aws-task';

/** The label of the issues that the application opens about drifted stacks. */
export const DRIFT_LABEL = 'aws-drift';

/** True for an issue on which something may be planned. A label is never an authorisation. */
export const mayHoldPlan = (labels: readonly string[]): boolean =>
  labels.includes(TASK_LABEL) || labels.includes(DRIFT_LABEL);
