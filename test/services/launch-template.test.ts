import { describe, expect, it } from 'vitest';
import { launchAccess } from '../../src/services/launch-template/access.ts';
import { draftLaunchTemplate } from '../../src/services/launch-template/draft.ts';
import type {
  LaunchTemplateFacts,
  VersionFact,
} from '../../src/services/launch-template/facts-schema.ts';
import { launchTemplateRemedies } from '../../src/services/launch-template/remedies.ts';
import { versionFact } from '../../src/services/launch-template/version-fact.ts';
import type { User } from '../../src/services/task-order/user.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { contextFor, DEV, NOBODY, ownStack, REGION, sure, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::EC2::LaunchTemplate';
const ID = 'lt-0a11b22c33d44e55f';

const IMAGE = { id: 'ami-1', architecture: 'x86_64', rootDevice: '/dev/xvda', rootSizeGb: 8 };

const NEW: LaunchTemplateFacts = {
  name: 'web-base',
  identifier: 'web-base',
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  defaultVersion: 0,
  latestVersion: 0,
  standard: null,
  latest: null,
  chosen: null,
  tags: [],
  groups: [],
  instances: [],
  hasKeyPair: false,
  type: { name: 't3.small', architectures: ['x86_64'] },
  image: IMAGE,
  accessStack: null,
  vpcs: [{ id: 'vpc-1', name: '', isDefault: true, cidr: null }],
  securityGroups: [],
};

const DATA = {
  InstanceType: 't3.small',
  ImageId: 'ami-1',
  MetadataOptions: { HttpTokens: 'required' },
};

const versionOf = (version: number, more: JsonObject = {}): VersionFact => {
  const whole = { version, data: { ...DATA, ...more } };
  return versionFact(whole, whole);
};

const loose = (more: Partial<LaunchTemplateFacts> = {}): LaunchTemplateFacts => ({
  ...NEW,
  identifier: ID,
  exists: true,
  properties: { LaunchTemplateName: 'web-base' },
  defaultVersion: 1,
  latestVersion: 3,
  standard: versionOf(1),
  latest: versionOf(3),
  image: null,
  ...more,
});

type Asked = readonly [MutationType, TaskParameters];

const draft = ([taskType, parameters]: Asked, facts: LaunchTemplateFacts, tier: Tier = 'test') =>
  draftLaunchTemplate(
    contextFor(taskOf(TYPE, taskType, { name: 'web-base', ...parameters }), { tier }),
    facts,
  );

const create = (more: TaskParameters = {}): Asked => [
  'CreateResource',
  { instanceType: 't3.small', ...more },
];
const update = (parameters: TaskParameters): Asked => ['UpdateResource', parameters];

const dataOf = (...args: Parameters<typeof draft>): JsonObject => {
  const made = taken(draft(...args)).steps.flatMap((step) =>
    step.kind === 'deploy' ? Object.values(step.template.Resources) : [],
  );
  const launch = sure(made.find((one) => one.Type === TYPE));
  return (launch.Properties ?? {})['LaunchTemplateData'] as JsonObject;
};

const GROUP = {
  arn: `arn:aws:autoscaling:${REGION}:${DEV}:autoScalingGroup:*:autoScalingGroupName/fleet`,
  words: 'the Auto Scaling group `fleet`',
  versions: ['1'],
};

