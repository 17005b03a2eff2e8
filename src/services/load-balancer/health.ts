import {
  LAST_HOUR,
  liveNumber,
  liveText,
  type HealthRule,
  type HealthTarget,
  type Measure,
} from '../health-rule.ts';

/** `app/shop-web/0123456789abcdef`, as CloudWatch names it. */
const fullName = ({ resource }: HealthTarget): string =>
  resource.arn.replace(/^.*:loadbalancer\//, '');

const measure = (metric: string): Measure => ({
  namespace: 'AWS/ApplicationELB',
  metric,
  statistic: 'Sum',
  dimensions: (target) => [{ LoadBalancer: fullName(target) }],
});

const isApplication = (target: HealthTarget): boolean => fullName(target).startsWith('app/');

/**
 * What the health report looks at. Elastic Load Balancing sends the count of errors only where
 * there are some (user guide, CloudWatch metrics of an Application Load Balancer).
 */
export const loadBalancerHealth: readonly HealthRule[] = [
  {
    name: 'state',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the load balancer is not active',
    judge: (target) => {
      const state = liveText(target, 'state');
      if (state === '') return 'unknown';
      return state === 'active' ? 'holds' : { seen: state };
    },
    heal: { words: 'Look at its subnets and groups; an impaired one lacks addresses or routes.' },
  },
  {
    name: 'targets',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'targets do not answer the health check',
    judge: (target) => {
      const [ill, all] = [liveNumber(target, 'illTargets'), liveNumber(target, 'targets')];
      if (ill === undefined || all === undefined) return 'unknown';
      return ill === 0 ? 'holds' : { seen: `${ill} of ${all} targets` };
    },
    heal: { words: 'Ask the health check path of a target itself, and look at its log.' },
  },
  {
    name: 'own errors',
    source: 'metric',
    severity: 'Degraded',
    detail: 'the load balancer answers with errors of its own',
    measures: [measure('HTTPCode_ELB_5XX_Count')],
    share: { measures: [measure('RequestCount')], words: 'the requests' },
    limit: { is: 'over', value: 5 },
    unit: 'percent',
    window: LAST_HOUR,
    noData: 'zero',
    isApplicable: isApplication,
    heal: { words: 'Look for targets that close connections early or answer too late.' },
  },
];
