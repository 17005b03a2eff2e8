import type { TypeShape } from './shapes.ts';

const DIMENSION =
  '=appstream:fleet:DesiredCapacity|cassandra:table:ReadCapacityUnits|' +
  'cassandra:table:WriteCapacityUnits|' +
  'comprehend:document-classifier-endpoint:DesiredInferenceUnits|' +
  'comprehend:entity-recognizer-endpoint:DesiredInferenceUnits|' +
  'custom-resource:ResourceType:Property|dynamodb:index:ReadCapacityUnits|' +
  'dynamodb:index:WriteCapacityUnits|dynamodb:table:ReadCapacityUnits|' +
  'dynamodb:table:WriteCapacityUnits|ec2:spot-fleet-request:TargetCapacity|' +
  'ecs:service:DesiredCount|elasticache:cache-cluster:Nodes|' +
  'elasticache:replication-group:NodeGroups|elasticache:replication-group:Replicas|' +
  'elasticmapreduce:instancegroup:InstanceCount|kafka:broker-storage:VolumeSize|' +
  'lambda:function:ProvisionedConcurrency|neptune:cluster:ReadReplicaCount|' +
  'rds:cluster:ReadReplicaCount|sagemaker:inference-component:DesiredCopyCount|' +
  'sagemaker:variant:DesiredInstanceCount|' +
  'sagemaker:variant:DesiredProvisionedConcurrency|' +
  'workspaces:workspacespool:DesiredUserSessions';

const NAMESPACE =
  '=appstream|cassandra|comprehend|custom-resource|dynamodb|ec2|ecs|elasticache|' +
  'elasticmapreduce|kafka|lambda|neptune|rds|sagemaker|workspaces';

const PREDEFINED =
  '=ALBRequestCountPerTarget|AppStreamAverageCapacityUtilization|' +
  'CassandraReadCapacityUtilization|CassandraWriteCapacityUtilization|' +
  'ComprehendInferenceUtilization|DynamoDBReadCapacityUtilization|' +
  'DynamoDBWriteCapacityUtilization|EC2SpotFleetRequestAverageCPUUtilization|' +
  'EC2SpotFleetRequestAverageNetworkIn|EC2SpotFleetRequestAverageNetworkOut|' +
  'ECSServiceAverageCPUUtilization|ECSServiceAverageMemoryUtilization|' +
  'ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage|' +
  'ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage|' +
  'ElastiCacheDatabaseMemoryUsagePercentage|ElastiCacheEngineCPUUtilization|' +
  'ElastiCachePrimaryEngineCPUUtilization|ElastiCacheReplicaEngineCPUUtilization|' +
  'KafkaBrokerStorageUtilization|LambdaProvisionedConcurrencyUtilization|' +
  'NeptuneReaderAverageCPUUtilization|RDSReaderAverageCPUUtilization|' +
  'RDSReaderAverageDatabaseConnections|' +
  'SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution|' +
  'SageMakerInferenceComponentInvocationsPerCopy|' +
  'SageMakerVariantConcurrentRequestsPerModelHighResolution|' +
  'SageMakerVariantInvocationsPerInstance|' +
  'SageMakerVariantProvisionedConcurrencyUtilization|' +
  'WorkSpacesAverageUserSessionsCapacityUtilization';

