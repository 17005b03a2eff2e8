import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreateClusterCommand, ECSClient } from '@aws-sdk/client-ecs';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Place } from './seed.ts';

/** What is in the account from the beginning, by the words of the rows. */
export type Ground = Readonly<Record<string, string>>;

/** A ZIP file of one line of Python. */
const PACKAGE =
  'UEsDBBQAAAAAAAAAIVziChtzIwAAACMAAAAGAAAAYXBwLnB5ZGVmIG1haW4oZXZlbnQsIGNvbnRleHQpOiByZXR1cm4g' +
  'MQpQSwECFAMUAAAAAAAAACFc4gobcyMAAAAjAAAABgAAAAAAAAAAAAAAgAEAAAAAYXBwLnB5UEsFBgAAAAABAAEANAAA' +
  'AEcAAAAAAA==';

/** A network of two public subnets, for what must be reached. */
const layPublic = async (client: EC2Client): Promise<Ground> => {
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.60.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const { InternetGateway } = await client.send(new CreateInternetGatewayCommand({}));
  const GatewayId = InternetGateway?.InternetGatewayId ?? '';
  await client.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }));
  const { RouteTable } = await client.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = RouteTable?.RouteTableId ?? '';
  const DestinationCidrBlock = '0.0.0.0/0';
  await client.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, GatewayId }));
  const subnets: string[] = [];
  for (const zone of ['a', 'b']) {
    const CidrBlock = `10.60.${subnets.length}.0/24`;
    const AvailabilityZone = `us-east-1${zone}`;
    const made = await client.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }));
    const SubnetId = made.Subnet?.SubnetId ?? '';
    await client.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
    subnets.push(SubnetId);
  }
  return { '{publicVpc}': VpcId, '{publicSubnet}': subnets[0] ?? '' };
};

/** A certificate of ACM, by its plain protocol: who asks is read from the header, unsigned. */
const askCertificate = async (place: Place): Promise<string> => {
  const scope = `${place.credentials.accessKeyId}/20260101/${place.region}/acm/aws4_request`;
  const said = await fetch(place.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'CertificateManager.RequestCertificate',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ DomainName: 'shop.example.com' }),
  });
  return ((await said.json()) as { CertificateArn: string }).CertificateArn;
};

const layCode = async (client: S3Client): Promise<void> => {
  const Bucket = 'acme-packages';
  await client.send(new CreateBucketCommand({ Bucket }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  const Body = Buffer.from(PACKAGE, 'base64');
  await client.send(new PutObjectCommand({ Bucket, Key: 'thumbs/1.0.0.zip', Body }));
};

/** A function that the edge may run, of which a version can be published. */
const layFunction = async (place: Place): Promise<void> => {
  const Service = ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'];
  const Statement = { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' };
  const { Role } = await new IAMClient(place).send(
    new CreateRoleCommand({
      RoleName: 'viewer-auth',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [Statement] }),
    }),
  );
  await new LambdaClient(place).send(
    new CreateFunctionCommand({
      FunctionName: 'viewer-auth',
      Role: Role?.Arn,
      Runtime: 'python3.12',
      Handler: 'app.main',
      Code: { ZipFile: Buffer.from(PACKAGE, 'base64') },
    }),
  );
};

const layDatabase = async (client: RDSClient): Promise<void> => {
  await client.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: 'shop-db',
      DBInstanceClass: 'db.t4g.medium',
      Engine: 'postgres',
      EngineVersion: '16.4',
      AllocatedStorage: 20,
      MasterUsername: 'shop',
      MasterUserPassword: 'nothing-is-secret-here',
      StorageEncrypted: true,
      BackupRetentionPeriod: 7,
    }),
  );
};

/** Queues to look at; the first lets the rule in that is about to be made. */
const layQueues = async (client: SQSClient, account: string): Promise<void> => {
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: `arn:aws:sqs:us-east-1:${account}:jobs-in`,
    Condition: {
      ArnEquals: { 'aws:SourceArn': `arn:aws:events:us-east-1:${account}:rule/nightly-report` },
    },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
  await client.send(new CreateQueueCommand({ QueueName: 'jobs-in', Attributes: { Policy } }));
  await client.send(new CreateQueueCommand({ QueueName: 'jobs-out' }));
};

/** Makes what the rows build upon, by a witness, and names it. */
export const layGround = async (place: Place, account: string): Promise<Ground> => {
  const client = new EC2Client(place);
  const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({}));
  const { SecurityGroups = [] } = await client.send(new DescribeSecurityGroupsCommand({}));
  await layCode(new S3Client(place));
  await layFunction(place);
  await layDatabase(new RDSClient(place));
  await layQueues(new SQSClient(place), account);
  await new ECSClient(place).send(new CreateClusterCommand({ clusterName: 'shared' }));
  await new Route53Client(place).send(
    new CreateHostedZoneCommand({ Name: 'example.org', CallerReference: 'the ground' }),
  );
  return {
    '{vpc}': Vpcs[0]?.VpcId ?? '',
    '{group}': SecurityGroups[0]?.GroupId ?? '',
    '{certificate}': await askCertificate(place),
    ...(await layPublic(client)),
  };
};
