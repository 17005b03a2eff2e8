import { describe, expect, it } from 'vitest';
import type { DeployDraft } from '../../src/plan/step.ts';
import { dynamicReferenceFlaw } from '../../src/services/cloudformation-template/dynamic-references.ts';
import { cloudformationTemplate as service } from '../../src/services/cloudformation-template/index.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Tier } from '../../src/task/tier.ts';
import { answer, contextFor, DEV, NOT_FOUND, readerOf, taskOf, type Answers } from './samples.ts';

const TYPE = 'AWS::CloudFormation::Stack';

const yaml = (body: string): string => `Resources:\n${body}`;
const QUEUE = yaml('  Buffer:\n    Type: AWS::SQS::Queue\n');
const one = (type: string, properties = ''): string =>
  yaml(
    `  Thing:\n    Type: ${type}\n${properties === '' ? '' : `    Properties: ${properties}\n`}`,
  );

const draft = async (
  parameters: TaskParameters,
  options: { tier?: Tier; answers?: Answers; taskType?: MutationType; added?: string[] } = {},
) => {
  const task = taskOf(TYPE, options.taskType ?? 'CreateResource', {
    name: 'intake',
    ...parameters,
  });
  const context = contextFor(task, {
    tier: options.tier ?? 'development',
    added: options.added ?? [],
  });
  const facts = await service.readFacts(context, readerOf(options.answers ?? {}));
  return service.draft(context, facts);
};

const deployOf = async (...given: Parameters<typeof draft>): Promise<DeployDraft> => {
  const decided = await draft(...given);
  if (!decided.ok) throw new Error(decided.refusal.because);
  const step = decided.value.steps[0];
  if (step?.kind !== 'deploy') throw new Error('no deploy step');
  return step;
};

const refusalOf = async (...given: Parameters<typeof draft>): Promise<string> => {
  const decided = await draft(...given);
  return decided.ok ? 'planned' : `${decided.refusal.code}: ${decided.refusal.because}`;
};

const stackAnswers = (
  stack: object | undefined,
  template = QUEUE,
  members: readonly object[] = [],
): Answers => ({
  'CloudFormation.DescribeStacks': (call) =>
    stack === undefined || call.input['StackName'] === 'intake'
      ? NOT_FOUND
      : answer({ Stacks: [stack] }),
  'CloudFormation.ListStacks': answer({
    StackSummaries: [
      { StackName: 'aws-coworker-7-intake', StackStatus: 'CREATE_COMPLETE' },
      { StackName: 'intake-old', StackStatus: 'CREATE_COMPLETE' },
    ],
  }),
  'CloudFormation.DescribeStackResources': answer({ StackResources: members }),
  'CloudFormation.GetTemplate': answer({ TemplateBody: template }),
});

const OURS = {
  StackName: 'aws-coworker-7-intake',
  StackId: `arn:aws:cloudformation:us-east-1:${DEV}:stack/aws-coworker-7-intake/1`,
  StackStatus: 'CREATE_COMPLETE',
  Parameters: [{ ParameterKey: 'Depth', ParameterValue: '3' }],
  Tags: [{ Key: 'CoworkerManaged', Value: 'true' }],
};