/** Properties of what Application Auto Scaling scales, from the published schemas. */
export const SCALING_SHAPES: Readonly<Record<string, TypeShape>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    '': [
      'MaxCapacity! whole',
      'MinCapacity! whole',
      'ResourceId! text 1..1600',
      'RoleARN text 1..1600',
      `ScalableDimension! ${DIMENSION}`,
      'ScheduledActions #ScheduledAction[]',
      `ServiceNamespace! ${NAMESPACE}`,
      'SuspendedState #SuspendedState',
    ],
    ScheduledAction: [
      'EndTime text',
      'ScalableTargetAction #ScalableTargetAction',
      'Schedule! text',
      'ScheduledActionName! text',
      'StartTime text',
      'Timezone text',
    ],
    SuspendedState: [
      'DynamicScalingInSuspended flag',
      'DynamicScalingOutSuspended flag',
      'ScheduledScalingSuspended flag',
    ],
    ScalableTargetAction: ['MaxCapacity whole', 'MinCapacity whole'],
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    '': [
      'PolicyName! text 1..256',
      'PolicyType! =PredictiveScaling|StepScaling|TargetTrackingScaling',
      'PredictiveScalingPolicyConfiguration #PredictiveScalingPolicyConfiguration',
      'ResourceId text 1..1600',
      `ScalableDimension ${DIMENSION}`,
      'ScalingTargetId text',
      `ServiceNamespace ${NAMESPACE}`,
      'StepScalingPolicyConfiguration #StepScalingPolicyConfiguration',
      'TargetTrackingScalingPolicyConfiguration #TargetTrackingScalingPolicyConfiguration',
    ],
    PredictiveScalingPolicyConfiguration: [
      'MaxCapacityBreachBehavior =HonorMaxCapacity|IncreaseMaxCapacity',
      'MaxCapacityBuffer whole 0..100',
      'MetricSpecifications! #PredictiveScalingMetricSpecification[]',
      'Mode =ForecastAndScale|ForecastOnly',
      'SchedulingBufferTime whole 0..3600',
    ],
    StepScalingPolicyConfiguration: [
      'AdjustmentType =ChangeInCapacity|ExactCapacity|PercentChangeInCapacity',
      'Cooldown whole',
      'MetricAggregationType =Average|Maximum|Minimum',
      'MinAdjustmentMagnitude whole',
      'StepAdjustments #StepAdjustment[]',
    ],
    TargetTrackingScalingPolicyConfiguration: [
      'CustomizedMetricSpecification #CustomizedMetricSpecification',
      'DisableScaleIn flag',
      'PredefinedMetricSpecification #PredefinedMetricSpecification',
      'ScaleInCooldown whole',
      'ScaleOutCooldown whole',
      'TargetValue! number',
    ],
    PredictiveScalingMetricSpecification: [
      'CustomizedCapacityMetricSpecification #PredictiveScalingCustomizedCapacityMetric',
      'CustomizedLoadMetricSpecification #PredictiveScalingCustomizedLoadMetric',
      'CustomizedScalingMetricSpecification #PredictiveScalingCustomizedScalingMetric',
      'PredefinedLoadMetricSpecification #PredictiveScalingPredefinedLoadMetric',
      'PredefinedMetricPairSpecification #PredictiveScalingPredefinedMetricPair',
      'PredefinedScalingMetricSpecification #PredictiveScalingPredefinedScalingMetric',
      'TargetValue! number',
    ],
    StepAdjustment: [
      'MetricIntervalLowerBound number',
      'MetricIntervalUpperBound number',
      'ScalingAdjustment! whole',
    ],
    CustomizedMetricSpecification: [
      'Dimensions #MetricDimension[]',
      'MetricName text',
      'Metrics #TargetTrackingMetricDataQuery[]',
      'Namespace text',
      'Statistic =Average|Maximum|Minimum|SampleCount|Sum',
      'Unit text',
    ],
    PredefinedMetricSpecification: [
      `PredefinedMetricType! ${PREDEFINED}`,
      'ResourceLabel text 1..1023',
    ],
    PredictiveScalingCustomizedCapacityMetric: [
      'MetricDataQueries! #PredictiveScalingMetricDataQuery[]',
    ],
    PredictiveScalingCustomizedLoadMetric: [
      'MetricDataQueries! #PredictiveScalingMetricDataQuery[]',
    ],
    PredictiveScalingCustomizedScalingMetric: [
      'MetricDataQueries! #PredictiveScalingMetricDataQuery[]',
    ],
    PredictiveScalingPredefinedLoadMetric: [
      'PredefinedMetricType! text 1..128',
      'ResourceLabel text 1..1023',
    ],
    PredictiveScalingPredefinedMetricPair: [
      'PredefinedMetricType! text 1..128',
      'ResourceLabel text 1..1023',
    ],
    PredictiveScalingPredefinedScalingMetric: [
      'PredefinedMetricType! text 1..128',
      'ResourceLabel text 1..1023',
    ],
    MetricDimension: ['Name! text', 'Value! text'],
    TargetTrackingMetricDataQuery: [
      'Expression text 1..2048',
      'Id text 1..255',
      'Label text',
      'MetricStat #TargetTrackingMetricStat',
      'ReturnData flag',
    ],
    PredictiveScalingMetricDataQuery: [
      'Expression text 1..2048',
      'Id text 1..255',
      'Label text',
      'MetricStat #PredictiveScalingMetricStat',
      'ReturnData flag',
    ],
    TargetTrackingMetricStat: ['Metric #TargetTrackingMetric', 'Stat text', 'Unit text 1..1023'],
    PredictiveScalingMetricStat: [
      'Metric #PredictiveScalingMetric',
      'Stat text',
      'Unit text 1..1023',
    ],
    TargetTrackingMetric: [
      'Dimensions #TargetTrackingMetricDimension[]',
      'MetricName text 1..255',
      'Namespace text 1..255',
    ],
    PredictiveScalingMetric: [
      'Dimensions #PredictiveScalingMetricDimension[]',
      'MetricName text 1..255',
      'Namespace text 1..255',
    ],
    TargetTrackingMetricDimension: ['Name text 1..255', 'Value text 1..1024'],
    PredictiveScalingMetricDimension: ['Name text 1..255', 'Value text 1..1024'],
  },
};
