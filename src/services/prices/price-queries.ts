/** What AWS's Price List is asked for one price, and how its answer is counted. */
export interface PriceQuery {
  readonly serviceCode: string;
  /** Attributes that must match, besides the region. */
  readonly filters: Readonly<Record<string, string>>;
  /** The unit that the answer must be in, as the Price List names it. */
  readonly unit: string;
  /** How many of that unit one of ours is. */
  readonly per: number;
}

const MILLION = 1_000_000;

const lambda = (group: string, unit: string, per = 1): PriceQuery => ({
  serviceCode: 'AWSLambda',
  filters: { productFamily: 'Serverless', group: `AWS-Lambda-${group}` },
  unit,
  per,
});

const bucketStorage = (storageClass: string, volumeType: string): PriceQuery => ({
  serviceCode: 'AmazonS3',
  filters: { productFamily: 'Storage', storageClass, volumeType },
  unit: 'GB-Mo',
  per: 1,
});

const tableRequests = (group: string, unit: string): PriceQuery => ({
  serviceCode: 'AmazonDynamoDB',
  filters: {
    productFamily: 'Amazon DynamoDB PayPerRequest Throughput',
    operation: 'PayPerRequestThroughput',
    group,
  },
  unit,
  per: MILLION,
});

const tableCapacity = (group: string, unit: string): PriceQuery => ({
  serviceCode: 'AmazonDynamoDB',
  filters: { productFamily: 'Provisioned IOPS', operation: 'CommittedThroughput', group },
  unit,
  per: 1,
});

const requests = (serviceCode: string, filters: PriceQuery['filters']): PriceQuery => ({
  serviceCode,
  filters: { productFamily: 'API Request', ...filters },
  unit: 'Requests',
  per: MILLION,
});

/**
 * Table of prices that AWS is asked for, by key. A key that is not here has attributes that differ
 * from region to region, or could not be told from others: it stays with the dated list. Source:
 * the attributes of AWS's published offer files.
 */
const QUERIES: Readonly<Record<string, PriceQuery>> = {
  'lambda:gb-second': lambda('Duration', 'Lambda-GB-Second'),
  'lambda:arm-gb-second': lambda('Duration-ARM', 'Lambda-GB-Second'),
  'lambda:request-million': lambda('Requests', 'Requests', MILLION),
  's3:standard-gb-month': bucketStorage('General Purpose', 'Standard'),
  's3:standard-ia-gb-month': bucketStorage('Infrequent Access', 'Standard - Infrequent Access'),
  's3:put-1000': { ...requests('AmazonS3', { group: 'S3-API-Tier1' }), per: 1000 },
  'sqs:request-million': requests('AWSQueueService', {
    group: 'SQS-APIRequest-Tier1',
    queueType: 'Standard',
  }),
  'sns:publish-million': requests('AmazonSNS', { group: 'SNS-Requests-Tier1' }),
  'dynamodb:read-million': tableRequests('DDB-ReadUnits', 'ReadRequestUnits'),
  'dynamodb:write-million': tableRequests('DDB-WriteUnits', 'WriteRequestUnits'),
  'dynamodb:rcu-hour': tableCapacity('DDB-ReadUnits', 'ReadCapacityUnit-Hrs'),
  'dynamodb:wcu-hour': tableCapacity('DDB-WriteUnits', 'WriteCapacityUnit-Hrs'),
  'dynamodb:storage-gb-month': {
    serviceCode: 'AmazonDynamoDB',
    filters: {
      productFamily: 'Database Storage',
      volumeType: 'Amazon DynamoDB - Indexed DataStore',
    },
    unit: 'GB-Mo',
    per: 1,
  },
};

const EBS = /^ebs:(gp2|gp3|io1|io2|sc1|st1)-gb-month$/;
const LARGE = /^ec2:linux-large-hour:([a-z][a-z0-9-]{1,15})$/;

const volumes = (volumeApiName: string): PriceQuery => ({
  serviceCode: 'AmazonEC2',
  filters: { productFamily: 'Storage', volumeApiName },
  unit: 'GB-Mo',
  per: 1,
});

const instances = (family: string): PriceQuery => ({
  serviceCode: 'AmazonEC2',
  filters: {
    instanceType: `${family}.large`,
    operatingSystem: 'Linux',
    tenancy: 'Shared',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
    marketoption: 'OnDemand',
  },
  unit: 'Hrs',
  per: 1,
});

/** What the Price List is asked for a key; undefined where the dated list alone knows it. */
export const queryOf = (key: string): PriceQuery | undefined => {
  if (Object.hasOwn(QUERIES, key)) return QUERIES[key];
  const volume = EBS.exec(key)?.[1];
  if (volume !== undefined) return volumes(volume);
  const family = LARGE.exec(key)?.[1];
  return family === undefined ? undefined : instances(family);
};

/** The input of `GetProducts` for one price in one region. */
export const productsInput = (
  query: PriceQuery,
  region: string,
): Readonly<Record<string, unknown>> => ({
  ServiceCode: query.serviceCode,
  FormatVersion: 'aws_v1',
  MaxResults: 100,
  Filters: Object.entries({ regionCode: region, ...query.filters }).map(([Field, Value]) => ({
    Type: 'TERM_MATCH',
    Field,
    Value,
  })),
});
