import {
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  ListStackResourcesCommand,
  type CreateChangeSetCommandInput,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import {
  admin,
  cfn,
  deploy,
  deployer,
  DEV,
  preview,
  previewer,
  refusalOf,
  REGION,
  settle,
  stage,
  template,
  WIDE_POLICY,
  type Body,
  type Stage,
} from './kit.ts';

const TOPIC = `arn:aws:sns:us-east-1:${DEV}:pages`;
const topic = (more: Body = {}): Body => ({
  Type: 'AWS::SNS::Topic',
  DeletionPolicy: 'Retain',
  Properties: { TopicName: 'pages' },
  ...more,
});
const QUEUE: Body = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'core' } };

const world = (): Stage =>
  stage({
    resources: [
      {
        account: DEV,
        region: REGION,
        type: 'AWS::SNS::Topic',
        id: TOPIC,
        properties: { TopicName: 'pages' },
        tags: { Owner: 'core' },
      },
    ],
  });

const wanted = (
  Topic: Body = topic(),
  more: Partial<CreateChangeSetCommandInput> = {},
): Partial<CreateChangeSetCommandInput> & { readonly TemplateBody: string } => ({
  ChangeSetType: 'IMPORT',
  OnStackFailure: undefined,
  ResourcesToImport: [
    {
      ResourceType: 'AWS::SNS::Topic',
      LogicalResourceId: 'Topic',
      ResourceIdentifier: { TopicArn: TOPIC },
    },
  ],
  ...more,
  TemplateBody: more.TemplateBody ?? template({ Topic }),
});

const look = async (at: Stage, id: string) =>
  cfn(at, admin(at)).send(new DescribeChangeSetCommand({ ChangeSetName: id }));

const run = async (at: Stage, id: string, stackId: string, policy = WIDE_POLICY) => {
  const deploying = cfn(at, await deployer(at, 'cw-1', policy));
  await deploying.send(
    new ExecuteChangeSetCommand({ ChangeSetName: id, ClientRequestToken: 'token-1' }),
  );
  return settle(at, cfn(at, admin(at)), stackId);
};

/** A resource without the tags that CloudFormation puts on what is in its stacks. */
const withoutAwsTags = <R extends { readonly tags: Readonly<Record<string, string>> }>(
  one: R,
): R => ({
  ...one,
  tags: Object.fromEntries(Object.entries(one.tags).filter(([key]) => !key.startsWith('aws:'))),
});

