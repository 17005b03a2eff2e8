import { AwsError } from '../aws-error.ts';
import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import {
  pageOf,
  row,
  tagList,
  text,
  type Call,
  type OperationRow,
  type OperationTable,
} from './call.ts';
import { objectsIn, objectWrites } from './s3-objects.ts';
import { encryptionView, lifecycleRule, metricsConfiguration, objectOf } from './s3-views.ts';

const bucketArn = (call: Call): string => `arn:aws:s3:::${text(call.input, 'Bucket')}`;

const anyBucket = (call: Call, name: string): Resource | undefined =>
  call.state.resources.find((each) => each.type === 'AWS::S3::Bucket' && each.id === name);

const noBucket = (call: Call): AwsError =>
  call.operation === 'HeadBucket'
    ? new AwsError('NotFound', 404, 'NotFound')
    : new AwsError('NoSuchBucket', 404, 'The specified bucket does not exist');

/** S3 says that a name is free before it looks at any policy, to whoever asks. */
export const refuseMissingBucket = (call: Call): void => {
  const name = text(call.input, 'Bucket');
  if (name !== '' && call.operation !== 'CreateBucket' && anyBucket(call, name) === undefined) {
    throw noBucket(call);
  }
};

/** The bucket of a call, in its own account; another account's is a bare denial. */
const needBucket = (call: Call): Resource => {
  const found = anyBucket(call, text(call.input, 'Bucket'));
  if (found === undefined) throw noBucket(call);
  if (found.accountId !== call.accountId) {
    throw call.operation === 'HeadBucket'
      ? new AwsError('Forbidden', 403, 'Forbidden')
      : new AwsError('AccessDenied', 403, 'Access Denied');
  }
  if (found.region !== call.region && call.operation !== 'GetBucketLocation') {
    throw new AwsError(
      'PermanentRedirect',
      301,
      'The bucket you are attempting to access must be addressed using the specified endpoint.',
    );
  }
  return found;
};

const property = (call: Call, name: string): Json | undefined => needBucket(call).properties[name];

const onBucket = (action: string, run: (call: Call) => unknown): OperationRow => ({
  ...row(`s3:${action}`, bucketArn, run),
  first: refuseMissingBucket,
});

const missing = (code: string, message: string): never => {
  throw new AwsError(code, 404, message);
};

const encryption = (call: Call): unknown => encryptionView(property(call, 'BucketEncryption'));

const policyOf = (call: Call): unknown => {
  const bucket = needBucket(call);
  const found = call.state.resources.find(
    (each) => each.type === 'AWS::S3::BucketPolicy' && each.id === bucket.id,
  );
  if (found === undefined) {
    return missing('NoSuchBucketPolicy', 'The bucket policy does not exist');
  }
  return { Policy: JSON.stringify(found.properties['PolicyDocument']) };
};

const publicAccess = (call: Call): unknown => ({
  PublicAccessBlockConfiguration:
    property(call, 'PublicAccessBlockConfiguration') ??
    missing(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
    ),
});

const lifecycle = (call: Call): unknown => {
  const rules = objectOf(property(call, 'LifecycleConfiguration'))['Rules'];
  if (!Array.isArray(rules)) {
    return missing('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
  }
  return { Rules: rules.map(lifecycleRule) };
};

const logging = (call: Call): unknown => {
  const configured = property(call, 'LoggingConfiguration');
  if (!isJsonObject(configured)) return {};
  return {
    LoggingEnabled: {
      TargetBucket: configured['DestinationBucketName'],
      TargetPrefix: configured['LogFilePrefix'] ?? '',
    },
  };
};

const tagging = (call: Call): unknown => {
  const bucket = needBucket(call);
  if (Object.keys(bucket.tags).length === 0) missing('NoSuchTagSet', 'The TagSet does not exist');
  return { TagSet: tagList(bucket.tags) };
};

const ownership = (call: Call): unknown => ({
  OwnershipControls: property(call, 'OwnershipControls') ?? {
    Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }],
  },
});

const listed = (call: Call, name: string): readonly Json[] => {
  const configured = property(call, name);
  return Array.isArray(configured) ? (configured as readonly Json[]) : [];
};

const versions = (call: Call): unknown => {
  const bucket = needBucket(call);
  const all = objectsIn(bucket)
    .filter(({ Key }) => Key.startsWith(text(call.input, 'Prefix')))
    .map((each) => ({ ...each, IsLatest: true, LastModified: bucket.createdAt }));
  const page = pageOf(call, all, call.input['KeyMarker']);
  return {
    Name: bucket.id,
    IsTruncated: page.next !== undefined,
    Versions: page.items,
    ...(page.next === undefined
      ? {}
      : { NextKeyMarker: page.next, NextVersionIdMarker: page.next }),
  };
};