describe('a new launch template', () => {
  it('asks for a token, encrypts, opens nothing, gives no address and no key', () => {
    const data = dataOf(create(), NEW);
    expect(data).toMatchObject({
      ImageId: 'ami-1',
      InstanceType: 't3.small',
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true } }],
      NetworkInterfaces: [
        {
          AssociatePublicIpAddress: false,
          Groups: [{ 'Fn::GetAtt': ['WebBaseGroup', 'GroupId'] }],
        },
      ],
      IamInstanceProfile: { Name: launchAccess(REGION, 'web-base') },
    });
    expect(Object.keys(data)).not.toContain('KeyName');
    expect(Object.keys(data)).not.toContain('UserData');
  });

  it('tags itself, its instances and their volumes', () => {
    const tags = dataOf(create(), NEW)['TagSpecifications'] as readonly JsonObject[];
    expect(tags.map((one) => one['ResourceType'])).toEqual(['instance', 'volume']);
    expect(JSON.stringify(tags).match(/CoworkerIssue/g)).toHaveLength(2);
  });

  it.each<readonly [Tier, boolean]>([
    ['development', false],
    ['staging', true],
    ['production', true],
  ])('in %s measures every minute: %s', (tier, isMeasured) => {
    expect('Monitoring' in dataOf(create(), NEW, tier)).toBe(isMeasured);
  });

  it('is made after its role and profile, which are named for it', () => {
    const { steps } = taken(draft(create(), NEW));
    expect(steps.map((step) => (step.kind === 'deploy' ? step.stackName : ''))).toEqual([
      'aws-coworker-42-web-base-access',
      'aws-coworker-42-web-base',
    ]);
    expect(JSON.stringify(steps[0])).toContain(launchAccess(REGION, 'web-base'));
  });

  it('keeps the image of the plan before, and takes another that is named', () => {
    const template = { Resources: { WebBaseLaunch: { Type: TYPE, Properties: {} } } };
    const launch = { LaunchTemplateData: { ImageId: 'ami-0' } };
    template.Resources.WebBaseLaunch.Properties = launch;
    const facts = { ...NEW, exists: true, ownStack: ownStack(template) };
    expect(dataOf(create(), facts)['ImageId']).toBe('ami-0');
    expect(dataOf(create({ image: 'ami-1' }), facts)['ImageId']).toBe('ami-1');
  });

  it('gives a key pair and a public address where they are asked for, and says what that means', () => {
    const asked = create({ keyPair: 'deploy', publicAddress: true });
    const facts = { ...NEW, hasKeyPair: true };
    expect(dataOf(asked, facts)).toMatchObject({
      KeyName: 'deploy',
      NetworkInterfaces: [{ AssociatePublicIpAddress: true }],
    });
    expect(taken(draft(asked, facts)).deviations).toHaveLength(1);
    expect(taken(draft(create({ publicAddress: false }), NEW)).deviations).toEqual([]);
  });

  it.each<readonly [string, TaskParameters, Partial<LaunchTemplateFacts>, Tier, string]>([
    ['user data', { userData: 'apt install nginx' }, {}, 'test', 'unsupported-task'],
    ['a public address in staging', { publicAddress: true }, {}, 'staging', 'never-do'],
    ['a key pair that is not there', { keyPair: 'deploy' }, {}, 'test', 'target-not-found'],
    ['an unknown type', {}, { type: null }, 'test', 'malformed-value'],
    ['an unknown image', {}, { image: null }, 'test', 'target-not-found'],
    ['a volume too small', { sizeGb: 4 }, {}, 'test', 'malformed-value'],
    [
      'an image of another processor',
      {},
      { image: { ...IMAGE, architecture: 'arm64' } },
      'test',
      'contradictory',
    ],
    ['a VPC that is not there', { vpc: 'vpc-2' }, {}, 'test', 'target-not-found'],
    ['a name that is taken', {}, { exists: true }, 'test', 'name-taken'],
  ])('with %s is refused', (_name, more, facts, tier, code) => {
    expect(draft(create(more), { ...NEW, ...facts }, tier)).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('a launch template that exists', () => {
  it('gets a version from the newest, which rolls no group', () => {
    const { steps, deviations } = taken(
      draft(update({ instanceType: 'm7i.large' }), loose({ groups: [GROUP] })),
    );
    expect(steps).toMatchObject([
      {
        kind: 'operate',
        operation: 'ec2:new-launch-template-version',
        operationClass: 'sensitive',
        input: {
          LaunchTemplateId: ID,
          SourceVersion: '3',
          LaunchTemplateData: { InstanceType: 'm7i.large' },
        },
        changes: [{ properties: [{ before: 't3.small', after: 'm7i.large' }] }],
      },
    ]);
    expect(deviations).toMatchObject([
      {
        planned: 'version 4, beside those that are there; version 1 stays the default',
        because:
          'running instances keep the old version until an instance refresh; ' +
          'the Auto Scaling group `fleet` goes on starting version 1',
      },
    ]);
  });

  it.each([
    ['$Latest', 'starts new ones from the newest version'],
    ['$Default', 'starts new ones from the default version'],
  ])('says what a group does that names %s', (version, words) => {
    const groups = [{ ...GROUP, versions: [version] }];
    const { deviations } = taken(draft(update({ instanceType: 'm7i.large' }), loose({ groups })));
    expect(deviations[0]?.because).toContain(words);
  });

  it('requires tokens and encrypts in each new version, whatever the old one did', () => {
    const devices = [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8 } }];
    const latest = versionOf(3, { MetadataOptions: {}, BlockDeviceMappings: devices });
    const { steps } = taken(draft(update({ instanceType: 'm7i.large' }), loose({ latest })));
    expect(steps).toMatchObject([
      {
        input: {
          LaunchTemplateData: {
            MetadataOptions: { HttpTokens: 'required' },
            BlockDeviceMappings: [
              { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8, Encrypted: true } },
            ],
          },
        },
      },
    ]);
  });

  it('that is so already gets no version', () => {
    expect(taken(draft(update({ instanceType: 't3.small' }), loose()))).toEqual({
      steps: [],
      deviations: [],
    });
  });

  it('in a stack of ours gets its version there, and its default by a call after it', () => {
    const Properties = {
      LaunchTemplateName: 'web-base',
      LaunchTemplateData: { InstanceType: 't3.small', UserData: 'x' },
    };
    const stack = ownStack({ Resources: { Launch: { Type: TYPE, Properties } } });
    const owner = { owner: 'ours', logicalId: 'Launch', stack } as const;
    const asked = update({ instanceType: 'm7i.large', defaultVersion: 'latest' });
    const { steps } = taken(draft(asked, loose({ owner, properties: null })));
    expect(steps).toMatchObject([
      {
        kind: 'deploy',
        template: {
          Resources: {
            Launch: {
              Properties: {
                LaunchTemplateData: {
                  InstanceType: 'm7i.large',
                  UserData: 'x',
                  MetadataOptions: { HttpTokens: 'required' },
                },
              },
            },
          },
        },
      },
      { kind: 'operate', input: { LaunchTemplateId: ID, DefaultVersion: '4' } },
    ]);
  });

  it('gets another default version, which can be taken back', () => {
    const chosen = versionOf(2);
    const { steps } = taken(draft(update({ defaultVersion: '2' }), loose({ chosen })));
    expect(steps).toMatchObject([
      {
        operation: 'ec2:set-default-launch-template-version',
        input: { DefaultVersion: '2' },
        changes: [{ properties: [{ path: '/DefaultVersionNumber', before: '1', after: '2' }] }],
        inverse: { reversibility: 'reversible' },
      },
    ]);
    const same = loose({ defaultVersion: 3 });
    expect(taken(draft(update({ defaultVersion: 'latest' }), same)).steps).toEqual([]);
  });

  it('that no stack owns is tagged by a call', () => {
    const { steps, deviations } = taken(draft(update({ owner: 'search' }), loose()));
    expect(steps).toMatchObject([
      { operation: 'ec2:tag-launch-template', input: { Resources: [ID] } },
    ]);
    expect(deviations).toEqual([]);
  });

  const insecure = versionOf(2, { MetadataOptions: {} });

  it.each<readonly [string, Asked, Partial<LaunchTemplateFacts>, string]>([
    [
      'that is not there',
      update({ instanceType: 'm7i.large' }),
      { exists: false },
      'target-not-found',
    ],
    ['whose version is not there', update({ defaultVersion: '9' }), {}, 'target-not-found'],
    [
      'whose version answers without a token',
      update({ defaultVersion: '2' }),
      { chosen: insecure },
      'never-do',
    ],
    [
      'whose newest version answers without a token',
      update({ defaultVersion: 'latest' }),
      { latest: insecure },
      'never-do',
    ],
    [
      'with a new version and another default',
      update({ instanceType: 'm7i.large', defaultVersion: '2' }),
      { chosen: versionOf(2) },
      'contradictory',
    ],
    ['with user data', update({ userData: 'reboot' }), {}, 'unsupported-task'],
    [
      'of another stack',
      update({ instanceType: 'm7i.large' }),
      { owner: { owner: 'foreign', stackName: 'shop' } },
      'no-route',
    ],
    [
      "of a group's own stacks",
      update({ instanceType: 'm7i.large' }),
      { name: 'aws-coworker-7-fleet' },
      'in-a-stack',
    ],
    [
      "of a group's own stacks",
      ['DeleteResource', {}],
      { name: 'aws-coworker-7-fleet' },
      'in-a-stack',
    ],
    ['that a group starts from', ['DeleteResource', {}], { groups: [GROUP] }, 'still-in-use'],
    [
      'whose role an instance has',
      ['DeleteResource', {}],
      { instances: ['i-0a11b22c33d44e560'], accessStack: ownStack({ Resources: {} }) },
      'still-in-use',
    ],
  ])('%s is refused', (_name, asked, more, code) => {
    expect(draft(asked, loose(more))).toMatchObject({ ok: false, refusal: { code } });
  });

  it('is deleted where nothing starts from it, and says what was not looked at', () => {
    const seen = loose({ instances: ['i-0a11b22c33d44e560'] });
    const { steps, deviations } = taken(draft(['DeleteResource', {}], seen));
    expect(steps).toMatchObject([{ kind: 'change', action: 'delete', identifier: ID }]);
    expect(deviations[0]?.because).toContain('node groups of EKS');
  });

  it('goes with its group and its instance where the same issue deletes them', () => {
    const context = contextFor(taskOf(TYPE, 'DeleteResource', { name: 'web-base' }));
    const siblings = {
      makes: () => false,
      deletes: (user: User) =>
        'is' in user
          ? user.is.some(({ type, id }) => type === 'AWS::EC2::Instance' && id.startsWith('i-'))
          : 'arn' in user && user.arn === GROUP.arn,
    };
    const seen = loose({ groups: [GROUP], instances: ['i-0a11b22c33d44e560'] });
    const { usedBefore } = taken(draftLaunchTemplate({ ...context, siblings }, seen));
    expect(usedBefore).toEqual([{ arn: GROUP.arn, words: GROUP.words }]);
  });
});

