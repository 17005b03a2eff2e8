import { TAG_FIELDS } from '../common-fields.ts';
import { DEFINITION_FIELDS } from '../containers/fields.ts';
import type { Field } from '../service.ts';

/** What a task for an ECS service may carry. */
export const ECS_SERVICE_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,255}$/,
    hint: 'The name of the service: letters, digits, hyphens and underscores, such as `shop-api`.',
  },
  {
    name: 'action',
    kind: 'text',
    requiredFor: [],
    pattern: /^redeploy$/,
    hint: 'redeploy: every task is replaced by one of the same revision.',
  },
  {
    name: 'cluster',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[A-Za-z0-9_-]{1,255}$/,
    hint: 'The cluster in which it runs, such as `shop`. One that is not there is made.',
  },
  {
    name: 'desiredCount',
    kind: 'number',
    requiredFor: [],
    min: 0,
    max: 5000,
    hint: 'How many tasks run, such as 2.',
  },
  {
    name: 'maxCount',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 5000,
    hint: 'The most tasks that run where the load asks for it, from staging up. Only at creation.',
  },
  {
    name: 'taskDefinition',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9_-]{1,255}(?::[1-9]\d{0,8})?$/,
    hint: 'A family that exists, with a revision or its newest: `shop-api:7`. Else name an image.',
  },
  ...DEFINITION_FIELDS,
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
    hint: 'Subnets by id. Without them, one private one of each zone.',
  },
  {
    name: 'securityGroup',
    kind: 'text',
    requiredFor: [],
    hint: 'The security group of its tasks, by id or name; a new service needs one.',
  },
  {
    name: 'targetGroup',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    hint: 'A target group of addresses in which its tasks register. Only at creation.',
  },
  ...TAG_FIELDS,
];
