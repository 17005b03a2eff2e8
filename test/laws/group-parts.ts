import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { PACKAGES } from './requests.ts';
import type { TemplateGroup } from './template-groups.ts';

/** One resource of a group's template. */
export type Part = TemplateGroup['before'][string];

/** The physical id of a part. */
export const ref = (id: string) => ({ Ref: id });

/** An attribute of a part, its ARN unless another one is named. */
export const att = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });

/** A resource with its properties, after those that it waits for. */
export const of = (
  Type: string,
  Properties: Part['Properties'] = {},
  DependsOn: readonly string[] = [],
): Part => ({ Type, Properties, ...(DependsOn.length === 0 ? {} : { DependsOn }) });

/** What no plan deletes stays when its stack goes. */
export const kept = (part: Part): Part => ({ ...part, DeletionPolicy: 'Retain' });

const BOUNDARY = { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/AwsCoworkerBoundary' };

/** A role that a service takes on. */
export const roleOf = (service: string, RoleName: string): Part =>
  of('AWS::IAM::Role', {
    RoleName,
    Path: '/coworker/',
    PermissionsBoundary: BOUNDARY,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
  });

/** A tag that an update sets. */
export const OWNER = { Tags: [{ Key: 'Owner', Value: 'law' }] };

/** What stands in the account from the beginning. */
export const DEV = '333333333333';
export const VPC = 'vpc-0123456789abcdef0';
export const SUBNETS = ['subnet-0333aaaa1111bbbb1', 'subnet-0333aaaa1111bbbb2'] as const;
export const STANDING_CLUSTER = 'law-standing';

/** The world of the groups: packages, a profile, and a cluster for machines. */
export const STANDING: WorldSpec = {
  ...PACKAGES,
  resources: [
    ...(PACKAGES.resources ?? []),
    {
      account: DEV,
      region: 'us-east-1',
      type: 'AWS::EKS::Cluster',
      id: STANDING_CLUSTER,
      properties: { Name: STANDING_CLUSTER, Version: '1.33' },
    },
  ],
};