const listBuckets = (call: Call): unknown => {
  const own = call.state.resources.filter(
    (each) => each.type === 'AWS::S3::Bucket' && each.accountId === call.accountId,
  );
  const named = own.filter(
    (each) =>
      each.id.startsWith(text(call.input, 'Prefix')) &&
      (call.input['BucketRegion'] ?? each.region) === each.region,
  );
  const isPaged = call.input['MaxBuckets'] !== undefined || call.input['ContinuationToken'];
  const page = isPaged
    ? pageOf(call, named, call.input['ContinuationToken'])
    : { items: named, next: undefined };
  return {
    Buckets: page.items.map((each) => ({
      Name: each.id,
      CreationDate: each.createdAt,
      BucketRegion: each.region,
    })),
    Owner: { ID: call.accountId },
    ...(page.next === undefined ? {} : { ContinuationToken: page.next }),
  };
};

/** A name that nobody has is 404 for everybody: S3 looks for the bucket before it asks IAM. */
const headBucket: OperationRow = {
  demands: (call) =>
    anyBucket(call, text(call.input, 'Bucket')) === undefined
      ? []
      : [{ action: 's3:ListBucket', resource: bucketArn(call) }],
  run: (call) => ({ BucketRegion: needBucket(call).region }),
};

/** S3: the configuration reads. */
export const s3Operations: OperationTable = {
  ListBuckets: row('s3:ListAllMyBuckets', () => '*', listBuckets),
  HeadBucket: headBucket,
  GetBucketLocation: onBucket('GetBucketLocation', (call) => {
    const { region } = needBucket(call);
    return region === 'us-east-1' ? {} : { LocationConstraint: region };
  }),
  GetBucketVersioning: onBucket('GetBucketVersioning', (call) => {
    const status = objectOf(property(call, 'VersioningConfiguration'))['Status'];
    return status === undefined ? {} : { Status: status };
  }),
  GetBucketEncryption: onBucket('GetEncryptionConfiguration', encryption),
  GetBucketPolicy: onBucket('GetBucketPolicy', policyOf),
  GetPublicAccessBlock: onBucket('GetBucketPublicAccessBlock', publicAccess),
  GetBucketTagging: onBucket('GetBucketTagging', tagging),
  GetBucketLifecycleConfiguration: onBucket('GetLifecycleConfiguration', lifecycle),
  GetBucketLogging: onBucket('GetBucketLogging', logging),
  GetBucketOwnershipControls: onBucket('GetBucketOwnershipControls', ownership),
  ListBucketIntelligentTieringConfigurations: onBucket(
    'GetIntelligentTieringConfiguration',
    (call) => ({
      IsTruncated: false,
      IntelligentTieringConfigurationList: listed(call, 'IntelligentTieringConfigurations'),
    }),
  ),
  GetBucketReplication: onBucket('GetReplicationConfiguration', (call) => ({
    ReplicationConfiguration:
      property(call, 'ReplicationConfiguration') ??
      missing(
        'ReplicationConfigurationNotFoundError',
        'The replication configuration was not found',
      ),
  })),
  GetObjectLockConfiguration: onBucket('GetBucketObjectLockConfiguration', (call) =>
    property(call, 'ObjectLockEnabled') === true
      ? { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } }
      : missing('ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist'),
  ),
  GetBucketWebsite: onBucket('GetBucketWebsite', (call) => {
    const website = property(call, 'WebsiteConfiguration');
    return isJsonObject(website)
      ? { IndexDocument: { Suffix: website['IndexDocument'] } }
      : missing('NoSuchWebsiteConfiguration', 'The bucket does not have a website configuration');
  }),
  ListBucketInventoryConfigurations: onBucket('GetInventoryConfiguration', (call) => ({
    IsTruncated: false,
    InventoryConfigurationList: listed(call, 'InventoryConfigurations').map((each) => ({
      Id: objectOf(each)['Id'],
      IsEnabled: objectOf(each)['Enabled'] ?? false,
    })),
  })),
  ListBucketMetricsConfigurations: onBucket('GetMetricsConfiguration', (call) => ({
    IsTruncated: false,
    MetricsConfigurationList: listed(call, 'MetricsConfigurations').map(metricsConfiguration),
  })),
  ListObjectVersions: onBucket('ListBucketVersions', versions),
  ...objectWrites(refuseMissingBucket, needBucket),
};
