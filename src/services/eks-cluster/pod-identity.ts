import { onChange, onSet, referredName, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';
import { passTo } from './pass-role.ts';

const clusterOf = (input: NeedInput): string =>
  referredName(input.properties['ClusterName'], input) ?? 'none';

/** EKS gives each association an id of its own, which nobody knows before it is made. */
const associations = (input: NeedInput): readonly string[] =>
  input.physicalId?.startsWith('arn:') === true
    ? [input.physicalId]
    : [regionalArn('eks', input, `podidentityassociation/${clusterOf(input)}/*`)];

const clusterArn = (input: NeedInput): readonly string[] => [
  regionalArn('eks', input, `cluster/${clusterOf(input)}`),
];

const update = onChange('eks:UpdatePodIdentityAssociation');

/** Source: schema of AWS::EKS::PodIdentityAssociation, cut with the list of IAM. */
export const podIdentityTable: TypeTable = tableOf({
  type: 'AWS::EKS::PodIdentityAssociation',
  arns: associations,
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['ClusterName', 'Namespace', 'ServiceAccount'],
  sensitiveProperties: ['*'],
  create: [{ action: 'eks:CreatePodIdentityAssociation', resources: clusterArn }],
  remove: ['eks:DeletePodIdentityAssociation'],
  read: ['eks:DescribePodIdentityAssociation'],
  properties: {
    DisableSessionTags: update,
    Policy: update,
    RoleArn: onSet([
      passTo('RoleArn', 'pods.eks.amazonaws.com'),
      { action: 'eks:UpdatePodIdentityAssociation', when: ({ action }) => action === 'change' },
    ]),
    Tags: tagActs('eks:TagResource', 'eks:UntagResource'),
    TargetRoleArn: update,
  },
});
