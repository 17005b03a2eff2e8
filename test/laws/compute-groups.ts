import { att, OWNER, of, ref, roleOf, STANDING_CLUSTER, SUBNETS, VPC } from './group-parts.ts';
import type { TemplateGroup } from './template-groups.ts';

const ELB = 'AWS::ElasticLoadBalancingV2';
const IMAGE = 'ami-0a1b2c3d4e5f60001';
const launch = (InstanceType: string) => ({
  LaunchTemplateData: {
    ImageId: IMAGE,
    InstanceType,
    MetadataOptions: { HttpTokens: 'required' },
    IamInstanceProfile: { Name: 'law-profile' },
    BlockDeviceMappings: [
      { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, VolumeType: 'gp3', Encrypted: true } },
    ],
  },
});
const toTargets = { DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }] };
const TAGGED = { Tags: [{ Key: 'CoworkerIssue', Value: 'acme/platform/issues/1' }] };
const tracking = (TargetValue: number, PredefinedMetricType: string) => ({
  TargetValue,
  PredefinedMetricSpecification: { PredefinedMetricType },
});

const logging = (...types: readonly string[]) => ({
  ClusterLogging: { EnabledTypes: types.map((Type) => ({ Type })) },
});

const BALANCED: TemplateGroup = {
  name: 'a load balancer',
  before: {
    Balancer: of(`${ELB}::LoadBalancer`, {
      Name: 'law',
      Type: 'network',
      Scheme: 'internal',
      Subnets: SUBNETS,
    }),
    Targets: of(`${ELB}::TargetGroup`, {
      Name: 'law',
      Port: 80,
      Protocol: 'TCP',
      TargetType: 'ip',
      VpcId: VPC,
    }),
    Door: of(`${ELB}::Listener`, {
      LoadBalancerArn: ref('Balancer'),
      Port: 80,
      Protocol: 'TCP',
      ...toTargets,
    }),
  },
  after: {
    Balancer: {
      LoadBalancerAttributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }],
      ...OWNER,
    },
    Targets: { HealthCheckIntervalSeconds: 10, ...OWNER },
    Door: { Port: 8080 },
  },
  replaced: { Balancer: { Name: 'law-2' }, Targets: { Name: 'law-2', Port: 8080 } },
};

const FLEET: TemplateGroup = {
  name: 'machines in a group',
  before: {
    Launch: of('AWS::EC2::LaunchTemplate', {
      LaunchTemplateName: 'law',
      ...launch('t3.micro'),
      TagSpecifications: [{ ResourceType: 'launch-template', ...TAGGED }],
    }),
    Fleet: of('AWS::AutoScaling::AutoScalingGroup', {
      AutoScalingGroupName: 'law',
      MinSize: '1',
      MaxSize: '2',
      VPCZoneIdentifier: SUBNETS,
      LaunchTemplate: {
        LaunchTemplateId: ref('Launch'),
        Version: att('Launch', 'LatestVersionNumber'),
      },
    }),
    Grows: of('AWS::AutoScaling::ScalingPolicy', {
      AutoScalingGroupName: ref('Fleet'),
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: tracking(60, 'ASGAverageCPUUtilization'),
    }),
  },
  after: {
    Launch: launch('t3.small'),
    Fleet: { MaxSize: '3' },
    Grows: { TargetTrackingConfiguration: tracking(50, 'ASGAverageCPUUtilization') },
  },
  replaced: { Fleet: { AutoScalingGroupName: 'law-2' } },
};

const LAUNCHED: TemplateGroup = {
  name: 'what machines are started from',
  before: {
    Launch: of('AWS::EC2::LaunchTemplate', {
      LaunchTemplateName: 'law-launch',
      ...launch('t3.micro'),
      TagSpecifications: [{ ResourceType: 'launch-template', ...TAGGED }],
    }),
  },
  after: { Launch: launch('t3.small') },
  replaced: { Launch: { LaunchTemplateName: 'law-launch-2' } },
};

const SERVICE: TemplateGroup = {
  name: 'tasks that run',
  before: {
    Cluster: of('AWS::ECS::Cluster', { ClusterName: 'law' }),
    Starter: roleOf('ecs-tasks.amazonaws.com', 'law-starter'),
    Task: of('AWS::ECS::TaskDefinition', {
      Family: 'law',
      Cpu: '256',
      Memory: '512',
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['FARGATE'],
      ExecutionRoleArn: att('Starter'),
      ContainerDefinitions: [{ Name: 'law', Image: 'public.ecr.aws/nginx/nginx:1.27' }],
    }),
    Running: of('AWS::ECS::Service', {
      ServiceName: 'law',
      Cluster: ref('Cluster'),
      LaunchType: 'FARGATE',
      DesiredCount: 1,
      TaskDefinition: ref('Task'),
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: SUBNETS } },
    }),
  },
  after: {
    Cluster: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] },
    Task: OWNER,
    Running: { DesiredCount: 2, ...OWNER },
  },
  replaced: { Task: { Cpu: '512', Memory: '1024' } },
};

