import {
  CloudFrontClient,
  CreateInvalidationCommand,
  DescribeFunctionCommand,
  GetDistributionCommand,
  ListDistributionsCommand,
  ListFunctionsCommand,
  ListInvalidationsCommand,
  ListTagsForResourceCommand,
  PublishFunctionCommand,
} from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../../sandbox/resources/registry.ts';
import { assume, clientOf, DEV, refusalOf, roleArn, stage, type Stage } from './kit.ts';

const ID = 'ESHOP00000001';
const TYPE = 'AWS::CloudFront::Distribution';
const ARN = `arn:aws:cloudfront::${DEV}:distribution/${ID}`;
const ORIGIN = { Id: 'main', DomainName: 'a.example.org', OriginAccessControlId: 'EACCESS1' };
const CONFIG = {
  Enabled: true,
  Comment: 'shop',
  Aliases: ['www.shop.example.com'],
  Origins: [ORIGIN],
  DefaultCacheBehavior: { TargetOriginId: 'main', ViewerProtocolPolicy: 'https-only' },
  ViewerCertificate: { AcmCertificateArn: `arn:aws:acm:us-east-1:${DEV}:certificate/a` },
};
const shop = {
  account: DEV,
  region: 'global',
  type: TYPE,
  id: ID,
  properties: { DistributionConfig: CONFIG },
  tags: { Owner: 'shop' },
};

const client = async (at: Stage): Promise<CloudFrontClient> =>
  clientOf(at, CloudFrontClient, {
    credentials: await assume(at, 'aws-coworker-deployer', {
      RoleArn: roleArn(DEV, 'AwsCoworkerOperator'),
      Tags: [{ Key: 'cw-plan', Value: 'plan-1' }],
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'cloudfront:*', Resource: '*' }],
      }),
    }),
  });

const world = (): Stage => stage({ resources: [shop] });

const batch = (CallerReference: string, ...Items: string[]) =>
  new CreateInvalidationCommand({
    DistributionId: ID,
    InvalidationBatch: { CallerReference, Paths: { Quantity: Items.length, Items } },
  });

const state = { resources: [{ ...shop, accountId: DEV, attributes: {}, logicalId: '' }] } as never;
const place = { accountId: DEV, region: 'global' };

describe('CloudFront', () => {
  it('R72 a distribution is listed and read with its names, its state and its tags', async () => {
    const cdn = await client(world());
    const { DistributionList } = await cdn.send(new ListDistributionsCommand({}));
    expect(DistributionList?.Items).toMatchObject([
      { Id: ID, ARN, Comment: 'shop', Aliases: { Items: CONFIG.Aliases }, Status: 'Deployed' },
    ]);
    const { Distribution } = await cdn.send(new GetDistributionCommand({ Id: ID }));
    expect(Distribution?.DistributionConfig).toMatchObject({ Enabled: true });
    const { Tags } = await cdn.send(new ListTagsForResourceCommand({ Resource: ARN }));
    expect(Tags?.Items).toEqual([{ Key: 'Owner', Value: 'shop' }]);
    const none = cdn.send(new GetDistributionCommand({ Id: 'ENONE' }));
    expect(await refusalOf(none)).toMatchObject({ name: 'NoSuchDistribution' });
  });

  it('O72 an invalidation is under way and then completed, the newest first', async () => {
    const at = world();
    const cdn = await client(at);
    const list = async () => {
      const asked = new ListInvalidationsCommand({ DistributionId: ID });
      const { InvalidationList } = await cdn.send(asked);
      return InvalidationList?.Items?.map(({ Status }) => Status);
    };
    await cdn.send(batch('one', '/*'));
    expect(await list()).toEqual(['InProgress']);
    await at.clock.sleep(60_000);
    await cdn.send(batch('two', '/index.html'));
    expect(await list()).toEqual(['InProgress', 'Completed']);
    expect(await refusalOf(cdn.send(batch('three', 'index.html')))).toMatchObject({
      name: 'InvalidArgument',
    });
  });

  it('O72 a function waits until its very code is published', async () => {
    const Name = 'to-index';
    const properties = { Name, FunctionCode: 'function handler(e) { return e.request; }' };
    const id = `arn:aws:cloudfront::${DEV}:function/${Name}`;
    const one = { ...shop, type: 'AWS::CloudFront::Function', id, properties, tags: {} };
    const cdn = await client(stage({ resources: [one] }));
    const live = new DescribeFunctionCommand({ Name, Stage: 'LIVE' });
    expect(await refusalOf(cdn.send(live))).toMatchObject({ name: 'NoSuchFunctionExists' });
    const other = cdn.send(new PublishFunctionCommand({ Name, IfMatch: 'EOTHER' }));
    expect(await refusalOf(other)).toMatchObject({ name: 'PreconditionFailed' });
    const { ETag } = await cdn.send(new DescribeFunctionCommand({ Name }));
    await cdn.send(new PublishFunctionCommand({ Name, IfMatch: ETag }));
    expect((await cdn.send(live)).FunctionSummary?.FunctionMetadata?.Stage).toBe('LIVE');
    const { FunctionList } = await cdn.send(new ListFunctionsCommand({}));
    expect(FunctionList?.Items?.map((each) => each.Name)).toEqual([Name]);
  });

  const config = (more: object) => ({ DistributionConfig: { ...CONFIG, ...more } });
  const elsewhere = { AcmCertificateArn: `arn:aws:acm:eu-west-1:${DEV}:certificate/a` };

  it.each([
    ['an origin that is none', { Origins: [{ ...ORIGIN, Id: 'other' }] }, 'do not exist'],
    ['a certificate of elsewhere', { ViewerCertificate: elsewhere }, "isn't in us-east-1"],
    ['names without a certificate', { ViewerCertificate: {} }, 'trusted certificate'],
  ])('T73 %s is refused', (_name, more, words) => {
    const properties = config(more) as never;
    expect(modelOf(TYPE)?.refuse?.({ state, place, properties })?.message).toContain(words);
  });

  it('T73 a name of another distribution is refused, and so is what is on or in use', () => {
    const properties = config({}) as never;
    const made = modelOf(TYPE)?.refuseCreate?.({ state, place, properties, name: 'x' });
    expect(made?.message).toContain('already associated');
    const [own] = (state as { readonly resources: readonly object[] }).resources;
    const gone = (type: string, one: unknown) => modelOf(type)?.refuseDelete?.(one as never, state);
    expect(gone(TYPE, own)?.message).toContain('has not been disabled');
    expect(gone(TYPE, { ...own, logicalId: 'Shop' })).toBeUndefined();
    const access = { ...own, id: 'EACCESS1' };
    const used = gone('AWS::CloudFront::OriginAccessControl', access);
    expect(used?.message).toContain('in use');
  });
});
