import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A listener is there or not; what is behind it is elsewhere. */
export const listenerHealth: readonly HealthRule[] = [
  {
    name: 'protocol',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the listener serves plain HTTP',
    judge: (target) => {
      const protocol = liveText(target, 'protocol');
      if (protocol === '') return 'unknown';
      const isPlain = protocol === 'HTTP' && liveText(target, 'does') !== 'redirect';
      return isPlain ? { seen: protocol } : 'holds';
    },
    heal: { words: 'Let it redirect to HTTPS; a listener of HTTPS needs a certificate of ACM.' },
  },
];
