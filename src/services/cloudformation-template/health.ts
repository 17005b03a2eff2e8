import { liveText, type HealthRule } from '../health-rule.ts';

/** A creation that was rolled back leaves a stack that holds nothing and takes no update. */
const FAILED = /(FAILED|^ROLLBACK_COMPLETE)$/;

/** What the health report looks at. An update that was rolled back left what was there before. */
export const templateHealth: readonly HealthRule[] = [
  {
    name: 'state',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the last change of the stack failed',
    judge: (target) => {
      const status = liveText(target, 'status');
      if (FAILED.test(status)) return { seen: status };
      if (status.startsWith('REVIEW_')) return 'holds';
      return status.endsWith('_COMPLETE') ? 'holds' : 'unknown';
    },
    heal: { words: 'Read the failing event of the stack, then deploy it again or delete it.' },
  },
  {
    name: 'drift',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'resources differ from the template',
    // A stack that nobody compared has not drifted and has not stayed: the rule says nothing.
    isApplicable: (target) => /^(DRIFTED|IN_SYNC)$/.test(liveText(target, 'drift')),
    judge: (target) => (liveText(target, 'drift') === 'DRIFTED' ? { seen: 'DRIFTED' } : 'holds'),
    heal: { words: 'Deploy the template again, or write what was changed by hand into it.' },
  },
];
