import type { HealthRule, HealthTarget } from '../health-rule.ts';

const BLOCKS = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

const openBlocks = ({ live }: HealthTarget): readonly string[] =>
  BLOCKS.filter((name) => live[name] !== true);

/**
 * What the health report looks at: configuration alone. Request metrics exist only where somebody
 * pays for them, so that a rule on them would leave every other bucket unknown.
 */
export const s3Health: readonly HealthRule[] = [
  {
    name: 'public access',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'one of the four public-access blocks is off',
    judge: (target) => {
      if (target.live['isRead'] !== true) return 'unknown';
      const open = openBlocks(target);
      return open.length === 0 ? 'holds' : { seen: `off: ${open.join(', ')}` };
    },
    heal: {
      words: 'Turn the four blocks on, unless the bucket is meant to be public.',
    },
  },
];
