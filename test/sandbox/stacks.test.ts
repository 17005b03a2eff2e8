import {
  ContinueUpdateRollbackCommand,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import {
  bucket,
  cfn,
  deploy,
  deployer,
  DEV,
  eventsOf,
  failureOf,
  preview,
  previewer,
  PROD,
  refusalOf,
  REGION,
  settle,
  stage,
  template,
  WIDE_POLICY,
  type Body,
  type Stage,
} from './kit.ts';

const TWO = template({
  Data: bucket({ BucketName: 'acme-dev-use1-two' }),
  Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'two', RetentionInDays: 7 } },
});
const withRetention = (days: number): string => TWO.replace(':7}', `:${days}}`);

/** What the wide session may, without one action. */
const without = (action: string): string => {
  const { Statement, ...rest } = JSON.parse(WIDE_POLICY) as { Statement: Body[] };
  return JSON.stringify({
    ...rest,
    Statement: [...Statement, { Effect: 'Deny', Action: action, Resource: '*' }],
  });
};

const idsIn = async (at: Stage, account = DEV): Promise<readonly string[]> =>
  (await at.world.snapshot()).resources
    .filter((each) => each.account === account && each.id.includes('two'))
    .map((each) => each.id);

const remove = async (
  at: Stage,
  stackId: string,
  policy = WIDE_POLICY,
): Promise<{ readonly status: string; readonly reason: string }> => {
  const client = cfn(at, await deployer(at, 'none', policy));
  await client.send(new DeleteStackCommand({ StackName: stackId, ClientRequestToken: 'gone-1' }));
  return settle(at, cfn(at, await previewer(at)), stackId);
};

describe('creating a stack', () => {
  it('E1 it happens in virtual time, resource by resource', async () => {
    const at = stage();
    const reading = cfn(at, await previewer(at));
    const { id, stackId } = await preview(at, reading, { TemplateBody: TWO });
    const client = cfn(at, await deployer(at, 'cw-1'));
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: id }));
    expect(await idsIn(at)).toEqual([]);
    await at.clock.sleep(12_000);
    expect(await idsIn(at)).toEqual(['acme-dev-use1-two']);
    expect((await settle(at, reading, stackId)).status).toBe('CREATE_COMPLETE');
    const events = await eventsOf(reading, stackId);
    expect(events.map((each) => `${each.LogicalResourceId} ${each.ResourceStatus}`)).toEqual([
      'aws-coworker-1-story CREATE_IN_PROGRESS',
      'Data CREATE_IN_PROGRESS',
      'Data CREATE_IN_PROGRESS',
      'Data CREATE_COMPLETE',
      'Group CREATE_IN_PROGRESS',
      'Group CREATE_IN_PROGRESS',
      'Group CREATE_COMPLETE',
      'aws-coworker-1-story CREATE_COMPLETE',
    ]);
    const owner = await reading.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId: 'acme-dev-use1-two' }),
    );
    expect(owner.StackResources?.[0]?.StackId).toBe(stackId);
  });

  it("E2 the stack's tags and CloudFormation's marks reach the resources", async () => {
    const at = stage();
    const { stackId } = await deploy(at, TWO, { tags: { Owner: 'platform team' } });
    const { resources } = await at.world.snapshot();
    expect(resources.find((each) => each.id === 'acme-dev-use1-two')?.tags).toEqual({
      Owner: 'platform team',
      'aws:cloudformation:logical-id': 'Data',
      'aws:cloudformation:stack-id': stackId,
      'aws:cloudformation:stack-name': 'aws-coworker-1-story',
    });
  });

  it('E3 a denied action fails its resource in the words of AWS, and rolls back', async () => {
    const at = stage();
    const made = await deploy(at, TWO, { policy: without('logs:PutRetentionPolicy') });
    expect(made.status).toBe('ROLLBACK_COMPLETE');
    expect(await failureOf(at, made.stackId)).toMatch(
      /^Resource handler returned message: "User: arn:aws:sts::333333333333:assumed-role\/AwsCoworkerDeployer\/session-1 is not authorized to perform: logs:PutRetentionPolicy on resource: arn:aws:logs:us-east-1:333333333333:log-group:two with an explicit deny in a session policy \(Service: CloudWatchLogs, Status Code: 403, Request ID: [0-9a-f-]{36}\)" \(RequestToken: [0-9a-f-]{36}, HandlerErrorCode: AccessDenied\)$/,
    );
    expect(await idsIn(at)).toEqual([]);
  });

  it('E3 a session that names nothing makes nothing', async () => {
    const at = stage();
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'cloudformation:ExecuteChangeSet', Resource: '*' }],
    });
    const made = await deploy(at, TWO, { policy });
    expect(await failureOf(at, made.stackId)).toContain(
      'because no session policy allows the s3:CreateBucket action',
    );
  });

  it('E4 DO_NOTHING leaves what was made', async () => {
    const at = stage();
    const policy = without('logs:CreateLogGroup');
    const made = await deploy(at, TWO, { policy, onFailure: 'DO_NOTHING' });
    expect(made.status).toBe('CREATE_FAILED');
    expect(await idsIn(at)).toEqual(['acme-dev-use1-two']);
  });

  it('E5 a rollback that the session does not allow ends ROLLBACK_FAILED', async () => {
    const at = stage();
    const { Statement } = JSON.parse(without('logs:CreateLogGroup')) as { Statement: Body[] };
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [...Statement, { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }],
    });
    const made = await deploy(at, TWO, { policy });
    expect(made).toMatchObject({
      status: 'ROLLBACK_FAILED',
      reason: 'The following resource(s) failed to delete: [Data]. ',
    });
    expect(await idsIn(at)).toEqual(['acme-dev-use1-two']);
  });

  it('E6 A60 a session that ends on the way fails the resource and its own rollback', async () => {
    const at = stage({ seconds: { 'AWS::Logs::LogGroup': 8000 } });
    const made = await deploy(at, TWO);
    expect(made.status).toBe('ROLLBACK_FAILED');
    expect(await failureOf(at, made.stackId)).toContain('HandlerErrorCode: ExpiredToken');
  });

  it('E7 a bucket name is taken in every account', async () => {
    const at = stage({
      resources: [
        { account: PROD, region: REGION, type: 'AWS::S3::Bucket', id: 'acme-dev-use1-two' },
      ],
    });
    const made = await deploy(at, TWO);
    expect(await failureOf(at, made.stackId)).toContain(
      'The requested bucket name is not available',
    );
  });

  it('E8 an injected failure of one resource is its reason', async () => {
    const error = { name: 'InternalFailure', httpStatus: 500, message: 'Internal error' };
    const at = stage({ failures: [{ match: { logicalId: 'Group', operation: 'create' }, error }] });
    const made = await deploy(at, TWO);
    expect(made.status).toBe('ROLLBACK_COMPLETE');
    expect(await failureOf(at, made.stackId)).toContain('"Internal error (Service: CloudWatchLogs');
  });
});

