import type { Json, JsonObject } from '../../src/task/json.ts';
import type { EfsTarget } from '../required-efs.ts';
import type { Place } from '../resources/model.ts';

const texts = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(
    (each) => typeof each === 'string',
  );

/** What a call on a file system works on, beside the file system itself. */
export const efsTargets = ({
  place,
  properties,
}: {
  readonly place: Place;
  readonly properties: JsonObject;
}): Readonly<Record<EfsTarget, () => readonly string[]>> => {
  const ec2 = `arn:aws:ec2:${place.region}:${place.accountId}`;
  const interfaces = [`${ec2}:network-interface/eni-0123456789abcdef0`];
  return {
    filesKey: () => texts(properties['KmsKeyId']).filter((key) => key.startsWith('arn:')),
    filesRole: () => [
      `arn:aws:iam::${place.accountId}:role/aws-service-role/elasticfilesystem.amazonaws.com/` +
        'AWSServiceRoleForAmazonElasticFileSystem',
    ],
    mountedFiles: () =>
      texts(properties['FileSystemId']).map(
        (id) => `arn:aws:elasticfilesystem:${place.region}:${place.accountId}:file-system/${id}`,
      ),
    mountInterface: () => interfaces,
    mountSurroundings: () => [
      ...interfaces,
      ...texts(properties['SubnetId']).map((id) => `${ec2}:subnet/${id}`),
      ...texts(properties['SecurityGroups']).map((id) => `${ec2}:security-group/${id}`),
    ],
  };
};
