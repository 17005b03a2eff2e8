import type { TypeShape } from './shapes.ts';

const IMAGES =
  '=AL2023_ARM_64_NVIDIA|AL2023_ARM_64_STANDARD|AL2023_x86_64_NEURON|' +
  'AL2023_x86_64_NVIDIA|AL2023_x86_64_STANDARD|AL2_ARM_64|AL2_x86_64|AL2_x86_64_GPU|' +
  'BOTTLEROCKET_ARM_64|BOTTLEROCKET_ARM_64_FIPS|BOTTLEROCKET_ARM_64_NVIDIA|' +
  'BOTTLEROCKET_ARM_64_NVIDIA_FIPS|BOTTLEROCKET_x86_64|BOTTLEROCKET_x86_64_FIPS|' +
  'BOTTLEROCKET_x86_64_NVIDIA|BOTTLEROCKET_x86_64_NVIDIA_FIPS|CUSTOM|' +
  'WINDOWS_CORE_2019_x86_64|WINDOWS_CORE_2022_x86_64|WINDOWS_CORE_2025_x86_64|' +
  'WINDOWS_FULL_2019_x86_64|WINDOWS_FULL_2022_x86_64|WINDOWS_FULL_2025_x86_64';

/** Properties of clusters, node groups and add-ons of EKS, from the published schemas. */
export const EKS_SHAPES: Readonly<Record<string, TypeShape>> = {
  'AWS::EKS::Cluster': {
    '': [
      'AccessConfig #AccessConfig',
      'BootstrapSelfManagedAddons flag',
      'ComputeConfig #ComputeConfig',
      'ControlPlaneScalingConfig #ControlPlaneScalingConfig',
      'DeletionProtection flag',
      'EncryptionConfig #EncryptionConfig[]',
      'Force flag',
      'KubernetesNetworkConfig #KubernetesNetworkConfig',
      'Logging #Logging',
      'Name text 1..100',
      'OutpostConfig #OutpostConfig',
      'RemoteNetworkConfig #RemoteNetworkConfig',
      'ResourcesVpcConfig! #ResourcesVpcConfig',
      'RoleArn! text',
      'StorageConfig #StorageConfig',
      'Tags #Tag[]',
      'UpgradePolicy #UpgradePolicy',
      'Version text',
      'ZonalShiftConfig #ZonalShiftConfig',
    ],
    AccessConfig: [
      'AuthenticationMode =CONFIG_MAP|API_AND_CONFIG_MAP|API',
      'BootstrapClusterCreatorAdminPermissions flag',
    ],
    ComputeConfig: ['Enabled flag', 'NodePools text[]', 'NodeRoleArn text'],
    ControlPlaneScalingConfig: ['Tier =standard|tier-xl|tier-2xl|tier-4xl|tier-8xl|tier-ultra'],
    EncryptionConfig: ['Provider #Provider', 'Resources text[]'],
    KubernetesNetworkConfig: [
      'ElasticLoadBalancing #ElasticLoadBalancing',
      'IpFamily =ipv4|ipv6',
      'ServiceIpv4Cidr text',
      'ServiceIpv6Cidr text',
    ],
    Logging: ['ClusterLogging #ClusterLogging'],
    OutpostConfig: [
      'ControlPlaneInstanceType! text',
      'ControlPlanePlacement #ControlPlanePlacement',
      'OutpostArns! text[]',
    ],
    RemoteNetworkConfig: [
      'RemoteNodeNetworks #RemoteNodeNetwork[]',
      'RemotePodNetworks #RemotePodNetwork[]',
    ],
    ResourcesVpcConfig: [
      'EndpointPrivateAccess flag',
      'EndpointPublicAccess flag',
      'PublicAccessCidrs text[]',
      'SecurityGroupIds text[]',
      'SubnetIds! text[]',
    ],
    StorageConfig: ['BlockStorage #BlockStorage'],
    Tag: ['Key! text 1..128', 'Value! text 0..256'],
    UpgradePolicy: ['SupportType =STANDARD|EXTENDED'],
    ZonalShiftConfig: ['Enabled flag'],
    Provider: ['KeyArn text'],
    ElasticLoadBalancing: ['Enabled flag'],
    ClusterLogging: ['EnabledTypes #LoggingTypeConfig[]'],
    ControlPlanePlacement: ['GroupName text'],
    RemoteNodeNetwork: ['Cidrs! text[]'],
    RemotePodNetwork: ['Cidrs! text[]'],
    BlockStorage: ['Enabled flag'],
    LoggingTypeConfig: ['Type =api|audit|authenticator|controllerManager|scheduler'],
  },
  'AWS::EKS::Nodegroup': {
    '': [
      `AmiType ${IMAGES}`,
      'CapacityType =CAPACITY_BLOCK|ON_DEMAND|SPOT',
      'ClusterName! text 1..',
      'DiskSize whole',
      'ForceUpdateEnabled flag',
      'InstanceTypes text[]',
      'Labels map',
      'LaunchTemplate #LaunchTemplateSpecification',
      'NodeRepairConfig #NodeRepairConfig',
      'NodeRole! text',
      'NodegroupName text 1..',
      'ReleaseVersion text',
      'RemoteAccess #RemoteAccess',
      'ScalingConfig #ScalingConfig',
      'Subnets! text[]',
      'Tags map',
      'Taints #Taint[]',
      'UpdateConfig #UpdateConfig',
      'Version text',
      'WarmPoolConfig #WarmPoolConfig',
    ],
    LaunchTemplateSpecification: ['Id text 1..', 'Name text 1..', 'Version text 1..'],
    NodeRepairConfig: [
      'Enabled flag',
      'MaxParallelNodesRepairedCount whole 1..',
      'MaxParallelNodesRepairedPercentage whole 1..100',
      'MaxUnhealthyNodeThresholdCount whole 1..',
      'MaxUnhealthyNodeThresholdPercentage whole 1..100',
      'NodeRepairConfigOverrides #NodeRepairConfigOverrides[]',
    ],
    RemoteAccess: ['Ec2SshKey! text', 'SourceSecurityGroups text[]'],
    ScalingConfig: ['DesiredSize whole 0..', 'MaxSize whole 1..', 'MinSize whole 0..'],
    Taint: [
      'Effect =NO_EXECUTE|NO_SCHEDULE|PREFER_NO_SCHEDULE',
      'Key text 1..63',
      'Value text 0..63',
    ],
    UpdateConfig: [
      'MaxUnavailable number 1..',
      'MaxUnavailablePercentage number 1..100',
      'UpdateStrategy =DEFAULT|MINIMAL',
    ],
    WarmPoolConfig: [
      'Enabled flag',
      'MaxGroupPreparedCapacity whole -1..',
      'MinSize whole 0..',
      'PoolState =HIBERNATED|RUNNING|STOPPED',
      'ReuseOnScaleIn flag',
    ],
    NodeRepairConfigOverrides: [
      'MinRepairWaitTimeMins whole 1..',
      'NodeMonitoringCondition text',
      'NodeUnhealthyReason text',
      'RepairAction =Replace|Reboot|NoAction',
    ],
  },
  'AWS::EKS::Addon': {
    '': [
      'AddonName! text 1..',
      'AddonVersion text 1..',
      'ClusterName! text 1..',
      'ConfigurationValues text 1..',
      'NamespaceConfig json',
      'PodIdentityAssociations #PodIdentityAssociation[]',
      'PreserveOnDelete flag',
      'ResolveConflicts =NONE|OVERWRITE|PRESERVE',
      'ServiceAccountRoleArn text 1..255',
      'Tags #Tag[]',
    ],
    PodIdentityAssociation: ['RoleArn! text', 'ServiceAccount! text'],
    Tag: ['Key! text 1..127', 'Value! text 1..255'],
  },
};