describe('updating a stack', () => {
  it('E9 in place, added and removed in one go', async () => {
    const at = stage();
    const { stackId } = await deploy(at, TWO);
    const next = template({
      Group: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: 'two', RetentionInDays: 30 },
      },
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'two-alerts' } },
    });
    expect((await deploy(at, next, { name: 'cw-2', type: 'UPDATE' })).status).toBe(
      'UPDATE_COMPLETE',
    );
    expect(await idsIn(at)).toEqual(['two', `arn:aws:sns:${REGION}:${DEV}:two-alerts`]);
    const { resources } = await at.world.snapshot();
    expect(resources.find((each) => each.id === 'two')?.properties).toEqual({
      LogGroupName: 'two',
      RetentionInDays: 30,
    });
    const listed = await cfn(at, await previewer(at)).send(
      new ListStackResourcesCommand({ StackName: stackId }),
    );
    expect(listed.StackResourceSummaries?.map((each) => each.LogicalResourceId)).toEqual([
      'Group',
      'Topic',
    ]);
  });

  it('E10 a replacement is made first and the former resource deleted last', async () => {
    const at = stage();
    await deploy(at, TWO);
    const renamed = TWO.replace('acme-dev-use1-two', 'acme-dev-use1-two-b');
    const made = await deploy(at, renamed, { name: 'cw-2', type: 'UPDATE' });
    expect(made.status).toBe('UPDATE_COMPLETE');
    expect(await idsIn(at)).toEqual(['two', 'acme-dev-use1-two-b']);
    const events = await eventsOf(cfn(at, await previewer(at)), made.stackId);
    const rows = events.slice(-4).map((each) => `${each.LogicalResourceId} ${each.ResourceStatus}`);
    expect(rows).toEqual([
      'aws-coworker-1-story UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Data DELETE_IN_PROGRESS',
      'Data DELETE_COMPLETE',
      'aws-coworker-1-story UPDATE_COMPLETE',
    ]);
  });

  it('E10 a resource with its own name can not be replaced under it', async () => {
    const at = stage();
    await deploy(at, TWO);
    const locked = TWO.replace('"BucketName"', '"ObjectLockEnabled":true,"BucketName"');
    const made = await deploy(at, locked, { name: 'cw-2', type: 'UPDATE' });
    expect(made.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await failureOf(at, made.stackId)).toContain(
      'CloudFormation cannot update a stack when a custom-named resource requires replacing',
    );
  });

  const added = (days: number): string =>
    template({
      ...(JSON.parse(withRetention(days)) as { Resources: Body }).Resources,
      Later: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'two-later' } },
    });

  it('E11 a failed update restores what it had changed', async () => {
    const at = stage();
    await deploy(at, TWO);
    const before = (await at.world.snapshot()).resources;
    const made = await deploy(at, added(30), {
      name: 'cw-2',
      type: 'UPDATE',
      policy: without('sns:CreateTopic'),
    });
    expect(made.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await at.world.snapshot()).resources).toEqual(before);
    const again = await deploy(at, added(30), { name: 'cw-3', type: 'UPDATE' });
    expect(again.status).toBe('UPDATE_COMPLETE');
  });

  it('E12 A69 an ended session leaves UPDATE_ROLLBACK_FAILED until a fresh one continues', async () => {
    const at = stage({ seconds: { 'AWS::SNS::Topic': 8000 } });
    const { stackId } = await deploy(at, TWO);
    const made = await deploy(at, added(30), { name: 'cw-2', type: 'UPDATE' });
    expect(made).toMatchObject({
      status: 'UPDATE_ROLLBACK_FAILED',
      reason: 'The following resource(s) failed to update: [Group]. ',
    });
    const late = await refusalOf(deploy(at, TWO, { name: 'cw-3', type: 'UPDATE' }));
    expect(late.message).toContain('is in UPDATE_ROLLBACK_FAILED state and can not be updated');
    const fresh = cfn(at, await deployer(at, 'cw-2'));
    await fresh.send(
      new ContinueUpdateRollbackCommand({ StackName: stackId, ClientRequestToken: 'continue-1' }),
    );
    const reading = cfn(at, await previewer(at));
    expect((await settle(at, reading, stackId)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    const { resources } = await at.world.snapshot();
    expect(resources.find((each) => each.id === 'two')?.properties['RetentionInDays']).toBe(7);
  });
});

