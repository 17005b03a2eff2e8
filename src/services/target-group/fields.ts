import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a target group may carry. */
export const TARGET_GROUP_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    hint: 'At most 32 letters, digits and hyphens, such as `shop-api`.',
  },
  {
    name: 'port',
    kind: 'number',
    requiredFor: ['CreateResource'],
    min: 1,
    max: 65_535,
    hint: 'The port on which targets listen, such as 8080. Only at creation.',
  },
  {
    name: 'protocol',
    kind: 'text',
    requiredFor: [],
    pattern: /^(HTTP|HTTPS|TCP)$/,
    hint: 'HTTP, HTTPS or TCP. Without it, HTTP. Only at creation.',
  },
  {
    name: 'targetType',
    kind: 'text',
    requiredFor: [],
    pattern: /^(ip|instance)$/,
    hint: 'ip for tasks and addresses, instance for EC2. Without it, ip. Only at creation.',
  },
  {
    name: 'healthCheckPath',
    kind: 'text',
    requiredFor: [],
    pattern: /^\/[\x21-\x7e]{0,1023}$/,
    hint: 'A path that fails when the application does, such as `/health`. Without it, `/`.',
  },
  {
    name: 'vpc',
    kind: 'text',
    requiredFor: [],
    hint: 'The VPC, by id or name. Without it, the default one or the only one.',
  },
  ...TAG_FIELDS,
];
