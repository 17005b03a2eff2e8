import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

/** A name for the backup of a table that is about to go; the issue makes it findable. */
export const backupName = (table: string, issueNumber: number): string =>
  `aws-coworker-${issueNumber}-${table}`.slice(0, 255);

/** An on-demand backup; it outlives the table. The plan gives its name with the input. */
export const backupOperation: Operation = {
  name: 'dynamodb:backup',
  client: 'DynamoDB',
  operation: 'CreateBackup',
  operationClass: 'non-destructive',
  inverse: { reversibility: 'partly reversible', summary: 'delete the backup by hand' },
  needs: (target, account, region) => [
    {
      action: 'dynamodb:CreateBackup',
      resources: [`arn:aws:dynamodb:${region}:${account.id}:table/${target}`],
      purpose: 'forward',
      via: 'direct',
    },
    { action: 'dynamodb:ListBackups', resources: ['*'], purpose: 'read', via: 'direct' },
  ],
  input: (target) => ({ TableName: target, BackupName: `aws-coworker-${target}`.slice(0, 255) }),
  wait: {
    client: 'DynamoDB',
    operation: 'ListBackups',
    input: (target) => ({ TableName: target, BackupType: 'USER' }),
    isDone: (output) => {
      const backups = listOf(at(output, 'BackupSummaries'));
      return backups.length > 0 && backups.every((one) => at(one, 'BackupStatus') === 'AVAILABLE');
    },
    timeoutMinutes: 15,
  },
};

/** The operations of tables; capacity and recovery are desired states, not operations. */
export const dynamodbOperations: readonly Operation[] = [backupOperation];
