import { describe, expect, it } from 'vitest';
import type { DeployDraft, StepDraft } from '../../src/plan/step.ts';
import { ec2Instance as service } from '../../src/services/ec2-instance/index.ts';
import { openToWorld } from '../../src/services/security-group/open-ports.ts';
import { systemOf } from '../../src/services/ec2-instance/systems.ts';
import { draftInverse } from '../../src/services/operate-drafts.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { SAMPLES } from './service-samples.ts';
import { answer, contextFor, DEV, readerOf, sure, taskOf, type Answers } from './samples.ts';

const TYPE = 'AWS::EC2::Instance';
const ID = 'i-0a11b22c33d44e560';
const ANSWERS = sure(SAMPLES['ec2-instance']).answers;
const LEAST = { name: 'build-runner', instanceType: 't3.small' };

interface Given {
  readonly answers?: Answers;
  readonly tier?: Tier;
  readonly taskType?: MutationType;
}

const draft = async (parameters: TaskParameters, given: Given = {}) => {
  const { answers = {}, tier = 'development', taskType = 'CreateResource' } = given;
  const context = contextFor(taskOf(TYPE, taskType, parameters), { tier });
  const facts = await service.readFacts(context, readerOf({ ...ANSWERS, ...answers }));
  return service.draft(context, facts);
};

const stepsOf = async (...given: Parameters<typeof draft>): Promise<readonly StepDraft[]> => {
  const decided = await draft(...given);
  if (!decided.ok) throw new Error(decided.refusal.because);
  return decided.value.steps;
};

const deploysOf = async (...given: Parameters<typeof draft>): Promise<readonly DeployDraft[]> =>
  (await stepsOf(...given)).filter((step) => step.kind === 'deploy');

const instanceOf = async (...given: Parameters<typeof draft>): Promise<JsonObject> => {
  const last = (await deploysOf(...given)).at(-1);
  return last?.template.Resources['BuildRunnerInstance']?.Properties ?? {};
};

const refusalOf = async (...given: Parameters<typeof draft>): Promise<string> => {
  const decided = await draft(...given);
  return decided.ok ? 'planned' : `${decided.refusal.code}: ${decided.refusal.because}`;
};

const subnet = (id: string, more: object = {}): object => ({
  SubnetId: `subnet-${id}`,
  VpcId: 'vpc-1',
  AvailabilityZone: 'us-east-1a',
  ...more,
});

const network = (subnets: readonly object[], vpcs: readonly object[]): Answers => ({
  'EC2.DescribeVpcs': answer({ Vpcs: vpcs }),
  'EC2.DescribeSubnets': answer({ Subnets: subnets }),
});

const ONE_VPC = [{ VpcId: 'vpc-1' }];

