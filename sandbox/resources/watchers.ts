import { findResource, type WorldState } from '../state.ts';
import {
  problem,
  sameId,
  textProperty,
  type HandlerProblem,
  type Place,
  type TypeRow,
} from './model.ts';

const here = (state: WorldState, place: Place, type: string) =>
  state.resources.filter(
    (each) =>
      each.type === type && each.accountId === place.accountId && each.region === place.region,
  );

/** What a bucket's policy says, where the bucket is the account's own; undefined elsewhere. */
const ownBucketPolicy = (state: WorldState, place: Place, bucket: string): string | undefined => {
  const isThere = state.resources.some(
    ({ type, id, accountId }) =>
      type === 'AWS::S3::Bucket' && id === bucket && accountId === place.accountId,
  );
  if (!isThere) return undefined;
  const policy = state.resources.find(
    ({ type, properties }) => type === 'AWS::S3::BucketPolicy' && properties['Bucket'] === bucket,
  );
  return JSON.stringify(policy?.properties['PolicyDocument'] ?? {});
};

const bucketExists = (state: WorldState, bucket: string): boolean =>
  state.resources.some(({ type, id }) => type === 'AWS::S3::Bucket' && id === bucket);

/** A bucket of another account is believed: its policy is its own account's. */
const deliveryProblem = (
  state: WorldState,
  place: Place,
  asked: { readonly bucket: string; readonly service: string },
): HandlerProblem | undefined => {
  const { bucket, service } = asked;
  if (!bucketExists(state, bucket))
    return problem('NotFound', 404, `S3 bucket ${bucket} does not exist!`);
  const policy = ownBucketPolicy(state, place, bucket);
  return policy === undefined || policy.includes(service)
    ? undefined
    : problem(
        'InvalidRequest',
        400,
        `Incorrect S3 bucket policy is detected for bucket: ${bucket}`,
      );
};

/** `AWS::CloudTrail::Trail`. */
export const trail: TypeRow = {
  type: 'AWS::CloudTrail::Trail',
  service: 'CloudTrail',
  tags: 'list',
  seconds: { create: 20, update: 10, delete: 5 },
  replaceOn: ['TrailName'],
  nameProperty: 'TrailName',
  nameLimit: 128,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => `arn:aws:cloudtrail:${region}:${accountId}:trail/${id}`,
  attributesOf: (id, { accountId, region }) => ({
    Arn: `arn:aws:cloudtrail:${region}:${accountId}:trail/${id}`,
  }),
  refuse: ({ state, place, properties }) =>
    deliveryProblem(state, place, {
      bucket: textProperty(properties, 'S3BucketName'),
      service: 'cloudtrail.amazonaws.com',
    }),
};

const oneOnly = (
  state: WorldState,
  place: Place,
  asked: { readonly type: string; readonly message: string },
): HandlerProblem | undefined =>
  here(state, place, asked.type).length > 0
    ? problem('ServiceLimitExceeded', 400, asked.message)
    : undefined;

/** `AWS::Config::ConfigurationRecorder`: one in a region, on once there is a channel. */
export const recorder: TypeRow = {
  type: 'AWS::Config::ConfigurationRecorder',
  service: 'Config',
  tags: 'none',
  seconds: { create: 15, update: 8, delete: 3 },
  replaceOn: ['Name'],
  nameProperty: 'Name',
  nameLimit: 256,
  idOf: sameId,
  arnOf: (id, { accountId, region }) =>
    `arn:aws:config:${region}:${accountId}:configuration-recorder/${id}/0a1b2c`,
  attributesOf: () => ({}),
  refuseCreate: ({ state, place }) =>
    oneOnly(state, place, {
      type: 'AWS::Config::ConfigurationRecorder',
      message:
        'Failed to put configuration recorder because the maximum number of configuration ' +
        'recorders: 1 is reached.',
    }),
};

