import { describe, expect, it } from 'vitest';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const place = { account: DEV, region: REGION };
const DONE = { outcome: 'done', checks: [] };

const ask = (type: AwsResourceType) => (taskType: MutationType, parameters: TaskParameters) =>
  taskOf(type, taskType, parameters);

const kinds = (found: {
  readonly steps: readonly { readonly kind: string }[];
}): readonly string[] => found.steps.map(({ kind }) => kind);

const resourcesOf = async (journey: Journey, type: string) =>
  (await journey.world.snapshot()).resources.filter(
    (one) => one.type === type && one.account === DEV,
  );

describe('keys in the sandbox, through the real doors', () => {
  const key = ask('AWS::KMS::Key');
  const ID = '0a1b2c3d-0000-4000-8000-0123456789ab';
  const alias = { alias: 'alias/orders' };
  const world = (properties: Readonly<Record<string, boolean | string>> = {}): Journey =>
    startJourney({
      resources: [
        { ...place, type: 'AWS::KMS::Key', id: ID, properties },
        {
          ...place,
          type: 'AWS::KMS::Alias',
          id: 'alias/orders',
          properties: { AliasName: 'alias/orders', TargetKeyId: ID },
        },
      ],
    });

  it('one is made with its alias, planned again to nothing, and rotated more often', async () => {
    const journey = startJourney();
    const create = key('CreateResource', alias);
    expect(await carryOut(journey, create, 'p1')).toMatchObject(DONE);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const often = await carryOut(
      journey,
      key('UpdateResource', { ...alias, rotationDays: 180 }),
      'p3',
    );
    expect(often).toMatchObject(DONE);
    expect(kinds(often)).toEqual(['deploy']);
    const [made] = await resourcesOf(journey, 'AWS::KMS::Key');
    expect(made?.properties).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 180 });
  });

  it('one that no stack owns is rotated from then on through Cloud Control', async () => {
    const journey = world();
    const found = await carryOut(
      journey,
      key('UpdateResource', { ...alias, rotation: true }),
      'p1',
    );
    expect([found.outcome, kinds(found)]).toEqual(['done', ['change']]);
    const [seen] = await resourcesOf(journey, 'AWS::KMS::Key');
    expect(seen?.properties).toMatchObject({ EnableKeyRotation: true });
  });

  it('one is rotated now, and the plan waits until it is', async () => {
    const journey = world();
    const found = await carryOut(
      journey,
      key('UpdateResource', { ...alias, action: 'rotate' }),
      'p1',
    );
    expect([found.outcome, kinds(found)]).toEqual(['done', ['operate']]);
    const { calls } = await journey.world.snapshot();
    expect(calls.filter(({ action }) => action === 'kms:RotateKeyOnDemand')).toMatchObject([
      { decision: 'allowed', resource: `arn:aws:kms:${REGION}:${DEV}:key/${ID}` },
    ]);
  });
});

