import {
  ConfigServiceClient,
  SelectAggregateResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import {
  GetDefaultViewCommand,
  ListIndexesForMembersCommand,
  ListResourcesCommand,
  ResourceExplorer2Client,
} from '@aws-sdk/client-resource-explorer-2';
import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { assume, clientOf, DEV, MANAGEMENT, roleArn, stage } from './kit.ts';

const keysOf = async (spec: WorldSpec) => {
  const at = stage({ pageSize: 1000, ...spec });
  const input = {
    RoleArn: roleArn(MANAGEMENT, 'AwsCoworkerOrganizationReader'),
  };
  return { at, credentials: await assume(at, 'aws-coworker-reader', input) };
};

const explorer = async (spec: WorldSpec, region = 'us-east-1') => {
  const { at, credentials } = await keysOf(spec);
  return clientOf(at, ResourceExplorer2Client, { credentials, region });
};

const BUCKETS = { FilterString: 'resourcetype:s3:bucket' };
const VIEW = `arn:aws:resource-explorer-2:us-east-1:${MANAGEMENT}:view/organization/1`;

describe('an index of the organization', () => {
  it('R40 tells members, view and resources, without what it leaves out', async () => {
    const all = await explorer({ index: { by: 'resource-explorer' } });
    const members = new ListIndexesForMembersCommand({ AccountIdList: [DEV] });
    expect((await all.send(members)).Indexes?.map((one) => one.AccountId)).toContain(DEV);
    expect(await all.send(new GetDefaultViewCommand({}))).toMatchObject({ ViewArn: VIEW });
    const found = await all.send(new ListResourcesCommand({ Filters: BUCKETS, ViewArn: VIEW }));
    const [first] = found.Resources ?? [];
    expect(first).toMatchObject({ ResourceType: 's3:bucket', Region: 'us-east-1' });
    const leavesOut = [`${first?.OwningAccountId} ${first?.Region}`];
    const fewer = await explorer({ index: { by: 'resource-explorer', leavesOut } });
    const left = await fewer.send(new ListResourcesCommand({ Filters: BUCKETS, ViewArn: VIEW }));
    expect((left.Resources ?? []).map(({ Arn }) => Arn)).not.toContain(first?.Arn);
    const away = await explorer({ index: { by: 'resource-explorer' } }, 'eu-west-1');
    expect((await away.send(new GetDefaultViewCommand({}))).ViewArn).toBeUndefined();
    const none = await explorer({});
    expect((await none.send(members)).Indexes).toEqual([]);
  });

  it('R41 AWS Config selects one type of its aggregator', async () => {
    const { at, credentials } = await keysOf({ index: { by: 'config' } });
    const config = clientOf(at, ConfigServiceClient, { credentials });
    const select = (type: string, name = 'organization') =>
      config.send(
        new SelectAggregateResourceConfigCommand({
          ConfigurationAggregatorName: name,
          Expression: `SELECT resourceId, accountId WHERE resourceType = '${type}'`,
        }),
      );
    expect((await select('AWS::S3::Bucket')).Results?.length).toBeGreaterThan(0);
    expect((await select('AWS::EC2::NatGateway')).Results).toEqual([]);
    await expect(select('AWS::S3::Bucket', 'another')).rejects.toThrow('does not exist');
  });
});
