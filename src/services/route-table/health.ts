import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A route whose target is gone drops what it is given. */
export const routeTableHealth: readonly HealthRule[] = [
  {
    name: 'routes',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'a route leads to what is no longer there',
    judge: (target) => {
      const routes = liveText(target, 'routes');
      if (routes === '') return 'unknown';
      return routes === 'active' ? 'holds' : { seen: routes };
    },
    heal: { words: 'Lead the route elsewhere, or take it out, where its network is managed.' },
  },
];
