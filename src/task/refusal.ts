/**
 * Every expected no of the application: a closed list. The table feeds the code, `docs/messages.md`
 * and the test that each code has a story.
 */
export const REFUSALS = {
  'unknown-account': 'The account named is not in the organization.',
  'unknown-region': 'The region named does not exist.',
  'region-not-allowed': 'The account does not allow this region.',
  'unknown-service': 'The service named is not known.',
  'unsupported-service': 'The service is known but not supported yet.',
  'unsupported-task': 'This is understood, and not carried out here.',
  contradictory: 'Two parts of the request say different things.',
  conditional: 'The request waits for something that nothing here can see.',
  'missing-field': 'Something needed is not in the request.',
  'malformed-value': 'A value does not have the form that AWS needs.',
  'duplicate-heading': 'A heading of the form stands in the issue twice.',
  'too-many-tasks': 'The issue holds more tasks than one plan may.',
  'prompt-injection-only': 'The text holds instructions to the application and no task.',
  'secret-in-request': 'The issue holds what looks like a secret.',
  'never-do': 'No plan may ever do this.',
  placement: 'No workload belongs in this account.',
  'management-account': 'The management account is never a target.',
  'tier-unknown': 'Nobody has classified the account.',
  'may-not-ask': 'This person may not ask for tasks here.',
  'name-taken': 'A resource of this name exists already.',
  'range-taken': 'The address range is in use in the organization.',
  'target-not-found': 'Something that the request names or needs does not exist.',
  'dependency-cycle': 'The tasks wait for each other.',
  'too-many-resources': 'One plan may not touch this many resources.',
  'template-unreadable': 'The template given can not be read.',
  'template-unsupported': 'The template given holds what changes its meaning after review.',
  'no-echo-parameter': 'A NoEcho parameter can not be compared before execution.',
  'not-empty': 'The resource still holds data.',
  'still-in-use': 'Something depends on it, so it is kept as it is.',
  'in-a-stack': 'It belongs to a stack, and is changed there.',
  'not-adoptable': 'What is there can not all be recorded in the template.',
  'replaces-named-resource': 'CloudFormation refuses to replace a resource with a fixed name.',
  'session-policy-too-large': 'The permissions of this step do not fit one session policy.',
  'too-slow-for-session': 'This can take longer than one session lives.',
  'stack-has-role': 'The stack carries a role of its own.',
  'stack-not-ready': 'The stack is not in a state in which it can be changed.',
  'aws-refused': 'AWS refuses this.',
  'aws-unreachable': 'AWS did not answer, or throttled, longer than is waited.',
  'missing-permission': 'A permission is missing in AWS.',
  'role-missing': 'A role of the application is missing in the account.',
  'route-unprotected': 'The branch or environment is not protected against the application.',
  'no-route': 'This change has no route in this tier.',
  'plan-too-long': 'The plan does not fit one comment with everything that must be seen.',
  'no-plan': 'There is no plan to act on.',
  'still-planning': 'The plan is being made.',
  'plan-blocked': 'The review blocks this plan.',
  'guardian-failed': 'A guardian vetoes this plan.',
  'wrong-digest': 'The digest is not that of the current plan.',
  'digest-required': 'This plan is approved only by naming its digest.',
  'items-required': 'This plan is approved by the numbers of its items.',
  'unknown-plan-item': 'The plan has no such item.',
  'plan-comment-changed': 'What was on screen may not have been this plan.',
  'issue-edited': 'The issue changed after the plan was made.',
  'plan-expired': 'The plan is older than it may be.',
  'approval-expired': 'The approval is older than it may be.',
  frozen: 'A change freeze covers this moment.',
  'may-not-approve': 'This person may not approve here.',
  'own-request': 'A requester may not approve this plan.',
  'already-approved': 'This person has approved this plan already.',
  'already-redeemed': 'The approval has been used.',
  'approve-by-pull-request': 'Changes to this tier are approved on their pull request.',
  'edited-comment': 'An edited comment is not a command.',
  'app-comment': 'A comment written through an application is not a command.',
  'issue-closed': 'The issue is closed.',
  'issue-open': 'The issue is still open.',
  'nothing-to-learn': 'The issue teaches nothing new.',
  'issue-locked': 'The issue is locked.',
  reopened: 'The issue was reopened after the plan was made.',
  'unknown-command': 'There is no such command.',
  'malformed-command': 'The command is not written as it should be.',
  'not-confirmed': 'What a model understood was not confirmed.',
  'unknown-item': 'The review has no such item.',
  'item-not-skippable': 'This item can not be skipped here.',
  'nothing-to-cancel': 'Nothing is planned or running.',
  'already-merged': 'The pull request was merged.',
  'nothing-to-roll-back': 'There is no change to undo.',
  'may-not-command': 'This person may not give this command.',
  'already-running': 'An execution of this issue is running.',
  'change-set-stale': 'The change set or the stack changed since planning.',
  'change-set-differs': 'The change set is not what was approved.',
  'wrong-account': 'The session is not in the account of the plan.',
  'approval-not-proven': 'The approval could not be proven from GitHub.',
  'no-standing-approval': 'No standing approval covers this heal.',
  'healed-too-often': 'The resource was healed too recently or too often.',
  'release-expired': 'The release is older than it may be.',
  'role-lost': 'The approver no longer has the right to approve.',
  'repository-public': 'The repository became public.',
  'internal-error': 'The application itself broke.',
  'rate-limited': 'This person asked too often.',
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof REFUSALS;

/** An expected no. `because` and `next` are plain sentences; they may quote defused user text. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly because: string;
  /** Several things that stand in the way, each by itself. */
  readonly points?: readonly string[];
  /** What to type or do next; commands in backticks. */
  readonly next: string;
}

/** Either a value or the refusal that stands in its place. */
export type Decided<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** Wraps a value. */
export const accepted = <T>(value: T): Decided<T> => ({ ok: true, value });

/** Wraps a refusal. */
export const refused = (refusal: Refusal): Decided<never> => ({ ok: false, refusal });
