import type { Template } from '../../src/plan/template.ts';
import type { JsonObject } from '../../src/task/json.ts';

/** Each rule of section 5 that a template can break, with the template that breaks only just. */
export interface Violation {
  readonly rule: string;
  readonly name: string;
  readonly template: Template;
}

const one = (Type: string, Properties: JsonObject): Template => ({
  Resources: { It: { Type, Properties } },
});

const ingress = (rule: JsonObject): Template =>
  one('AWS::EC2::SecurityGroup', { GroupDescription: 'x', SecurityGroupIngress: [rule] });

const port = (from: number, to: number, more: JsonObject = {}): Template =>
  ingress({ IpProtocol: 'tcp', FromPort: from, ToPort: to, CidrIp: '0.0.0.0/0', ...more });

const allow = (rest: JsonObject): JsonObject => ({
  PolicyDocument: { Statement: [{ Effect: 'Allow', ...rest }] },
});

const trust = (rest: JsonObject): JsonObject => ({
  AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...rest }] },
});

const SERVICE = trust({ Principal: { Service: 'lambda.amazonaws.com' } });
const OTHER = trust({ Principal: { AWS: 'arn:aws:iam::222222222222:root' } });
const MAKER = {
  Policies: [allow({ Action: 'iam:CreateRole', Resource: 'arn:aws:iam::1:role/x' })],
};
const rotation = (days: number): JsonObject => ({
  SecretId: 's',
  RotationRules: { AutomaticallyAfterDays: days },
});
const distribution = (version: string): JsonObject => ({
  DistributionConfig: { ViewerCertificate: { MinimumProtocolVersion: version } },
});

const WORLD_PORTS = [22, 3389, 3306, 5432, 1433, 1521, 27_017, 6379, 9200, 11_211];

const NETWORK: readonly Violation[] = [
  ...WORLD_PORTS.map((n) => ({ rule: 'POLICY-NET-02', name: `port ${n}`, template: port(n, n) })),
  {
    rule: 'POLICY-NET-02',
    name: 'IPv6',
    template: ingress({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: '::/0' }),
  },
  { rule: 'POLICY-NET-02', name: 'a range', template: port(5000, 6000) },
  {
    rule: 'POLICY-NET-02',
    name: 'protocol -1',
    template: ingress({ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }),
  },
  {
    rule: 'POLICY-NET-02',
    name: 'no protocol',
    template: ingress({ FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }),
  },
  {
    rule: 'POLICY-NET-01',
    name: 'a public database',
    template: one('AWS::RDS::DBInstance', { PubliclyAccessible: true, StorageEncrypted: true }),
  },
  {
    rule: 'POLICY-NET-03',
    name: 'an instance with a public address',
    template: one('AWS::EC2::Instance', {
      NetworkInterfaces: [{ AssociatePublicIpAddress: true }],
    }),
  },
  { rule: 'POLICY-NET-04', name: 'no flow log', template: one('AWS::EC2::VPC', {}) },
  {
    rule: 'POLICY-NET-05',
    name: 'HTTP that forwards',
    template: one('AWS::ElasticLoadBalancingV2::Listener', {
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'forward' }],
    }),
  },
  { rule: 'POLICY-NET-06', name: 'port 443', template: port(443, 443) },
];

const IDENTITY: readonly Violation[] = [
  {
    rule: 'POLICY-IAM-01',
    name: 'everything on everything',
    template: one('AWS::IAM::ManagedPolicy', allow({ Action: '*', Resource: '*' })),
  },
  {
    rule: 'POLICY-IAM-02',
    name: 'A62 all of KMS',
    template: one('AWS::IAM::Policy', allow({ Action: 'kms:*', Resource: 'arn:aws:kms:x' })),
  },
  {
    rule: 'POLICY-IAM-03',
    name: 'A62 trust of everybody',
    template: one('AWS::IAM::Role', trust({ Principal: { AWS: '*' } })),
  },
  { rule: 'POLICY-IAM-04', name: 'no external id', template: one('AWS::IAM::Role', OTHER) },
  {
    rule: 'POLICY-IAM-05',
    name: 'no boundary',
    template: one('AWS::IAM::Role', { ...SERVICE, ...MAKER }),
  },
];

const DATA: readonly Violation[] = [
  { rule: 'POLICY-DATA-01', name: 'a plain volume', template: one('AWS::EC2::Volume', {}) },
  {
    rule: 'POLICY-DATA-02',
    name: 'a plain device',
    template: one('AWS::EC2::Instance', { BlockDeviceMappings: [{ Ebs: { VolumeSize: 8 } }] }),
  },
  { rule: 'POLICY-DATA-03', name: 'a plain database', template: one('AWS::RDS::DBInstance', {}) },
  { rule: 'POLICY-DATA-13', name: 'a plain cluster', template: one('AWS::RDS::DBCluster', {}) },
  {
    rule: 'POLICY-DATA-04',
    name: 'a plain file system',
    template: one('AWS::EFS::FileSystem', {}),
  },
  { rule: 'POLICY-DATA-05', name: 'a plain topic', template: one('AWS::SNS::Topic', {}) },
  {
    rule: 'POLICY-DATA-06',
    name: 'a plain queue',
    template: one('AWS::SQS::Queue', { SqsManagedSseEnabled: false }),
  },
  {
    rule: 'POLICY-DATA-07',
    name: 'TLS 1.1',
    template: one('AWS::CloudFront::Distribution', distribution('TLSv1.1_2016')),
  },
  {
    rule: 'POLICY-DATA-08',
    name: 'TLS 1.0',
    template: one('AWS::ApiGateway::DomainName', { SecurityPolicy: 'TLS_1_0' }),
  },
  {
    rule: 'POLICY-DATA-09',
    name: 'a rotation of 91 days',
    template: one('AWS::SecretsManager::RotationSchedule', rotation(91)),
  },
  {
    rule: 'POLICY-DATA-10',
    name: 'a rotation of 31 days in production',
    template: one('AWS::SecretsManager::RotationSchedule', rotation(31)),
  },
  {
    rule: 'POLICY-DATA-11',
    name: 'A62 a key for everybody',
    template: one('AWS::KMS::Key', {
      KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt' }] },
    }),
  },
  {
    rule: 'POLICY-DATA-12',
    name: 'a secret that never rotates',
    template: one('AWS::SecretsManager::Secret', {}),
  },
];

export const VIOLATIONS: readonly Violation[] = [...NETWORK, ...IDENTITY, ...DATA];
