import type { AwsTask } from './aws-task.ts';

/** What a question about the drift of stacks carries. */
export const ABOUT_DRIFT = { about: 'drift' } as const;

/** True for a question that has CloudFormation compare stacks with what is there. */
export const isAboutDrift = (task: AwsTask): boolean =>
  task.taskType === 'DiscoverResources' &&
  task.resourceType === 'AWS::CloudFormation::Stack' &&
  task.parameters['about'] === ABOUT_DRIFT.about;