describe('a new instance', () => {
  it('has its access in a stack before it, and image and subnet as ids', async () => {
    const [access, main] = await deploysOf(LEAST);
    expect(access?.stackName).toBe('aws-coworker-42-build-runner-access');
    expect(main?.stackName).toBe('aws-coworker-42-build-runner');
    const profile = Object.values(sure(access).template.Resources).find(
      (one) => one.Type === 'AWS::IAM::InstanceProfile',
    );
    expect(await instanceOf(LEAST)).toMatchObject({
      ImageId: 'ami-0abcdef1234567890',
      InstanceType: 't3.small',
      SubnetId: 'subnet-0123456789abcdef0',
      SecurityGroupIds: [{ 'Fn::GetAtt': ['BuildRunnerGroup', 'GroupId'] }],
      IamInstanceProfile: profile?.Properties?.['InstanceProfileName'],
      MetadataOptions: { HttpTokens: 'required' },
      PropagateTagsToVolumeOnCreation: true,
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 20, VolumeType: 'gp3' } },
      ],
    });
  });

  it('lets nothing in and has no key', async () => {
    const steps = await deploysOf({ ...LEAST, keyPair: 'dana' });
    const text = JSON.stringify(steps);
    expect(text).not.toContain('SecurityGroupIngress');
    expect(text).not.toContain('KeyName');
    const decided = await draft({ ...LEAST, keyPair: 'dana' });
    expect(decided.ok && decided.value.deviations.map((one) => one.planned)).toEqual([
      'no key pair; Session Manager',
    ]);
  });

  it('A62 its role is under the path and the boundary, with Session Manager only', async () => {
    const [access] = await deploysOf(LEAST);
    const role = Object.values(sure(access).template.Resources)[0]?.Properties;
    expect(role).toMatchObject({
      Path: '/coworker/',
      PermissionsBoundary: `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`,
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
    });
  });

  it.each<readonly [string, Tier, JsonObject]>([
    ['sandbox', 'sandbox', {}],
    ['staging', 'staging', { Monitoring: true }],
    ['production', 'production', { Monitoring: true, DisableApiTermination: true }],
  ])('in %s', async (_, tier, expected) => {
    const { Monitoring, DisableApiTermination } = await instanceOf(LEAST, { tier });
    const found = Object.fromEntries(
      Object.entries({ Monitoring, DisableApiTermination }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    expect(found).toEqual(expected);
  });

  it('in production stands in two zones, and the plan says so', async () => {
    const decided = await draft(LEAST, { tier: 'production' });
    expect(decided.ok && decided.value.deviations[0]?.planned).toBe(
      'two instances, the second in us-east-1b',
    );
  });

  it.each<readonly [string, TaskParameters, Answers, unknown]>([
    [
      'the private one before the public',
      {},
      network(
        [
          subnet('a1', { MapPublicIpOnLaunch: true }),
          subnet('b2', { AvailabilityZone: 'us-east-1b' }),
        ],
        ONE_VPC,
      ),
      'subnet-b2',
    ],
    [
      'the one named by id',
      { subnet: 'subnet-c3' },
      network([subnet('a1'), subnet('c3')], ONE_VPC),
      'subnet-c3',
    ],
    [
      'the one named by name',
      { subnet: 'apps' },
      network([subnet('a1'), subnet('c3', { Tags: [{ Key: 'Name', Value: 'apps' }] })], ONE_VPC),
      'subnet-c3',
    ],
    [
      'one of the default VPC',
      {},
      network(
        [subnet('x0', { VpcId: 'vpc-0' }), subnet('a1')],
        [{ VpcId: 'vpc-0' }, { VpcId: 'vpc-1', IsDefault: true }],
      ),
      'subnet-a1',
    ],
  ])('takes %s', async (_, more, answers, expected) => {
    const routes = answer({
      RouteTables: [
        {
          VpcId: 'vpc-1',
          Associations: [{ SubnetId: 'subnet-a1' }],
          Routes: [{ GatewayId: _.startsWith('the private') ? 'igw-1' : 'local' }],
        },
      ],
    });
    const given = { answers: { ...answers, 'EC2.DescribeRouteTables': routes } };
    expect((await instanceOf({ ...LEAST, ...more }, given))['SubnetId']).toBe(expected);
  });

  it('takes no public address where the subnet would give one', async () => {
    const answers = network([subnet('a1', { MapPublicIpOnLaunch: true })], ONE_VPC);
    expect((await instanceOf(LEAST, { answers }))['NetworkInterfaces']).toMatchObject([
      { AssociatePublicIpAddress: false, SubnetId: 'subnet-a1' },
    ]);
  });
});

