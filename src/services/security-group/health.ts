import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A group works or is not there; what it opens is a danger. */
export const groupHealth: readonly HealthRule[] = [
  {
    name: 'open ports',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the whole world is let in to ports that must not be open',
    judge: (target) => {
      if (target.live['openTo'] === undefined) return 'unknown';
      const open = liveText(target, 'openTo');
      return open === '' ? 'holds' : { seen: `open to the world: ${open}` };
    },
    heal: { words: 'Ask to revoke the rule, by its port and addresses.' },
  },
];