describe('imports', () => {
  it('C24 a new stack takes in what is there, and puts on it the tags of AWS alone', async () => {
    const at = world();
    const before = JSON.stringify((await at.world.snapshot()).resources);
    const { id, stackId } = await preview(at, cfn(at, await previewer(at)), wanted());
    expect((await look(at, id)).Changes).toEqual([
      {
        Type: 'Resource',
        ResourceChange: {
          Action: 'Import',
          LogicalResourceId: 'Topic',
          PhysicalResourceId: TOPIC,
          ResourceType: 'AWS::SNS::Topic',
          Scope: [],
          Details: [],
        },
      },
    ]);
    expect((await run(at, id, stackId)).status).toBe('IMPORT_COMPLETE');
    const listed = await cfn(at, admin(at)).send(
      new ListStackResourcesCommand({ StackName: stackId }),
    );
    expect(listed.StackResourceSummaries).toMatchObject([
      { LogicalResourceId: 'Topic', PhysicalResourceId: TOPIC, ResourceStatus: 'IMPORT_COMPLETE' },
    ]);
    const after = (await at.world.snapshot()).resources;
    const taken = after.find(({ id: own }) => own === TOPIC);
    expect(Object.keys(taken?.tags ?? {})).toEqual(
      expect.arrayContaining(['aws:cloudformation:stack-id', 'aws:cloudformation:logical-id']),
    );
    expect(JSON.stringify(after.map(withoutAwsTags))).toBe(before);
  });

  it('C24 a stack that is there keeps its tags, and the first update brings those of AWS', async () => {
    const at = world();
    const { stackId } = await deploy(at, template({ Queue: QUEUE }), { tags: { Owner: 'team' } });
    const both = (Properties: Body): string =>
      template({ Queue: QUEUE, Topic: topic({ Properties }) });
    const name = { StackName: stackId, ChangeSetName: 'cw-2' };
    const made = await preview(
      at,
      cfn(at, admin(at)),
      wanted(topic(), { ...name, TemplateBody: both({ TopicName: 'pages' }) }),
    );
    const client = cfn(at, admin(at));
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: made.id }));
    expect((await settle(at, client, stackId)).status).toBe('IMPORT_COMPLETE');
    const shown = { TopicName: 'pages', DisplayName: 'Pages' };
    const update = await preview(at, client, {
      StackName: stackId,
      ChangeSetName: 'cw-3',
      ChangeSetType: 'UPDATE',
      OnStackFailure: undefined,
      TemplateBody: both(shown),
    });
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: update.id }));
    expect((await settle(at, client, stackId)).status).toBe('UPDATE_COMPLETE');
    const found = (await at.world.snapshot()).resources.find(({ id }) => id === TOPIC);
    expect(found?.tags).toMatchObject({ 'aws:cloudformation:logical-id': 'Topic' });
  });

  const two = template({ Topic: topic(), Queue: QUEUE });
  const elsewhere = { ResourceIdentifier: { TopicName: 'pages' } };
  const one = {
    ResourceType: 'AWS::SNS::Topic',
    LogicalResourceId: 'Topic',
    ResourceIdentifier: { TopicArn: TOPIC },
  };
  it.each([
    ['no resource', wanted(topic(), { ResourcesToImport: [] }), 'must not be empty'],
    [
      'no DeletionPolicy',
      wanted({ Type: 'AWS::SNS::Topic', Properties: { TopicName: 'pages' } }),
      'must have DeletionPolicy',
    ],
    [
      'another identifier',
      wanted(topic(), { ResourcesToImport: [{ ...one, ...elsewhere }] }),
      'must be [TopicArn]',
    ],
    [
      'another type',
      wanted({ ...QUEUE, DeletionPolicy: 'Retain' }),
      'Resource types of [Topic] differ',
    ],
    [
      'a creation beside it',
      wanted(topic(), { TemplateBody: two }),
      'missing from ResourceToImport',
    ],
    [
      'a resource that the template has not',
      wanted(topic(), { ResourcesToImport: [one, { ...one, LogicalResourceId: 'Other' }] }),
      'passed in ResourceToImport are invalid',
    ],
    [
      'tags',
      wanted(topic(), { Tags: [{ Key: 'Owner', Value: 'x' }] }),
      'you cannot modify or add [Tags]',
    ],
    [
      'outputs',
      wanted(topic(), {
        TemplateBody: template({ Topic: topic() }, { Outputs: { A: { Value: 'x' } } }),
      }),
      'you cannot modify or add [Outputs]',
    ],
    [
      'the search for what is there',
      wanted(topic(), { ImportExistingResources: true }),
      'can not be used with change sets of type IMPORT',
    ],
    [
      'an import in another type',
      wanted(topic(), { ChangeSetType: 'CREATE' }),
      'of change sets of type IMPORT alone',
    ],
  ])('C25 %s is refused', async (_name, input, words) => {
    const at = world();
    const said = await refusalOf(preview(at, cfn(at, admin(at)), input));
    expect([said.name, said.message]).toEqual(['ValidationError', expect.stringContaining(words)]);
  });

  it('C25 a role, and a change of what the stack has, are refused', async () => {
    const at = world();
    const client = cfn(at, admin(at));
    const RoleARN = `arn:aws:iam::${DEV}:role/any`;
    const roles = await refusalOf(preview(at, client, wanted(topic(), { RoleARN })));
    expect(roles.message).toContain('[RoleArn]');
    const { stackId } = await deploy(at, template({ Queue: QUEUE }));
    const other = { ...QUEUE, Properties: { QueueName: 'core', DelaySeconds: 5 } };
    const input = { StackName: stackId, ChangeSetName: 'cw-2' };
    for (const TemplateBody of [
      template({ Topic: topic(), Queue: other }),
      template({ Topic: topic() }),
    ]) {
      const said = await refusalOf(
        preview(at, client, wanted(topic(), { ...input, TemplateBody })),
      );
      expect(said.message).toContain('You have modified resources [Queue]');
    }
  });

  it('C26 what is not there, or is in a stack, fails the change set', async () => {
    const at = world();
    const client = cfn(at, admin(at));
    const none = { ...one, ResourceIdentifier: { TopicArn: `${TOPIC}-2` } };
    const lost = await preview(at, client, wanted(topic(), { ResourcesToImport: [none] }));
    expect(await look(at, lost.id)).toMatchObject({
      Status: 'FAILED',
      StatusReason: expect.stringContaining('was not found') as string,
    });
    const first = await preview(at, client, wanted(topic(), { ChangeSetName: 'cw-1a' }));
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: first.id }));
    await settle(at, client, first.stackId);
    const second = await preview(
      at,
      client,
      wanted(topic(), { StackName: 'aws-coworker-2-story', ChangeSetName: 'cw-2' }),
    );
    expect(await look(at, second.id)).toMatchObject({
      Status: 'FAILED',
      StatusReason: expect.stringContaining('already exists in stack') as string,
    });
  });

  it('C27 an import that may not read lets go of everything again', async () => {
    const at = world();
    const { id, stackId } = await preview(at, cfn(at, await previewer(at)), wanted());
    const blind = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'cloudformation:ExecuteChangeSet', Resource: '*' },
        { Effect: 'Deny', Action: 'sns:*', Resource: '*' },
      ],
    });
    expect((await run(at, id, stackId, blind)).status).toBe('IMPORT_ROLLBACK_COMPLETE');
    const stack = (await at.world.snapshot()).stacks.find((each) => each.name.endsWith('-story'));
    expect(stack?.resources).toEqual({});
  });

  it('C28 IAM sees the types that would be imported: the previewer imports what was reviewed', async () => {
    const at = world();
    const previewing = cfn(at, await previewer(at));
    await preview(at, previewing, wanted());
    const key = { ...one, ResourceType: 'AWS::KMS::Key', ResourceIdentifier: { KeyId: 'k' } };
    const input = { ChangeSetName: 'cw-2', ResourcesToImport: [one, key] };
    const said = await refusalOf(preview(at, previewing, wanted(topic(), input)));
    expect(said.name).toBe('AccessDenied');
  });
});
