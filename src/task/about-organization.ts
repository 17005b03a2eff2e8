import type { AwsTask } from './aws-task.ts';

/** What a question about the organization itself carries: it is about no service of an account. */
export const ABOUT_ORGANIZATION = { about: 'organization' } as const;

/** The type that stands for the organization where a type is needed. */
export const ORGANIZATION_TYPE = 'AWS::Organizations::Organization';

/** True for a question about accounts, organizational units and service control policies. */
export const isAboutOrganization = (task: AwsTask): boolean =>
  task.taskType === 'DiscoverResources' && task.parameters['about'] === ABOUT_ORGANIZATION.about;
