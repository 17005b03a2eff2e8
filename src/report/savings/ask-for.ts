import { refusePlacement } from '../../intake/never-do.ts';
import type { AwsAccount } from '../../task/account.ts';
import { isExecuteTier, routeOf } from '../../task/tier.ts';
import type { Remedy, Saving } from './saving.ts';
import { isReadAs, taskOf } from './saving-task.ts';

/** How a person comes by a saving; nothing is done by the search itself. */
export type WayToSave =
  /** The text of an issue that is planned, reviewed and approved like any other. */
  | { readonly by: 'issue'; readonly text: string }
  /** No task does it: what a person runs. Undefined where no command could be written safely. */
  | { readonly by: 'person'; readonly command?: string }
  /** A change here would be drift: it belongs into the template of its stack. */
  | { readonly by: 'stack'; readonly name: string }
  /** The remedy says all: it is only proposed. */
  | { readonly by: 'nobody' };

/**
 * What a name may hold to stand in an issue or a command; AWS's own ids hold nothing else. The AWS
 * CLI reads a file where a value begins with `file://`, so that no address passes.
 */
const PLAIN = /^[A-Za-z0-9._/#:-]+$/;

/** A name that intake can not take for anything but an account. */
const ACCOUNT_NAME = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+$/;

/** How an issue names an account: by its name where that can be nothing else, else by its id. */
export const accountWords = (
  accountId: string,
  accounts: readonly Pick<AwsAccount, 'id' | 'name'>[],
): string => {
  const name = accounts.find(({ id }) => id === accountId)?.name ?? '';
  const isAlone = accounts.filter((one) => one.name === name).length === 1;
  return isAlone && ACCOUNT_NAME.test(name) ? name : accountId;
};

/** What an issue says; undefined where no task does it. */
const issueText = (saving: Saving, accounts: readonly AwsAccount[]): string | undefined => {
  const { remedy, resourceId, accountId, region } = saving;
  const where = `${resourceId} in ${accountWords(accountId, accounts)}, ${region}`;
  switch (remedy.do) {
    case 'stop-instance':
      return `Stop the EC2 instance ${where}.`;
    case 'resize-instance':
      return `Change the EC2 instance ${where} to the instance type ${remedy.to}.`;
    case 'delete-volume':
      return `Delete the EBS volume ${where}.`;
    case 'delete-snapshot':
      return `Delete the EBS snapshot ${where}.`;
    case 'release-address':
      return `Release the Elastic IP ${where}.`;
    case 'set-retention':
      return `Set the retention of the log group ${where} to ${remedy.days} days.`;
    case 'add-tiering':
      return `Move the objects of the S3 bucket ${where} to Intelligent-Tiering after 0 days.`;
    case 'resize-database':
    case 'delete-nat-gateway':
    case 'delete-load-balancer':
    case 'propose':
      return undefined;
  }
};

/** Written with spaces, so that it wraps on a phone. */
const TIERING =
  '{ "Rules": [ { "ID": "tiering", "Status": "Enabled", "Filter": { "Prefix": "" }, ' +
  '"Transitions": [ { "Days": 0, "StorageClass": "INTELLIGENT_TIERING" } ] } ] }';

/** Snapshot, wait for it, then delete: a volume that is gone without it is gone for good. */
const deleteVolume = (volume: string, region: string): string =>
  `snapshot=$(aws ec2 create-snapshot ${region} --volume-id=${volume} --query SnapshotId ` +
  `--output text) && aws ec2 wait snapshot-completed ${region} --snapshot-ids "$snapshot" && ` +
  `aws ec2 delete-volume ${region} --volume-id=${volume}`;

/** A type changes only while an instance is stopped. */
const resizeInstance = (id: string, to: string, region: string): string =>
  `aws ec2 stop-instances ${region} --instance-ids=${id} && ` +
  `aws ec2 wait instance-stopped ${region} --instance-ids=${id} && ` +
  `aws ec2 modify-instance-attribute ${region} --instance-id=${id} --instance-type=${to} && ` +
  `aws ec2 start-instances ${region} --instance-ids=${id}`;

const commandOf = ({ remedy, resourceId: id, arn, region }: Saving): string | undefined => {
  const at = `--region=${region}`;
  switch (remedy.do) {
    case 'stop-instance':
      return `aws ec2 stop-instances ${at} --instance-ids=${id}`;
    case 'resize-instance':
      return resizeInstance(id, remedy.to, at);
    case 'resize-database':
      return (
        `aws rds modify-db-instance ${at} --db-instance-identifier=${id} ` +
        `--db-instance-class=${remedy.to}`
      );
    case 'delete-volume':
      return deleteVolume(id, at);
    case 'release-address':
      return `aws ec2 release-address ${at} --allocation-id=${id}`;
    case 'delete-nat-gateway':
      return `aws ec2 delete-nat-gateway ${at} --nat-gateway-id=${id}`;
    case 'delete-load-balancer':
      return `aws elbv2 delete-load-balancer ${at} --load-balancer-arn=${arn}`;
    case 'delete-snapshot':
      return `aws ec2 delete-snapshot ${at} --snapshot-id=${id}`;
    case 'set-retention':
      return (
        `aws logs put-retention-policy ${at} --log-group-name='${id}' ` +
        `--retention-in-days=${remedy.days}`
      );
    case 'add-tiering':
      return (
        `aws s3api put-bucket-lifecycle-configuration ${at} --bucket=${id} ` +
        `--lifecycle-configuration '${TIERING}'`
      );
    case 'propose':
      return undefined;
  }
};

const isPlain = ({ remedy, resourceId, arn }: Saving): boolean =>
  [resourceId, arn, 'to' in remedy ? remedy.to : resourceId].every(
    (text) => PLAIN.test(text) && !text.includes('://'),
  );

/** A stopped instance is still as its template says; everything else would be drift. */
const isDrift = ({ stack, remedy }: Saving): boolean =>
  stack !== undefined && remedy.do !== 'stop-instance';

/** Remedies that are one call of the operations catalogue, which a pull request can hold. */
const OPERATIONS: ReadonlySet<Remedy['do']> = new Set([
  'stop-instance',
  'delete-snapshot',
  'release-address',
]);

/**
 * True where a plan of the account's tier has a way to be carried out. A pull request holds the
 * template of a stack or an operation such as a stop, never a change of what no stack owns.
 */
const hasRoute = ({ remedy, stack }: Saving, { tier }: AwsAccount): boolean => {
  const isFile = OPERATIONS.has(remedy.do) || stack?.isOurs === true;
  return isExecuteTier(tier) || (routeOf(tier) !== 'none' && isFile);
};

const mayAsk = (saving: Saving, accounts: readonly AwsAccount[]): boolean => {
  const account = accounts.find(({ id }) => id === saving.accountId);
  if (account === undefined || !isPlain(saving)) return false;
  return refusePlacement('UpdateResource', account) === undefined && hasRoute(saving, account);
};

/** The text of an issue, where it is read as the very task that brings the saving. */
const readText = (saving: Saving, accounts: readonly AwsAccount[]): string | undefined => {
  const [text, task] = [issueText(saving, accounts), taskOf(saving)];
  if (text === undefined || task === undefined) return undefined;
  return isReadAs(text, task, accounts) ? text : undefined;
};

/** A stack with more in it is not deleted for one thing: its template is changed. */
const isDeletion = ({ remedy }: Saving): boolean =>
  remedy.do === 'delete-volume' || remedy.do === 'release-address';

/** The way to one saving: an issue where a task does it, else what a person would do. */
export const wayTo = (saving: Saving, accounts: readonly AwsAccount[]): WayToSave => {
  if (saving.remedy.do === 'propose') return { by: 'nobody' };
  const { stack } = saving;
  const text = mayAsk(saving, accounts) ? readText(saving, accounts) : undefined;
  const isEdit = stack?.isOurs === true && text !== undefined && !isDeletion(saving);
  if (stack !== undefined && isDrift(saving) && !isEdit) return { by: 'stack', name: stack.name };
  if (text !== undefined) return { by: 'issue', text };
  const command = isPlain(saving) ? commandOf(saving) : undefined;
  return command === undefined ? { by: 'person' } : { by: 'person', command };
};
