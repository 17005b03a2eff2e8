/** One stack for each type of load balancing, machines in groups, containers and Kubernetes. */

type Body = Readonly<Record<string, unknown>>;

const SUBNETS = ['subnet-0333aaaa1111bbbb1', 'subnet-0333aaaa1111bbbb2'];
const VPC = 'vpc-0123456789abcdef0';

const balancer = {
  Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  Properties: {
    Name: 'story',
    Scheme: 'internal',
    Subnets: SUBNETS,
    LoadBalancerAttributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '60' }],
  },
};

const group = {
  Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  Properties: { Name: 'story', Port: 80, Protocol: 'HTTP', TargetType: 'ip', VpcId: VPC },
};

const TO_HTTPS = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' };

const launch = {
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: {
    LaunchTemplateData: {
      ImageId: 'ami-0a1b2c3d4e5f60001',
      InstanceType: 't3.micro',
      IamInstanceProfile: { Name: { Ref: 'Profile' } },
    },
    TagSpecifications: [
      { ResourceType: 'launch-template', Tags: [{ Key: 'CoworkerIssue', Value: 'x' }] },
    ],
  },
};

const access = {
  Profile: {
    Type: 'AWS::IAM::InstanceProfile',
    Properties: { Path: '/coworker/', Roles: [{ Ref: 'Role' }] },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Path: '/coworker/',
      PermissionsBoundary: 'arn:aws:iam::333333333333:policy/AwsCoworkerBoundary',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
    },
  },
};

const fleet = {
  Type: 'AWS::AutoScaling::AutoScalingGroup',
  Properties: {
    AutoScalingGroupName: 'story',
    MinSize: '1',
    MaxSize: '2',
    VPCZoneIdentifier: SUBNETS,
    LaunchTemplate: {
      LaunchTemplateId: { Ref: 'Launch' },
      Version: { 'Fn::GetAtt': ['Launch', 'LatestVersionNumber'] },
    },
  },
};

const containers = {
  Type: 'AWS::ECS::TaskDefinition',
  Properties: {
    Family: 'story',
    Cpu: '256',
    Memory: '512',
    NetworkMode: 'awsvpc',
    RequiresCompatibilities: ['FARGATE'],
    ExecutionRoleArn: { 'Fn::GetAtt': ['Execution', 'Arn'] },
    TaskRoleArn: { 'Fn::GetAtt': ['Execution', 'Arn'] },
    ContainerDefinitions: [{ Name: 'story', Image: 'public.ecr.aws/nginx/nginx:1.27' }],
  },
};

const execution = {
  Type: 'AWS::IAM::Role',
  Properties: {
    ...access.Role.Properties,
    RoleName: 'story-execution',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
    },
  },
};

const running = {
  Type: 'AWS::ECS::Service',
  Properties: {
    ServiceName: 'story',
    Cluster: { Ref: 'Cluster' },
    LaunchType: 'FARGATE',
    DesiredCount: 1,
    TaskDefinition: { Ref: 'Task' },
    NetworkConfiguration: { AwsvpcConfiguration: { Subnets: SUBNETS } },
  },
};

const behindTasks = {
  Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'story' } },
  Task: containers,
  Execution: execution,
};

const scalable = {
  Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  Properties: {
    MinCapacity: 1,
    MaxCapacity: 2,
    ResourceId: { 'Fn::Sub': 'service/story/${Service.Name}' },
    ScalableDimension: 'ecs:service:DesiredCount',
    ServiceNamespace: 'ecs',
  },
};

const roleFor = (service: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    ...access.Role.Properties,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
  },
});

const kubernetes = {
  Type: 'AWS::EKS::Cluster',
  Properties: {
    Name: 'story',
    Version: '1.33',
    RoleArn: { 'Fn::GetAtt': ['Control', 'Arn'] },
    ResourcesVpcConfig: { SubnetIds: SUBNETS, EndpointPublicAccess: false },
    AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
  },
};

const behindKubernetes = { Cluster: kubernetes, Control: roleFor('eks.amazonaws.com') };