describe('a given template', () => {
  it('is sent as it was given, to a stack of ours, and the other name is said', async () => {
    const step = await deployOf({ template: QUEUE });
    expect(step).toMatchObject({
      stackName: 'aws-coworker-42-intake',
      changeSetType: 'CREATE',
      isGiven: true,
      templateBody: QUEUE,
      parameters: {},
      capabilities: [],
    });
    expect(step.tags['CoworkerManaged']).toBe('true');
    const decided = await draft({ template: QUEUE });
    expect(decided.ok && decided.value.deviations[0]?.planned).toBe('stack aws-coworker-42-intake');
  });

  it('is patched by /add, and only then rewritten', async () => {
    const bucket = one('AWS::S3::Bucket');
    const plain = await deployOf({ template: bucket });
    const patched = await deployOf({ template: bucket }, { added: ['S3-01'] });
    expect(plain.templateBody).toBe(bucket);
    expect(JSON.parse(patched.templateBody)).toMatchObject({
      Resources: {
        Thing: { Properties: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } } },
      },
    });
  });

  const ROLE =
    '{Path: /coworker/, PermissionsBoundary: !Sub "arn:aws:iam::${AWS::AccountId}:policy/AwsCoworkerBoundary", AssumeRolePolicyDocument: {}}';

  it.each([
    ['no role', QUEUE, []],
    ['a role with a generated name', one('AWS::IAM::Role', ROLE), ['CAPABILITY_IAM']],
    [
      'a role with a name',
      one('AWS::IAM::Role', ROLE.replace('{', '{RoleName: reader, ')),
      ['CAPABILITY_NAMED_IAM'],
    ],
  ])('capabilities: %s', async (_, template, expected) => {
    expect((await deployOf({ template })).capabilities).toEqual(expected);
  });

  it('takes parameters from the request and asks for those nobody gives', async () => {
    const template = `Parameters:\n  Depth: {Type: Number}\n  Kind: {Type: String, Default: a}\n${QUEUE}`;
    expect((await deployOf({ template, parameters: { Depth: '3' } })).parameters).toEqual({
      Depth: '3',
    });
    expect(await refusalOf({ template })).toMatch(/^missing-field: .*`Depth`/);
    expect(await refusalOf({ template, parameters: { Depth: '3', Width: '1' } })).toMatch(
      /^malformed-value: The template has no parameter `Width`/,
    );
    expect(await refusalOf({})).toMatch(/^missing-field/);
  });
});

