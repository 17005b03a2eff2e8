import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for an ECS cluster may carry. */
export const ECS_CLUSTER_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,255}$/,
    hint: 'At most 255 letters, digits, hyphens and underscores, such as `shop`.',
  },
  {
    name: 'containerInsights',
    kind: 'boolean',
    requiredFor: [],
    hint: 'yes or no: whether CloudWatch measures each container. From staging up, yes.',
  },
  ...TAG_FIELDS,
];
