import type { ModelResource } from './model.ts';
import { valueAt, type Value } from './value.ts';

/** Table: the property that fixes the physical name of a type, where it is not the usual one. */
const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::ApiKey': 'Name',
  'AWS::ApiGateway::RestApi': 'Name',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::CodeBuild::Project': 'Name',
  'AWS::CodeDeploy::Application': 'ApplicationName',
  'AWS::CodeDeploy::DeploymentConfig': 'DeploymentConfigName',
  'AWS::CodeDeploy::DeploymentGroup': 'DeploymentGroupName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::EC2::SecurityGroup': 'GroupName',
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::ElastiCache::CacheCluster': 'ClusterName',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'LoadBalancerName',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Name',
  'AWS::Elasticsearch::Domain': 'DomainName',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::Kinesis::Stream': 'Name',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::OpenSearchService::Domain': 'DomainName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SecretsManager::Secret': 'Name',
};

/** The property that fixes a type's physical name, if the type is known to have one. */
export const nameProperty = (type: string): string | undefined =>
  Object.hasOwn(NAME_PROPERTIES, type) ? NAME_PROPERTIES[type] : undefined;

/** Table: the same for types of which nobody asks whether their name is left to CloudFormation. */
const CALLED_BY: Readonly<Record<string, string>> = {
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateName',
  'AWS::EKS::Cluster': 'Name',
  'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupName',
};

/** By which name others may call a resource; undefined where none is known. */
export const calledName = (resource: ModelResource): Value => {
  const property = CALLED_BY[resource.type];
  const name = property === undefined ? undefined : valueAt(resource.properties, property);
  return name ?? physicalNameOf(resource);
};

/** The physical name a resource asks for or has; undefined when CloudFormation chooses it. */
export const physicalNameOf = (resource: ModelResource): Value => {
  const property = nameProperty(resource.type);
  const name = property === undefined ? undefined : valueAt(resource.properties, property);
  return name ?? resource.physicalId;
};