describe('an instance is refused', () => {
  const group = (rule: object): Answers => ({
    'EC2.DescribeSecurityGroups': answer({
      SecurityGroups: [
        {
          GroupId: 'sg-0123456789abcdef0',
          GroupName: 'open',
          VpcId: 'vpc-0123456789abcdef0',
          IpPermissions: [rule],
        },
      ],
    }),
  });

  it.each<readonly [string, TaskParameters, Answers, RegExp]>([
    [
      'without a type',
      { instanceType: '' },
      { 'EC2.DescribeInstanceTypes': answer({}) },
      /^malformed-value/,
    ],
    [
      'with a type that is not there',
      { instanceType: 't9.huge' },
      {
        'EC2.DescribeInstanceTypes': {
          ok: false,
          code: 'InvalidInstanceType',
          httpStatus: 400,
          message: 'no',
        },
      },
      /^malformed-value: There is no instance type `t9.huge`/,
    ],
    [
      'with a system nobody publishes',
      { os: 'Plan 9' },
      {},
      /^target-not-found: No image was found for `Plan 9`/,
    ],
    [
      'with an image for another processor',
      {},
      {
        'EC2.DescribeInstanceTypes': answer({
          InstanceTypes: [
            { InstanceType: 't4g.small', ProcessorInfo: { SupportedArchitectures: ['arm64'] } },
          ],
        }),
      },
      /^contradictory: The image is built for x86_64/,
    ],
    ['with a volume smaller than the image', { sizeGb: 4 }, {}, /^malformed-value: .*8 GB or more/],
    [
      'in a subnet that is not there',
      { subnet: 'subnet-9' },
      {},
      /^target-not-found: There is no subnet/,
    ],
    ['without a VPC', {}, network([], []), /^target-not-found: .*has no VPC/],
    [
      'when several VPCs could be meant',
      {},
      network([], [{ VpcId: 'vpc-1' }, { VpcId: 'vpc-2' }]),
      /^missing-field: Several could be the vpc: `vpc-1`, `vpc-2`/,
    ],
    [
      'A62 in a group that is open to the world',
      { securityGroup: 'open' },
      group({
        IpProtocol: 'tcp',
        FromPort: 0,
        ToPort: 65_535,
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
      }),
      /^never-do: .*lets the whole world in to 22/,
    ],
    [
      'when the name is taken',
      {},
      {
        'EC2.DescribeInstances': answer({
          Reservations: [{ Instances: [{ InstanceId: ID, State: { Name: 'running' } }] }],
        }),
      },
      /^name-taken/,
    ],
  ])('%s', async (_, more, answers, expected) => {
    expect(await refusalOf({ ...LEAST, ...more }, { answers })).toMatch(expected);
  });

  it('in a public subnet from staging up, when no private one is there', async () => {
    const answers = {
      ...network([subnet('a1')], ONE_VPC),
      'EC2.DescribeRouteTables': answer({
        RouteTables: [
          { VpcId: 'vpc-1', Associations: [{ Main: true }], Routes: [{ GatewayId: 'igw-1' }] },
        ],
      }),
    };
    expect(await refusalOf(LEAST, { answers, tier: 'staging' })).toMatch(
      /^target-not-found: .*private/,
    );
    expect(await refusalOf(LEAST, { answers, tier: 'test' })).toBe('planned');
  });
});

