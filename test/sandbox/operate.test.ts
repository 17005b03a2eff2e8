import {
  CloudControlClient,
  DeleteResourceCommand,
  GetResourceCommand,
  GetResourceRequestStatusCommand,
  paginateListResources,
  UpdateResourceCommand,
} from '@aws-sdk/client-cloudcontrol';
import {
  DescribeInstancesCommand,
  EC2Client,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import {
  admin,
  assume,
  clientOf,
  DEV,
  reader,
  refusalOf,
  REGION,
  roleArn,
  stage,
  type Keys,
  type Stage,
} from './kit.ts';

const RUNNING = 'i-0a11b22c33d44e55f';
const REPORTS = 'acme-dev-use1-reports';

const operator = (at: Stage, policy?: object): Promise<Keys> =>
  assume(at, 'aws-coworker-deployer', {
    RoleArn: roleArn(DEV, 'AwsCoworkerOperator'),
    Tags: [{ Key: 'cw-plan', Value: 'plan-1' }],
    ...(policy === undefined ? {} : { Policy: JSON.stringify(policy) }),
  });

const allow = (...rows: readonly (readonly [string | readonly string[], string])[]): object => ({
  Version: '2012-10-17',
  Statement: rows.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource })),
});

describe('Cloud Control', () => {
  const patch = (value: string): string =>
    JSON.stringify([{ op: 'add', path: '/VersioningConfiguration', value: { Status: value } }]);
  const update = (value: string, ClientToken = 'token-1'): UpdateResourceCommand =>
    new UpdateResourceCommand({
      TypeName: 'AWS::S3::Bucket',
      Identifier: REPORTS,
      PatchDocument: patch(value),
      ClientToken,
    });
  const enough = allow(
    ['cloudformation:UpdateResource', '*'],
    ['cloudformation:GetResourceRequestStatus', '*'],
    ['s3:PutBucketVersioning', `arn:aws:s3:::${REPORTS}`],
  );

  const outcome = async (at: Stage, client: CloudControlClient, token: string | undefined) => {
    await at.clock.sleep(60_000);
    const { ProgressEvent } = await client.send(
      new GetResourceRequestStatusCommand({ RequestToken: token }),
    );
    return ProgressEvent;
  };

  it('O1 an update runs in virtual time with the writes of the session', async () => {
    const at = stage();
    const client = clientOf(at, CloudControlClient, { credentials: await operator(at, enough) });
    const begun = await client.send(update('Enabled'));
    expect(begun.ProgressEvent?.OperationStatus).toBe('IN_PROGRESS');
    const again = await client.send(update('Enabled'));
    expect(again.ProgressEvent?.RequestToken).toBe(begun.ProgressEvent?.RequestToken);
    expect((await refusalOf(client.send(update('Suspended')))).name).toBe(
      'ClientTokenConflictException',
    );
    expect((await outcome(at, client, begun.ProgressEvent?.RequestToken))?.OperationStatus).toBe(
      'SUCCESS',
    );
    const seen = await clientOf(at, CloudControlClient, { credentials: await reader(at) })
      .send(new GetResourceCommand({ TypeName: 'AWS::S3::Bucket', Identifier: REPORTS }))
      .catch((error: unknown) => error);
    const { resources } = await at.world.snapshot();
    expect(
      resources.find((each) => each.id === REPORTS)?.properties['VersioningConfiguration'],
    ).toEqual({ Status: 'Enabled' });
    expect(seen).toBeDefined();
  });

  it('O2 a write the session lacks fails the request, not the call', async () => {
    const at = stage();
    const few = allow([
      ['cloudformation:UpdateResource', 'cloudformation:GetResourceRequestStatus'],
      '*',
    ]);
    const client = clientOf(at, CloudControlClient, { credentials: await operator(at, few) });
    const begun = await client.send(update('Enabled'));
    expect(await outcome(at, client, begun.ProgressEvent?.RequestToken)).toMatchObject({
      OperationStatus: 'FAILED',
      ErrorCode: 'AccessDenied',
      StatusMessage: expect.stringContaining(
        'no session policy allows the s3:PutBucketVersioning action',
      ) as string,
    });
  });

  const bad: readonly (readonly [string, string, string, string, string])[] = [
    [
      'O3 a create-only property',
      'AWS::S3::Bucket',
      REPORTS,
      '[{"op":"add","path":"/BucketName","value":"x"}]',
      'NotUpdatableException',
    ],
    [
      'O3 a property that does not exist',
      'AWS::S3::Bucket',
      REPORTS,
      '[{"op":"add","path":"/Colour","value":"x"}]',
      'NotUpdatableException',
    ],
    [
      'O3 a path that is not there',
      'AWS::S3::Bucket',
      REPORTS,
      '[{"op":"remove","path":"/Tags"}]',
      'ValidationException',
    ],
    ['O3 no JSON', 'AWS::S3::Bucket', REPORTS, '[', 'ValidationException'],
    ['O3 another resource', 'AWS::S3::Bucket', 'none', '[]', 'ResourceNotFoundException'],
    ['O3 a type it does not know', 'AWS::Foo::Bar', 'none', '[]', 'UnsupportedActionException'],
  ];
  it.each(bad)('%s is refused', async (_name, TypeName, Identifier, PatchDocument, error) => {
    const at = stage();
    const client = clientOf(at, CloudControlClient, { credentials: await operator(at) });
    const refusal = await refusalOf(
      client.send(new UpdateResourceCommand({ TypeName, Identifier, PatchDocument })),
    );
    expect(refusal.name).toBe(error);
  });

  it('O4 a delete, and what its service refuses', async () => {
    const at = stage();
    const client = clientOf(at, CloudControlClient, { credentials: await operator(at) });
    const remove = async (Identifier: string) => {
      const begun = await client.send(
        new DeleteResourceCommand({ TypeName: 'AWS::S3::Bucket', Identifier }),
      );
      return outcome(at, client, begun.ProgressEvent?.RequestToken);
    };
    at.world.putObjects(REPORTS, 1);
    expect(await remove(REPORTS)).toMatchObject({ OperationStatus: 'FAILED' });
    at.world.putObjects(REPORTS, 0);
    expect(await remove(REPORTS)).toMatchObject({ OperationStatus: 'SUCCESS' });
    const names: string[] = [];
    for await (const page of paginateListResources({ client }, { TypeName: 'AWS::S3::Bucket' })) {
      names.push(...(page.ResourceDescriptions ?? []).map((each) => each.Identifier ?? ''));
    }
    expect(names).toEqual(['acme-dev-use1-artifacts', 'acme-dev-use1-tmp-uploads']);
  });
});

