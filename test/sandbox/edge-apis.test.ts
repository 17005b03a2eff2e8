import {
  ApiGatewayV2Client,
  CreateDeploymentCommand,
  GetApiCommand,
  GetApiMappingsCommand,
  GetApisCommand,
  GetDomainNamesCommand,
  GetStageCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import {
  CloudControlClient,
  DeleteResourceCommand,
  GetResourceRequestStatusCommand,
} from '@aws-sdk/client-cloudcontrol';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../../sandbox/resources/registry.ts';
import { EDGE_STACKS } from './edge-stacks.ts';
import {
  assume,
  clientOf,
  deploy,
  DEV,
  refusalOf,
  REGION,
  roleArn,
  stage,
  template,
  type Stage,
} from './kit.ts';

const ID = 'a1b2c3d4e5';
const place = { account: DEV, region: REGION };

const world = (isAutomatic = false): Stage =>
  stage({
    resources: [
      {
        ...place,
        type: 'AWS::ApiGatewayV2::Api',
        id: ID,
        properties: { Name: 'orders', ProtocolType: 'HTTP' },
        tags: { Owner: 'shop' },
      },
      {
        ...place,
        type: 'AWS::ApiGatewayV2::Stage',
        id: 'live',
        properties: {
          ApiId: ID,
          StageName: 'live',
          ...(isAutomatic ? { AutoDeploy: true } : {}),
          DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        },
        attributes: { DeploymentId: 'd0d0d0' },
      },
      {
        ...place,
        type: 'AWS::ApiGatewayV2::ApiMapping',
        id: 'map123',
        properties: { DomainName: 'api.example.com', ApiId: ID, Stage: 'live' },
      },
    ],
  });

const operator = async (at: Stage, Resource: string) =>
  await assume(at, 'aws-coworker-deployer', {
    RoleArn: roleArn(DEV, 'AwsCoworkerOperator'),
    Tags: [{ Key: 'cw-plan', Value: 'plan-1' }],
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['apigateway:*', 'cloudformation:*'], Resource }],
    }),
  });

const client = async (at: Stage, Resource = '*'): Promise<ApiGatewayV2Client> =>
  clientOf(at, ApiGatewayV2Client, { credentials: await operator(at, Resource) });

