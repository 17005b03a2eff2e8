import {
  CloudControlClient,
  DeleteResourceCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-cloudcontrol';
import {
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand,
  DescribeStacksCommand,
  DetectStackDriftCommand,
  ListStackResourcesCommand,
  type CloudFormationClient,
  type DescribeStackDriftDetectionStatusCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { admin, bucket, cfn, clientOf, deploy, refusalOf, stage, template } from './kit.ts';

const NAME = 'acme-dev-use1-detected';
const TOPIC = 'arn:aws:sns:us-east-1:333333333333:detected';

const open = async (spec: WorldSpec = {}) => {
  const at = stage(spec);
  const data = bucket({ BucketName: NAME, VersioningConfiguration: { Status: 'Enabled' } });
  const news = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'detected' } };
  const { stackId } = await deploy(at, template({ Data: data, News: news }, {}));
  const control = clientOf(at, CloudControlClient, { credentials: admin(at) });
  const change = async (patch: readonly object[]): Promise<void> => {
    await control.send(
      new UpdateResourceCommand({
        TypeName: 'AWS::S3::Bucket',
        Identifier: NAME,
        PatchDocument: JSON.stringify(patch),
      }),
    );
    await at.clock.sleep(60_000);
  };
  const remove = async (): Promise<void> => {
    await control.send(
      new DeleteResourceCommand({ TypeName: 'AWS::SNS::Topic', Identifier: TOPIC }),
    );
    await at.clock.sleep(60_000);
  };
  return { at, stackId, change, remove, client: cfn(at, admin(at)) };
};

type Opened = Awaited<ReturnType<typeof open>>;

const begin = async ({ client, stackId }: Opened): Promise<string | undefined> =>
  (await client.send(new DetectStackDriftCommand({ StackName: stackId }))).StackDriftDetectionId;

const statusOf = (
  client: CloudFormationClient,
  id: string | undefined,
): Promise<DescribeStackDriftDetectionStatusCommandOutput> =>
  client.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId: id }));

const detect = async (opened: Opened) => {
  const id = await begin(opened);
  await opened.at.clock.sleep(60_000);
  return statusOf(opened.client, id);
};

const drifts = async ({ client, stackId }: Opened, ...filters: 'MODIFIED'[]) => {
  const found = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new DescribeStackResourceDriftsCommand({
        StackName: stackId,
        ...(filters.length === 0 ? {} : { StackResourceDriftStatusFilters: filters }),
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    );
    found.push(...(page.StackResourceDrifts ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return found;
};

const SUSPEND = { op: 'replace', path: '/VersioningConfiguration/Status', value: 'Suspended' };

describe('the detection of drift', () => {
  it('C20 is asynchronous, one at a time, and tells the stack afterwards', async () => {
    const opened = await open();
    await opened.change([SUSPEND]);
    const id = await begin(opened);
    const early = await statusOf(opened.client, id);
    expect(early.DetectionStatus).toBe('DETECTION_IN_PROGRESS');
    expect(early.StackDriftStatus).toBeUndefined();
    expect(await refusalOf(begin(opened))).toMatchObject({ name: 'ValidationError' });
    await opened.at.clock.sleep(60_000);
    expect(await statusOf(opened.client, id)).toMatchObject({
      StackId: opened.stackId,
      DetectionStatus: 'DETECTION_COMPLETE',
      StackDriftStatus: 'DRIFTED',
      DriftedStackResourceCount: 1,
    });
    const ask = new DescribeStacksCommand({ StackName: opened.stackId });
    const [stack] = (await opened.client.send(ask)).Stacks ?? [];
    expect(stack?.DriftInformation?.StackDriftStatus).toBe('DRIFTED');
    expect(await refusalOf(statusOf(opened.client, 'nobody'))).toMatchObject({
      name: 'ValidationError',
    });
  });

  it('C21 tells each resource, and each difference by its path', async () => {
    const opened = await open({ pageSize: 1 });
    expect((await detect(opened)).StackDriftStatus).toBe('IN_SYNC');
    await opened.change([SUSPEND]);
    await opened.remove();
    expect((await detect(opened)).DriftedStackResourceCount).toBe(2);
    const found = await drifts(opened);
    expect(found.map((one) => [one.LogicalResourceId, one.StackResourceDriftStatus])).toEqual([
      ['Data', 'MODIFIED'],
      ['News', 'DELETED'],
    ]);
    expect(found[0]?.PropertyDifferences).toEqual([
      {
        PropertyPath: '/VersioningConfiguration/Status',
        ExpectedValue: 'Enabled',
        ActualValue: 'Suspended',
        DifferenceType: 'NOT_EQUAL',
      },
    ]);
    expect(found[1]?.ActualProperties).toBeUndefined();
    expect(await drifts(opened, 'MODIFIED')).toHaveLength(1);
  });

  it('C21 what somebody took away is told without an actual value', async () => {
    const opened = await open();
    await opened.change([{ op: 'remove', path: '/VersioningConfiguration' }]);
    await detect(opened);
    expect((await drifts(opened))[0]?.PropertyDifferences).toMatchObject([
      { PropertyPath: '/VersioningConfiguration', DifferenceType: 'REMOVE', ActualValue: 'null' },
    ]);
  });

  it('C22 a type that it does not support stays unchecked and is not among the drifts', async () => {
    const opened = await open({ driftUnsupported: ['AWS::SNS::Topic'], pageSize: 10 });
    await opened.remove();
    expect((await detect(opened)).StackDriftStatus).toBe('IN_SYNC');
    expect((await drifts(opened)).map((one) => one.LogicalResourceId)).toEqual(['Data']);
    const ask = new ListStackResourcesCommand({ StackName: opened.stackId });
    const listed = (await opened.client.send(ask)).StackResourceSummaries ?? [];
    expect(
      listed.map((one) => [one.LogicalResourceId, one.DriftInformation?.StackResourceDriftStatus]),
    ).toEqual([
      ['Data', 'IN_SYNC'],
      ['News', 'NOT_CHECKED'],
    ]);
  });

  it('C23 reads with the rights of who asks; what they may not read is unknown', async () => {
    const deny = { Effect: 'Deny', Action: 's3:GetBucketVersioning', Resource: '*' } as const;
    const opened = await open({
      scps: [
        {
          target: '333333333333',
          name: 'no-versioning',
          policy: { Version: '2012-10-17', Statement: [deny] },
        },
      ],
    });
    const said = await detect(opened);
    expect(said).toMatchObject({
      DetectionStatus: 'DETECTION_FAILED',
      StackDriftStatus: 'UNKNOWN',
    });
    expect(said.DetectionStatusReason).toContain('s3:GetBucketVersioning');
    expect((await drifts(opened)).map((one) => one.StackResourceDriftStatus)).toEqual([
      'UNKNOWN',
      'IN_SYNC',
    ]);
  });
});