describe('a given template is refused with its place', () => {
  it.each<readonly [string, string, RegExp]>([
    ['broken', 'Resources: [', /^template-unreadable: .*line 1, column 13/],
    [
      'A50 larger than a call takes',
      `${QUEUE}#${'x'.repeat(51_200)}`,
      /^template-unreadable: .*at most 51200/,
    ],
    ['a transform', `Transform: AWS::Serverless-2016-10-31\n${QUEUE}`, /line 1, `Transform`/],
    [
      'an include',
      one('AWS::SQS::Queue', '{"Fn::Transform": {Name: AWS::Include}}'),
      /^template-unsupported: line 4, `Resources.Thing.Properties.Fn::Transform`/,
    ],
    ['hooks', `Hooks: {A: {Type: X}}\n${QUEUE}`, /^template-unsupported: line 1, `Hooks`/],
    ['A52 a nested stack', one('AWS::CloudFormation::Stack', '{TemplateURL: x}'), /a nested stack/],
    ['A52 a module', one('My::Own::Thing::MODULE'), /a module expands/],
    ['A67 a custom resource', one('Custom::Seed', '{ServiceToken: x}'), /runs code of its own/],
    ['A67 another custom resource', one('AWS::CloudFormation::CustomResource'), /custom resource/],
    ['a third-party type', one('MongoDB::Atlas::Cluster'), /private or third-party/],
    ['a macro to be', one('AWS::CloudFormation::Macro'), /changes what templates mean/],
    ['a hook', one('AWS::CloudFormation::HookVersion'), /a hook runs code/],
    ['a wait', one('AWS::CloudFormation::WaitCondition'), /no bounded end/],
    [
      'a signal',
      yaml('  A:\n    Type: AWS::SQS::Queue\n    CreationPolicy: {}\n'),
      /line 4, `Resources.A.CreationPolicy`/,
    ],
    [
      'a type nobody reviewed',
      one('AWS::Kinesis::Stream'),
      /^template-unsupported: line 3, .*no reviewed permissions for AWS::Kinesis::Stream/,
    ],
    [
      'a NoEcho parameter',
      `Parameters:\n  Key: {Type: String, NoEcho: true}\n${QUEUE}`,
      /^no-echo-parameter: line 2, `Parameters.Key.NoEcho`/,
    ],
    [
      'A68 a secret as a default',
      `Parameters:\n  DbPassword: {Type: String, Default: hunter2}\n${QUEUE}`,
      /^secret-in-request: line 2, `Parameters.DbPassword.Default`/,
    ],
    [
      'A68 a credential',
      one('AWS::SSM::Parameter', ['{Type: String, Value: AKIA', 'ABCDEFGHIJKLMNOP}'].join('')),
      /^secret-in-request: (?!.*AKIA)/,
    ],
    [
      'an ssm reference without a version',
      one('AWS::SQS::Queue', '{QueueName: "{{resolve:ssm:name}}"}'),
      /a parameter reference without a version/,
    ],
    [
      'A50 code without a version',
      one('AWS::Lambda::Function', '{Code: {S3Bucket: b, S3Key: k}}'),
      /line 4, `Resources.Thing.Properties.Code`: the object in S3 is named without its version/,
    ],
    [
      'A64 our own role',
      one('AWS::IAM::Policy', '{Roles: [AwsCoworkerDeployer]}'),
      /^never-do: .*part of this application/,
    ],
    [
      'A64 whose its resources are',
      `Metadata: {CoworkerParts: {aws-coworker-12-orders: {Buffer: Buffer}}}\n${QUEUE}`,
      /^never-do: line 1, `Metadata.CoworkerParts`: only this application writes whose/,
    ],
    ['A63 CloudTrail off', one('AWS::CloudTrail::Trail', '{IsLogging: no}'), /^never-do: .*off/],
    ['A63 GuardDuty off', one('AWS::GuardDuty::Detector', '{Enable: false}'), /^never-do: .*off/],
    ['the organization', one('AWS::Organizations::Policy'), /^never-do: .*organization/],
    ['a key that goes with its stack', one('AWS::KMS::Key'), /DeletionPolicy: Retain/],
    ['a standard that does', one('AWS::SecurityHub::Standard'), /DeletionPolicy: Retain/],
    ['a key that is off', one('AWS::KMS::Key', '{Enabled: false}'), /would be a disabled key/],
    [
      'a table that streams to Kinesis',
      one('AWS::DynamoDB::Table', '{KinesisStreamSpecification: {StreamArn: x}}'),
      /^template-unsupported: .*Kinesis stream/,
    ],
    [
      'a cluster whose creator administers it, unsaid',
      one('AWS::EKS::Cluster', '{Name: shop}'),
      /^template-unsupported: .*BootstrapClusterCreatorAdminPermissions/,
    ],
    [
      'a cluster whose creator administers it, unknown',
      one(
        'AWS::EKS::Cluster',
        '{AccessConfig: {AuthenticationMode: API, BootstrapClusterCreatorAdminPermissions: "no"}}',
      ),
      /^template-unsupported: .*BootstrapClusterCreatorAdminPermissions/,
    ],
    [
      'a cluster with the old list of administrators',
      one(
        'AWS::EKS::Cluster',
        '{AccessConfig: {AuthenticationMode: API_AND_CONFIG_MAP, ' +
          'BootstrapClusterCreatorAdminPermissions: false}}',
      ),
      /^template-unsupported: .*AuthenticationMode/,
    ],
    [
      'A62 a role without a boundary',
      one('AWS::IAM::Role', '{Path: /coworker/}'),
      /PermissionsBoundary/,
    ],
    [
      'A62 a role outside the path',
      one(
        'AWS::IAM::Role',
        '{PermissionsBoundary: "arn:aws:iam::333333333333:policy/AwsCoworkerBoundary"}',
      ),
      /needs the Path \/coworker\//,
    ],
    [
      'A62 a policy for a user',
      one('AWS::IAM::ManagedPolicy', '{Path: /coworker/, Users: [root]}'),
      /attached to roles, not to Users/,
    ],
    [
      'A62 a policy of one user',
      one('AWS::IAM::UserPolicy', '{UserName: root, PolicyName: p}'),
      /attached to roles, not by UserName/,
    ],
    [
      'A62 a policy of one group',
      one('AWS::IAM::GroupPolicy', '{GroupName: all, PolicyName: p}'),
      /attached to roles, not by GroupName/,
    ],
    [
      'A62 a role passed from nowhere',
      one(
        'AWS::Lambda::Function',
        '{Role: !ImportValue shared, Code: {S3Bucket: b, S3Key: k, S3ObjectVersion: v}}',
      ),
      /can not be known beforehand on what the stack would use iam:PassRole/,
    ],
    [
      'a name only AWS knows',
      one('AWS::SQS::Queue', '{QueueName: !Select [0, !GetAZs ""]}'),
      /names of `Thing` can not be known/,
    ],
    [
      'a star as a name',
      one('AWS::SQS::Queue', '{QueueName: "*"}'),
      /names of `Thing` can not be known/,
    ],
    [
      'a tag AWS refuses',
      one('AWS::SQS::Queue', '{Tags: [{Key: a, Value: "<b>"}]}'),
      /^malformed-value: line 4, `Resources.Thing.Properties.Tags.0.Value`/,
    ],
    ['a hyphen in an id', yaml('  a-b: {Type: AWS::SQS::Queue}\n'), /^template-unreadable: line 2/],
  ])('%s', async (_, template, expected) => {
    expect(await refusalOf({ template })).toMatch(expected);
  });

  it.each<readonly [string, string, Tier, boolean]>([
    ['an unreviewed type by pull request', one('AWS::Kinesis::Stream'), 'staging', true],
    ['a custom resource by pull request', one('Custom::Seed'), 'production', true],
    ['a nested stack nowhere', one('AWS::CloudFormation::Stack'), 'production', false],
    ['a transform nowhere', `Transform: X\n${QUEUE}`, 'staging', false],
    ['an access key from staging up', one('AWS::IAM::AccessKey'), 'staging', false],
  ])('by tier: %s', async (_, template, tier, isPlanned) => {
    expect((await refusalOf({ template }, { tier })) === 'planned').toBe(isPlanned);
  });

  it('a type that DescribeType shows to be private', async () => {
    const answers: Answers = {
      'CloudFormation.DescribeType': answer({ Visibility: 'PRIVATE' }),
    };
    expect(await refusalOf({ template: QUEUE }, { answers })).toMatch(/AWS::SQS::Queue is not AWS/);
    const withRole: Answers = {
      'CloudFormation.DescribeType': answer({ Visibility: 'PUBLIC', ExecutionRoleArn: 'arn:x' }),
    };
    expect(await refusalOf({ template: QUEUE }, { answers: withRole })).toMatch(/run as itself/);
  });
});

