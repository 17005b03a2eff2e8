import {
  CloudControlClient,
  DeleteResourceCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-cloudcontrol';
import {
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  type DescribeChangeSetCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import {
  admin,
  bucket,
  cfn,
  clientOf,
  deploy,
  preview,
  refusalOf,
  settle,
  stage,
  template,
  type Stage,
} from './kit.ts';

const NAME = 'acme-dev-use1-drifting';
const QUEUE = 'arn:aws:sns:us-east-1:333333333333:drifting';
const versioned = (Status: string): object => ({
  BucketName: NAME,
  VersioningConfiguration: { Status },
});
const body = (status: string): string =>
  template(
    {
      Data: bucket({ ...versioned(status) }),
      News: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'drifting' } },
    },
    {},
  );

interface Drifting {
  readonly at: Stage;
  readonly stackId: string;
  readonly suspend: () => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly look: (status: string, mode?: string) => Promise<DescribeChangeSetCommandOutput>;
}

const open = async (spec: WorldSpec = {}): Promise<Drifting> => {
  const at = stage({ pageSize: 10, ...spec });
  const { stackId } = await deploy(at, body('Enabled'));
  const control = clientOf(at, CloudControlClient, { credentials: admin(at) });
  const client = cfn(at, admin(at));
  let changeSets = 1;
  return {
    at,
    stackId,
    suspend: async () => {
      await control.send(
        new UpdateResourceCommand({
          TypeName: 'AWS::S3::Bucket',
          Identifier: NAME,
          PatchDocument: JSON.stringify([
            { op: 'replace', path: '/VersioningConfiguration/Status', value: 'Suspended' },
          ]),
        }),
      );
      await at.clock.sleep(60_000);
    },
    remove: async () => {
      await control.send(
        new DeleteResourceCommand({ TypeName: 'AWS::SNS::Topic', Identifier: QUEUE }),
      );
      await at.clock.sleep(60_000);
    },
    look: async (status, mode = 'REVERT_DRIFT') => {
      changeSets += 1;
      const { id } = await preview(at, client, {
        StackName: stackId,
        ChangeSetName: `cw-${changeSets}`,
        ChangeSetType: 'UPDATE',
        OnStackFailure: undefined,
        TemplateBody: body(status),
        ...(mode === '' ? {} : { DeploymentMode: mode as 'REVERT_DRIFT' }),
      });
      const ask = { ChangeSetName: id, IncludePropertyValues: true };
      return client.send(new DescribeChangeSetCommand(ask));
    },
  };
};

const stackDrift = async ({ at, stackId }: Drifting): Promise<unknown> => {
  const said = await cfn(at, admin(at)).send(new DescribeStacksCommand({ StackName: stackId }));
  return said.Stacks?.[0]?.DriftInformation?.StackDriftStatus;
};

const bucketNow = async ({ at }: Drifting): Promise<unknown> =>
  (await at.world.snapshot()).resources.find(({ id }) => id === NAME)?.properties[
    'VersioningConfiguration'
  ];

describe('drift', () => {
  it('C16 a drift-aware change set compares with what is there, and says what somebody changed', async () => {
    const world = await open();
    expect(await stackDrift(world)).toBe('NOT_CHECKED');
    await world.suspend();
    const seen = await world.look('Enabled');
    expect([seen.DeploymentMode, seen.StackDriftStatus]).toEqual(['REVERT_DRIFT', 'DRIFTED']);
    expect(seen.Changes).toHaveLength(1);
    expect(seen.Changes?.[0]?.ResourceChange).toMatchObject({
      Action: 'Modify',
      LogicalResourceId: 'Data',
      ResourceDriftStatus: 'MODIFIED',
      Replacement: 'False',
      Details: [
        {
          Target: {
            Name: 'VersioningConfiguration',
            BeforeValue: '{"Status":"Suspended"}',
            BeforeValueFrom: 'ACTUAL_STATE',
            AfterValue: '{"Status":"Enabled"}',
            AfterValueFrom: 'TEMPLATE',
            AttributeChangeType: 'Modify',
            Drift: {
              PreviousValue: '{"Status":"Enabled"}',
              ActualValue: '{"Status":"Suspended"}',
              DriftDetectionTimestamp: expect.any(Date),
            },
          },
        },
      ],
    });
    expect(await stackDrift(world)).toBe('DRIFTED');
  });

  it('C16 the plain mode sees no drift, and nothing drifted is nothing to do', async () => {
    const world = await open();
    expect(await world.look('Enabled')).toMatchObject({
      Status: 'FAILED',
      StackDriftStatus: 'IN_SYNC',
    });
    await world.suspend();
    const plain = await world.look('Enabled', '');
    expect(plain.Status).toBe('FAILED');
    expect(plain.StackDriftStatus).toBeUndefined();
  });

  it('C16 a template that follows what somebody did changes nothing but what the stack knows', async () => {
    const world = await open();
    await world.suspend();
    const seen = await world.look('Suspended');
    expect(seen.Changes?.[0]?.ResourceChange).toMatchObject({
      Action: 'SyncWithActual',
      Details: [{ Target: { AttributeChangeType: 'SyncWithActual' } }],
    });
  });

  it('C16 what somebody deleted is made again', async () => {
    const world = await open();
    await world.remove();
    const seen = await world.look('Enabled');
    expect(seen.Changes?.[0]?.ResourceChange).toMatchObject({
      Action: 'Add',
      LogicalResourceId: 'News',
      ResourceDriftStatus: 'DELETED',
    });
  });

  it('C17 executing one sets back what somebody changed', async () => {
    const world = await open();
    await world.suspend();
    const seen = await world.look('Enabled');
    const client = cfn(world.at, admin(world.at));
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: seen.ChangeSetId }));
    expect((await settle(world.at, client, world.stackId)).status).toBe('UPDATE_COMPLETE');
    expect(await bucketNow(world)).toEqual({ Status: 'Enabled' });
    expect(await stackDrift(world)).toBe('NOT_CHECKED');
    expect((await world.look('Enabled')).StackDriftStatus).toBe('IN_SYNC');
  });

  it('C18 types that a world calls so have a drift that is not known', async () => {
    const world = await open({ driftUnknown: ['AWS::S3::Bucket'] });
    await world.suspend();
    const seen = await world.look('Suspended');
    expect(seen.StackDriftStatus).toBe('UNKNOWN');
    expect(seen.Changes?.[0]?.ResourceChange).toMatchObject({
      Action: 'Modify',
      ResourceDriftStatus: 'UNKNOWN',
    });
  });

  it('C19 another mode is refused, and so is every mode where a world has none', async () => {
    const world = await open();
    expect((await refusalOf(world.look('Enabled', 'KEEP_DRIFT'))).message).toContain(
      'deploymentMode',
    );
    const old = await open({ hasNoDriftMode: true });
    expect((await refusalOf(old.look('Enabled'))).message).toContain('DeploymentMode');
  });
});
