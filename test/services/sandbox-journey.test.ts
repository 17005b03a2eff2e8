import { describe, expect, it } from 'vitest';
import type { MutationTask } from '../../src/task/aws-task.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { DEV, REGION, taskOf } from './samples.ts';
import { carryOut } from './carry-out.ts';

const create = (type: MutationTask['resourceType'], parameters: MutationTask['parameters']) =>
  taskOf(type, 'CreateResource', parameters);

const NAME = 'acme-dev-use1-quarterly';

/** A world in which an earlier plan of ours made one bucket. */
const worldWithBucket = (): Journey => {
  const Properties = { BucketName: NAME, OwnershipControls: { Rules: [] } };
  return startJourney({
    stacks: [
      {
        account: DEV,
        region: REGION,
        name: 'aws-coworker-7-quarterly',
        template: { Resources: { Quarterly: { Type: 'AWS::S3::Bucket', Properties } } },
        tags: { CoworkerManaged: 'true' },
      },
    ],
  });
};

describe('in the sandbox, through the real doors', () => {
  it('a bucket is made as planned, and planned again to nothing', async () => {
    const journey = startJourney();
    const asked = create('AWS::S3::Bucket', { name: NAME, expirationDays: 90 });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
  });

  it('a bucket of ours is updated in its stack', async () => {
    const update = taskOf('AWS::S3::Bucket', 'UpdateResource', { name: NAME, expirationDays: 30 });
    const found = await carryOut(worldWithBucket(), update, 'p1');
    expect(found).toMatchObject({ outcome: 'done', checks: [] });
    expect(found.steps.map((step) => step.kind)).toEqual(['deploy']);
  });

  it('an empty bucket of ours is deleted with its stack', async () => {
    const remove = taskOf('AWS::S3::Bucket', 'DeleteResource', { name: NAME });
    const found = await carryOut(worldWithBucket(), remove, 'p1');
    expect(found.steps.map((step) => step.kind)).toEqual(['remove']);
    expect(found.outcome).toBe('done');
  });

  it('a table is made as planned, and planned again to nothing', async () => {
    const journey = startJourney();
    const asked = create('AWS::DynamoDB::Table', { name: 'carts', partitionKey: 'tenantId' });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
  });

  const type = 'AWS::DynamoDB::Table';
  const worldWithTable = (): Journey =>
    startJourney({
      resources: [
        {
          account: DEV,
          region: REGION,
          type,
          id: 'old-sessions',
          properties: {
            TableName: 'old-sessions',
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            BillingMode: 'PAY_PER_REQUEST',
          },
        },
      ],
    });

  it('a table that no stack owns is changed through Cloud Control', async () => {
    const update = taskOf(type, 'UpdateResource', {
      name: 'old-sessions',
      pointInTimeRecovery: true,
    });
    const found = await carryOut(worldWithTable(), update, 'p1');
    expect(found.steps.map((step) => step.kind)).toEqual(['change']);
    expect(found.outcome).toBe('done');
  });

  it('a table that no stack owns is backed up, then deleted', async () => {
    const remove = taskOf(type, 'DeleteResource', { name: 'old-sessions' });
    const found = await carryOut(worldWithTable(), remove, 'p1');
    expect(found.steps.map((step) => step.kind)).toEqual(['operate', 'change']);
    expect(found.outcome).toBe('done');
  });

  it('a topic is made as planned, and planned again to nothing', async () => {
    const journey = startJourney();
    const asked = create('AWS::SNS::Topic', { name: 'orders', displayName: 'Orders' });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
  });
});
