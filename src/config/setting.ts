import { z } from 'zod';
import { parseAccountId, parseRegion, type AccountId, type Region } from '../task/ids.ts';
import { TIERS } from '../task/tier.ts';

/** The small parts of which the settings are made; each says what it wants. */

export const accountId = z.unknown().transform((value, context): AccountId => {
  const id = typeof value === 'string' ? parseAccountId(value) : undefined;
  if (id !== undefined) return id;
  context.addIssue({ code: 'custom', message: 'an account id is twelve digits in quotes' });
  return z.NEVER;
});

export const region = z.string().transform((value, context): Region => {
  const parsed = parseRegion(value);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: `"${value}" is no region, such as "us-east-1"` });
  return z.NEVER;
});

export const tier = z.enum(TIERS, { error: `one of ${TIERS.join(', ')}` });

/** ISO 8601 with a Z: a local time would mean another instant on another machine. */
export const instant = z.iso.datetime({
  error: 'an instant in UTC, such as "2026-12-20T00:00:00Z"',
});

/** `organization/team-slug`. */
export const team = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/, 'a team is written organization/slug');

/** GitHub's numeric ids: a login can be renamed and taken by another. */
export const githubId = z.int().positive('a numeric id of GitHub, not a login');

export const text = z.string().trim().min(1, 'must not be empty').max(200);

/** A regular expression that covers a whole value; each side of an `|` as well. */
export const anchoredPattern = z
  .string()
  .max(200)
  .refine(
    (value) => value.startsWith('^') && value.endsWith('$'),
    'must begin with ^ and end with $',
  )
  .refine((value) => {
    try {
      return new RegExp(value, 'u') instanceof RegExp;
    } catch {
      return false;
    }
  }, 'is no regular expression')
  .transform((value) => (value.includes('|') ? `^(?:${value.slice(1, -1)})$` : value));

/** A repository of GitHub, as people name it. */
export const repository = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/, 'a repository is written owner/name')
  .transform((name) => {
    const [owner = '', repo = ''] = name.split('/');
    return { owner, repo };
  });
