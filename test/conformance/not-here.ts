import type { AwsResourceType } from '../../src/task/resource-type.ts';

/**
 * Types that this server takes in a template, and reports complete, of which it makes nothing: that
 * is asked of it in the same run. Nothing can be conformant there.
 */
export const UNMADE: readonly AwsResourceType[] = [
  'AWS::ApiGatewayV2::Api',
  'AWS::AutoScaling::ScalingPolicy',
  'AWS::Budgets::Budget',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudTrail::Trail',
  'AWS::CloudWatch::Alarm',
  'AWS::Config::ConfigurationRecorder',
  'AWS::EC2::KeyPair',
  'AWS::EC2::NetworkAcl',
  'AWS::EKS::Addon',
  'AWS::EKS::Cluster',
  'AWS::EKS::Nodegroup',
  'AWS::GuardDuty::Detector',
  'AWS::IAM::Group',
  'AWS::Lambda::Alias',
  'AWS::RDS::DBCluster',
  'AWS::SecretsManager::Secret',
  'AWS::SecurityHub::Hub',
  'AWS::XRay::Group',
  'AWS::XRay::SamplingRule',
];

/** What this server makes and the application does not carry to its end there, and why. */
export const UNFINISHED: Readonly<Partial<Record<AwsResourceType, string>>> = {
  'AWS::ApiGateway::RestApi':
    'not asked for, since the server makes no stage, without which an API answers nobody',
  'AWS::CloudFormation::Stack':
    'the server answers DescribeType with an error of its own, so that of no type in a given ' +
    'template it is known whose it is',
  'AWS::EC2::VPC':
    'made with all its parts, but the server refuses to delete the stack before the network',
  'AWS::KMS::Key': 'once an alias is made, the server can not list what is in the stack',
};
