import type { AwsTaskType } from './aws-task.ts';

/** The type of an account of the organization. */
export const ACCOUNT_TYPE = 'AWS::Organizations::Account';

/** True where a new account is asked for: it is proposed, and made by other people. */
export const isNewAccount = (asked: {
  readonly taskType?: AwsTaskType | undefined;
  readonly resourceType?: string | undefined;
}): boolean => asked.taskType === 'CreateResource' && asked.resourceType === ACCOUNT_TYPE;
