import { expect, it } from 'vitest';
import { joinServices, type Statement } from '../../src/execute/policy-statements.ts';

const CONDITIONS = { StringLike: { 'aws:ResourceTag/aws:cloudformation:stack-id': '*:stack/a/*' } };

const of = (action: string, resource: string, conditions = CONDITIONS): Statement => ({
  actions: [action],
  resources: [resource],
  conditions,
});

const FILES = of('elasticfilesystem:CreateMountTarget', 'arn:aws:elasticfilesystem:::fs/*');
const SUBNETS = of('ec2:DeleteSubnet', 'arn:aws:ec2:us-east-1:333333333333:*');

it('statements of two services share their lists under one condition', () => {
  expect(joinServices([SUBNETS, FILES])).toEqual([
    {
      actions: ['ec2:DeleteSubnet', 'elasticfilesystem:CreateMountTarget'],
      resources: [...SUBNETS.resources, ...FILES.resources],
      conditions: CONDITIONS,
    },
  ]);
});

it.each<readonly [string, Statement]>([
  [
    'an action that is asked about what another service has',
    of('ec2:AssociateEnclaveCertificateIamRole', 'arn:aws:ec2:us-east-1:333333333333:*'),
  ],
  ['everything', of('ec2:DeleteSubnet', '*')],
  ['another condition', { ...SUBNETS, conditions: {} }],
])('but not beside %s', (_name, one) => {
  const other = of('iam:DeleteRole', 'arn:aws:iam::333333333333:role/*');
  expect(joinServices([one, other])).toEqual([one, other]);
});