/** The first logical id of each is of the type; `change` is what an update sets. */
export const COMPUTE_STACKS: Readonly<
  Record<string, { readonly before: Body; readonly change: Body }>
> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    before: { Main: balancer },
    change: { LoadBalancerAttributes: [], IpAddressType: 'ipv4' },
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    before: { Main: group },
    change: { HealthCheckPath: '/health' },
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    before: {
      Main: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'Balancer' },
          Port: 80,
          Protocol: 'HTTP',
          DefaultActions: [{ Type: 'redirect', RedirectConfig: TO_HTTPS }],
        },
      },
      Balancer: balancer,
    },
    change: { Port: 8080 },
  },
  'AWS::ECS::Cluster': {
    before: { Main: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'story' } } },
    change: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] },
  },
  'AWS::ECS::TaskDefinition': {
    before: { Main: containers, Execution: execution },
    change: { Tags: [{ Key: 'team', Value: 'shop' }] },
  },
  'AWS::ECS::Service': {
    before: { Main: running, ...behindTasks },
    change: { DesiredCount: 2 },
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    before: { Main: scalable, Service: running, ...behindTasks },
    change: { MaxCapacity: 3 },
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    before: {
      Main: {
        Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
        Properties: {
          PolicyName: 'processor',
          PolicyType: 'TargetTrackingScaling',
          ScalingTargetId: { Ref: 'Scalable' },
          TargetTrackingScalingPolicyConfiguration: { TargetValue: 60 },
        },
      },
      Scalable: scalable,
      Service: running,
      ...behindTasks,
    },
    change: { TargetTrackingScalingPolicyConfiguration: { TargetValue: 50 } },
  },
  'AWS::EKS::Cluster': {
    before: { Main: kubernetes, Control: roleFor('eks.amazonaws.com') },
    change: {
      Version: '1.34',
      Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'audit' }] } },
    },
  },
  'AWS::EKS::Nodegroup': {
    before: {
      Main: {
        Type: 'AWS::EKS::Nodegroup',
        Properties: {
          ClusterName: { Ref: 'Cluster' },
          NodegroupName: 'story',
          NodeRole: { 'Fn::GetAtt': ['Nodes', 'Arn'] },
          Subnets: SUBNETS,
        },
      },
      Nodes: roleFor('ec2.amazonaws.com'),
      ...behindKubernetes,
    },
    change: { ScalingConfig: { MinSize: 1, DesiredSize: 1, MaxSize: 2 }, Version: '1.33' },
  },
  'AWS::EKS::Addon': {
    before: {
      Main: {
        Type: 'AWS::EKS::Addon',
        Properties: { ClusterName: { Ref: 'Cluster' }, AddonName: 'vpc-cni' },
      },
      ...behindKubernetes,
    },
    change: { AddonVersion: 'v1.19.2-eksbuild.1' },
  },
  'AWS::EKS::PodIdentityAssociation': {
    before: {
      Main: {
        Type: 'AWS::EKS::PodIdentityAssociation',
        Properties: {
          ClusterName: { Ref: 'Cluster' },
          Namespace: 'kube-system',
          ServiceAccount: 'aws-node',
          RoleArn: { 'Fn::GetAtt': ['Program', 'Arn'] },
        },
      },
      Program: roleFor('pods.eks.amazonaws.com'),
      ...behindKubernetes,
    },
    change: { Tags: [{ Key: 'team', Value: 'shop' }] },
  },
  'AWS::EC2::LaunchTemplate': {
    before: { Main: launch, ...access },
    change: { VersionDescription: 'new words' },
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    before: { Main: fleet, Launch: launch, ...access },
    change: { MaxSize: '3' },
  },
  'AWS::AutoScaling::ScalingPolicy': {
    before: {
      Main: {
        Type: 'AWS::AutoScaling::ScalingPolicy',
        Properties: { AutoScalingGroupName: { Ref: 'Fleet' }, PolicyType: 'TargetTrackingScaling' },
      },
      Fleet: fleet,
      Launch: launch,
      ...access,
    },
    change: { EstimatedInstanceWarmup: 60 },
  },
};
