import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** ARN of a certificate of ACM. */
export const CERTIFICATE_ARN = /^arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate\/[A-Za-z0-9-]+$/;

/** What a task for a load balancer may carry. */
export const LOAD_BALANCER_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    hint: 'At most 32 letters, digits and hyphens, such as `shop-web`.',
  },
  {
    name: 'loadBalancerType',
    kind: 'text',
    requiredFor: [],
    pattern: /^(application|network|gateway)$/,
    hint: 'application for HTTPS, network for TCP and TLS. Without it, application.',
  },
  {
    name: 'scheme',
    kind: 'text',
    requiredFor: [],
    pattern: /^(internal|internet-facing)$/,
    hint: 'internal, or internet-facing. Without it, internal. Only at creation.',
  },
  {
    name: 'certificate',
    kind: 'text',
    requiredFor: [],
    pattern: CERTIFICATE_ARN,
    hint:
      'ARN of a certificate of ACM in the same region, such as ' +
      '`arn:aws:acm:us-east-1:333333333333:certificate/0a1b2c3d-...`.',
  },
  {
    name: 'targetPort',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 65_535,
    hint: 'The port of the application behind it, such as 8080. Without it, 80.',
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
  {
    name: 'subnets',
    kind: 'list',
    requiredFor: [],
    hint: 'Subnets of two zones or more, by id. Without them, one of each zone.',
  },
  {
    name: 'deletionProtection',
    kind: 'boolean',
    requiredFor: [],
    hint: 'yes or no: whether AWS refuses its deletion. In production, yes.',
  },
  ...TAG_FIELDS,
];
