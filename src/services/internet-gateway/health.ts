import type { HealthRule } from '../health-rule.ts';

/** What the health report looks at. A gateway works where it is attached. */
export const internetGatewayHealth: readonly HealthRule[] = [
  {
    name: 'attached',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'it is attached to no VPC',
    judge: ({ live }) => {
      if (live['attachedTo'] === undefined) return 'unknown';
      return live['attachedTo'] === '' ? { seen: 'attached to nothing' } : 'holds';
    },
    heal: { words: 'Delete it, or attach it where its network is managed.' },
  },
];