/** `AWS::Config::DeliveryChannel`: one in a region, after the recorder. */
export const channel: TypeRow = {
  type: 'AWS::Config::DeliveryChannel',
  service: 'Config',
  tags: 'none',
  seconds: { create: 12, update: 8, delete: 3 },
  replaceOn: ['Name'],
  nameProperty: 'Name',
  nameLimit: 256,
  idOf: sameId,
  arnOf: (id, { accountId, region }) =>
    `arn:aws:config:${region}:${accountId}:delivery-channel/${id}`,
  attributesOf: () => ({}),
  refuseCreate: ({ state, place }) =>
    oneOnly(state, place, {
      type: 'AWS::Config::DeliveryChannel',
      message:
        'Failed to put delivery channel because the maximum number of delivery channels: 1 is ' +
        'reached.',
    }),
  refuse: ({ state, place, properties }) =>
    deliveryProblem(state, place, {
      bucket: textProperty(properties, 'S3BucketName'),
      service: 'config.amazonaws.com',
    }),
};

/** `AWS::IAM::ServiceLinkedRole`: AWS names it after its service. */
export const linkedRole: TypeRow = {
  type: 'AWS::IAM::ServiceLinkedRole',
  service: 'Iam',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 10, update: 5, delete: 5 },
  replaceOn: ['AWSServiceName', 'CustomSuffix'],
  idPrefix: 'linked-',
  idOf: (_name, _place, properties) =>
    textProperty(properties, 'AWSServiceName') === 'config.amazonaws.com'
      ? 'AWSServiceRoleForConfig'
      : `AWSServiceRoleFor-${textProperty(properties, 'AWSServiceName')}`,
  arnOf: (id, { accountId }, properties) =>
    [
      `arn:aws:iam::${accountId}:role/aws-service-role`,
      textProperty(properties, 'AWSServiceName'),
      id,
    ].join('/'),
  attributesOf: (id) => ({ RoleName: id }),
};

/** `AWS::GuardDuty::Detector`: one in a region. */
export const detector: TypeRow = {
  type: 'AWS::GuardDuty::Detector',
  service: 'GuardDuty',
  tags: 'list',
  seconds: { create: 20, update: 10, delete: 5 },
  replaceOn: [],
  idPrefix: '',
  idOf: (name) =>
    name
      .replaceAll(/[^0-9a-f]/g, '')
      .padEnd(32, '0')
      .slice(0, 32),
  arnOf: (id, { accountId, region }) => `arn:aws:guardduty:${region}:${accountId}:detector/${id}`,
  attributesOf: (id) => ({ Id: id }),
  refuseCreate: ({ state, place }) =>
    oneOnly(state, place, {
      type: 'AWS::GuardDuty::Detector',
      message: 'The request is rejected because a detector already exists for the current account.',
    }),
};

const HUB = 'AWS::SecurityHub::Hub';

/** `AWS::SecurityHub::Hub`: one in a region. */
export const hub: TypeRow = {
  type: HUB,
  service: 'SecurityHub',
  tags: 'map',
  seconds: { create: 15, update: 8, delete: 5 },
  replaceOn: ['EnableDefaultStandards'],
  idPrefix: 'hub-',
  idOf: (_name, { accountId, region }) => `arn:aws:securityhub:${region}:${accountId}:hub/default`,
  arnOf: sameId,
  attributesOf: (id) => ({ ARN: id }),
  refuseCreate: ({ state, place }) =>
    findResource(
      state,
      { type: HUB, ...place },
      `arn:aws:securityhub:${place.region}:${place.accountId}:hub/default`,
    ) === undefined
      ? undefined
      : problem('AlreadyExists', 409, 'Account is already subscribed to Security Hub'),
};

/** `AWS::SecurityHub::Standard`: only where there is a hub. */
export const standard: TypeRow = {
  type: 'AWS::SecurityHub::Standard',
  service: 'SecurityHub',
  tags: 'none',
  seconds: { create: 30, update: 10, delete: 10 },
  replaceOn: ['StandardsArn'],
  idPrefix: 'standard-',
  idOf: (_name, { accountId, region }, properties) =>
    [
      `arn:aws:securityhub:${region}:${accountId}:subscription`,
      textProperty(properties, 'StandardsArn').replace(/^.*standards\//, ''),
    ].join('/'),
  arnOf: (_id, { accountId, region }) => `arn:aws:securityhub:${region}:${accountId}:hub/default`,
  attributesOf: (id) => ({ StandardsSubscriptionArn: id }),
  refuse: ({ state, place }) =>
    here(state, place, HUB).length === 0
      ? problem(
          'InvalidRequest',
          400,
          `Account ${place.accountId} is not subscribed to AWS Security Hub`,
        )
      : undefined,
};
