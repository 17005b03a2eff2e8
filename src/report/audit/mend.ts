import { refusePlacement } from '../../intake/never-do.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { TaskParameters } from '../../task/aws-task.ts';
import { isResourceType } from '../../task/resource-type.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { accountWords } from '../savings/ask-for.ts';
import { isReadAs } from '../savings/saving-task.ts';
import type { AuditFinding } from './audit-report.ts';

/** What an issue asks of one thing, and the words in which it does; `%` is thing and place. */
interface Mend {
  readonly words: string;
  readonly parameters: TaskParameters;
  /** True for things that are named by an id. */
  readonly byId?: true;
}

const VERSIONING: Mend = {
  words: 'Enable versioning of the S3 bucket %.',
  parameters: { versioning: true },
};

const TIERING: Mend = {
  words: 'Move the objects of the S3 bucket % to Intelligent-Tiering after 0 days.',
  parameters: { storageClass: 'INTELLIGENT_TIERING', transitionDays: 0 },
};

/** Table: the rules that a task mends, with the issue that asks for it. */
const MENDS: Readonly<Record<string, Mend>> = {
  'S3-06': VERSIONING,
  'S3-09': VERSIONING,
  'S3-07': TIERING,
  'S3-17': TIERING,
  'DYNAMODB-01': {
    words: 'Enable point-in-time recovery of the DynamoDB table %.',
    parameters: { pointInTimeRecovery: true },
  },
  'DYNAMODB-02': {
    words: 'Enable deletion protection of the DynamoDB table %.',
    parameters: { deletionProtection: true },
  },
  'CLOUDWATCH-02': {
    words: 'Set the retention of the log group % to 30 days.',
    parameters: { retentionDays: 30 },
  },
  'LAMBDA-08': {
    words: 'Enable tracing of the Lambda function %.',
    parameters: { tracing: true },
  },
  'EC2-14': {
    words: 'Enable detailed monitoring of the EC2 instance %.',
    parameters: { monitoring: true },
    byId: true,
  },
  'EC2-16': {
    words: 'Enable termination protection of the EC2 instance %.',
    parameters: { terminationProtection: true },
    byId: true,
  },
};

/** The rules that a task mends, for the tests. */
export const MENDED_ITEMS = Object.keys(MENDS);

/** What a name may hold to stand in an issue. */
const PLAIN = /^[A-Za-z0-9._/#-]+$/;

/**
 * The text of an issue that mends a finding; undefined where no task does, where the account takes
 * no execution, or where the text would be read as anything but that task.
 */
export const mendText = (
  finding: Pick<AuditFinding, 'item' | 'id' | 'type' | 'accountId' | 'region'>,
  accounts: readonly AwsAccount[],
): string | undefined => {
  const { id, type, accountId, region } = finding;
  const mend = MENDS[finding.item];
  const account = accounts.find((one) => one.id === accountId);
  if (mend === undefined || account === undefined || !isResourceType(type)) return undefined;
  if (!PLAIN.test(id) || !isExecuteTier(account.tier)) return undefined;
  if (refusePlacement('UpdateResource', account) !== undefined) return undefined;
  const target = mend.byId === true ? { id } : { name: id };
  const where = `${id} in ${accountWords(accountId, accounts)}, ${region}`;
  const text = mend.words.replace('%', () => where);
  const parameters = { ...mend.parameters, ...target };
  const task = { taskType: 'UpdateResource', resourceType: type, accountId, region } as const;
  return isReadAs(text, { ...task, parameters }, accounts) ? text : undefined;
};
