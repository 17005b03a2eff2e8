/** The bare loops: the SDK and nothing else, one client for each account and region. */
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import * as s3 from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { runAsked, type RunOrder } from './run-order.ts';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const IDENTITY = { accessKeyId: 'AKIA121212121212', secretAccessKey: 'secret' };

const assume = async (sts: STSClient, accountId: string): Promise<Keys> => {
  const RoleArn = `arn:aws:iam::${accountId}:role/AwsCoworkerReader`;
  const said = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'bench' }));
  return {
    accessKeyId: said.Credentials?.AccessKeyId ?? '',
    secretAccessKey: said.Credentials?.SecretAccessKey ?? '',
    sessionToken: said.Credentials?.SessionToken ?? '',
  };
};

/** Everything at once: nothing is counted, held back or tried again. */
const sweep = async ({ endpoint, accounts, regions }: RunOrder): Promise<number> => {
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials: IDENTITY });
  const ofAccount = async (accountId: string): Promise<number> => {
    const credentials = await assume(sts, accountId);
    const found = await Promise.all(
      regions.map(async (region) => {
        const ec2 = new EC2Client({ endpoint, region, credentials });
        const said = await ec2.send(new DescribeInstancesCommand({ MaxResults: 200 }));
        return (said.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []).length;
      }),
    );
    return found.reduce((sum, count) => sum + count, 0);
  };
  const counts = await Promise.all(accounts.map(ofAccount));
  return counts.reduce((sum, count) => sum + count, 0);
};

const CHECKS = [
  s3.GetPublicAccessBlockCommand,
  s3.GetBucketEncryptionCommand,
  s3.GetBucketPolicyCommand,
  s3.GetBucketTaggingCommand,
  s3.GetBucketVersioningCommand,
  s3.GetBucketLifecycleConfigurationCommand,
  s3.GetBucketLoggingCommand,
  s3.ListBucketInventoryConfigurationsCommand,
] as const;

type Work = () => Promise<unknown>;

/** One thread, so many calls in flight. */
const inFlight = async (work: readonly Work[], most: number): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let one = work[next++]; one !== undefined; one = work[next++]) await one();
  };
  await Promise.all(Array.from({ length: most }, lane));
};

const checksOf = async (client: s3.S3Client, region: string): Promise<readonly Work[]> => {
  const said = await client.send(new s3.ListBucketsCommand({ BucketRegion: region }));
  return (said.Buckets ?? []).flatMap(({ Name: Bucket = '' }) =>
    CHECKS.map((Check) => () => client.send(new Check({ Bucket }) as s3.GetBucketPolicyCommand)),
  );
};

const audit = async ({
  endpoint,
  accounts,
  regions,
  inFlight: most,
}: RunOrder): Promise<number> => {
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials: IDENTITY });
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  const requestHandler = new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: most } });
  const work: Work[] = [];
  for (const accountId of accounts) {
    const credentials = await assume(sts, accountId);
    const lists = regions.map((region) => {
      const place = { endpoint, region, credentials, forcePathStyle: true, requestHandler };
      return checksOf(new s3.S3Client(place), region);
    });
    work.push(...(await Promise.all(lists)).flat());
  }
  await inFlight(work, most);
  return work.length;
};

await runAsked({ sweep, audit });
