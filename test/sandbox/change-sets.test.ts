import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeEventsCommand,
  DescribeStacksCommand,
  DescribeTypeCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  paginateDescribeStacks,
  type Change,
  type CloudFormationClient,
  type CreateChangeSetCommandInput,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import {
  admin,
  bucket,
  cfn,
  deploy,
  DEV,
  eventsOf,
  preview,
  previewer,
  refusalOf,
  roleArn,
  settle,
  stage,
  template,
  type Body,
  type Stage,
} from './kit.ts';

const ROLE: Body = {
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
};
const ONE = template({ Data: bucket({ BucketName: 'acme-dev-use1-one' }) });

const changesOf = async (
  client: CloudFormationClient,
  id: string,
  values = true,
): Promise<readonly Change[]> => {
  const all: Change[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new DescribeChangeSetCommand({
        ChangeSetName: id,
        IncludePropertyValues: values,
        NextToken: token,
      }),
    );
    all.push(...(page.Changes ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return all;
};

const open = async (spec: WorldSpec = {}): Promise<{ at: Stage; client: CloudFormationClient }> => {
  const at = stage(spec);
  return { at, client: cfn(at, admin(at)) };
};

describe('change sets', () => {
  it('C1 a create preview leaves an empty stack in review, also after its deletion', async () => {
    const { at, client } = await open();
    const { id, stackId } = await preview(at, client, { TemplateBody: ONE });
    await client.send(new DeleteChangeSetCommand({ ChangeSetName: id }));
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackId }));
    expect(Stacks?.[0]?.StackStatus).toBe('REVIEW_IN_PROGRESS');
    const gone = await refusalOf(client.send(new DescribeChangeSetCommand({ ChangeSetName: id })));
    expect(gone).toMatchObject({ name: 'ChangeSetNotFoundException', status: 404 });
  });

  it('C2 it is evaluated in its own time', async () => {
    const { at, client } = await open();
    const made = await client.send(
      new CreateChangeSetCommand({
        StackName: 'aws-coworker-1-s',
        ChangeSetName: 'c',
        ChangeSetType: 'CREATE',
        TemplateBody: ONE,
      }),
    );
    const statusOf = async (): Promise<unknown> => {
      const seen = await client.send(new DescribeChangeSetCommand({ ChangeSetName: made.Id }));
      return [seen.Status, seen.ExecutionStatus];
    };
    expect(await statusOf()).toEqual(['CREATE_PENDING', 'UNAVAILABLE']);
    await at.clock.sleep(2000);
    expect(await statusOf()).toEqual(['CREATE_IN_PROGRESS', 'UNAVAILABLE']);
    await at.clock.sleep(2000);
    expect(await statusOf()).toEqual(['CREATE_COMPLETE', 'AVAILABLE']);
  });

  const refused: readonly (readonly [
    string,
    Partial<CreateChangeSetCommandInput>,
    string,
    string,
  ])[] = [
    [
      'C3 no template',
      { TemplateBody: undefined },
      'ValidationError',
      'Template Body must be specified',
    ],
    [
      'C3 a template that is not one',
      { TemplateBody: '- a' },
      'ValidationError',
      'unsupported structure',
    ],
    ['C3 broken YAML', { TemplateBody: 'Resources: {' }, 'ValidationError', 'YAML not well-formed'],
    [
      'C3 no resources',
      { TemplateBody: '{"Resources":{}}' },
      'ValidationError',
      'At least one Resources member',
    ],
    [
      'C3 an unknown section',
      { TemplateBody: '{"Colour":1,"Resources":{"A":{"Type":"AWS::SNS::Topic"}}}' },
      'ValidationError',
      'Invalid template property or properties [Colour]',
    ],
    [
      'C3 an unknown type',
      { TemplateBody: template({ A: { Type: 'AWS::Foo::Bar' } }) },
      'ValidationError',
      'Unrecognized resource types: [AWS::Foo::Bar]',
    ],
    [
      'C3 more than 51,200 bytes',
      { TemplateBody: template({ A: bucket({}) }, { Description: 'x'.repeat(51_200) }) },
      'ValidationError',
      '51200',
    ],
    [
      'C3 a circle',
      {
        TemplateBody: template({
          A: { Type: 'AWS::SNS::Topic', DependsOn: 'B' },
          B: { Type: 'AWS::SNS::Topic', DependsOn: 'A' },
        }),
      },
      'ValidationError',
      'Circular dependency',
    ],
    [
      'C3 a reference to nothing',
      { TemplateBody: template({ A: bucket({ BucketName: { Ref: 'Nothing' } }) }) },
      'ValidationError',
      'Unresolved resource dependencies [Nothing]',
    ],
    [
      'C4 a role without a capability',
      { TemplateBody: template({ R: ROLE }), Capabilities: [] },
      'InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_IAM]',
    ],
    [
      'C4 a named role with the smaller capability',
      {
        TemplateBody: template({
          R: { ...ROLE, Properties: { ...(ROLE['Properties'] as Body), RoleName: 'r' } },
        }),
        Capabilities: ['CAPABILITY_IAM'],
      },
      'InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    ],
    [
      'C5 a parameter without a value',
      { TemplateBody: template({ A: bucket({}) }, { Parameters: { P: { Type: 'String' } } }) },
      'ValidationError',
      'Parameters: [P] must have values',
    ],
    [
      'C5 a parameter the template has not',
      { Parameters: [{ ParameterKey: 'Q', ParameterValue: '1' }] },
      'ValidationError',
      'Parameters: [Q] do not exist in the template',
    ],
    [
      'C5 a value that is not allowed',
      {
        TemplateBody: template(
          { A: bucket({}) },
          { Parameters: { P: { Type: 'String', AllowedValues: ['a'] } } },
        ),
        Parameters: [{ ParameterKey: 'P', ParameterValue: 'b' }],
      },
      'ValidationError',
      'must be one of AllowedValues',
    ],
    [
      'C5 a public parameter that does not exist',
      {
        TemplateBody: template(
          { A: bucket({}) },
          {
            Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/no/such' } },
          },
        ),
      },
      'ValidationError',
      'Unable to fetch parameters [/no/such]',
    ],
    [
      'C6 an update of no stack',
      { ChangeSetType: 'UPDATE', OnStackFailure: undefined },
      'ValidationError',
      'does not exist',
    ],
    [
      'C6 a name with an underscore',
      { ChangeSetName: 'cw_1' },
      'ValidationError',
      'failed to satisfy constraint',
    ],
    [
      'C6 an option on failure that AWS has not',
      { OnStackFailure: 'HOPE' as 'ROLLBACK' },
      'ValidationError',
      'onStackFailure',
    ],
    [
      'C6 an option on failure that is not imitated',
      { OnStackFailure: 'DELETE' },
      'SandboxUnsupported',
      'OnStackFailure DELETE',
    ],
    [
      'C6 a tag that AWS refuses',
      { Tags: [{ Key: 'Owner', Value: 'a#b' }] },
      'ValidationError',
      'invalid characters',
    ],
  ];
  it.each(refused)('%s is refused', async (_name, input, error, part) => {
    const { at, client } = await open();
    const refusal = await refusalOf(
      preview(at, client, { TemplateBody: ONE, ...input } as { TemplateBody: string }),
    );
    expect(refusal.name).toBe(error);
    expect(refusal.message).toContain(part);
  });

  it('C6 a name is used once on a stack, and CREATE only for a stack that is not there', async () => {
    const { at, client } = await open();
    await preview(at, client, { TemplateBody: ONE });
    const again = await refusalOf(preview(at, client, { TemplateBody: ONE }));
    expect(again.name).toBe('AlreadyExistsException');
    await deploy(at, ONE, { name: 'cw-2' });
    const late = await refusalOf(preview(at, client, { TemplateBody: ONE, ChangeSetName: 'cw-3' }));
    expect(late.message).toContain('already exists and cannot be created again');
  });

  it('C7 nothing to change: FAILED, and it says so', async () => {
    const at = stage();
    const { stackId } = await deploy(at, ONE);
    const client = cfn(at, await previewer(at));
    const { id } = await preview(at, client, {
      StackName: stackId,
      ChangeSetName: 'cw-2',
      ChangeSetType: 'UPDATE',
      OnStackFailure: undefined,
      TemplateBody: ONE,
    });
    const seen = await client.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
    expect([seen.Status, seen.ExecutionStatus, seen.Changes]).toEqual([
      'FAILED',
      'UNAVAILABLE',
      [],
    ]);
    expect(seen.StatusReason).toContain("didn't contain changes");
    const refusal = await refusalOf(
      client.send(new ExecuteChangeSetCommand({ ChangeSetName: id })),
    );
    expect(refusal.name).toBe('AccessDenied');
  });

  it('C8 a property that does not exist fails the change set before anything is made', async () => {
    const { at, client } = await open();
    const { id, stackId } = await preview(at, client, {
      TemplateBody: template({
        A: bucket({ Colour: 'red' }),
        P: { Type: 'AWS::S3::BucketPolicy' },
      }),
    });
    const seen = await client.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
    expect(seen.Status).toBe('FAILED');
    expect(seen.StatusReason).toContain('AWS::EarlyValidation::PropertyValidation');
    expect(seen.StatusReason).toContain('extraneous key [Colour] is not permitted');
    expect(seen.StatusReason).toContain('required key [Bucket] not found');
    const events = await client.send(
      new DescribeEventsCommand({ StackName: stackId, ChangeSetName: id }),
    );
    expect(events.OperationEvents?.[0]?.ValidationStatus).toBe('FAILED');
  });

  it('C9 changes say action, replacement and values before and after, over several pages', async () => {
    const at = stage();
    const before = template({
      Gone: { Type: 'AWS::SNS::Topic' },
      Kept: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Retain' },
      Moved: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'old' } },
      Same: bucket({}),
      Tuned: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 7 } },
    });
    const { stackId } = await deploy(at, before);
    const client = cfn(at, await previewer(at));
    const { id } = await preview(at, client, {
      StackName: stackId,
      ChangeSetName: 'cw-2',
      ChangeSetType: 'UPDATE',
      OnStackFailure: undefined,
      TemplateBody: template({
        Moved: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'new' } },
        New: { Type: 'AWS::SNS::Topic' },
        Same: bucket({}),
        Tuned: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
      }),
    });
    const changes = await changesOf(client, id);
    const rows = changes.map(({ ResourceChange: c }) =>
      [c?.LogicalResourceId, c?.Action, c?.Replacement, c?.PolicyAction].join(' '),
    );
    expect(rows).toEqual([
      'Gone Remove  Delete',
      'Kept Remove  Retain',
      'Moved Modify True ReplaceAndDelete',
      'New Add  ',
      'Tuned Modify False ',
    ]);
    const tuned = changes.at(-1)?.ResourceChange;
    expect(tuned?.Details).toEqual([
      {
        Target: {
          Attribute: 'Properties',
          Name: 'RetentionInDays',
          RequiresRecreation: 'Never',
          Path: '/Properties/RetentionInDays',
          BeforeValue: '7',
          AfterValue: '30',
          AttributeChangeType: 'Modify',
        },
        Evaluation: 'Static',
        ChangeSource: 'DirectModification',
      },
    ]);
    expect(tuned?.BeforeContext).toBe('{"Properties":{"RetentionInDays":7}}');
    expect(tuned?.AfterContext).toBe('{"Properties":{"RetentionInDays":30}}');
    const bare = (await changesOf(client, id, false)).at(-1)?.ResourceChange;
    expect(bare?.AfterContext).toBeUndefined();
    expect(bare?.Details?.[0]?.Target?.AfterValue).toBeUndefined();
  });

  it('C10 what a replaced resource gives is only known after execution', async () => {
    const at = stage();
    const body = (name: string): string =>
      template({
        Data: bucket({ BucketName: name }),
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: {
            Bucket: { Ref: 'Data' },
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: { 'Fn::GetAtt': ['Data', 'Arn'] },
                },
              ],
            },
          },
        },
      });
    const { stackId } = await deploy(at, body('acme-first'));
    const client = cfn(at, await previewer(at));
    const { id } = await preview(at, client, {
      StackName: stackId,
      ChangeSetName: 'cw-2',
      ChangeSetType: 'UPDATE',
      OnStackFailure: undefined,
      TemplateBody: body('acme-second'),
    });
    const [data, policy] = await changesOf(client, id);
    expect(data?.ResourceChange?.Replacement).toBe('True');
    expect(policy?.ResourceChange?.Replacement).toBe('Conditional');
    expect(policy?.ResourceChange?.Details?.[0]).toMatchObject({
      Evaluation: 'Dynamic',
      ChangeSource: 'ResourceReference',
      CausingEntity: 'Data',
      Target: { AfterValue: '{{changeSet:KNOWN_AFTER_APPLY}}' },
    });
  });

  it('C11 executing one makes the others obsolete, and a token makes it once', async () => {
    const { at, client } = await open();
    const first = await preview(at, client, { TemplateBody: ONE });
    const second = await preview(at, client, { TemplateBody: ONE, ChangeSetName: 'cw-2' });
    const run = (ChangeSetName: string, ClientRequestToken: string): Promise<unknown> =>
      client.send(new ExecuteChangeSetCommand({ ChangeSetName, ClientRequestToken }));
    await run(first.id, 'approval-1');
    await run(first.id, 'approval-1');
    expect((await refusalOf(run(second.id, 'approval-1'))).name).toBe(
      'TokenAlreadyExistsException',
    );
    expect((await refusalOf(run(second.id, 'approval-2'))).name).toBe(
      'InvalidChangeSetStatusException',
    );
    expect((await refusalOf(run(first.id, 'approval-2'))).name).toBe(
      'InvalidChangeSetStatusException',
    );
    expect((await refusalOf(run(first.id, 'not_a_token'))).name).toBe('ValidationError');
    expect((await settle(at, client, first.stackId)).status).toBe('CREATE_COMPLETE');
    const other = await client.send(new DescribeChangeSetCommand({ ChangeSetName: second.id }));
    expect(other.ExecutionStatus).toBe('OBSOLETE');
    const events = await eventsOf(client, first.stackId);
    expect(events.filter((each) => each.ResourceStatus === 'CREATE_COMPLETE')).toHaveLength(2);
    expect(new Set(events.map((each) => each.ClientRequestToken))).toEqual(new Set(['approval-1']));
  });

  it('C12 a service role stays on the stack and works without being passed again', async () => {
    const at = stage();
    const client = cfn(at, admin(at));
    const RoleARN = roleArn(DEV, 'person-admin');
    const { id, stackId } = await preview(at, client, { TemplateBody: ONE, RoleARN });
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: id }));
    await settle(at, client, stackId);
    const seen = await client.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
    expect(JSON.stringify(seen)).not.toContain('RoleARN');
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackId }));
    expect(Stacks?.[0]?.RoleARN).toBe(RoleARN);
    const made = at.world.calls.find((each) => each.action === 's3:CreateBucket');
    expect(made?.principal).toContain('assumed-role/person-admin/AWSCloudFormation');
  });

  it('C13 parameters, conditions and the text of the template come back as they went in', async () => {
    const { at, client } = await open();
    const body = [
      'Parameters:',
      '  Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: /team/name }',
      '  Long: { Type: String, Default: "yes" }',
      'Conditions: { IsLong: !Equals [!Ref Long, "yes"] }',
      'Mappings: { Days: { us-east-1: { Kept: 30 } } }',
      'Resources:',
      '  Group:',
      '    Type: AWS::Logs::LogGroup',
      '    Properties:',
      '      LogGroupName: !Join ["/", [!Select [1, !Split [",", "a,b"]], !Sub "${AWS::Region}-${Image}"]]',
      '      RetentionInDays: !If [IsLong, !FindInMap [Days, !Ref AWS::Region, Kept], !Ref AWS::NoValue]',
      '  Never: { Type: AWS::SNS::Topic, Condition: IsShort }',
    ].join('\n');
    const bad = await refusalOf(preview(at, client, { TemplateBody: body }));
    expect(bad.message).toContain('/team/name');
    const other = await open({ parameters: { '/team/name': 'core' } });
    const fixed = body.replace(
      'IsLong: !Equals [!Ref Long, "yes"]',
      'IsLong: !Equals [!Ref Long, "yes"], IsShort: !Not [!Condition IsLong]',
    );
    const { id } = await preview(other.at, other.client, { TemplateBody: fixed });
    const seen = await other.client.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
    expect(seen.Parameters).toEqual([
      { ParameterKey: 'Image', ParameterValue: '/team/name', ResolvedValue: 'core' },
      { ParameterKey: 'Long', ParameterValue: 'yes', ResolvedValue: undefined },
    ]);
    const [group, ...rest] = await changesOf(other.client, id);
    expect(rest).toEqual([]);
    expect(group?.ResourceChange?.AfterContext).toBe(
      '{"Properties":{"LogGroupName":"b/us-east-1-core","RetentionInDays":30}}',
    );
    for (const TemplateStage of ['Original', 'Processed'] as const) {
      const text = await other.client.send(
        new GetTemplateCommand({ ChangeSetName: id, TemplateStage }),
      );
      expect(text.TemplateBody).toBe(fixed);
    }
  });

  it('C14 types are public ones of AWS unless the world says otherwise', async () => {
    const { client } = await open({ privateTypes: ['Acme::Data::Lake'] });
    const ask = (TypeName: string): Promise<Record<string, unknown>> =>
      client.send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName })) as never;
    expect(await ask('AWS::S3::Bucket')).toMatchObject({ Visibility: 'PUBLIC' });
    expect((await ask('AWS::S3::Bucket'))['PublisherId']).toBeUndefined();
    expect(await ask('Acme::Data::Lake')).toMatchObject({ Visibility: 'PRIVATE' });
    expect((await refusalOf(ask('AWS::No::Type'))).name).toBe('TypeNotFoundException');
  });

  it('C15 stacks of the world are there from the beginning', async () => {
    const stacks = ['a', 'b', 'c'].map((name) => ({
      account: DEV,
      region: 'us-east-1',
      name,
      template: { Resources: { T: { Type: 'AWS::SNS::Topic' } } },
    }));
    const { client } = await open({ stacks });
    const names: string[] = [];
    for await (const page of paginateDescribeStacks({ client }, {})) {
      names.push(...(page.Stacks ?? []).map((each) => `${each.StackName} ${each.StackStatus}`));
    }
    expect(names).toEqual(['a CREATE_COMPLETE', 'b CREATE_COMPLETE', 'c CREATE_COMPLETE']);
  });
});
