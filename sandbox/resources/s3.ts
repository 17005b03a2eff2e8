import type { JsonObject } from '../../src/task/json.ts';
import { badTag } from '../tags.ts';
import { bucketPolicyProblem, isBucketName } from './bucket-rules.ts';
import { problem, sameId, textProperty, type TypeRow } from './model.ts';

const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;

/** `AWS::S3::Bucket`. Names are unique over all accounts; a bucket with objects stays. */
export const bucket: TypeRow = {
  type: 'AWS::S3::Bucket',
  service: 'S3',
  tags: 'list',
  seconds: { create: 20, update: 10, delete: 5 },
  replaceOn: ['BucketName', 'ObjectLockEnabled'],
  nameProperty: 'BucketName',
  nameLimit: 63,
  lowerCaseNames: true,
  idOf: sameId,
  arnOf: bucketArn,
  attributesOf: (id, { region }) => ({
    Arn: bucketArn(id),
    DomainName: `${id}.s3.amazonaws.com`,
    DualStackDomainName: `${id}.s3.dualstack.${region}.amazonaws.com`,
    RegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
    WebsiteURL: `http://${id}.s3-website-${region}.amazonaws.com`,
  }),
  bornWith: () => ({ ObjectCount: 0 }),
  refuseCreate: ({ state, place, name }) => {
    if (!isBucketName(name)) {
      return problem('InvalidRequest', 400, `The specified bucket is not valid. (${name})`);
    }
    const taken = state.resources.find((each) => each.type === bucket.type && each.id === name);
    if (taken === undefined) return undefined;
    return taken.accountId === place.accountId
      ? problem('AlreadyExists', 409, `${name} already exists`)
      : problem(
          'AlreadyExists',
          409,
          'The requested bucket name is not available. The bucket namespace is shared by all ' +
            'users of the system. Please select a different name and try again.',
        );
  },
  refuseDelete: (resource) =>
    Number(resource.attributes['ObjectCount'] ?? 0) > 0 ||
    Array.isArray(resource.attributes['Objects'])
      ? problem('GeneralServiceException', 409, 'The bucket you tried to delete is not empty')
      : undefined,
};

const policyOn = (properties: JsonObject): string => textProperty(properties, 'Bucket');

/** `AWS::S3::BucketPolicy`: one per bucket. */
export const bucketPolicy: TypeRow = {
  type: 'AWS::S3::BucketPolicy',
  service: 'S3',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['Bucket'],
  nameProperty: 'Bucket',
  idOf: sameId,
  arnOf: (_id, _place, properties) => bucketArn(policyOn(properties)),
  attributesOf: () => ({}),
  refuseCreate: ({ state, place, properties }) => {
    const name = policyOn(properties);
    const here = state.resources.filter((each) => each.accountId === place.accountId);
    if (!here.some((each) => each.type === bucket.type && each.id === name)) {
      return problem('NotFound', 404, 'The specified bucket does not exist');
    }
    return here.some((each) => each.type === bucketPolicy.type && each.id === name)
      ? problem('AlreadyExists', 409, `The bucket policy already exists on bucket ${name}.`)
      : undefined;
  },
  refuse: ({ state, properties }) => {
    const name = policyOn(properties);
    const on = state.resources.find((each) => each.type === bucket.type && each.id === name);
    return on === undefined ? undefined : bucketPolicyProblem(on, properties['PolicyDocument']);
  },
};

/** True for tags that S3 and its neighbours refuse. */
export const hasBadTag = (tags: Readonly<Record<string, string>>): boolean =>
  Object.entries(tags).some(([key, value]) => !key.startsWith('aws:') && badTag(key, value));