describe('instances', () => {
  const ids = { InstanceIds: [RUNNING] };
  const stateOf = async (client: EC2Client): Promise<string | undefined> => {
    const { Reservations } = await client.send(new DescribeInstancesCommand(ids));
    return Reservations?.[0]?.Instances?.[0]?.State?.Name;
  };

  it('O5 stop, start, reboot and terminate take their time', async () => {
    const at = stage();
    const client = clientOf(at, EC2Client, { credentials: await operator(at) });
    await client.send(new StopInstancesCommand(ids));
    expect(await stateOf(client)).toBe('stopping');
    await at.clock.sleep(20_000);
    expect(await stateOf(client)).toBe('stopped');
    await client.send(new StartInstancesCommand(ids));
    await at.clock.sleep(20_000);
    expect(await stateOf(client)).toBe('running');
    await client.send(new RebootInstancesCommand(ids));
    await client.send(new TerminateInstancesCommand(ids));
    await at.clock.sleep(20_000);
    expect(await stateOf(client)).toBe('terminated');
    expect((await refusalOf(client.send(new StartInstancesCommand(ids)))).name).toBe(
      'IncorrectInstanceState',
    );
  });

  const volume = (id: string, DeleteOnTermination: boolean, AttachedTo = RUNNING) => ({
    account: DEV,
    region: REGION,
    type: 'AWS::EC2::Volume',
    id,
    properties: { Size: 8, AvailabilityZone: `${REGION}a` },
    attributes: { State: 'in-use', AttachedTo, Device: '/dev/sdf', DeleteOnTermination },
  });
  const volumes = [
    volume('vol-goes', true),
    volume('vol-stays', false),
    volume('vol-of-another', true, 'i-0a11d88e99f00a112'),
  ];
  const terminates = async (at: Stage): Promise<void> => {
    const client = clientOf(at, EC2Client, { credentials: await operator(at) });
    await client.send(new TerminateInstancesCommand(ids));
    await at.clock.sleep(20_000);
  };
  const deletes = async (at: Stage): Promise<void> => {
    const client = clientOf(at, CloudControlClient, { credentials: admin(at) });
    const gone = { TypeName: 'AWS::EC2::Instance', Identifier: RUNNING };
    await client.send(new DeleteResourceCommand(gone));
    await at.clock.sleep(60_000);
  };

  it.each([
    ['terminated', terminates],
    ['deleted', deletes],
  ] as const)(
    'O5 one that is %s takes its own volumes along and frees the others',
    async (_, go) => {
      const at = stage({ resources: volumes });
      await go(at);
      const { resources } = await at.world.snapshot();
      const left = resources.filter(({ id }) => volumes.some((one) => one.id === id));
      expect(left.map(({ id, state }) => [id, state])).toEqual([
        ['vol-stays', 'available'],
        ['vol-of-another', 'in-use'],
      ]);
    },
  );

  it('O6 a session for one instance touches no other', async () => {
    const at = stage();
    const one = allow(['ec2:StopInstances', `arn:aws:ec2:${REGION}:${DEV}:instance/${RUNNING}`]);
    const client = clientOf(at, EC2Client, { credentials: await operator(at, one) });
    const other = new StopInstancesCommand({ InstanceIds: [RUNNING, 'i-0a11d88e99f00a112'] });
    const refusal = await refusalOf(client.send(other));
    expect(refusal.name).toBe('UnauthorizedOperation');
    expect(refusal.message).toContain('instance/i-0a11d88e99f00a112');
    await client.send(new StopInstancesCommand(ids));
  });
});