describe('HTTP APIs', () => {
  it('R70 an API, its stage and what leads to it are read back', async () => {
    const api = await client(world());
    const { Items } = await api.send(new GetApisCommand({}));
    expect(Items).toMatchObject([{ ApiId: ID, Name: 'orders', Tags: { Owner: 'shop' } }]);
    const live = await api.send(new GetStageCommand({ ApiId: ID, StageName: 'live' }));
    expect(live).toMatchObject({ AutoDeploy: false, DeploymentId: 'd0d0d0' });
    const domains = await api.send(new GetDomainNamesCommand({}));
    expect(domains.Items).toMatchObject([{ DomainName: 'api.example.com' }]);
    const mapped = new GetApiMappingsCommand({ DomainName: 'api.example.com' });
    expect((await api.send(mapped)).Items).toMatchObject([{ ApiId: ID, Stage: 'live' }]);
    const none = new GetApiCommand({ ApiId: 'zzzzzzzzzz' });
    expect(await refusalOf(api.send(none))).toMatchObject({ name: 'NotFoundException' });
  });

  it('R70 IAM is asked by method and path', async () => {
    const api = await client(world(), `arn:aws:apigateway:${REGION}::/apis/${ID}`);
    await api.send(new GetApiCommand({ ApiId: ID }));
    expect(await refusalOf(api.send(new GetApisCommand({})))).toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('O70 a stage is throttled: what is not named stays', async () => {
    const api = await client(world());
    const answer = await api.send(
      new UpdateStageCommand({
        ApiId: ID,
        StageName: 'live',
        DefaultRouteSettings: { ThrottlingRateLimit: 20 },
      }),
    );
    expect(answer.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 20,
      ThrottlingBurstLimit: 100,
    });
  });

  it('O70 a stage is deployed, and its former deployment chosen again', async () => {
    const api = await client(world());
    const named = { ApiId: ID, StageName: 'live' };
    const { DeploymentId } = await api.send(new CreateDeploymentCommand(named));
    const seen = await api.send(new GetStageCommand(named));
    expect(seen.DeploymentId).toBe(DeploymentId);
    await api.send(new UpdateStageCommand({ ...named, DeploymentId: 'd0d0d0' }));
    expect((await api.send(new GetStageCommand(named))).DeploymentId).toBe('d0d0d0');
  });

  it('O70 a stage that deploys by itself is not deployed', async () => {
    const api = await client(world(true));
    const again = new CreateDeploymentCommand({ ApiId: ID, StageName: 'live' });
    expect(await refusalOf(api.send(again))).toMatchObject({ name: 'BadRequestException' });
  });

  it('T70 an API that a mapping leads to is not deleted', async () => {
    const at = world();
    const control = clientOf(at, CloudControlClient, { credentials: await operator(at, '*') });
    const remove = new DeleteResourceCommand({
      TypeName: 'AWS::ApiGatewayV2::Api',
      Identifier: ID,
    });
    const { ProgressEvent } = await control.send(remove);
    await at.clock.sleep(60_000);
    const asked = { RequestToken: ProgressEvent?.RequestToken };
    const status = await control.send(new GetResourceRequestStatusCommand(asked));
    expect(status.ProgressEvent).toMatchObject({
      OperationStatus: 'FAILED',
      StatusMessage: expect.stringContaining('base path mappings') as string,
    });
  });

  it.each([
    ['AWS::ApiGatewayV2::Route', { ApiId: 'zzzzzzzzzz', RouteKey: 'GET /x' }, 'Invalid API'],
    ['AWS::ApiGatewayV2::Api', {}, 'Name is required'],
  ])('T70 %s %o is refused', (type, properties, words) => {
    const found = modelOf(type)?.refuse?.({
      state: { resources: [] } as never,
      place: { accountId: DEV, region: REGION },
      properties,
    });
    expect(found?.message).toContain(words);
  });
});

const GUARDED = EDGE_STACKS['AWS::WAFv2::WebACLAssociation']?.before ?? {};

describe('REST APIs', () => {
  const api = { ...place, accountId: DEV, type: 'AWS::ApiGateway::RestApi', id: 'r1s2t3u4v5' };
  const asked = (
    type: string,
    properties: Readonly<Record<string, unknown>>,
    more: object[] = [],
  ) =>
    modelOf(type)?.refuse?.({
      state: { resources: [api, ...more] } as never,
      place: { accountId: DEV, region: REGION },
      properties: { RestApiId: api.id, ...properties },
    });

  it('T71 nothing is deployed without a method', () => {
    const found = asked('AWS::ApiGateway::Deployment', {});
    expect(found?.message).toBe("The REST API doesn't contain any methods");
  });

  it.each([
    ['an access log', { AccessLogSetting: { Format: 'x' } }],
    ['a log of executions', { MethodSettings: [{ LoggingLevel: 'ERROR' }] }],
  ])('T71 %s asks for the role of the account', (_name, properties) => {
    expect(asked('AWS::ApiGateway::Stage', properties)?.message).toContain('CloudWatch Logs role');
    const role = { ...place, accountId: DEV, type: 'AWS::ApiGateway::Account', id: 'account' };
    expect(asked('AWS::ApiGateway::Stage', properties, [role])).toBeUndefined();
  });

  it('T71 a deployment stays while a stage shows it', () => {
    const shown = { type: 'AWS::ApiGateway::Stage', attributes: { DeploymentId: 'd0d0d0' } };
    const keep = modelOf('AWS::ApiGateway::Deployment')?.refuseDelete;
    const state = { resources: [{ ...shown, properties: {} }] } as never;
    expect(keep?.({ id: 'd0d0d0' } as never, state)?.message).toContain('Active stages');
    expect(keep?.({ id: 'e1e1e1' } as never, state)).toBeUndefined();
  });

  it.each([
    ['that stage', '/restapis/*/stages/live', 'CREATE_COMPLETE'],
    ['another stage', '/restapis/*/stages/test', 'ROLLBACK_COMPLETE'],
  ])('T71 a web ACL is set before a stage by who may set %s', async (_name, path, status) => {
    const at = stage();
    const guard = ['apigateway:SetWebACL', 'wafv2:*'];
    const stages = `arn:aws:apigateway:${REGION}::${path}`;
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', NotAction: guard, Resource: '*' },
        { Effect: 'Allow', Action: guard, Resource: [stages, 'arn:aws:wafv2:*'] },
      ],
    });
    const made = await deploy(at, template(GUARDED), { policy });
    expect(made.status).toBe(status);
  });
});
