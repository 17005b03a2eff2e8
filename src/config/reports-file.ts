import { z } from 'zod';
import type { ReportConfig } from './config.ts';
import { accountId, repository, team, text } from './setting.ts';

/** How costs are counted; see the glossary of AWS Cost Explorer. */
export const COST_METRICS = ['unblended', 'amortized', 'net'] as const;

/** Days of the week as people write them, Monday first, as ISO 8601 counts them. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
};

const login = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, 'a login of GitHub, without the @');

const budget = z.strictObject({ name: text, monthlyUsd: z.number().positive() });

const accounts = z
  .union([z.literal('all'), z.array(accountId).min(1)], {
    error: '"all", or a list of account ids in quotes',
  })
  .default('all');

const costReport = z
  .strictObject({
    repository: repository.exactOptional(),
    metric: z
      .enum(COST_METRICS, { error: `one of ${COST_METRICS.join(', ')}` })
      .default('unblended'),
    accounts,
    day: z.enum(WEEKDAYS, { error: `one of ${WEEKDAYS.join(', ')}` }).default('monday'),
    at: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day in quotes, such as "07:00"')
      .default('07:00'),
    timeZone: z
      .string()
      .refine(isTimeZone, 'a time zone, such as "UTC" or "Europe/Berlin"')
      .default('UTC'),
    budgets: z.array(budget).max(50, 'at most 50').default([]),
    assignees: z.array(login).max(10, 'at most 10').default([]),
    teams: z.array(team).max(10, 'at most 10').default([]),
    mostRequests: z.int().min(5, 'at least 5').max(1000, 'at most 1000').default(50),
    savings: z.boolean().default(true),
    anomalies: z
      .strictObject({
        enabled: z.boolean().default(true),
        leastUsd: z.number().nonnegative().default(10),
      })
      .prefault({}),
  })
  .prefault({});

const DRIFT_NEEDS_PLACE = {
  error: 'is needed where drift is enabled: an issue has to be opened somewhere',
  path: ['repository'],
};

const drift = z
  .strictObject({
    enabled: z.boolean().default(false),
    repository: repository.exactOptional(),
    hourUtc: z.int().min(0, 'at least 0').max(23, 'at most 23').default(5),
    accounts,
  })
  .refine(({ enabled, repository: place }) => !enabled || place !== undefined, DRIFT_NEEDS_PLACE)
  .prefault({});

const health = z
  .strictObject({
    enabled: z.boolean().default(false),
    repository: repository.exactOptional(),
    everyHours: z.int().min(1, 'at least 1').max(24, 'at most 24').default(1),
    accounts,
  })
  .refine(({ enabled, repository: place }) => !enabled || place !== undefined, {
    error: 'is needed where health is enabled: an issue has to be opened somewhere',
    path: ['repository'],
  })
  .prefault({});

/** `reports.yml`: the standing reports. */
export const reportsFile = z
  .strictObject({ costReport, health, drift })
  .transform((said): { readonly reports: ReportConfig } => ({ reports: said }));
