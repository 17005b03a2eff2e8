import {
  ChangeResourceRecordSetsCommand,
  GetHostedZoneCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  ListTagsForResourceCommand,
  Route53Client,
  type Change,
} from '@aws-sdk/client-route-53';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../../sandbox/resources/registry.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { assume, clientOf, DEV, refusalOf, roleArn, stage, type Stage } from './kit.ts';

const ZONE = 'Z0SHOP';
const place = { account: DEV, region: 'global' };
const zone = {
  ...place,
  type: 'AWS::Route53::HostedZone',
  id: ZONE,
  properties: { Name: 'shop.example.com' },
  tags: { Owner: 'shop' },
};
const www = {
  ...place,
  type: 'AWS::Route53::RecordSet',
  id: 'www.shop.example.com',
  properties: {
    HostedZoneId: ZONE,
    Name: 'www.shop.example.com',
    Type: 'A',
    TTL: '300',
    ResourceRecords: ['203.0.113.7'],
  },
};

const client = async (at: Stage): Promise<Route53Client> =>
  clientOf(at, Route53Client, {
    credentials: await assume(at, 'aws-coworker-deployer', {
      RoleArn: roleArn(DEV, 'AwsCoworkerOperator'),
      Tags: [{ Key: 'cw-plan', Value: 'plan-1' }],
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'route53:*', Resource: '*' }],
      }),
    }),
  });

const world = (): Stage => stage({ resources: [zone, www] });

const change = (Action: 'CREATE' | 'DELETE', Value: string): Change => ({
  Action,
  ResourceRecordSet: {
    Name: 'www.shop.example.com',
    Type: 'A',
    TTL: 300,
    ResourceRecords: [{ Value }],
  },
});

const batch = (...Changes: Change[]) =>
  new ChangeResourceRecordSetsCommand({ HostedZoneId: ZONE, ChangeBatch: { Changes } });

const valueOf = async (dns: Route53Client): Promise<string | undefined> => {
  const StartRecordName = 'www.shop.example.com';
  const asked = new ListResourceRecordSetsCommand({ HostedZoneId: ZONE, StartRecordName });
  return (await dns.send(asked)).ResourceRecordSets?.[0]?.ResourceRecords?.[0]?.Value;
};

describe('zones and records', () => {
  it('R71 a zone is read back with its own records first, its tags and its name', async () => {
    const dns = await client(world());
    const { HostedZones } = await dns.send(new ListHostedZonesCommand({}));
    expect(HostedZones).toMatchObject([
      { Id: `/hostedzone/${ZONE}`, Name: 'shop.example.com.', ResourceRecordSetCount: 3 },
    ]);
    const first = await dns.send(new ListResourceRecordSetsCommand({ HostedZoneId: ZONE }));
    expect(first.ResourceRecordSets?.map((one) => one.Type)).toEqual(['NS', 'SOA']);
    expect(first).toMatchObject({ IsTruncated: true, NextRecordName: 'www.shop.example.com.' });
    const tags = new ListTagsForResourceCommand({ ResourceType: 'hostedzone', ResourceId: ZONE });
    expect((await dns.send(tags)).ResourceTagSet?.Tags).toEqual([{ Key: 'Owner', Value: 'shop' }]);
    const none = new GetHostedZoneCommand({ Id: 'Z0NONE' });
    expect(await refusalOf(dns.send(none))).toMatchObject({ name: 'NoSuchHostedZone' });
  });

  it('O71 a record is changed by a batch that names what is there', async () => {
    const dns = await client(world());
    await dns.send(batch(change('DELETE', '203.0.113.7'), change('CREATE', '203.0.113.8')));
    expect(await valueOf(dns)).toBe('203.0.113.8');
  });

  it('O71 a batch that names something else changes nothing at all', async () => {
    const dns = await client(world());
    const late = batch(change('DELETE', '203.0.113.99'), change('CREATE', '203.0.113.8'));
    expect(await refusalOf(dns.send(late))).toMatchObject({ name: 'InvalidChangeBatch' });
    const half = batch(change('DELETE', '203.0.113.7'), change('DELETE', '203.0.113.7'));
    expect(await refusalOf(dns.send(half))).toMatchObject({ name: 'InvalidChangeBatch' });
    expect(await valueOf(dns)).toBe('203.0.113.7');
  });

  const state = {
    resources: [zone, www].map((one) => ({ ...one, accountId: DEV, attributes: {} })),
  } as never;

  it.each([
    ['a name of another zone', { Name: 'www.example.org', Type: 'A' }, 'is not permitted in zone'],
    ['a CNAME at the apex', { Name: 'shop.example.com', Type: 'CNAME' }, 'at apex'],
    ['a CNAME beside others', { Name: 'www.shop.example.com', Type: 'CNAME' }, 'conflicts with'],
  ])('T72 %s is refused', (_name, properties, words) => {
    const found = modelOf('AWS::Route53::RecordSet')?.refuse?.({
      state,
      place: { accountId: DEV, region: 'global' },
      properties: { HostedZoneId: ZONE, ...properties },
    });
    expect(found?.message).toContain(words);
  });

  it('T72 a zone with records is not deleted', () => {
    const [own] = (state as { readonly resources: readonly object[] }).resources;
    const found = modelOf('AWS::Route53::HostedZone')?.refuseDelete?.(own as never, state);
    expect(found?.message).toContain('non-required resource record sets');
  });

  const asked = (more: JsonObject): JsonObject => ({
    HealthCheckConfig: { Type: 'HTTPS', FullyQualifiedDomainName: 'a.example', ...more },
  });

  it.each([
    ['an inner address', { IPAddress: '10.0.0.7' }, 'not globally routable'],
    ['another interval', { RequestInterval: 60 }, 'must be 10 or 30'],
    ['TCP without a port', { Type: 'TCP' }, 'Port must be specified'],
    ['a text that nothing searches', { SearchString: 'ok' }, 'Search string'],
  ])('T74 %s is refused', (_name, more, words) => {
    const found = modelOf('AWS::Route53::HealthCheck')?.refuse?.({
      state,
      place: { accountId: DEV, region: 'global' },
      properties: asked(more),
    });
    expect(found?.message).toContain(words);
  });

  const owner = `arn:aws:lambda:us-east-1:${DEV}:function:jobs`;
  const published = {
    resources: [
      { type: 'AWS::Lambda::Function', id: 'jobs', arn: owner, accountId: DEV, properties: {} },
      {
        type: 'AWS::Lambda::Version',
        id: `${owner}:3`,
        arn: owner,
        accountId: DEV,
        properties: {},
      },
    ].map((one) => ({ ...one, region: 'us-east-1', attributes: {} })),
  } as never;

  it.each([
    ['a version that is not there', { FunctionVersion: '9' }, 'Function not found'],
    [
      'a part for the latest code',
      {
        FunctionVersion: '$LATEST',
        RoutingConfig: {
          AdditionalVersionWeights: [{ FunctionVersion: '3', FunctionWeight: 0.1 }],
        },
      },
      '$LATEST',
    ],
    ['a version that is there', { FunctionVersion: '3' }, undefined],
  ])('T75 an alias of %s', (_name, more, words) => {
    const found = modelOf('AWS::Lambda::Alias')?.refuse?.({
      state: published,
      place: { accountId: DEV, region: 'us-east-1' },
      properties: { FunctionName: 'jobs', Name: 'live', ...more },
    });
    expect(found?.message.includes(words ?? '') ?? words).toBe(words === undefined ? words : true);
  });
});
