import { liveNumber, liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at of anything of EKS: its state, and what EKS finds wrong. */
export const eksHealth = (
  what: string,
  heal: string,
): readonly [state: HealthRule, issues: HealthRule] => [
  {
    name: 'state',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: `the ${what} is not active`,
    judge: (target) => {
      const state = liveText(target, 'status');
      if (state === '') return 'unknown';
      return /^(ACTIVE|CREATING|UPDATING)$/.test(state) ? 'holds' : { seen: state };
    },
    heal: { words: heal },
  },
  {
    name: 'issues',
    source: 'configuration',
    severity: 'Degraded',
    detail: `EKS finds something wrong with the ${what}`,
    judge: (target) => {
      const issues = liveNumber(target, 'issues');
      if (issues === undefined) return 'unknown';
      return issues === 0 ? 'holds' : { seen: `${issues} issues` };
    },
    heal: { words: heal },
  },
];