describe('dynamic references', () => {
  const id = 'a'.repeat(32);
  it.each([
    ['nothing', '', undefined],
    ['a template of another language', 'Hello {{ name }}', undefined],
    ['a parameter with a version', '{{resolve:ssm:/a/b:3}}', undefined],
    [
      'a secret with a version',
      `{{resolve:secretsmanager:db:SecretString:user::${id}}}`,
      undefined,
    ],
    [
      'a secret by ARN with a version',
      `{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:333333333333:secret:db-Ab12:SecretString:user::${id}}}`,
      undefined,
    ],
    ['a parameter without one', '{{resolve:ssm:/a/b}}', 'a parameter reference without a version'],
    [
      'a version that is a variable',
      '{{resolve:ssm:a:${V}}}',
      'a parameter reference without a version',
    ],
    [
      'a stage',
      '{{resolve:secretsmanager:db:SecretString:user:AWSCURRENT}}',
      'a secret reference without a version id',
    ],
    ['an unknown kind', '{{resolve:vault:a:3}}', 'a dynamic reference of an unknown kind'],
    ['the start alone', '{{', 'a dynamic reference that is put together from parts'],
    ['a cut prefix', '{{resol', 'a dynamic reference that is put together from parts'],
    ['without an end', '{{resolve:ssm:a:3', 'a dynamic reference that is put together from parts'],
    ['without a start', 'resolve:ssm:a}}', 'a dynamic reference that is put together from parts'],
    [
      'the second is bad',
      '{{resolve:ssm:a:3}}{{resolve:ssm:b}}',
      'a parameter reference without a version',
    ],
  ])('%s', (_, text, expected) => {
    expect(dynamicReferenceFlaw(text)).toBe(expected);
  });
});

