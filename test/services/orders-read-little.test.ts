import { describe, expect, it } from 'vitest';
import { serviceOf } from '../../src/services/registry.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import { answer, contextFor, readerOf, sure, taken, taskOf, type Answers } from './samples.ts';

interface Row {
  readonly type: AwsResourceType;
  readonly order: TaskParameters;
  readonly setting: TaskParameters;
  readonly answers: Answers;
}

const INSTANCE = { InstanceId: 'i-0a11b22c33d44e55f', State: { Name: 'running' } };
const VOLUME = { VolumeId: 'vol-0a11b22c33d44e55f', State: 'available' };
const DATABASE = { DBInstanceIdentifier: 'shop-db', DBInstanceStatus: 'available' };

/** Table: an order by name and a setting of the same thing, which no stack owns. */
const ROWS: readonly Row[] = [
  {
    type: 'AWS::EC2::Instance',
    order: { id: INSTANCE.InstanceId, action: 'stop' },
    setting: { id: INSTANCE.InstanceId, monitoring: true },
    answers: {
      'EC2.DescribeInstances': answer({ Reservations: [{ Instances: [INSTANCE] }] }),
    },
  },
  {
    type: 'AWS::EC2::Volume',
    order: { id: VOLUME.VolumeId, action: 'snapshot' },
    setting: { id: VOLUME.VolumeId, sizeGb: 30 },
    answers: {
      'EC2.DescribeVolumes': answer({ Volumes: [VOLUME] }),
      'EC2.DescribeSnapshots': answer({ Snapshots: [] }),
    },
  },
  {
    type: 'AWS::RDS::DBInstance',
    order: { name: 'shop-db', action: 'stop' },
    setting: { name: 'shop-db', storageGb: 30 },
    answers: {
      'RDS.DescribeDBInstances': answer({ DBInstances: [DATABASE] }),
      'RDS.DescribeDBSnapshots': answer({ DBSnapshots: [] }),
    },
  },
  {
    type: 'AWS::DynamoDB::Table',
    order: { name: 'sessions', action: 'snapshot' },
    setting: { name: 'sessions', billingMode: 'PROVISIONED' },
    answers: { 'DynamoDB.DescribeTable': answer({ Table: { TableName: 'sessions' } }) },
  },
];

const controlCalls = async ({ type, answers }: Row, parameters: TaskParameters) => {
  const context = contextFor(taskOf(type, 'UpdateResource', parameters));
  const reader = readerOf(answers);
  const service = sure(serviceOf(type));
  const facts = await service.readFacts(context, reader);
  const asked = reader.calls.filter(({ client }) => client === 'CloudControl');
  return { asked: asked.length, draft: service.draft(context, facts) };
};

describe('an order by name reads no setting, since it changes none', () => {
  it.each(ROWS.map((row) => [row.type, row] as const))('%s', async (_, row) => {
    const order = await controlCalls(row, row.order);
    expect(taken(order.draft).steps.map(({ kind }) => kind)).toEqual(['operate']);
    expect(order.asked).toBe(0);
    expect((await controlCalls(row, row.setting)).asked).toBe(1);
  });
});
