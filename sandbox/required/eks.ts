import type { ActionRow, ActionTable, ActionTarget } from '../required-actions.ts';

const a = (action: string, ...when: readonly string[]): ActionRow => {
  const full = action.includes(':') ? action : `eks:${action}`;
  return when.length === 0 ? { action: full } : { action: full, when };
};

const on = (target: ActionTarget, action: string, ...when: readonly string[]): ActionRow => ({
  ...a(action, ...when),
  on: [target],
});

const pass = (target: ActionTarget, property: string): ActionRow => ({
  ...on(target, 'iam:PassRole', property),
  passedTo: 'eks.amazonaws.com',
});

const linked = (target: ActionTarget, service: string): ActionRow => ({
  ...on(target, 'iam:CreateServiceLinkedRole'),
  linkedTo: `${service}.amazonaws.com`,
});

/** Table of what clusters, node groups, add-ons and pod identities of EKS demand. */
export const EKS_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::EKS::Cluster': {
    create: [
      a('CreateCluster'),
      a('DescribeCluster'),
      pass('roleArn', 'RoleArn'),
      linked('eksLinkedRole', 'eks'),
      on('eksKey', 'kms:DescribeKey', 'EncryptionConfig'),
      on('eksKey', 'kms:CreateGrant', 'EncryptionConfig'),
      a('TagResource', 'Tags'),
    ],
    read: [a('DescribeCluster')],
    update: [
      a('DescribeCluster'),
      a('DescribeUpdate'),
      a('UpdateClusterVersion', 'Version'),
      a(
        'UpdateClusterConfig',
        'AccessConfig',
        'ControlPlaneScalingConfig',
        'DeletionProtection',
        'Logging',
        'ResourcesVpcConfig',
        'UpgradePolicy',
        'ZonalShiftConfig',
      ),
      a('TagResource', 'Tags'),
      a('UntagResource', 'Tags'),
    ],
    delete: [a('DeleteCluster'), a('DescribeCluster')],
  },
  'AWS::EKS::Nodegroup': {
    create: [
      on('eksCluster', 'CreateNodegroup'),
      a('DescribeNodegroup'),
      pass('nodeRole', 'NodeRole'),
      linked('nodesLinkedRole', 'eks-nodegroup'),
      a('TagResource', 'Tags'),
    ],
    read: [a('DescribeNodegroup')],
    update: [
      a('DescribeNodegroup'),
      a('UpdateNodegroupVersion', 'LaunchTemplate', 'ReleaseVersion', 'Version'),
      a(
        'UpdateNodegroupConfig',
        'Labels',
        'NodeRepairConfig',
        'ScalingConfig',
        'Taints',
        'UpdateConfig',
        'WarmPoolConfig',
      ),
      a('TagResource', 'Tags'),
      a('UntagResource', 'Tags'),
    ],
    delete: [a('DeleteNodegroup'), a('DescribeNodegroup')],
  },
  'AWS::EKS::Addon': {
    create: [on('eksCluster', 'CreateAddon'), a('DescribeAddon'), a('TagResource', 'Tags')],
    read: [a('DescribeAddon')],
    update: [
      a('DescribeAddon'),
      a('UpdateAddon', 'AddonVersion', 'ConfigurationValues', 'ResolveConflicts'),
      a('TagResource', 'Tags'),
      a('UntagResource', 'Tags'),
    ],
    delete: [a('DeleteAddon'), a('DescribeAddon')],
  },
  'AWS::EKS::PodIdentityAssociation': {
    create: [
      on('eksCluster', 'CreatePodIdentityAssociation'),
      a('DescribePodIdentityAssociation'),
      { ...pass('roleArn', 'RoleArn'), passedTo: 'pods.eks.amazonaws.com' },
      a('TagResource', 'Tags'),
    ],
    read: [a('DescribePodIdentityAssociation')],
    update: [
      a('DescribePodIdentityAssociation'),
      a('UpdatePodIdentityAssociation', 'DisableSessionTags', 'Policy', 'RoleArn', 'TargetRoleArn'),
      { ...pass('roleArn', 'RoleArn'), passedTo: 'pods.eks.amazonaws.com' },
      a('TagResource', 'Tags'),
      a('UntagResource', 'Tags'),
    ],
    delete: [a('DeletePodIdentityAssociation'), a('DescribePodIdentityAssociation')],
  },
};