describe('operations', () => {
  const running = (state: string, count = 1): Answers => ({
    'EC2.DescribeInstances': answer({
      Reservations: [
        {
          Instances: Array.from({ length: count }, (_, n) => ({
            InstanceId: `${ID.slice(0, -1)}${n}`,
            State: { Name: state },
          })),
        },
      ],
    }),
    'CloudFormation.DescribeStackResources': answer({ StackResources: [] }),
  });
  const update = 'UpdateResource' as const;

  it.each<readonly [string, string, string, unknown]>([
    ['nothing to do', 'stop', 'stopped', []],
    ['stop', 'stop', 'running', ['ec2:stop non-destructive']],
    ['start', 'start', 'stopped', ['ec2:start non-destructive']],
    ['start what runs', 'start', 'running', []],
    ['reboot', 'reboot', 'running', ['ec2:reboot non-destructive']],
    ['terminate', 'terminate', 'running', ['ec2:terminate destructive']],
  ])('%s', async (_, action, state, expected) => {
    const given = { answers: running(state), taskType: update };
    const steps = await stepsOf({ id: ID, action }, given);
    expect(
      steps.map((step) =>
        step.kind === 'operate' ? `${step.operation} ${step.operationClass}` : '',
      ),
    ).toEqual(expected);
  });

  it('needs exactly the one instance', async () => {
    const [step] = await stepsOf(
      { id: ID, action: 'stop' },
      { answers: running('running'), taskType: update },
    );
    const writes = step?.needs.filter((need) => need.purpose !== 'read');
    expect(writes).toEqual([
      {
        action: 'ec2:StopInstances',
        resources: [`arn:aws:ec2:us-east-1:${DEV}:instance/${ID}`],
        purpose: 'forward',
        via: 'direct',
      },
    ]);
    expect(step?.inverse.reversibility).toBe('partly reversible');
  });

  it('say what undoes them, and that a termination can not be undone', async () => {
    const context = contextFor(taskOf(TYPE, update, { id: ID }));
    expect(
      draftInverse(context, { operation: 'ec2:stop', target: ID, changes: [] })?.operation,
    ).toBe('ec2:start');
    expect(
      draftInverse(context, { operation: 'ec2:terminate', target: ID, changes: [] }),
    ).toBeUndefined();
    const [step] = await stepsOf(
      { id: ID },
      { answers: running('running'), taskType: 'DeleteResource' },
    );
    expect(step?.inverse.reversibility).toBe('irreversible');
    expect(step?.kind === 'operate' && step.changes[0]?.losesData).toBe(true);
  });

  it('take an image first, from staging up', async () => {
    const given = {
      answers: running('running'),
      taskType: 'DeleteResource',
      tier: 'staging',
    } as const;
    const steps = await stepsOf({ id: ID }, given);
    expect(steps.map((step) => step.kind === 'operate' && step.operation)).toEqual([
      'ec2:create-image',
      'ec2:terminate',
    ]);
  });

  it.each<readonly [string, Answers, string, RegExp]>([
    ['not there', { 'EC2.DescribeInstances': answer({}) }, 'stop', /^target-not-found/],
    ['A65 several of one name', running('running', 3), 'stop', /^missing-field: Several instances/],
    ['in between', running('pending'), 'stop', /^stack-not-ready/],
    ['an unknown one', running('running'), 'hibernate', /^malformed-value/],
  ])('refused: %s', async (_, answers, action, expected) => {
    expect(await refusalOf({ name: 'wiki-old', action }, { answers, taskType: update })).toMatch(
      expected,
    );
  });

  it('are done when EC2 says so', () => {
    const stop = sure(service.operations.find((one) => one.name === 'ec2:stop'));
    const said = (Name: string) => ({ Reservations: [{ Instances: [{ State: { Name } }] }] });
    expect(stop.wait.isDone(undefined)).toBe(false);
    expect(stop.wait.isDone(said('stopping'))).toBe(false);
    expect(stop.wait.isDone(said('stopped'))).toBe(true);
  });
});

describe('ports that the world must not reach', () => {
  it.each<readonly [string, readonly [string, number, number, string], readonly string[]]>([
    ['nothing', ['tcp', 443, 443, '0.0.0.0/0'], []],
    ['ssh', ['tcp', 22, 22, '0.0.0.0/0'], ['22']],
    ['ssh over IPv6', ['tcp', 22, 22, '::/0'], ['22']],
    ['a range that covers two', ['tcp', 3000, 5000, '0.0.0.0/0'], ['3389', '3306']],
    ['every protocol', ['-1', -1, -1, '0.0.0.0/0'], ['every protocol']],
    ['half of the world', ['tcp', 22, 22, '128.0.0.0/1'], ['22']],
    ['a private range', ['tcp', 22, 22, '10.0.0.0/8'], []],
    ['another group', ['tcp', 22, 22, 'sg-1'], []],
  ])('%s', (_, [protocol, from, to, source], expected) => {
    expect(openToWorld({ protocol, from, to, source })).toEqual(expected);
  });
});

describe('systems', () => {
  it.each([
    ['', undefined],
    ['Amazon Linux 2023', '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64'],
    [
      'ubuntu  24.04',
      '/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id',
    ],
    ['Debian 12', '/aws/service/debian/release/12/latest/arm64'],
    ['Windows Server 2022', undefined],
    ['RHEL 9', undefined],
  ])('%j for arm64', (name, expected) => {
    expect(systemOf(name)?.parameter('arm64')).toBe(expected);
  });
});
