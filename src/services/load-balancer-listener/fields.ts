import { TAG_FIELDS } from '../common-fields.ts';
import { CERTIFICATE_ARN } from '../load-balancer/fields.ts';
import type { Field } from '../service.ts';

/** What a task for a listener may carry. It is known by its load balancer and its port. */
export const LISTENER_FIELDS: readonly Field[] = [
  {
    name: 'loadBalancer',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    hint: 'The name of the load balancer it stands on, such as `shop-web`.',
  },
  {
    name: 'port',
    kind: 'number',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    min: 1,
    max: 65_535,
    hint: 'The port on which it listens, such as 8443. It is known by it.',
  },
  {
    name: 'certificate',
    kind: 'text',
    requiredFor: [],
    pattern: CERTIFICATE_ARN,
    hint: 'ARN of a certificate of ACM in the same region. Without it, HTTP is only redirected.',
  },
  {
    name: 'targetGroup',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    hint: 'The name of the target group that gets the requests, such as `shop-api`.',
  },
  ...TAG_FIELDS,
];