describe('a stack that exists', () => {
  const planned = async (taskType: MutationType, parameters: TaskParameters, answers: Answers) => {
    const decided = await draft(parameters, { taskType, answers });
    return decided.ok ? decided.value.steps.map((step) => step.kind) : decided.refusal.code;
  };

  it.each<readonly [string, MutationType, TaskParameters, Answers, unknown]>([
    [
      'the same again',
      'UpdateResource',
      { template: QUEUE, parameters: {} },
      stackAnswers({ ...OURS, Parameters: [] }),
      [],
    ],
    [
      'another template',
      'UpdateResource',
      { template: `${QUEUE}# new\n` },
      stackAnswers(OURS),
      ['deploy'],
    ],
    [
      'another value only',
      'UpdateResource',
      { parameters: { Depth: '4' } },
      stackAnswers(OURS, `Parameters: {Depth: {Type: Number}}\n${QUEUE}`),
      ['deploy'],
    ],
    ['nothing asked', 'UpdateResource', {}, stackAnswers(OURS), 'missing-field'],
    ['not there', 'UpdateResource', { template: QUEUE }, {}, 'target-not-found'],
    [
      'with a role of its own',
      'UpdateResource',
      { template: `${QUEUE}# new\n` },
      stackAnswers({ ...OURS, RoleARN: 'arn:aws:iam::333333333333:role/x' }),
      'stack-has-role',
    ],
    ['a delete', 'DeleteResource', {}, stackAnswers(OURS), ['remove']],
    [
      'a delete of somebody else’s',
      'DeleteResource',
      { name: 'legacy-intranet' },
      stackAnswers({ ...OURS, StackName: 'legacy-intranet', Tags: [] }),
      'no-route',
    ],
    [
      'a create of a taken name',
      'CreateResource',
      { name: 'legacy-intranet', template: QUEUE },
      stackAnswers({ ...OURS, StackName: 'legacy-intranet', Tags: [] }),
      'name-taken',
    ],
  ])('%s', async (_, taskType, parameters, answers, expected) => {
    expect(await planned(taskType, parameters, answers)).toEqual(expected);
  });

  it('of which several have the name is asked about', async () => {
    const answers: Answers = {
      ...stackAnswers(OURS),
      'CloudFormation.ListStacks': (call) =>
        answer(
          call.input['NextToken'] === undefined
            ? {
                StackSummaries: [
                  { StackName: 'aws-coworker-7-intake', StackStatus: 'CREATE_COMPLETE' },
                ],
                NextToken: 'more',
              }
            : {
                StackSummaries: [
                  { StackName: 'aws-coworker-9-intake', StackStatus: 'UPDATE_COMPLETE' },
                  { StackName: 'aws-coworker-3-intake', StackStatus: 'DELETE_COMPLETE' },
                ],
              },
        ),
    };
    expect(await planned('DeleteResource', {}, answers)).toBe('contradictory');
  });

  it('keeps the parameters it has where the request gives none', async () => {
    const template = `Parameters: {Depth: {Type: Number}}\n${QUEUE}`;
    const step = await deployOf(
      { template: `${template}# new\n` },
      { taskType: 'UpdateResource', answers: stackAnswers(OURS, template) },
    );
    expect(step.parameters).toEqual({ Depth: '3' });
    expect(step.changeSetType).toBe('UPDATE');
  });
});