describe('deleting a stack', () => {
  it('E13 newest first, and twice is once', async () => {
    const at = stage();
    const { stackId } = await deploy(at, TWO);
    expect((await remove(at, stackId)).status).toBe('DELETE_COMPLETE');
    expect(await idsIn(at)).toEqual([]);
    const reading = cfn(at, await previewer(at));
    const events = await eventsOf(reading, stackId);
    const deleted = events.filter((each) => each.ResourceStatus === 'DELETE_COMPLETE');
    expect(deleted.map((each) => each.LogicalResourceId)).toEqual([
      'Group',
      'Data',
      'aws-coworker-1-story',
    ]);
    expect((await remove(at, stackId)).status).toBe('DELETE_COMPLETE');
    const gone = await refusalOf(
      reading.send(new DescribeStacksCommand({ StackName: 'aws-coworker-1-story' })),
    );
    expect(gone).toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id aws-coworker-1-story does not exist',
    });
  });

  const kept: readonly (readonly [string, Body, number, string, string])[] = [
    [
      'E14 what is retained stays',
      { ...bucket({ BucketName: 'two-kept' }), DeletionPolicy: 'Retain' },
      0,
      'DELETE_COMPLETE',
      '',
    ],
    [
      'E14 a bucket with objects stays',
      bucket({ BucketName: 'two-kept' }),
      3,
      'DELETE_FAILED',
      'not empty',
    ],
    [
      'E14 a protected table stays',
      {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'two-kept',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          DeletionProtectionEnabled: true,
        },
      },
      0,
      'DELETE_FAILED',
      'protected against deletion',
    ],
  ];
  it.each(kept)('%s', async (_name, resource, objects, status, reason) => {
    const at = stage();
    const { stackId } = await deploy(at, template({ Kept: resource }));
    if (objects > 0) at.world.putObjects('two-kept', objects);
    expect((await remove(at, stackId)).status).toBe(status);
    expect(await idsIn(at)).toEqual(['two-kept']);
    if (reason !== '') expect(await failureOf(at, stackId)).toContain(reason);
  });

  it('E15 termination protection refuses', async () => {
    const at = stage({
      stacks: [
        {
          account: DEV,
          region: REGION,
          name: 'aws-coworker-1-kept',
          template: TWO,
          terminationProtection: true,
        },
      ],
    });
    const client = cfn(at, await deployer(at, 'none'));
    const refusal = await refusalOf(
      client.send(new DeleteStackCommand({ StackName: 'aws-coworker-1-kept' })),
    );
    expect(refusal.message).toBe(
      'Stack [aws-coworker-1-kept] cannot be deleted while TerminationProtection is enabled',
    );
  });

  it('E16 an empty stack in review is deleted like any other', async () => {
    const at = stage();
    const { stackId } = await preview(at, cfn(at, await previewer(at)), { TemplateBody: TWO });
    expect((await remove(at, stackId)).status).toBe('DELETE_COMPLETE');
  });
});