const SCALED: TemplateGroup = {
  name: 'tasks that grow',
  before: {
    Cluster: of('AWS::ECS::Cluster', { ClusterName: 'law' }),
    Task: of('AWS::ECS::TaskDefinition', {
      Family: 'law',
      ContainerDefinitions: [
        { Name: 'law', Image: 'public.ecr.aws/nginx/nginx:1.27', Memory: 256 },
      ],
    }),
    Running: of('AWS::ECS::Service', {
      ServiceName: 'law',
      Cluster: ref('Cluster'),
      DesiredCount: 1,
      TaskDefinition: ref('Task'),
    }),
    Bounds: of('AWS::ApplicationAutoScaling::ScalableTarget', {
      MinCapacity: 1,
      MaxCapacity: 2,
      ResourceId: { 'Fn::Sub': 'service/law/${Running.Name}' },
      ScalableDimension: 'ecs:service:DesiredCount',
      ServiceNamespace: 'ecs',
    }),
    Grows: of('AWS::ApplicationAutoScaling::ScalingPolicy', {
      PolicyName: 'law',
      PolicyType: 'TargetTrackingScaling',
      ScalingTargetId: ref('Bounds'),
      TargetTrackingScalingPolicyConfiguration: tracking(60, 'ECSServiceAverageCPUUtilization'),
    }),
  },
  after: {
    Bounds: { MaxCapacity: 3 },
    Grows: {
      TargetTrackingScalingPolicyConfiguration: tracking(50, 'ECSServiceAverageCPUUtilization'),
    },
  },
  replaced: { Grows: { PolicyName: 'law-2' } },
};

const KUBERNETES: TemplateGroup = {
  name: 'a cluster of Kubernetes',
  before: {
    Control: roleOf('eks.amazonaws.com', 'law-control'),
    Cluster: of('AWS::EKS::Cluster', {
      Name: 'law',
      Version: '1.33',
      RoleArn: att('Control'),
      ResourcesVpcConfig: { SubnetIds: SUBNETS, EndpointPublicAccess: false },
      AccessConfig: {
        AuthenticationMode: 'API',
        BootstrapClusterCreatorAdminPermissions: false,
      },
      Logging: logging('api', 'audit', 'authenticator'),
    }),
    Network: of('AWS::EKS::Addon', { ClusterName: ref('Cluster'), AddonName: 'vpc-cni' }),
  },
  after: {
    Cluster: { Logging: logging('api', 'audit', 'authenticator', 'scheduler') },
    Network: { AddonVersion: 'v1.19.2-eksbuild.1' },
  },
  replaced: { Network: { AddonName: 'coredns', AddonVersion: 'v1.11.4-eksbuild.2' } },
};

const PROGRAMS: TemplateGroup = {
  name: 'a program of Kubernetes',
  before: {
    Program: roleOf('pods.eks.amazonaws.com', 'law-program'),
    Identity: of('AWS::EKS::PodIdentityAssociation', {
      ClusterName: STANDING_CLUSTER,
      Namespace: 'law',
      ServiceAccount: 'law',
      RoleArn: att('Program'),
    }),
  },
  after: { Identity: { DisableSessionTags: true } },
  replaced: { Identity: { Namespace: 'law-2' } },
};

const WORKERS: TemplateGroup = {
  name: 'machines of Kubernetes',
  before: {
    Nodes: roleOf('ec2.amazonaws.com', 'law-nodes'),
    Workers: of('AWS::EKS::Nodegroup', {
      ClusterName: STANDING_CLUSTER,
      NodegroupName: 'law',
      NodeRole: att('Nodes'),
      Subnets: SUBNETS,
    }),
  },
  after: { Workers: { ScalingConfig: { MinSize: 1, DesiredSize: 1, MaxSize: 2 } } },
  replaced: { Workers: { NodegroupName: 'law-2' } },
};

/** Templates of what computes. */
export const COMPUTE_GROUPS: readonly TemplateGroup[] = [
  BALANCED,
  FLEET,
  LAUNCHED,
  SERVICE,
  SCALED,
  KUBERNETES,
  PROGRAMS,
  WORKERS,
];