describe('secrets in the sandbox, through the real doors', () => {
  const secret = ask('AWS::SecretsManager::Secret');
  const NAME = 'orders/database';
  const FUNCTION = `arn:aws:lambda:${REGION}:${DEV}:function:rotate-orders`;
  const rotator = [
    {
      ...place,
      type: 'AWS::Lambda::Function',
      id: 'rotate-orders',
      properties: { FunctionName: 'rotate-orders', Timeout: 30 },
    },
    {
      ...place,
      type: 'AWS::Lambda::Permission',
      id: 'rotate-orders-permission',
      properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: 'rotate-orders',
        Principal: 'secretsmanager.amazonaws.com',
      },
    },
  ];
  const world = (): Journey => startJourney({ resources: rotator });

  it('one is made with its rotation, planned again to nothing, and deleted', async () => {
    const journey = world();
    const create = secret('CreateResource', { name: NAME, rotationFunction: 'rotate-orders' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(DONE);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const weekly = secret('UpdateResource', { name: NAME, rotationDays: 7 });
    expect(await carryOut(journey, weekly, 'p3')).toMatchObject(DONE);
    const [schedule] = await resourcesOf(journey, 'AWS::SecretsManager::RotationSchedule');
    expect(schedule?.properties).toMatchObject({
      RotationLambdaARN: FUNCTION,
      RotationRules: { AutomaticallyAfterDays: 7 },
    });
    const removed = await carryOut(journey, secret('DeleteResource', { name: NAME }), 'p4');
    expect([removed.outcome, kinds(removed)]).toEqual(['done', ['remove']]);
    expect(await resourcesOf(journey, 'AWS::SecretsManager::Secret')).toEqual([]);
  });

  it('one without a rotation gets one, and is rotated now by it', async () => {
    const journey = world();
    const create = secret('CreateResource', { name: NAME, username: 'orders' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(DONE);
    const turn = secret('UpdateResource', { name: NAME, rotationFunction: 'rotate-orders' });
    expect(await carryOut(journey, turn, 'p2')).toMatchObject(DONE);
    const now = await carryOut(
      journey,
      secret('UpdateResource', { name: NAME, action: 'rotate' }),
      'p3',
    );
    expect([now.outcome, kinds(now)]).toEqual(['done', ['operate']]);
  });

  it('no call of a plan reads a value', async () => {
    const journey = world();
    await carryOut(journey, secret('CreateResource', { name: NAME }), 'p1');
    const { calls } = await journey.world.snapshot();
    expect(calls.filter(({ action }) => /GetSecretValue/.test(action))).toEqual([]);
  });
});

describe('policies, groups and users in the sandbox, through the real doors', () => {
  const policy = ask('AWS::IAM::ManagedPolicy');
  const group = ask('AWS::IAM::Group');
  const user = ask('AWS::IAM::User');
  const role = ask('AWS::IAM::Role');
  const READ = { name: 'orders-read', permissions: 'read objects in acme-orders' };

  it('a policy is made, planned again to nothing, changed and deleted', async () => {
    const journey = startJourney();
    expect(await carryOut(journey, policy('CreateResource', READ), 'p1')).toMatchObject(DONE);
    expect((await carryOut(journey, policy('CreateResource', READ), 'p2')).outcome).toBe('empty');
    const wider = { ...READ, permissions: 'read and write objects in acme-orders' };
    expect(await carryOut(journey, policy('UpdateResource', wider), 'p3')).toMatchObject(DONE);
    const remove = policy('DeleteResource', { name: READ.name });
    expect((await carryOut(journey, remove, 'p4')).outcome).toBe('done');
    expect(await resourcesOf(journey, 'AWS::IAM::ManagedPolicy')).toEqual([]);
  });

  it('a group gets a policy and loses it, and is deleted when nobody is in it', async () => {
    const journey = startJourney();
    const create = group('CreateResource', { name: 'uploaders' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(DONE);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const named = { name: 'uploaders', managedPolicies: ['AmazonSSMManagedInstanceCore'] };
    const attach = group('UpdateResource', { ...named, action: 'attach' });
    expect(await carryOut(journey, attach, 'p3')).toMatchObject(DONE);
    const detach = group('UpdateResource', { ...named, action: 'detach' });
    expect(await carryOut(journey, detach, 'p4')).toMatchObject(DONE);
    const [now] = await resourcesOf(journey, 'AWS::IAM::Group');
    expect(now?.properties).not.toHaveProperty('ManagedPolicyArns');
    const removed = await carryOut(journey, group('DeleteResource', { name: 'uploaders' }), 'p5');
    expect([removed.outcome, kinds(removed)]).toEqual(['done', ['remove']]);
  });

  const groupOfOurs = {
    ...place,
    region: 'global',
    type: 'AWS::IAM::Group',
    id: 'uploaders',
    properties: { GroupName: 'uploaders', Path: '/coworker/' },
  };

  it('a user comes into a group, leaves it, and is deleted', async () => {
    const journey = startJourney({ resources: [groupOfOurs] });
    const create = user('CreateResource', { name: 'legacy-uploader' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(DONE);
    const join = { name: 'legacy-uploader', group: 'uploaders' };
    expect(await carryOut(journey, user('UpdateResource', join), 'p2')).toMatchObject(DONE);
    const leave = user('UpdateResource', { ...join, action: 'detach' });
    expect(await carryOut(journey, leave, 'p3')).toMatchObject(DONE);
    const remove = user('DeleteResource', { name: 'legacy-uploader' });
    expect((await carryOut(journey, remove, 'p4')).outcome).toBe('done');
    expect(await resourcesOf(journey, 'AWS::IAM::User')).toEqual([]);
  });

  it('an access key that is asked for goes into a secret, and with the user', async () => {
    const journey = startJourney({ resources: [groupOfOurs] });
    const asked = { name: 'legacy-uploader', group: 'uploaders', accessKey: true };
    const made = await carryOut(journey, user('CreateResource', asked), 'p1');
    expect(made).toMatchObject(DONE);
    const [kept] = await resourcesOf(journey, 'AWS::SecretsManager::Secret');
    expect(kept?.id).toContain('coworker/access-keys/legacy-uploader');
    const remove = user('DeleteResource', { name: 'legacy-uploader' });
    expect((await carryOut(journey, remove, 'p2')).outcome).toBe('done');
    expect(await resourcesOf(journey, 'AWS::IAM::AccessKey')).toEqual([]);
  });

  it('a policy is attached to a role beside what it has, and taken away alone', async () => {
    const journey = startJourney();
    const create = role('CreateResource', {
      name: 'orders-exec',
      trustedService: 'lambda.amazonaws.com',
      managedPolicies: ['AWSLambdaBasicExecutionRole'],
    });
    expect(await carryOut(journey, create, 'p1')).toMatchObject(DONE);
    const named = { name: 'orders-exec', managedPolicies: ['AmazonSSMManagedInstanceCore'] };
    const attach = role('UpdateResource', { ...named, action: 'attach' });
    expect(await carryOut(journey, attach, 'p2')).toMatchObject(DONE);
    const [both] = await resourcesOf(journey, 'AWS::IAM::Role').then((all) =>
      all.filter(({ id }) => id === 'orders-exec'),
    );
    expect(both?.properties['ManagedPolicyArns']).toHaveLength(2);
    const detach = role('UpdateResource', { ...named, action: 'detach' });
    expect(await carryOut(journey, detach, 'p3')).toMatchObject(DONE);
  });
});

describe('what watches an account, in the sandbox and through the real doors', () => {
  const logs = {
    account: '888888888888',
    region: REGION,
    type: 'AWS::S3::Bucket',
    id: 'acme-audit-logs',
    properties: { BucketName: 'acme-audit-logs' },
  };
  const world = (...more: readonly object[]): Journey =>
    startJourney({ resources: [logs, ...more] as never });
  const bucket = { bucket: 'acme-audit-logs' };

  it.each<readonly [string, AwsResourceType, TaskParameters]>([
    ['a trail', 'AWS::CloudTrail::Trail', { name: 'audit', ...bucket }],
    ['a recorder', 'AWS::Config::ConfigurationRecorder', bucket],
    ['a detector', 'AWS::GuardDuty::Detector', {}],
    ['a hub', 'AWS::SecurityHub::Hub', { standards: ['CIS'] }],
  ])('%s is turned on as planned, and planned again to nothing', async (_name, type, asked) => {
    const journey = world();
    const create = taskOf(type, 'CreateResource', asked);
    expect(await carryOut(journey, create, 'p1')).toMatchObject(DONE);
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
  });

  const start = { action: 'start' };

  it('a trail that stands still is turned on', async () => {
    const journey = world({
      ...place,
      type: 'AWS::CloudTrail::Trail',
      id: 'audit',
      properties: { TrailName: 'audit', S3BucketName: 'acme-audit-logs' },
      attributes: { IsLogging: false },
    });
    const asked = taskOf('AWS::CloudTrail::Trail', 'UpdateResource', { name: 'audit', ...start });
    const found = await carryOut(journey, asked, 'p1');
    expect([found.outcome, kinds(found)]).toEqual(['done', ['operate']]);
  });

  it('a recorder that stands still is turned on', async () => {
    const journey = world(
      {
        ...place,
        type: 'AWS::Config::ConfigurationRecorder',
        id: 'default',
        properties: { Name: 'default' },
        attributes: { Recording: false },
      },
      {
        ...place,
        type: 'AWS::Config::DeliveryChannel',
        id: 'default',
        properties: { Name: 'default', S3BucketName: 'acme-audit-logs' },
      },
    );
    const asked = taskOf('AWS::Config::ConfigurationRecorder', 'UpdateResource', start);
    const found = await carryOut(journey, asked, 'p1');
    expect([found.outcome, kinds(found)]).toEqual(['done', ['operate']]);
  });

  it('a hub gets another standard in its stack', async () => {
    const journey = world();
    const type = 'AWS::SecurityHub::Hub';
    expect(await carryOut(journey, taskOf(type, 'CreateResource', {}), 'p1')).toMatchObject(DONE);
    const more = taskOf(type, 'UpdateResource', { standards: ['CIS'] });
    expect(await carryOut(journey, more, 'p2')).toMatchObject(DONE);
    expect(await resourcesOf(journey, 'AWS::SecurityHub::Standard')).toHaveLength(1);
  });
});
