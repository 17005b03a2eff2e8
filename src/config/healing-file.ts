import { z } from 'zod';
import type { HealingConfig, HealingRow } from './config.ts';
import { instant } from './setting.ts';

/**
 * What may heal without a person, by its name in the operations catalogue: for which type, from
 * which level of autonomy, and the `action` of the task that asks for it. Closed: all of them are
 * non-destructive. Source: agents and services, 4.
 */
export const HEALS = {
  'ec2:reboot': { type: 'AWS::EC2::Instance', leastAutonomy: 6, action: 'reboot' },
  'ec2:start': { type: 'AWS::EC2::Instance', leastAutonomy: 6, action: 'start' },
} as const;

/** The only tiers in which anything heals without a person. */
export const HEALING_TIERS = ['sandbox', 'development'] as const;

/** The least level of any agent that does something without a person. */
const LEAST_AUTONOMY = 6;

const NAMES = Object.keys(HEALS) as (keyof typeof HEALS)[];
const TYPES = [...new Set(Object.values(HEALS).map(({ type }) => type))];

const AUTONOMY_WORDS =
  'a level from 6 to 10: agents of level 5 and below do nothing without a person';

const tier = z.enum(HEALING_TIERS, {
  error: 'sandbox or development: elsewhere nothing heals without a person',
});

const row = z
  .strictObject({
    type: z.enum(TYPES, { error: `one of ${TYPES.join(', ')}` }),
    tiers: z.array(tier).min(1, 'names no tier'),
    autonomy: z.int(AUTONOMY_WORDS).min(LEAST_AUTONOMY, AUTONOMY_WORDS).max(10, AUTONOMY_WORDS),
    operation: z.enum(NAMES, {
      error: `one of ${NAMES.join(', ')}: nothing else is done without a person`,
    }),
  })
  .refine(({ type, operation }) => HEALS[operation].type === type, {
    error: 'is an operation of another type',
    path: ['operation'],
  }) satisfies z.ZodType<HealingRow>;

/** `healing.yml`: the standing approval. Without a row there is none. */
export const healingFile = z
  .strictObject({
    expires: instant.exactOptional(),
    heals: z.array(row).max(20, 'at most 20').default([]),
  })
  .refine(({ expires, heals }) => heals.length === 0 || expires !== undefined, {
    error: 'is needed: a standing approval ends, such as "2027-03-31T00:00:00Z"',
    path: ['expires'],
  });

/** The standing approval of a file that was read; undefined for one that allows nothing. */
export const healingOf = (
  read: z.output<typeof healingFile>,
  source: string,
): HealingConfig | undefined =>
  read.heals.length === 0 || read.expires === undefined
    ? undefined
    : { source, expires: read.expires, heals: read.heals };
