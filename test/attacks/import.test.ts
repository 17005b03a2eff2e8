import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudControlClient, UpdateResourceCommand } from '@aws-sdk/client-cloudcontrol';
import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { approveByDigest, type Driven } from '../conversations/drive.ts';
import { plug } from '../sandbox/kit.ts';
import { createDriver, executions } from './props.ts';

const drive = createDriver();

const DEV = '333333333333';
const arnOf = (name: string): string => `arn:aws:sns:us-east-1:${DEV}:${name}`;
const topicOf = (name: string, properties = {}) => ({
  account: DEV,
  region: 'us-east-1',
  type: 'AWS::SNS::Topic',
  id: arnOf(name),
  properties: { TopicName: name, KmsMasterKeyId: 'alias/aws/sns', ...properties },
});

const REQUEST = {
  title: 'Into a stack',
  body: 'Import the SNS topic dev-pages into a stack in athena-dev, us-east-1.',
};
const STACK = 'aws-coworker-1-dev-pages';

const ask = (resources = [topicOf('dev-pages'), topicOf('board-minutes')]): Promise<Driven> => {
  const world: WorldSpec = { resources };
  return drive(REQUEST, { world });
};

const asAdmin = <C extends { readonly middlewareStack: { use: (plugin: never) => void } }>(
  { company }: Driven,
  Client: new (config: never) => C,
): C =>
  plug(Client, company.world.plugin(), {
    credentials: company.world.credentialsOf('person-admin', DEV),
  });

/** Somebody makes another import under the very name of the one that was planned. */
const swap = async (driven: Driven, name: string): Promise<void> => {
  const client = asAdmin(driven, CloudFormationClient);
  const ChangeSetName = 'cw-p1-id0001';
  await client.send(new DeleteChangeSetCommand({ StackName: STACK, ChangeSetName }));
  const Resources = {
    Topic: {
      Type: 'AWS::SNS::Topic',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { TopicName: name },
    },
  };
  await client.send(
    new CreateChangeSetCommand({
      StackName: STACK,
      ChangeSetName,
      ChangeSetType: 'IMPORT',
      TemplateBody: JSON.stringify({ Resources }),
      ResourcesToImport: [
        {
          ResourceType: 'AWS::SNS::Topic',
          LogicalResourceId: 'Topic',
          ResourceIdentifier: { TopicArn: arnOf(name) },
        },
      ],
    }),
  );
  driven.company.clock.pass(60_000);
};

describe('an import, against the running application', () => {
  it('A49 a change set that was swapped for another import is not executed', async () => {
    const driven = await ask();
    expect(await driven.said()).toContain('import SNS topic');
    await swap(driven, 'board-minutes');
    await approveByDigest(driven);
    expect(await driven.said()).toContain('change-set-stale');
    expect(await executions(driven)).toBe(0);
    const { stacks } = await driven.company.world.snapshot();
    expect(stacks.find(({ name }) => name === STACK)?.resources).toEqual({});
  }, 200_000);

  it('A53 a topic that somebody changes before the approval is not imported as it was', async () => {
    const driven = await ask();
    await asAdmin(driven, CloudControlClient).send(
      new UpdateResourceCommand({
        TypeName: 'AWS::SNS::Topic',
        Identifier: arnOf('dev-pages'),
        PatchDocument: JSON.stringify([{ op: 'add', path: '/DisplayName', value: 'Pages' }]),
      }),
    );
    driven.company.clock.pass(60_000);
    await approveByDigest(driven);
    expect(await driven.said()).toContain('change-set-stale');
    expect(await executions(driven)).toBe(0);
  }, 200_000);

  it('A53 a value that would be read as a reference is named, and never becomes a template', async () => {
    const DisplayName = 'x{{resolve:secretsmanager:prod/db:SecretString:pw}}';
    const driven = await ask([topicOf('dev-pages', { DisplayName })]);
    expect(await driven.said()).toContain('`not-adoptable`');
    expect(await driven.said()).toContain('`DisplayName`');
    expect(await driven.said()).not.toContain('resolve:');
    expect(await executions(driven)).toBe(0);
  }, 200_000);
});
