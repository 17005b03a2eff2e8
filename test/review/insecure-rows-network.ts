import type { Json, JsonObject } from '../../src/task/json.ts';
import { open } from './check-row.ts';
import { insecure, type InsecureRow } from './insecure-row.ts';
import { of, ref } from './item-row.ts';

const ssh = (source: JsonObject): JsonObject => ({
  SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...source }],
});
const ranges = (...cidrs: readonly Json[]) => ({
  List: of('AWS::EC2::PrefixList', { Entries: cidrs.map((Cidr) => ({ Cidr })) }),
});
const byList = ssh({ SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] } });
const lists = insecure('POLICY-NET-02', 'AWS::EC2::SecurityGroup');

const PREFIX_LISTS: readonly InsecureRow[] = [
  lists('a list with the world', [byList, ranges('10.0.0.0/8', '0.0.0.0/0')]),
  lists('a list with half the world', [byList, ranges('128.0.0.0/1')]),
  lists('a list that is known', [byList, ranges('10.0.0.0/8')], 'PASS'),
  lists('a list with an open entry', [byList, ranges(open)], 'UNKNOWN'),
  lists('a list without entries', [byList, ranges()], 'UNKNOWN'),
  lists('a list from elsewhere', [ssh({ SourcePrefixListId: 'pl-1' })], 'UNKNOWN'),
  lists('a list of what runs', [ssh({ PrefixListId: 'pl-1' })], 'UNKNOWN'),
  insecure('POLICY-NET-02', 'AWS::EC2::SecurityGroupIngress')('a rule beside its group', [
    { IpProtocol: '-1', SourcePrefixListId: ref('List') },
    ranges('::/0'),
  ]),
];

const cluster = insecure('EKS-01', 'AWS::EKS::Cluster');
const acl = insecure('VPC-25', 'AWS::EC2::NetworkAclEntry');
const rotation = insecure('SECRETS-07', 'AWS::SecretsManager::RotationSchedule');
const flowLog = insecure('VPC-18', 'AWS::EC2::FlowLog');
const inRanges = (...cidrs: readonly string[]): JsonObject => ({
  ResourcesVpcConfig: { PublicAccessCidrs: cidrs },
});
const entry = (more: JsonObject): JsonObject => ({
  RuleAction: 'allow',
  Protocol: 6,
  PortRange: { From: 22, To: 22 },
  ...more,
});
const every = (ScheduleExpression: string): JsonObject => ({
  RotationRules: { ScheduleExpression },
});
const toBucket: JsonObject = {
  LogDestinationType: 's3',
  LogDestination: { 'Fn::GetAtt': ['B', 'Arn'] },
};
const keeping = (ExpirationInDays: number) => ({
  B: of('AWS::S3::Bucket', { LifecycleConfiguration: { Rules: [{ ExpirationInDays }] } }),
});

const TITLES: readonly InsecureRow[] = [
  cluster('the world in halves', [inRanges('0.0.0.0/1', '128.0.0.0/1')]),
  cluster('a network', [inRanges('10.0.0.0/10')], 'PASS'),
  acl('half the world', [entry({ CidrBlock: '128.0.0.0/1' })]),
  acl('every protocol', [{ RuleAction: 'allow', Protocol: -1, CidrBlock: '0.0.0.0/0' }]),
  acl('a network', [entry({ CidrBlock: '10.0.0.0/10' })], 'PASS'),
  rotation('nearly three years', [every('rate(999 days)')]),
  rotation('ten days', [every('rate(10 days)')], 'PASS'),
  rotation('800 hours', [every('rate(800 hours)')]),
  rotation('every Sunday', [every('cron(0 8 ? * SUN *)')], 'PASS'),
  rotation('twice a month', [every('cron(0 8 1,15 * ? *)')], 'PASS'),
  rotation('every ten days', [every('cron(0 8 1/10 * ? *)')], 'PASS'),
  rotation('once a month', [every('cron(0 8 1 * ? *)')]),
  rotation('once a year', [every('cron(0 8 1 JAN ? *)')]),
  rotation('in two months of a year', [every('cron(0 8 * 1-2 ? *)')]),
  rotation('the last day of a month', [every('cron(0 8 L * ? *)')], 'UNKNOWN'),
  rotation('one year alone', [every('cron(0 8 * * ? 2027)')], 'UNKNOWN'),
  rotation('what nobody understands', [every('at noon')], 'UNKNOWN'),
  rotation('nothing', [{ RotationRules: {} }]),
  insecure('SECRETS-05', 'AWS::SecretsManager::RotationSchedule')('once a year', [
    every('cron(0 8 1 JAN ? *)'),
  ]),
  flowLog(
    'a bucket from elsewhere',
    [{ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::b' }],
    'UNKNOWN',
  ),
  flowLog('a bucket that forgets', [toBucket, keeping(7)], 'UNKNOWN'),
  flowLog('a bucket that keeps', [toBucket, keeping(90)], 'PASS'),
];

export const OF_NETWORKS: readonly InsecureRow[] = [...PREFIX_LISTS, ...TITLES];
