import type { Json, JsonObject } from '../../src/task/json.ts';
import { CORE_TAGS } from '../../src/review/checks/tags.ts';
import { open } from './check-row.ts';
import { insecure, type InsecureRow } from './insecure-row.ts';
import { of, ref } from './item-row.ts';

const service = insecure('ECS-09', 'AWS::ECS::Service');
const inSubnet = (subnet: JsonObject) => {
  const AwsvpcConfiguration = { Subnets: [ref('A')], AssignPublicIp: 'DISABLED' };
  const properties = { NetworkConfiguration: { AwsvpcConfiguration } };
  return [properties, { A: of('AWS::EC2::Subnet', subnet), V: of('AWS::EC2::VPC') }] as const;
};

const address = insecure('EC2-25', 'AWS::EC2::Instance');
const byTemplate = (AssociatePublicIpAddress: Json) => {
  const LaunchTemplateData = { NetworkInterfaces: [{ AssociatePublicIpAddress }] };
  return [
    { LaunchTemplate: { LaunchTemplateId: ref('T') } },
    { T: of('AWS::EC2::LaunchTemplate', { LaunchTemplateData }) },
  ] as const;
};

const trust = insecure('IAM-17', 'AWS::IAM::Role');
const trusting = (AWS: Json): readonly [JsonObject] => [
  {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
    },
  },
];

const image = insecure('ECS-03', 'AWS::ECS::TaskDefinition');
const runs = (Image: Json): readonly [JsonObject] => [
  { ContainerDefinitions: [{ Name: 'app', Image }] },
];

const tags = insecure('SNS-05', 'AWS::SNS::Topic');
const tagged = (Owner: Json): readonly [JsonObject] => {
  const Tags = Object.entries({
    ...Object.fromEntries(CORE_TAGS.map((key) => [key, 'x'])),
    Environment: 'sandbox',
    Confidentiality: 'internal',
    Owner,
  }).map(([Key, Value]) => ({ Key, Value }));
  return [{ Tags }];
};

export const OF_UNKNOWN: readonly InsecureRow[] = [
  service('what a parameter says', inSubnet({ MapPublicIpOnLaunch: open }), 'UNKNOWN'),
  service('a VPC from elsewhere', inSubnet({ VpcId: 'vpc-1' }), 'UNKNOWN'),
  service('a VPC of the template', inSubnet({ VpcId: ref('V') }), 'PASS'),
  address('a launch template that asks', byTemplate(true)),
  address('a launch template that may', byTemplate(open), 'UNKNOWN'),
  address('a launch template that refuses', byTemplate(false), 'PASS'),
  image(
    'the account and region of the stack',
    runs({ 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:1' }),
    'PASS',
  ),
  image('the public gallery', runs('public.ecr.aws/nginx/nginx:1'), 'PASS'),
  image('a parameter', runs(open), 'UNKNOWN'),
  image('a path like a registry', runs('evil.example/1.dkr.ecr.eu-west-1.amazonaws.com/app')),
  image('a host that ends otherwise', runs('111111111111.dkr.ecr.eu-west-1.amazonaws.com.evil/a')),
  image('a name that begins like it', runs('public.ecr.aws.evil.example/app')),
  trust('a parameter', trusting({ 'Fn::Sub': 'arn:aws:iam::${Open}:root' }), 'UNKNOWN'),
  trust('its own', trusting({ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' }), 'PASS'),
  tags('a parameter', tagged(open), 'UNKNOWN'),
  tags('a text', tagged('platform'), 'PASS'),
];