describe('what is added to a given template', () => {
  const given = (data: JsonObject) => ({
    Resources: { Base: { Type: TYPE, Properties: { LaunchTemplateData: data } } },
  });
  const patched = (item: string, data: JsonObject): unknown => {
    const remedy = sure(launchTemplateRemedies.find((one) => one.item === item));
    const template = given(data);
    if (remedy.isNeeded?.(template, 'Base') === false) return 'not needed';
    return remedy.patch(template, 'Base').Resources['Base']?.Properties?.['LaunchTemplateData'];
  };

  it.each<readonly [string, JsonObject, unknown]>([
    ['EC2-17', { MetadataOptions: { HttpTokens: 'required' } }, 'not needed'],
    [
      'EC2-17',
      { MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 2 } },
      { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 } },
    ],
    ['EC2-03', {}, 'not needed'],
    ['EC2-03', { BlockDeviceMappings: [{ Ebs: { Encrypted: true } }] }, 'not needed'],
    [
      'EC2-03',
      { BlockDeviceMappings: [{ Ebs: { VolumeSize: 8 } }, { VirtualName: 'ephemeral0' }] },
      {
        BlockDeviceMappings: [
          { Ebs: { VolumeSize: 8, Encrypted: true } },
          { VirtualName: 'ephemeral0' },
        ],
      },
    ],
  ])('%s of %j', (item, data, expected) => {
    expect(patched(item, data)).toEqual(expected);
  });
});

