import {
  LAST_HOUR,
  liveNumber,
  type Dimensions,
  type HealthRule,
  type HealthTarget,
} from '../health-rule.ts';

const dimensions = ({ resource }: HealthTarget): readonly Dimensions[] => [
  { RuleName: resource.id },
];

/**
 * What the health report looks at. EventBridge sends these metrics only where they are not zero
 * (AWS: "Monitoring Amazon EventBridge"), so nothing measured is nothing that failed. A rule that
 * is turned off is no illness.
 */
export const ruleHealth: readonly HealthRule[] = [
  {
    name: 'failed invocations',
    source: 'metric',
    severity: 'Unhealthy',
    detail: 'the target was not called: it is gone, or its policy does not let the rule in',
    measures: [
      { namespace: 'AWS/Events', metric: 'FailedInvocations', statistic: 'Sum', dimensions },
    ],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: LAST_HOUR,
    noData: 'zero',
    heal: { words: 'Look whether the target is there and lets EventBridge in.' },
  },
  {
    name: 'events given up',
    source: 'metric',
    severity: 'Degraded',
    detail: 'events that could not be delivered went to the dead-letter queue',
    measures: [
      { namespace: 'AWS/Events', metric: 'InvocationsSentToDlq', statistic: 'Sum', dimensions },
    ],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: LAST_HOUR,
    noData: 'zero',
    heal: { words: 'Look into the dead-letter queue, mend the target, and send them again.' },
  },
  {
    name: 'targets',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the rule calls nothing',
    judge: (target) => {
      const targets = liveNumber(target, 'targets');
      if (targets === undefined) return 'unknown';
      return targets > 0 ? 'holds' : { seen: 'none' };
    },
    heal: { words: 'Add a target where the rule is managed, or ask for the deletion of the rule.' },
  },
];
