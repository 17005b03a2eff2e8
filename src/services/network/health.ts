import { liveText, type ConfigurationRule, type HealthSeverity } from '../health-rule.ts';

/** A state that EC2 tells: one is well, those that pass are unknown, any other is ill. */
export const stateRule = (
  well: string,
  {
    passing = /^pending/,
    severity = 'Unhealthy',
    help,
  }: {
    readonly passing?: RegExp;
    readonly severity?: HealthSeverity;
    readonly help: string;
  },
): ConfigurationRule => ({
  name: 'state',
  source: 'configuration',
  severity,
  detail: `it is not ${well}`,
  judge: (target) => {
    const state = liveText(target, 'state');
    if (state === '' || passing.test(state)) return 'unknown';
    return state.toLowerCase() === well ? 'holds' : { seen: state };
  },
  heal: { words: help },
});
