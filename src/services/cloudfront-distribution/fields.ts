import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const optional = (field: Omit<Field, 'requiredFor'>): Field => ({ ...field, requiredFor: [] });

/** What a task for a distribution may carry. */
export const DISTRIBUTION_FIELDS: readonly Field[] = [
  optional({
    name: 'name',
    kind: 'text',
    pattern: /^[\p{L}\p{N} _./=+-]{1,100}$/u,
    hint: 'What people call it, or a domain that it answers for, such as `shop-front`.',
  }),
  optional({
    name: 'id',
    kind: 'text',
    pattern: /^E[A-Z0-9]{5,20}$/,
    hint: 'The id of one that exists, such as `E2QWRUHAPOMQZL`.',
  }),
  optional({
    name: 'origin',
    kind: 'text',
    pattern: /^[A-Za-z0-9][A-Za-z0-9.-]{2,250}$/,
    hint: 'Where it fetches from: a bucket, a load balancer or a domain, `acme-shop-pages`.',
  }),
  optional({
    name: 'failover',
    kind: 'text',
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    hint: 'A second bucket with the same pages, asked when the first one fails.',
  }),
  optional({
    name: 'domain',
    kind: 'list',
    hint: 'Names that it answers for, such as `www.shop.example.com`; they need a certificate.',
  }),
  optional({
    name: 'certificate',
    kind: 'text',
    pattern: /^arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate\/[A-Za-z0-9-]+$/,
    hint:
      'ARN of a certificate of ACM in us-east-1, such as ' +
      '`arn:aws:acm:us-east-1:333333333333:certificate/0a1b2c3d-...`.',
  }),
  optional({
    name: 'rootObject',
    kind: 'text',
    pattern: /^[A-Za-z0-9._-]{1,255}$/,
    hint: 'What `/` answers with, such as `index.html`.',
  }),
  optional({
    name: 'priceClass',
    kind: 'text',
    pattern: /^PriceClass_(100|200|All)$/,
    hint: '`PriceClass_100` (North America and Europe), `PriceClass_200` or `PriceClass_All`.',
  }),
  optional({
    name: 'logBucket',
    kind: 'text',
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    hint: 'The bucket that its access log goes to; it must take ACLs.',
  }),
  optional({
    name: 'webAcl',
    kind: 'text',
    pattern: /^arn:aws:wafv2:us-east-1:[0-9]{12}:global\/webacl\/[\w-]+\/[a-f0-9-]+$/,
    hint: 'ARN of a web ACL for CloudFront that stands before it.',
  }),
  optional({
    name: 'enabled',
    kind: 'boolean',
    hint: 'Whether it answers: yes or no. Turned off it answers nobody, and stays.',
  }),
  optional({
    name: 'paths',
    kind: 'list',
    hint: 'What to invalidate, such as `/index.html` or `/img/*`; without it, everything.',
  }),
  ...TAG_FIELDS,
];
