import { liveText, type HealthRule, type HealthTarget, type Measure } from '../health-rule.ts';

const measure = (metric: string): Measure => ({
  namespace: 'AWS/CloudFront',
  metric,
  statistic: 'Sum',
  dimensions: ({ live }: HealthTarget) => [
    { FunctionName: typeof live['name'] === 'string' ? live['name'] : '', Region: 'Global' },
  ],
});

/**
 * What the health report looks at. CloudFront sends these metrics only while a function is called
 * (AWS: "View CloudFront and edge function metrics"), so nothing measured is nothing that failed.
 */
export const cloudfrontFunctionHealth: readonly HealthRule[] = [
  {
    name: 'errors',
    source: 'metric',
    severity: 'Unhealthy',
    detail: 'calls end in errors of the function, and viewers see them',
    measures: [measure('FunctionExecutionErrors'), measure('FunctionValidationErrors')],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: { periodSeconds: 300, periods: 3, taken: 'together' },
    noData: 'zero',
    heal: { words: 'Try it with an event of the console, mend the code, and publish it again.' },
  },
  {
    name: 'published',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'no distribution can run it',
    judge: (target) => {
      const status = liveText(target, 'status');
      if (status === '') return 'unknown';
      return status === 'UNPUBLISHED' ? { seen: 'not published' } : 'holds';
    },
    heal: { words: 'Ask for it to be published when it was tried.' },
  },
];
