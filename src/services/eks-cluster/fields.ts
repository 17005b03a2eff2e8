import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for an EKS cluster may carry. */
export const EKS_CLUSTER_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,
    hint: 'The name of the cluster: letters, digits, hyphens and underscores, such as `shop`.',
  },
  {
    name: 'version',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^1\.\d{2}$/,
    hint: 'The minor version of Kubernetes, such as `1.34`. It goes up by one at a time.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern: /^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/,
    hint: 'ARN of the key that encrypts secrets of Kubernetes. Only at creation.',
  },
  {
    name: 'publicCidrs',
    kind: 'list',
    requiredFor: [],
    hint: 'Ranges that may reach its endpoint from outside, such as `203.0.113.0/24`; else none.',
  },
  {
    name: 'role',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:iam::[0-9]{12}:role\/coworker\/)?[\w+=,.@-]{1,64}$/,
    hint: 'A role under `/coworker/` that EKS takes; without it the cluster gets one of its own.',
  },
  {
    name: 'vpc',
    kind: 'text',
    requiredFor: [],
    hint: 'The VPC, by id or name. Without it, the default one or the only one.',
  },
  {
    name: 'subnets',
    kind: 'list',
    requiredFor: [],
    hint: 'Subnets by id, of two zones or more. Without them, one private one of each zone.',
  },
  ...TAG_FIELDS,
];
