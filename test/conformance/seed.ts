import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** The keys that the server takes for those of the management account. */
export const KEYS = {
  accessKeyId: 'AKIAEXAMPLEOFNOBODY0',
  secretAccessKey: 'nothing-is-secret-here',
};

const REGION = 'us-east-1';
const FULL = { FeatureSet: 'ALL' } as const;

/** The accounts of the story, by the ids that the server chose. */
export interface SeededOrganization {
  readonly id: string;
  readonly management: string;
  readonly dev: string;
  readonly test: string;
  readonly production: string;
}

const settings = (endpoint: string) => ({ endpoint, region: REGION, credentials: KEYS });

const addUnit = async (
  client: OrganizationsClient,
  ParentId: string,
  Name: string,
): Promise<string> => {
  const made = await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name }));
  return made.OrganizationalUnit?.Id ?? '';
};

const addAccount = async (
  client: OrganizationsClient,
  place: { readonly root: string; readonly unit: string },
  AccountName: string,
): Promise<string> => {
  const Email = `${AccountName}@example.com`;
  const made = await client.send(new CreateAccountCommand({ AccountName, Email }));
  const AccountId = made.CreateAccountStatus?.AccountId ?? '';
  const { root: SourceParentId, unit: DestinationParentId } = place;
  await client.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
  return AccountId;
};

/** Makes an organization with two member accounts to execute in, and one of production. */
export const seedOrganization = async (endpoint: string): Promise<SeededOrganization> => {
  const client = new OrganizationsClient(settings(endpoint));
  const { Organization } = await client.send(new CreateOrganizationCommand(FULL));
  const { Roots } = await client.send(new ListRootsCommand({}));
  const root = Roots?.[0]?.Id ?? '';
  const workloads = await addUnit(client, root, 'Workloads');
  const place = async (name: string) => ({ root, unit: await addUnit(client, workloads, name) });
  return {
    id: Organization?.Id ?? '',
    management: Organization?.MasterAccountId ?? '',
    dev: await addAccount(client, await place('Development'), 'athena-dev'),
    test: await addAccount(client, await place('Test'), 'hermes-test'),
    production: await addAccount(client, await place('Production'), 'apollo-prod'),
  };
};

/** Settings of a client of a witness in one account, who is nobody of the application's. */
export type Place = Awaited<ReturnType<typeof openPlace>>;

/** Opens an account for a witness. */
export const openPlace = async (endpoint: string, account: string) => {
  const sts = new STSClient(settings(endpoint));
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/Witness`,
      RoleSessionName: 'witness',
    }),
  );
  return {
    endpoint,
    region: REGION,
    forcePathStyle: true,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    },
  };
};

/** Clients of a witness in one account, who is nobody of the application's. */
export const openWitness = async (endpoint: string, account: string) => {
  const place = await openPlace(endpoint, account);
  return {
    s3: new S3Client(place),
    sns: new SNSClient(place),
    stacks: new CloudFormationClient(place),
    tables: new DynamoDBClient(place),
  };
};
