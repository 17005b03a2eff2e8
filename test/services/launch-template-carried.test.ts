import { describe, expect, it } from 'vitest';
import { draftLaunchTemplate } from '../../src/services/launch-template/draft.ts';
import { readLaunchTemplateFacts } from '../../src/services/launch-template/facts.ts';
import type { LaunchTemplateFacts } from '../../src/services/launch-template/facts-schema.ts';
import {
  NEW_VERSION,
  SET_DEFAULT,
  SET_MADE_DEFAULT,
} from '../../src/services/launch-template/operations.ts';
import { versionFact } from '../../src/services/launch-template/version-fact.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { AwsReader } from '../../src/services/aws-reader.ts';
import { startJourney } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { contextFor, DEV, NOBODY, ownStack, REGION, sure, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::EC2::LaunchTemplate';
const ID = 'lt-0a11b22c33d44e55f';

const TOKENS = { MetadataOptions: { HttpTokens: 'required' } };
const GROUPS = { SecurityGroupIds: ['sg-1'] };
const STANDARD = {
  version: 3,
  data: { InstanceType: 't3.small', ImageId: 'ami-1', UserData: 'b25l', ...GROUPS, ...TOKENS },
};

const factsOf = (
  latest: JsonObject,
  more: Partial<LaunchTemplateFacts> = {},
): LaunchTemplateFacts => ({
  name: 'web-base',
  identifier: ID,
  exists: true,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  defaultVersion: 3,
  latestVersion: 4,
  standard: versionFact(STANDARD, STANDARD),
  latest: versionFact({ version: 4, data: { ...STANDARD.data, ...latest } }, STANDARD),
  chosen: null,
  tags: [],
  groups: [],
  instances: [],
  hasKeyPair: false,
  type: { name: 't3.large', architectures: ['x86_64'] },
  image: null,
  accessStack: null,
  vpcs: [],
  securityGroups: [],
  ...more,
});

const contextWith = (taskType: MutationType, parameters: TaskParameters) =>
  contextFor(taskOf(TYPE, taskType, { name: 'web-base', ...parameters }));

const drafted = (parameters: TaskParameters, facts: LaunchTemplateFacts) =>
  taken(draftLaunchTemplate(contextWith('UpdateResource', parameters), facts));

const rowsOf = (...args: Parameters<typeof drafted>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    drafted(...args).steps.flatMap((step) =>
      step.kind === 'operate'
        ? step.changes.flatMap(({ properties }) =>
            properties.map(({ path, before, after }) => [
              path.replace('/Properties/LaunchTemplateData', ''),
              `${JSON.stringify(before) ?? 'none'} > ${JSON.stringify(after) ?? 'none'}`,
            ]),
          )
        : [],
    ),
  );

const STRANGE = {
  UserData: 'dHdv',
  IamInstanceProfile: { Name: 'admin' },
  SecurityGroupIds: ['sg-2'],
};

const STRANGE_ROWS = {
  '/UserData': '"that of version 3" > "that of version 4"',
  '/IamInstanceProfile/Name': 'none > "admin"',
  '/SecurityGroupIds/0': '"sg-1" > "sg-2"',
};

describe('what a version takes with it', () => {
  it.each<readonly [string, TaskParameters, JsonObject, JsonObject]>([
    ['nothing where the newest says the same', { defaultVersion: 'latest' }, {}, {}],
    ['all of the newest as the default', { defaultVersion: 'latest' }, STRANGE, STRANGE_ROWS],
    ['all of the newest in the next', { instanceType: 't3.large' }, STRANGE, STRANGE_ROWS],
    [
      'all of the newest in the next as the default',
      { instanceType: 't3.large', defaultVersion: 'latest' },
      STRANGE,
      STRANGE_ROWS,
    ],
  ])('is shown: %s', (_name, asked, latest, expected) => {
    const rows = rowsOf(asked, factsOf(latest));
    const { '/DefaultVersionNumber': _default, '/InstanceType': _type, ...others } = rows;
    expect(others).toEqual(expected);
  });

  it('is named beside what was asked, and its script is nowhere', () => {
    const plan = drafted({ instanceType: 't3.large', defaultVersion: 'latest' }, factsOf(STRANGE));
    expect(plan.deviations[1]?.planned).toBe(
      'it is other than the default version 3 in UserData, SecurityGroupIds, ' +
        'IamInstanceProfile as well',
    );
    expect(JSON.stringify([plan, factsOf(STRANGE)])).not.toMatch(/dHdv|b25l/);
    expect(drafted({ instanceType: 't3.large' }, factsOf({})).deviations).toHaveLength(1);
  });

  it('is what the template of our stack says, compared with the default', () => {
    const Properties = {
      LaunchTemplateName: 'web-base',
      LaunchTemplateData: {
        InstanceType: 't3.small',
        ImageId: 'ami-1',
        SecurityGroupIds: [{ 'Fn::GetAtt': ['Firewall', 'GroupId'] }],
        ...TOKENS,
      },
    };
    const stack = ownStack({ Resources: { Launch: { Type: TYPE, Properties } } });
    const owner = { owner: 'ours', logicalId: 'Launch', stack } as const;
    const asked = { instanceType: 't3.large', defaultVersion: 'latest' };
    expect(rowsOf(asked, factsOf({}, { owner }))).toEqual({
      '/DefaultVersionNumber': '"3" > "5"',
      '/InstanceType': '"t3.small" > "t3.large"',
      '/UserData': '"that of version 3" > none',
    });
    const same = drafted({ instanceType: 't3.small', owner: 'search' }, factsOf({}, { owner }));
    expect(same.steps).toMatchObject([{ kind: 'deploy' }]);
    expect(same.deviations).toEqual([]);
  });
});

describe('the next version of what no stack owns', () => {
  const sentFor = (latest: JsonObject): unknown =>
    sure(
      drafted({ instanceType: 't3.large' }, factsOf(latest)).steps.find(
        (step) => step.kind === 'operate',
      ),
    );

  it.each<readonly [string, JsonObject, JsonObject]>([
    ['sends nothing that it has', {}, { InstanceType: 't3.large' }],
    [
      'says its snapshot again, which EC2 would leave out',
      {
        BlockDeviceMappings: [
          { DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap-1', Encrypted: true } },
        ],
      },
      {
        InstanceType: 't3.large',
        BlockDeviceMappings: [
          { DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap-1', Encrypted: true } },
        ],
      },
    ],
    [
      'keeps each option of its metadata',
      {
        MetadataOptions: {
          HttpProtocolIpv6: 'enabled',
          HttpTokens: 'optional',
          InstanceMetadataTags: 'enabled',
          State: 'applied',
        },
      },
      {
        InstanceType: 't3.large',
        MetadataOptions: {
          HttpEndpoint: 'enabled',
          HttpProtocolIpv6: 'enabled',
          HttpPutResponseHopLimit: 1,
          HttpTokens: 'required',
          InstanceMetadataTags: 'enabled',
        },
      },
    ],
  ])('%s', (_name, latest, expected) => {
    expect(sentFor(latest)).toMatchObject({ input: { LaunchTemplateData: expected } });
  });

  it('has the snapshot in the sandbox, which leaves it out as EC2 does', async () => {
    const devices = [{ DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap-1', Encrypted: true } }];
    const data = {
      ImageId: 'ami-0a1b2c3d4e5f60001',
      InstanceType: 't3.small',
      BlockDeviceMappings: devices,
    };
    const properties = { LaunchTemplateName: 'web-base', LaunchTemplateData: data };
    const standing = { account: DEV, region: REGION, type: TYPE, id: ID, properties } as never;
    const journey = startJourney({ resources: [standing] });
    const task = taskOf(TYPE, 'UpdateResource', {
      name: 'web-base',
      instanceType: 't3.large',
      defaultVersion: 'latest',
    });
    expect(await carryOut(journey, task, 'p1')).toMatchObject({ outcome: 'done' });
    const reader = taken(await journey.aws.reader.openReader(DEV));
    const facts = await readLaunchTemplateFacts(
      contextWith('UpdateResource', { instanceType: 't3.large' }),
      reader,
    );
    expect(facts.standard).toMatchObject({ version: 2, data: { BlockDeviceMappings: devices } });
  });
});

const version = (VersionNumber: number, more: JsonObject = {}): JsonObject => ({
  VersionNumber,
  DefaultVersion: VersionNumber === 3,
  LaunchTemplateData: { InstanceType: 't3.large', ...TOKENS },
  ...more,
});

describe('a default is set as it was planned, or not at all', () => {
  const step = sure(
    drafted({ instanceType: 't3.large', defaultVersion: 'latest' }, factsOf({})).steps.at(-1),
  );
  const changes = step.kind === 'operate' ? step.changes : [];
  const sent = { LaunchTemplateId: ID, DefaultVersion: '5' };
  const holds = (operation: typeof SET_DEFAULT, versions: readonly JsonObject[]): boolean =>
    sure(operation.before).isAsPlanned({ LaunchTemplateVersions: versions }, sent, changes);

  it.each<readonly [string, readonly JsonObject[], boolean, boolean]>([
    ['it is there', [version(3), version(5)], true, true],
    ['it is not there', [version(3)], false, false],
    ['a newer one was made', [version(3), version(5), version(6)], true, false],
    [
      'another is the default',
      [version(3, { DefaultVersion: false }), version(5), version(4, { DefaultVersion: true })],
      false,
      false,
    ],
    [
      'it answers without a token',
      [version(3), version(5, { LaunchTemplateData: { InstanceType: 't3.large' } })],
      false,
      false,
    ],
    [
      'it has another type',
      [version(3), version(5, { LaunchTemplateData: { InstanceType: 'p5.48xlarge', ...TOKENS } })],
      false,
      false,
    ],
  ])('where %s', (_name, versions, isSet, isMadeSet) => {
    expect([holds(SET_DEFAULT, versions), holds(SET_MADE_DEFAULT, versions)]).toEqual([
      isSet,
      isMadeSet,
    ]);
  });

  it('is the call for what the plan makes, and reads the three that matter', () => {
    expect(step).toMatchObject({ operation: SET_MADE_DEFAULT.name });
    expect(sure(SET_DEFAULT.before).input(ID, sent)).toEqual({
      LaunchTemplateId: ID,
      Versions: ['$Default', '$Latest', '5'],
    });
  });

  it.each([
    [4, false],
    [5, true],
    [6, false],
  ])('a version that is made of 4 is done where the newest is %i: %s', (latest, isDone) => {
    const output = { LaunchTemplates: [{ LatestVersionNumber: latest }] };
    expect(NEW_VERSION.wait.isAsSent?.(output, { SourceVersion: '4' })).toBe(isDone);
  });
});

/** EC2 and Auto Scaling as one test has them: a call by its name, answered. */
const readerOf = (answers: Readonly<Record<string, unknown>>): AwsReader => ({
  accountId: DEV,
  read: async ({ operation }) =>
    await Promise.resolve(
      operation in answers
        ? { ok: true, output: answers[operation] }
        : { ok: false, code: 'NotFound', httpStatus: 404, message: '' },
    ),
});

const ROW = {
  LaunchTemplateId: ID,
  LaunchTemplateName: 'web-base',
  DefaultVersionNumber: 3,
  LatestVersionNumber: 3,
};

const groupOf = (name: string, more: JsonObject): JsonObject => ({
  AutoScalingGroupName: name,
  ...more,
});

const named = (Version: string): JsonObject => ({ LaunchTemplateName: 'web-base', Version });

const instanceOf = (id: string, group?: string): JsonObject => ({
  InstanceId: id,
  Tags: group === undefined ? [] : [{ Key: 'aws:autoscaling:groupName', Value: group }],
});

const read = async (
  taskType: MutationType,
  parameters: TaskParameters,
  answers: Readonly<Record<string, unknown>>,
) =>
  await readLaunchTemplateFacts(
    contextWith(taskType, parameters),
    readerOf({ DescribeLaunchTemplates: { LaunchTemplates: [ROW] }, ...answers }),
  );

describe('who starts from it', () => {
  const fleet = groupOf('fleet', { LaunchTemplate: named('3') });

  it.each<readonly [string, readonly JsonObject[], readonly JsonObject[], readonly string[]]>([
    ['of no group', [], [instanceOf('i-1')], ['i-1']],
    ['of a group that starts from it', [fleet], [instanceOf('i-1', 'fleet')], []],
    [
      'that a group of another template by now started before',
      [groupOf('fleet', { LaunchTemplate: { LaunchTemplateName: 'other' } })],
      [instanceOf('i-1', 'fleet')],
      ['i-1'],
    ],
    ['of a group that is gone', [], [instanceOf('i-1', 'fleet')], ['i-1']],
  ])('an instance %s', async (_name, groups, Instances, expected) => {
    const facts = await read(
      'DeleteResource',
      {},
      {
        DescribeAutoScalingGroups: { AutoScalingGroups: groups },
        DescribeInstances: { Reservations: [{ Instances }] },
      },
    );
    expect(facts.instances).toEqual(expected);
  });

  it('is said with each version that a mixed group names', async () => {
    const Overrides = [
      { LaunchTemplateSpecification: named('$Latest') },
      { LaunchTemplateSpecification: { LaunchTemplateName: 'other', Version: '7' } },
    ];
    const LaunchTemplate = { LaunchTemplateSpecification: named('2'), Overrides };
    const facts = await read(
      'DeleteResource',
      {},
      {
        DescribeAutoScalingGroups: {
          AutoScalingGroups: [groupOf('mixed', { MixedInstancesPolicy: { LaunchTemplate } })],
        },
        DescribeInstances: {},
      },
    );
    expect(facts.groups.map(({ versions }) => versions)).toEqual([['2', '$Latest']]);
  });

  it('is counted where there are too many to name', () => {
    const groups = Array.from({ length: 11 }, (_one, at) => ({
      arn: `arn:${at}`,
      words: `the group ${at}`,
      versions: ['2', '$Latest'],
    }));
    const [said] = drafted({ instanceType: 't3.large' }, factsOf({}, { groups })).deviations;
    expect(said?.because).toContain(
      'the group 7 goes on starting version 2 and starts new ones from the newest version; ' +
        'and 3 groups more',
    );
  });
});

describe('another type', () => {
  const answers = (ImageId: string) => ({
    DescribeAutoScalingGroups: {},
    DescribeLaunchTemplateVersions: {
      LaunchTemplateVersions: [
        { VersionNumber: 3, LaunchTemplateData: { ...STANDARD.data, ImageId } },
      ],
    },
    DescribeInstanceTypes: {
      InstanceTypes: [
        { InstanceType: 't4g.small', ProcessorInfo: { SupportedArchitectures: ['arm64'] } },
      ],
    },
    DescribeImages: { Images: [{ ImageId, Architecture: 'x86_64' }] },
  });

  it('is refused where the image that stays does not run on it', async () => {
    const asked = { instanceType: 't4g.small' };
    const facts = await read('UpdateResource', asked, answers('ami-1'));
    const context = contextWith('UpdateResource', asked);
    expect(draftLaunchTemplate(context, facts)).toMatchObject({
      ok: false,
      refusal: { code: 'contradictory' },
    });
  });

  it('is taken where the image is known only once something starts', async () => {
    const facts = await read(
      'UpdateResource',
      { instanceType: 't4g.small' },
      answers('resolve:ssm:/golden'),
    );
    expect(facts.image).toBeNull();
  });
});

describe('what it costs', () => {
  const launch = (name: string, type: string, words = ''): JsonObject => ({
    LaunchTemplateName: name,
    VersionDescription: words,
    LaunchTemplateData: { InstanceType: type },
  });
  const cost = (properties: JsonObject) => planKnowledge.costOf(TYPE, properties, REGION);

  it('is counted by the group of our stack, never by what a person wrote', () => {
    const words = 'Runs 400 at once at the least';
    expect(cost(launch('web-base', 't3.large', words))).toMatchObject({ afterUsdMonthly: 0 });
    const own = cost(launch('aws-coworker-7-fleet', 't3.large', words));
    expect('afterUsdMonthly' in own && own.afterUsdMonthly).toBeGreaterThan(1000);
  });

  it.each<readonly [string, JsonObject, JsonObject, string | undefined]>([
    [
      'another type',
      launch('web-base', 't3.micro'),
      launch('web-base', 'p5.48xlarge'),
      'how many run of it is not said',
    ],
    ['the same', launch('web-base', 't3.micro'), launch('web-base', 't3.micro', 'x'), undefined],
    [
      'that of a group',
      launch('aws-coworker-7-fleet', 't3.micro'),
      launch('aws-coworker-7-fleet', 't3.large'),
      undefined,
    ],
  ])('is not known of what starts next: %s', (_name, before, after, expected) => {
    expect(planKnowledge.unpricedChange?.(TYPE, before, after)).toBe(expected);
  });
});
