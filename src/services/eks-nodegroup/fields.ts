import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a node group of EKS may carry. */
export const EKS_NODEGROUP_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/,
    hint: 'The name of the node group, such as `workers`.',
  },
  {
    name: 'cluster',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,
    hint: 'The EKS cluster that it belongs to, such as `shop`.',
  },
  {
    name: 'instanceType',
    kind: 'text',
    requiredFor: [],
    pattern: /^[a-z][a-z0-9-]{1,9}\.[a-z0-9-]{2,14}$/,
    hint: 'Such as `t3.large`. Without it, `t3.medium`. Only at creation.',
  },
  {
    name: 'minSize',
    kind: 'number',
    requiredFor: ['CreateResource'],
    min: 0,
    max: 450,
    hint: 'The fewest nodes that run, such as 2.',
  },
  {
    name: 'maxSize',
    kind: 'number',
    requiredFor: ['CreateResource'],
    min: 1,
    max: 450,
    hint: 'The most nodes that run, such as 6.',
  },
  {
    name: 'desiredSize',
    kind: 'number',
    requiredFor: [],
    min: 0,
    max: 450,
    hint: 'How many nodes run now, between the two. Without it, the fewest.',
  },
  {
    name: 'sizeGb',
    kind: 'number',
    requiredFor: [],
    min: 20,
    max: 16_384,
    hint: 'Size of the disk of a node in GB. Only at creation.',
  },
  {
    name: 'version',
    kind: 'text',
    requiredFor: [],
    pattern: /^1\.\d{2}$/,
    hint: 'The minor version of Kubernetes, such as `1.34`; never newer than its cluster.',
  },
  {
    name: 'role',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:iam::[0-9]{12}:role\/coworker\/)?[\w+=,.@-]{1,64}$/,
    hint: 'A role under `/coworker/` that nodes take; without it they get one of their own.',
  },
  {
    name: 'subnets',
    kind: 'list',
    requiredFor: [],
    hint: 'Subnets by id. Without them, those of the cluster. Only at creation.',
  },
  ...TAG_FIELDS,
];
