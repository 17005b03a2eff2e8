import type { Act } from '../type-table.ts';

/** The role that only EKS can take, which AWS makes with the first of its kind. */
export const linkedRole = (service: string): Act => ({
  action: 'iam:CreateServiceLinkedRole',
  resources: ({ account }) => [
    `arn:aws:iam::${account.id}:role/aws-service-role/${service}.amazonaws.com/*`,
  ],
  conditions: () => ({ StringEquals: { 'iam:AWSServiceName': `${service}.amazonaws.com` } }),
});
