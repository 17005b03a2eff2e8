import type { TypeShape } from './shapes.ts';

/** Table of the properties of rules of events, dashboards, traces and budgets. */
export const MESSAGING_SHAPES: Readonly<Record<string, TypeShape>> = {
  'AWS::Events::Rule': {
    '': [
      'Description text ..512',
      'EventBusName text 1..1600',
      'EventPattern json',
      'Name text 1..64',
      'RoleArn text 1..1600',
      'ScheduleExpression text ..256',
      'State =DISABLED|ENABLED|ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      'Targets #Target[]',
    ],
    Target: [
      'AppSyncParameters json',
      'Arn! text 1..1600',
      'BatchParameters json',
      'DeadLetterConfig #DeadLetterConfig',
      'EcsParameters json',
      'HttpParameters json',
      'Id! text 1..64',
      'Input text ..8192',
      'InputPath text ..256',
      'InputTransformer json',
      'KinesisParameters json',
      'RedshiftDataParameters json',
      'RetryPolicy #RetryPolicy',
      'RoleArn text 1..1600',
      'RunCommandParameters json',
      'SageMakerPipelineParameters json',
      'SqsParameters #SqsParameters',
    ],
    DeadLetterConfig: ['Arn text'],
    RetryPolicy: ['MaximumEventAgeInSeconds whole 60..86400', 'MaximumRetryAttempts whole 0..185'],
    SqsParameters: ['MessageGroupId! text ..100'],
  },
  'AWS::CloudWatch::Dashboard': { '': ['DashboardBody! text', 'DashboardName text 1..255'] },
};
