import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: an alias that keeps its callers from nothing. */
export const lambdaAliasHealth: readonly HealthRule[] = [
  {
    name: 'version',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'its callers get every update at once, tried or not',
    judge: (target) => {
      const version = liveText(target, 'version');
      if (version === '') return 'unknown';
      return version === '$LATEST' ? { seen: version } : 'holds';
    },
    heal: { words: 'Publish a version of the function and move the alias to its number.' },
  },
];
