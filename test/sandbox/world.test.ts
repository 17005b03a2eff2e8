import {
  CloudFormationClient,
  DescribeChangeSetCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ListTablesCommand, paginateListTables } from '@aws-sdk/client-dynamodb';
import { EC2Client, CreateKeyPairCommand, DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { IAMClient, ListRolesCommand, paginateListRoles } from '@aws-sdk/client-iam';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import {
  ListAccountsCommand,
  ListOrganizationalUnitsForParentCommand,
  OrganizationsClient,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { DeleteBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { remoteCredentials, remotePlugin, remoteSnapshot } from '../../sandbox/remote-plugin.ts';
import { serveWorld } from '../../sandbox/serve.ts';
import {
  admin,
  bucket,
  cfn,
  clientOf,
  DEV,
  MANAGEMENT,
  plug,
  preview,
  previewer,
  PROD,
  reader,
  refusalOf,
  REGION,
  SANDBOX,
  stage,
  STAGING,
  template,
} from './kit.ts';

const rolesOf = async (at: ReturnType<typeof stage>, account: string): Promise<string[]> => {
  const client = clientOf(at, IAMClient, { credentials: await reader(at, account) });
  const names: string[] = [];
  for await (const page of paginateListRoles({ client }, {})) {
    names.push(...(page.Roles ?? []).map((each) => each.RoleName ?? ''));
  }
  return names.filter((name) => name.startsWith('AwsCoworker')).sort();
};

describe('the world', () => {
  it('W1 an empty world.json is the reference organization', async () => {
    const at = stage();
    const client = clientOf(at, OrganizationsClient, { credentials: await reader(at, MANAGEMENT) });
    const accounts: string[] = [];
    for await (const page of paginateListAccounts({ client }, {})) {
      expect(page.Accounts?.length).toBeLessThanOrEqual(2);
      accounts.push(...(page.Accounts ?? []).map((each) => `${each.Id} ${each.Name}`));
    }
    expect(accounts).toEqual([
      '111111111111 zeus-management',
      '222222222222 apollo-prod',
      '333333333333 athena-dev',
      '444444444444 delphi-staging',
      '555555555555 hermes-test',
      '666666666666 pan-sandbox',
      '777777777777 cerberus-security',
      '888888888888 atlas-logs',
      '999999999999 hephaestus-shared',
      '121212121212 daedalus-tooling',
    ]);
    const units = await client.send(
      new ListOrganizationalUnitsForParentCommand({ ParentId: 'r-exam' }),
    );
    expect(units.OrganizationalUnits?.map((each) => each.Name)).toEqual([
      'Infrastructure',
      'Sandbox',
    ]);
  });

  it('W1 organizations answer the management and the tooling account only', async () => {
    const at = stage();
    const client = clientOf(at, OrganizationsClient, { credentials: await reader(at) });
    const refusal = await refusalOf(client.send(new ListAccountsCommand({})));
    expect(refusal.name).toBe('AccessDeniedException');
  });

  const READING = ['AwsCoworkerPreviewer', 'AwsCoworkerReader'];
  const ALL = ['AwsCoworkerDeployer', 'AwsCoworkerOperator', ...READING];
  it.each([
    ['management', MANAGEMENT, ['AwsCoworkerOrganizationReader', ...READING]],
    ['production', PROD, READING],
    ['staging', STAGING, READING],
    ['development', DEV, ALL],
    ['test', '555555555555', ALL],
    ['sandbox', SANDBOX, ALL],
  ])('W2 roles of a %s account', async (_tier, account, expected) => {
    expect(await rolesOf(stage(), account)).toEqual(expected);
  });

  it('W2 a world can lack a role, or have one where it should not be', async () => {
    const at = stage({
      missingRoles: { [DEV]: ['AwsCoworkerOperator'] },
      extraRoles: [{ account: PROD, role: 'AwsCoworkerDeployer' }],
    });
    expect(await rolesOf(at, DEV)).toEqual(['AwsCoworkerDeployer', ...READING]);
    expect(await rolesOf(at, PROD)).toEqual(['AwsCoworkerDeployer', ...READING]);
  });

  it('W3 each account and region has its own state', async () => {
    const at = stage();
    const tables = async (account: string, region: string): Promise<string[]> => {
      const credentials = await reader(at, account);
      const client = clientOf(at, DynamoDBClient, { credentials, region });
      const names: string[] = [];
      for await (const page of paginateListTables({ client }, {})) {
        names.push(...(page.TableNames ?? []));
      }
      return names;
    };
    expect(await tables(DEV, 'us-east-1')).toEqual(['sessions', 'feature-flags']);
    expect(await tables(DEV, 'us-west-2')).toEqual([]);
    expect(await tables(PROD, 'us-east-1')).toEqual(['carts']);
  });

  it('W4 a page holds two members, and a token of another list is refused', async () => {
    const at = stage({ pageSize: 1 });
    const credentials = await reader(at);
    const lambda = clientOf(at, LambdaClient, { credentials });
    let pages = 0;
    for await (const page of paginateListFunctions({ client: lambda }, {})) {
      pages += 1;
      expect(page.Functions).toHaveLength(1);
    }
    expect(pages).toBe(2);
    const roles = await clientOf(at, IAMClient, { credentials }).send(new ListRolesCommand({}));
    const refusal = await refusalOf(
      clientOf(at, DynamoDBClient, { credentials }).send(
        new ListTablesCommand({ ExclusiveStartTableName: roles.Marker ?? 'none' }),
      ),
    );
    expect(refusal.name).toBe('ValidationException');
  });

  it('W5 the same calls make the same ids, and another seed makes others', async () => {
    const idOf = async (seed: string): Promise<string> => {
      const at = stage({ seed });
      return (
        await preview(at, cfn(at, await previewer(at)), {
          TemplateBody: template({ A: bucket({}) }),
        })
      ).stackId;
    };
    expect(await idOf('a')).toBe(await idOf('a'));
    expect(await idOf('a')).not.toBe(await idOf('b'));
  });

  it('W6 an operation that is not imitated is denied first and unsupported second', async () => {
    const at = stage();
    const command = new CreateKeyPairCommand({ KeyName: 'k' });
    const denied = await refusalOf(
      clientOf(at, EC2Client, { credentials: await reader(at) }).send(command),
    );
    expect(denied.name).toBe('UnauthorizedOperation');
    const unsupported = await refusalOf(
      clientOf(at, EC2Client, { credentials: admin(at) }).send(command),
    );
    expect(unsupported).toEqual({
      name: 'SandboxUnsupported',
      message: 'the sandbox does not imitate EC2.CreateKeyPair',
      status: 0,
    });
  });
});

describe('W7 input is checked as the service checks it', () => {
  const rows: readonly (readonly [string, unknown, unknown, string, string])[] = [
    [
      'a missing member of a query service',
      CloudFormationClient,
      new DescribeChangeSetCommand({} as never),
      'ValidationError',
      "Value at 'changeSetName' failed to satisfy constraint: Member must not be null",
    ],
    [
      'an unknown member',
      CloudFormationClient,
      new ListStacksCommand({ Colour: 'red' } as never),
      'ValidationError',
      "'colour' failed to satisfy constraint: Member is not a member of the request",
    ],
    [
      'an ill-typed list',
      EC2Client,
      new DescribeInstancesCommand({ InstanceIds: 'i-1' } as never),
      'InvalidParameterValue',
      "'instanceIds'",
    ],
    [
      'an ill-typed member of a JSON service',
      CloudWatchLogsClient,
      new DescribeLogGroupsCommand({ limit: 'ten' } as never),
      'InvalidParameterException',
      "'limit' failed to satisfy constraint: Member has a type that is not expected",
    ],
    [
      'an ill-typed text',
      DynamoDBClient,
      new ListTablesCommand({ Limit: '1' } as never),
      'ValidationException',
      "'limit'",
    ],
  ];
  it.each(rows)('%s', async (_name, Client, command, error, part) => {
    const at = stage();
    const client = clientOf(at, Client as typeof DynamoDBClient, {
      credentials: await reader(at),
    });
    const refusal = await refusalOf(client.send(command as never));
    expect(refusal.name).toBe(error);
    expect(refusal.message).toContain(part);
  });
});

describe('a served world', () => {
  it('W8 keeps dates, errors and sessions over loopback', async () => {
    const at = stage();
    const served = await serveWorld(at.world);
    try {
      const plugin = remotePlugin(served.url);
      const credentials = remoteCredentials(served.url, 'person-admin', DEV);
      const sts = plug(STSClient, plugin, { credentials });
      expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(DEV);
      const client = plug(CloudFormationClient, plugin, { credentials });
      const { id } = await preview(at, client, { TemplateBody: template({ A: bucket({}) }) });
      const seen = await client.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
      expect(seen.CreationTime).toEqual(new Date('2026-01-05T10:00:00.000Z'));
      const s3 = plug(S3Client, plugin, { credentials });
      expect(await refusalOf(s3.send(new HeadBucketCommand({ Bucket: 'no-such' })))).toEqual({
        name: 'NotFound',
        message: 'NotFound',
        status: 404,
      });
      expect((await remoteSnapshot(served.url)).stacks).toEqual([
        {
          account: DEV,
          region: REGION,
          name: 'aws-coworker-1-story',
          status: 'REVIEW_IN_PROGRESS',
          resources: {},
          tags: {},
        },
      ]);
    } finally {
      await served.close();
    }
  });
});

describe('what a world remembers and injects', () => {
  it('W9 every decision is recorded with who asked, for what, and why not', async () => {
    const at = stage();
    const keys = await reader(at);
    const before = at.world.calls.length;
    const s3 = clientOf(at, S3Client, { credentials: keys });
    await refusalOf(s3.send(new DeleteBucketCommand({ Bucket: 'acme-dev-use1-reports' })));
    expect(at.world.calls.slice(before)).toEqual([
      {
        at: '2026-01-05T10:00:00.000Z',
        accountId: DEV,
        region: REGION,
        principal: `arn:aws:sts::${DEV}:assumed-role/AwsCoworkerReader/session-1`,
        sourceIdentity: 'aws-coworker',
        client: 'S3',
        operation: 'DeleteBucket',
        action: 's3:DeleteBucket',
        resource: 'arn:aws:s3:::acme-dev-use1-reports',
        via: 'direct',
        decision: 'denied',
        reason: 'because no identity-based policy allows the s3:DeleteBucket action',
      },
    ]);
  });

  it('W10 a failure happens as often as the world says, before or after its effect', async () => {
    const error = { name: 'InternalFailure', httpStatus: 500, message: 'out of order' };
    const at = stage({
      failures: [
        { match: { client: 'DynamoDB', operation: 'ListTables' }, times: 1, error },
        {
          match: { client: 'CloudFormation', operation: 'CreateChangeSet' },
          times: 1,
          when: 'after',
          error,
        },
      ],
    });
    const credentials = await previewer(at);
    const tables = clientOf(at, DynamoDBClient, { credentials });
    expect((await refusalOf(tables.send(new ListTablesCommand({})))).status).toBe(500);
    expect((await tables.send(new ListTablesCommand({}))).TableNames).toHaveLength(2);
    const client = cfn(at, credentials);
    const body = template({ A: bucket({}) });
    expect((await refusalOf(preview(at, client, { TemplateBody: body }))).message).toBe(
      'out of order',
    );
    const stacks = await client.send(new ListStacksCommand({}));
    expect(stacks.StackSummaries?.map((each) => each.StackStatus)).toEqual(['REVIEW_IN_PROGRESS']);
  });

  it('W11 a throttle lets the rest through again when its time has passed', async () => {
    const at = stage({ throttles: [{ client: 'DynamoDB', calls: 2, perSeconds: 1 }] });
    const client = clientOf(at, DynamoDBClient, { credentials: await reader(at) });
    const list = (): Promise<unknown> => client.send(new ListTablesCommand({}));
    await list();
    await list();
    expect((await refusalOf(list())).name).toBe('ThrottlingException');
    await at.clock.sleep(1001);
    await list();
  });

  it('W12 latency is virtual time of every call', async () => {
    const at = stage({ latencyMs: 50 });
    const client = clientOf(at, DynamoDBClient, { credentials: await reader(at) });
    const before = at.clock.now().getTime();
    await client.send(new ListTablesCommand({}));
    expect(at.clock.now().getTime() - before).toBe(50);
  });
});
