import type { NeedInput } from '../service.ts';
import type { Act } from '../type-table.ts';

/** ARN of the roles that AWS makes for one of its services in an account. */
export const linkedRoleArns = (input: NeedInput, service: string): readonly string[] => [
  `arn:aws:iam::${input.account.id}:role/aws-service-role/${service}/*`,
];

/** AWS makes the role of a service with the caller's right, when the first resource is made. */
export const linksRoleOf = (service: string): Act => ({
  action: 'iam:CreateServiceLinkedRole',
  resources: (input) => linkedRoleArns(input, service),
  conditions: () => ({ StringEquals: { 'iam:AWSServiceName': service } }),
});
