import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A list lets through what its entries say. */
export const networkAclHealth: readonly HealthRule[] = [
  {
    name: 'open ports',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'an entry lets the whole world in to an administration port',
    judge: (target) => {
      if (target.live['openTo'] === undefined) return 'unknown';
      const open = liveText(target, 'openTo');
      return open === '' ? 'holds' : { seen: `open to the world: ${open}` };
    },
    heal: { words: 'Leave the port out of the entry, where its network is managed.' },
  },
];