describe('a launch template of a given template', () => {
  const tagged = (value: string): string =>
    `TagSpecifications: [{ResourceType: launch-template, Tags: [{Key: CoworkerIssue, Value: ${value}}]}]`;
  const launch = (...parts: readonly string[]): string =>
    one('AWS::EC2::LaunchTemplate', `{${['LaunchTemplateData: {}', ...parts].join(', ')}}`);
  const own = async (): Promise<string> =>
    (await deployOf({ template: QUEUE })).tags['CoworkerIssue'] ?? '';

  it('is refused in words where the session could not delete it again', async () => {
    const decided = await draft({ template: launch() });
    expect(decided.ok ? undefined : decided.refusal).toEqual({
      code: 'template-unsupported',
      because:
        '`Thing` would be made without the tag `CoworkerIssue` of this issue, by which alone the ' +
        'session may delete it again if the stack fails: CloudFormation hands ' +
        'AWS::EC2::LaunchTemplate no tags.',
      next:
        'Give `Thing` in the template `TagSpecifications` with the ResourceType ' +
        `\`launch-template\` and the tag \`CoworkerIssue\`: \`${await own()}\`.`,
    });
  });

  it.each([
    ['of another issue', tagged('acme/other/issues/1'), {}, 'template-unsupported'],
    [
      'of the instances alone',
      tagged('OWN').replace('launch-template', 'instance'),
      {},
      'template-unsupported',
    ],
    ['of this issue', tagged('OWN'), {}, 'planned'],
    ['without one, by a pull request', '', { tier: 'production' as const }, 'planned'],
  ])('%s', async (_name, tags, options, expected) => {
    const template = launch(...(tags === '' ? [] : [tags.replace('OWN', await own())]));
    expect((await refusalOf({ template }, options)).split(':')[0]).toBe(expected);
  });

  it.each([
    ['that is there is known by its id', launch('VersionDescription: b'), 'planned'],
    [
      'that gets another name is another one',
      launch('LaunchTemplateName: b'),
      'template-unsupported',
    ],
  ])('%s', async (_name, template, expected) => {
    const member = {
      StackName: OURS.StackName,
      StackId: OURS.StackId,
      LogicalResourceId: 'Thing',
      ResourceType: 'AWS::EC2::LaunchTemplate',
      PhysicalResourceId: 'lt-0123456789abcdef0',
      ResourceStatus: 'CREATE_COMPLETE',
    };
    const answers = stackAnswers(OURS, launch(), [member]);
    const decided = await refusalOf({ template }, { taskType: 'UpdateResource', answers });
    expect(decided.split(':')[0]).toBe(expected);
  });
});

describe('a web ACL of a given template', () => {
  const guards = (resource: string, parameters = ''): string =>
    `${parameters}${one('AWS::WAFv2::WebACLAssociation', `{WebACLArn: a, ResourceArn: ${resource}}`)}`;
  const door = 'Parameters:\n  Door: {Type: String, Default: DOOR}\n';
  const STAGE = 'arn:aws:apigateway:us-east-1::/restapis/r1s2t3u4v5/stages/live';
  const BALANCER = `arn:aws:elasticloadbalancing:us-east-1:${DEV}:loadbalancer/app/a/50dc6c495c0c9188`;

  it.each([
    ['a stage', guards(STAGE)],
    ['a stage of the template', guards('!Sub "arn:aws:apigateway:${AWS::Region}::/restapis/a"')],
    ['a stage in parts', guards('!Join [":", [arn, aws, apigateway, us-east-1, "", /restapis/a]]')],
    ['a stage by a parameter', guards('!Ref Door', door.replace('DOOR', `"${STAGE}"`))],
  ])('stands before %s', async (_name, template) => {
    expect(await refusalOf({ template })).not.toContain('SetWebACL');
  });

  it.each([
    ['a load balancer', guards(BALANCER)],
    ['a load balancer of the template', guards('!Ref Balancer')],
    ['one by a parameter', guards('!Ref Door', door.replace('DOOR', `"${BALANCER}"`))],
    ['what another stack exports', guards('!ImportValue balancer')],
    ['nothing', one('AWS::WAFv2::WebACLAssociation', '{WebACLArn: a}')],
  ])('is refused before %s', async (_name, template) => {
    expect(await refusalOf({ template })).toMatch(
      /^template-unsupported: line \d+, `Resources\.Thing[^`]*`: Thing: our roles may put a web ACL/,
    );
    expect(await refusalOf({ template }, { tier: 'production' })).not.toContain('SetWebACL');
  });
});
