import type { ActionNeed } from '../../plan/action-need.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import type { Operation } from '../service.ts';
import { attachmentOperations } from './attachment/operations.ts';

const read = (action: string): ActionNeed => ({
  action,
  resources: ['*'],
  purpose: 'read',
  via: 'direct',
});

/** A snapshot belongs to no account in its ARN: who may touch it, EC2 knows. */
const snapshotArn = (region: string, id: string): string => `arn:aws:ec2:${region}::snapshot/${id}`;

const ofSnapshots = (filters: Readonly<Record<string, string>>): JsonObject => ({
  OwnerIds: ['self'],
  Filters: Object.entries(filters).map(([Name, value]) => ({ Name, Values: [value] })),
});

/** The name that a call gives to the snapshot it takes; empty when it gives none. */
const nameIn = (sent: JsonObject): string => {
  const tags = listOf(sent['TagSpecifications']).flatMap((one: Json) => listOf(at(one, 'Tags')));
  const name = tags.find((tag) => isJsonObject(tag) && tag['Key'] === 'Name');
  const value = at(name, 'Value');
  return typeof value === 'string' ? value : '';
};

/** What one call asks of EC2: the snapshot with all its tags. Its words hold no clock reading. */
export const snapshotInput = (
  volumeId: string,
  tags: readonly { readonly Key: string; readonly Value: string }[],
): JsonObject => ({
  VolumeId: volumeId,
  Description: `Taken of ${volumeId} by AWS Coworker`,
  TagSpecifications: [{ ResourceType: 'snapshot', Tags: tags }],
});

/**
 * A snapshot of one volume. EC2 gives no token for it, so the plan gives it a name that no other
 * snapshot of the volume has, and only that one is waited for. A first snapshot copies all that was
 * ever written; the wait ends before the job does, and what it is for does not happen then.
 */
export const SNAPSHOT: Operation = {
  name: 'ec2:create-snapshot',
  client: 'EC2',
  operation: 'CreateSnapshot',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'delete the snapshot, by its id in an issue of its own',
  },
  needs: (target, account, region) => [
    {
      action: 'ec2:CreateSnapshot',
      resources: [`arn:aws:ec2:${region}:${account.id}:volume/${target}`, snapshotArn(region, '*')],
      purpose: 'forward',
      via: 'direct',
    },
    {
      action: 'ec2:CreateTags',
      resources: [snapshotArn(region, '*')],
      conditions: { StringEquals: { 'ec2:CreateAction': 'CreateSnapshot' } },
      purpose: 'forward',
      via: 'direct',
    },
    read('ec2:DescribeSnapshots'),
  ],
  input: (target) => snapshotInput(target, []),
  wait: {
    client: 'EC2',
    operation: 'DescribeSnapshots',
    input: (target, sent) => ofSnapshots({ 'volume-id': target, 'tag:Name': nameIn(sent) }),
    isDone: (output) => {
      const found = listOf(at(output, 'Snapshots'));
      return found.length > 0 && found.every((one) => at(one, 'State') === 'completed');
    },
    madeIn: (output) =>
      listOf(at(output, 'Snapshots')).map((one) => ({
        type: 'AWS::EC2::Snapshot',
        id: textIn(at(one, 'SnapshotId')),
      })),
    timeoutMinutes: 60,
  },
};

/** EC2 itself refuses a snapshot that an image uses, or that AWS Backup keeps. */
export const DELETE_SNAPSHOT: Operation = {
  name: 'ec2:delete-snapshot',
  client: 'EC2',
  operation: 'DeleteSnapshot',
  operationClass: 'destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'a deleted snapshot is gone for good, with what is only in it',
  },
  needs: (target, _account, region) => [
    {
      action: 'ec2:DeleteSnapshot',
      resources: [snapshotArn(region, target)],
      purpose: 'forward',
      via: 'direct',
    },
    read('ec2:DescribeSnapshots'),
  ],
  input: (target) => ({ SnapshotId: target }),
  wait: {
    client: 'EC2',
    operation: 'DescribeSnapshots',
    input: (target) => ofSnapshots({ 'snapshot-id': target }),
    isDone: (output) => listOf(at(output, 'Snapshots')).length === 0,
    timeoutMinutes: 10,
  },
};

/** The catalogue of volumes, their snapshots and whom they are attached to. */
export const ebsOperations: readonly Operation[] = [
  SNAPSHOT,
  DELETE_SNAPSHOT,
  ...attachmentOperations,
];
