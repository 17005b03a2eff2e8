import { z } from 'zod';
import type {
  ApprovalConfig,
  CapConfig,
  Circle,
  EscalationRule,
  Freeze,
  PolicyException,
  PullRequestConfig,
} from './config.ts';
import { accountId, anchoredPattern, githubId, instant, team, text, tier } from './setting.ts';

/** Roles that say nothing about trust: everybody has them who can see the repository. */
const TOO_WEAK_TO_ASK = ['none', 'read'];
const TOO_WEAK_TO_APPROVE = [...TOO_WEAK_TO_ASK, 'triage'];

const circle = (tooWeak: readonly string[], defaults: readonly string[]) =>
  z
    .strictObject({
      roles: z
        .array(
          text.refine((role) => !tooWeak.includes(role.toLowerCase()), {
            error: ({ input }) => `the role ${String(input)} is too weak for this`,
          }),
        )
        .default([...defaults]),
      teams: z.array(team).default([]),
      ids: z.array(githubId).default([]),
    })
    .refine(({ roles, teams, ids }) => roles.length + teams.length + ids.length > 0, 'names nobody')
    .prefault({}) satisfies z.ZodType<Circle>;

/** `approvals.yml`. The bounds are floors: a repository may be stricter, never laxer. */
export const approvalsFile = z.strictObject({
  approvers: circle(TOO_WEAK_TO_APPROVE, ['maintain', 'admin']),
  requesters: circle(TOO_WEAK_TO_ASK, ['triage', 'write', 'maintain', 'admin']),
  validHours: z.number().positive().max(8, 'at most 8 hours').default(8),
  selfApproval: z.boolean().default(true),
  issuesPerHour: z.int().positive().max(100, 'at most 100').default(20),
}) satisfies z.ZodType<ApprovalConfig>;

/** Tag values hold only what AWS and session tags both accept. */
const tagValue = text.regex(
  /^[A-Za-z0-9 _./=+-]+$/,
  'only letters, digits, spaces and _ . / = + -',
);

/** `tags.yml`. */
export const tagsFile = z.strictObject({
  defaults: z
    .strictObject({
      Owner: tagValue.exactOptional(),
      CostCenter: tagValue.exactOptional(),
      Application: tagValue.exactOptional(),
    })
    .default({}),
  costCenterPattern: anchoredPattern.default('^CC-[0-9]{4,6}$'),
  ownerPattern: anchoredPattern.default('^[A-Za-z0-9][A-Za-z0-9 ._-]*$'),
  miyabi: z.boolean().default(false),
});

const byTier = <S extends z.ZodType>(value: S) =>
  z.strictObject({
    sandbox: value.exactOptional(),
    development: value.exactOptional(),
    test: value.exactOptional(),
    staging: value.exactOptional(),
    production: value.exactOptional(),
  });

const usd = z.number().positive();

/** The table of tiers, governance section 1: what a file does not mention stays as it is here. */
const MONTHLY_USD = { sandbox: 500, development: 2000 } as const;
const INSTANCES = { sandbox: 10 } as const;

const caps = z
  .strictObject({
    tasksPerIssue: z.int().positive().max(20, 'at most 20').default(10),
    resourcesLostOrChanged: z.int().positive().max(25, 'at most 25').default(25),
    percentOfType: z.number().positive().max(20, 'at most 20 %').default(20),
    monthlyUsd: byTier(usd).default({}),
    instances: byTier(z.int().nonnegative()).default({}),
    look: z
      .strictObject({
        saySeconds: z.int().positive().max(300, 'at most 300').default(300),
        askSeconds: z.int().positive().max(600, 'at most 600').default(600),
      })
      .prefault({}),
  })
  .prefault({})
  .transform((said): CapConfig => ({
    ...said,
    monthlyUsd: { ...MONTHLY_USD, ...said.monthlyUsd },
    instances: { ...INSTANCES, ...said.instances },
  }));

const escalation = z
  .strictObject({
    tiers: z.array(tier).min(1, 'at least one tier'),
    recurringUsdMonthly: usd.exactOptional(),
    oneOffUsd: usd.exactOptional(),
    group: text,
  })
  .refine(
    (rule) => rule.recurringUsdMonthly !== undefined || rule.oneOffUsd !== undefined,
    'needs recurringUsdMonthly or oneOffUsd',
  );

const groups = z
  .strictObject({
    finance: text.default('finance owner'),
    platform: text.default('platform lead'),
  })
  .prefault({});

/** The rules that are always there; a file names the groups and may add rules. */
const escalations = (who: z.output<typeof groups>): readonly EscalationRule[] => [
  { tiers: ['production'], recurringUsdMonthly: 1000, oneOffUsd: 5000, group: who.finance },
  { tiers: ['development', 'staging'], recurringUsdMonthly: 500, group: who.platform },
];

/** `limits.yml`: caps of a plan, monthly limits, who hears of large costs, whose prices count. */
export const limitsFile = z
  .strictObject({
    caps,
    escalationGroups: groups,
    moreEscalations: z.array(escalation).default([]),
    prices: z.enum(['price-list', 'dated']).default('price-list'),
  })
  .transform(({ caps: kept, escalationGroups, moreEscalations, prices }) => ({
    caps: kept,
    prices,
    escalations: [...escalations(escalationGroups), ...moreEscalations],
    commitmentGroup: escalationGroups.finance,
  }));

/** `calendar.yml`: change freezes. */
export const calendarFile = z.strictObject({
  freezes: z
    .array(
      z
        .strictObject({
          name: text,
          from: instant,
          until: instant,
          tiers: z.array(tier).min(1, 'at least one tier'),
        })
        .refine(({ from, until }) => Date.parse(from) <= Date.parse(until), {
          path: ['until'],
          error: 'ends before it begins',
        }),
    )
    .default([]),
}) satisfies z.ZodType<{ freezes: Freeze[] }>;

/** `exceptions.yml`: rules that are not applied to some accounts until a day. */
export const exceptionsFile = z.strictObject({
  exceptions: z
    .array(
      z.strictObject({
        rule: text,
        accounts: z.union([z.literal('all'), z.array(accountId).min(1)], {
          error: '"all", or a list of account ids in quotes',
        }),
        until: instant,
        reason: text,
      }),
    )
    .default([]),
}) satisfies z.ZodType<{ exceptions: PolicyException[] }>;

const environment = z.string().regex(/^[\w.-]{1,255}$/, 'a name of a GitHub environment');

/** `pull-requests.yml`: which GitHub environment deploys a tier that is reached by review only. */
export const pullRequestsFile = z
  .strictObject({
    environments: z
      .strictObject({
        staging: environment.default('staging'),
        production: environment.default('production'),
      })
      .prefault({}),
  })
  .refine(({ environments: { staging, production } }) => staging !== production, {
    path: ['environments', 'production'],
    error: 'staging and production need an environment of their own',
  }) satisfies z.ZodType<PullRequestConfig>;

/** `github.yml`: whom the application serves, and how it shows accounts. */
export const githubFile = z.strictObject({
  ownerIds: z.array(githubId).min(1, 'at least one: installations of others are ignored'),
  maskAccountIds: z.boolean().default(false),
  personas: z.boolean().default(true),
});
