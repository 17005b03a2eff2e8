import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const IAM_USER_TEMPLATE_TYPES: readonly string[] = [
  'AWS::IAM::User',
  'AWS::IAM::AccessKey',
  'AWS::SecretsManager::Secret',
];

/** None: what a user should not have is never put there. */
export const iamUserRemedies: readonly Remedy[] = [];
