import { readProperties } from '../facts.ts';
import { noReadBack } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const aclArn = ({ region, account, physicalId }: ReadBackInput): string => {
  const [name = '', id = '', scope = ''] = physicalId.split('|');
  const place = scope === 'CLOUDFRONT' ? 'global' : 'regional';
  return `arn:aws:wafv2:${region}:${account.id}:${place}/webacl/${name}/${id}`;
};

/** ARN of each companion type, from its physical id. */
const ARNS: Readonly<Record<string, (input: ReadBackInput) => string>> = {
  'AWS::KMS::Key': (input) =>
    `arn:aws:kms:${input.region}:${input.account.id}:key/${input.physicalId}`,
  'AWS::WAFv2::WebACL': (input) => aclArn(input),
  'AWS::WAFv2::WebACLAssociation': (input) => input.physicalId.split('|')[1] ?? '',
  'AWS::CloudFront::OriginAccessControl': (input) =>
    `arn:aws:cloudfront::${input.account.id}:origin-access-control/${input.physicalId}`,
  'AWS::CloudFront::ResponseHeadersPolicy': (input) =>
    `arn:aws:cloudfront::${input.account.id}:response-headers-policy/${input.physicalId}`,
  'AWS::CloudFront::MonitoringSubscription': (input) =>
    `arn:aws:cloudfront::${input.account.id}:distribution/${input.physicalId}`,
  'AWS::ApplicationAutoScaling::ScalableTarget': ({ physicalId }) => physicalId,
  'AWS::ApplicationAutoScaling::ScalingPolicy': ({ physicalId }) => physicalId,
  'AWS::EKS::PodIdentityAssociation': ({ physicalId }) => physicalId,
  'AWS::IAM::Role': (input) => `arn:aws:iam::${input.account.id}:role/coworker/${input.physicalId}`,
};

/** Reads back, through Cloud Control, a type that comes only as a companion of another. */
export const readCompanion = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const arn = ARNS[input.type]?.(input);
  if (arn === undefined) throw noReadBack(input);
  const { region, type, physicalId, logicalId } = input;
  const found = await readProperties(input.reader, { region, type, physicalId });
  const holds = found !== undefined;
  const check = { name: 'exists', holds, detail: holds ? 'as planned' : 'not found' };
  return { logicalId, type, arn, checks: [check] };
};