const standing = (type: string, id: string, properties: Readonly<Record<string, unknown>>) =>
  ({ account: DEV, region: REGION, type, id, properties }) as never;

const GROUP_TYPE = 'AWS::AutoScaling::AutoScalingGroup';

const ask = (taskType: MutationType, parameters: TaskParameters) =>
  taskOf(TYPE, taskType, { name: 'web-base', ...parameters });

const versionsIn = async (journey: Journey): Promise<readonly JsonObject[]> => {
  const reader = taken(await journey.aws.reader.openReader(DEV));
  const input = { LaunchTemplateName: 'web-base' };
  const call = {
    client: 'EC2',
    operation: 'DescribeLaunchTemplateVersions',
    region: REGION,
    input,
  };
  const answer = await reader.read(call);
  if (!answer.ok) throw new Error(answer.code);
  return (answer.output as { LaunchTemplateVersions: readonly JsonObject[] })
    .LaunchTemplateVersions;
};

describe('launch templates in the sandbox, through the real doors', () => {
  it('one is made as planned, gets a version and a default, starts a group, and goes', async () => {
    const journey = startJourney();
    const made = ask('CreateResource', { instanceType: 't3.small' });
    expect(await carryOut(journey, made, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, made, 'p2')).outcome).toBe('empty');
    const larger = ask('UpdateResource', { instanceType: 't3.large', defaultVersion: 'latest' });
    expect(await carryOut(journey, larger, 'p3')).toMatchObject({
      outcome: 'done',
      checks: [],
      steps: [{ kind: 'deploy' }, { kind: 'operate' }],
    });
    expect(await versionsIn(journey)).toMatchObject([
      { VersionNumber: 1, DefaultVersion: false, LaunchTemplateData: { InstanceType: 't3.small' } },
      { VersionNumber: 2, DefaultVersion: true, LaunchTemplateData: { InstanceType: 't3.large' } },
    ]);
    expect((await carryOut(journey, larger, 'p4')).outcome).toBe('empty');
    const fleet = { name: 'fleet', minSize: 1, maxSize: 2, launchTemplate: 'web-base' };
    const group = taskOf(GROUP_TYPE, 'CreateResource', fleet);
    expect(await carryOut(journey, group, 'p5')).toMatchObject({ outcome: 'done', checks: [] });
    await expect(carryOut(journey, ask('DeleteResource', {}), 'p6')).rejects.toThrow(
      /still-in-use.*`fleet`/,
    );
    const gone = taskOf(GROUP_TYPE, 'DeleteResource', { name: 'fleet' });
    expect((await carryOut(journey, gone, 'p7')).outcome).toBe('done');
    expect(await carryOut(journey, ask('DeleteResource', {}), 'p8')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'remove' }, { kind: 'remove' }],
    });
  });

  it('one that no stack owns keeps its user data in the version that EC2 makes', async () => {
    const data = {
      ImageId: 'ami-0a1b2c3d4e5f60001',
      InstanceType: 't3.small',
      UserData: 'aGVsbG8=',
    };
    const properties = { LaunchTemplateName: 'web-base', LaunchTemplateData: data };
    const journey = startJourney({ resources: [standing(TYPE, ID, properties)] });
    const larger = ask('UpdateResource', { instanceType: 't3.large' });
    expect(await carryOut(journey, larger, 'p1')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'operate' }],
    });
    expect((await carryOut(journey, larger, 'p2')).outcome).toBe('empty');
    expect(await versionsIn(journey)).toMatchObject([
      { LaunchTemplateData: { InstanceType: 't3.small' } },
      {
        LaunchTemplateData: {
          InstanceType: 't3.large',
          UserData: 'aGVsbG8=',
          MetadataOptions: { HttpTokens: 'required' },
        },
      },
    ]);
    const tag = ask('UpdateResource', { owner: 'search' });
    expect((await carryOut(journey, tag, 'p3')).outcome).toBe('done');
    expect((await carryOut(journey, ask('DeleteResource', {}), 'p4')).outcome).toBe('done');
  });
});
