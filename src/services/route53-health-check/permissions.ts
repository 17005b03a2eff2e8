import { onChange } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

/** A check has no id before it is made, and IAM knows none of its tags. */
const checkArns = (input: NeedInput): readonly string[] => [
  `arn:aws:route53:::healthcheck/${input.physicalId ?? '*'}`,
];

/** Source: schema of AWS::Route53::HealthCheck, cut with the list of IAM. */
export const healthCheckTable: TypeTable = tableOf({
  type: 'AWS::Route53::HealthCheck',
  arns: checkArns,
  slowestMinutes: 2,
  isStateful: false,
  sensitiveProperties: [],
  create: [{ action: 'route53:CreateHealthCheck', resources: () => ['*'] }],
  remove: ['route53:DeleteHealthCheck'],
  read: ['route53:GetHealthCheck', 'route53:ListTagsForResource'],
  properties: {
    HealthCheckConfig: onChange('route53:UpdateHealthCheck'),
    HealthCheckTags: { set: ['route53:ChangeTagsForResource'] },
    Tags: { set: ['route53:ChangeTagsForResource'] },
  },
});

/** The reviewed table of a health check. */
export const HEALTH_CHECK_TYPES: readonly TypeTable[] = [healthCheckTable];
