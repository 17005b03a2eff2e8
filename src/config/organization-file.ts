import { z } from 'zod';
import { ACCOUNT_ROLES } from '../task/account.ts';
import { isAtLeast, type Tier } from '../task/tier.ts';
import { TIER_OF_ROLE } from './classify-account.ts';
import type { OrganizationConfig } from './config.ts';
import { accountId, region, text, tier } from './setting.ts';

const role = z.enum(ACCOUNT_ROLES, { error: `one of ${ACCOUNT_ROLES.join(', ')}` });
const persona = z.enum(['Zeus', 'Apollo', 'Cerberus', 'Athena']);
const regions = z.array(region).min(1, 'at least one region');

type Classified = {
  readonly tier?: Tier | undefined;
  readonly role?: keyof typeof TIER_OF_ROLE | undefined;
};

/** A tier below what the role means would be dropped without a word, so it is an error. */
const notBelowRole = (record: Classified, context: z.RefinementCtx): void => {
  const { tier: said, role: duty } = record;
  if (said === undefined || duty === undefined || isAtLeast(said, TIER_OF_ROLE[duty])) return;
  const message = `an account of role ${duty} is at least ${TIER_OF_ROLE[duty]}`;
  context.addIssue({ code: 'custom', path: ['tier'], message });
};

const unit = z
  .strictObject({ tier: tier.exactOptional(), role: role.exactOptional() })
  .superRefine(notBelowRole);

const account = z
  .strictObject({
    tier: tier.exactOptional(),
    role: role.exactOptional(),
    persona: persona.exactOptional(),
    regions: regions.exactOptional(),
  })
  .superRefine(notBelowRole);

const unitPath = z
  .string()
  .regex(/^[^/]+(\/[^/]+)*$/, 'a path of units, such as "Workloads/Development"');

const namingPattern = z
  .string()
  .regex(/^[a-z0-9{}-]+$/, 'lower-case letters, digits, hyphens and {parts}')
  .refine((value) => value.includes('{name}'), 'must contain {name}')
  .refine(
    (value) => /^([a-z0-9-]|\{(org|env|region|name)\})+$/.test(value),
    'knows only {org}, {env}, {region} and {name}',
  );

const roleName = z.string().regex(/^[\w+=,.@-]{1,64}$/, 'a name of an IAM role, without its path');

/** An external id is no secret, but a guessable one is none at all. */
const externalId = z.string().regex(/^[\w+=,.@:/-]{8,1224}$/, '8 or more of A-Z a-z 0-9 +=,.@:/-_');

const notManagement = (
  {
    managementAccountId,
    toolingAccountId,
  }: { managementAccountId: string; toolingAccountId: string },
  context: z.RefinementCtx,
): void => {
  if (managementAccountId !== toolingAccountId) return;
  const message = 'the worker identities never live in the management account';
  context.addIssue({ code: 'custom', path: ['toolingAccountId'], message });
};

/** `organization.yml`: which accounts there are to know about, and what each is. */
export const organizationFile = z
  .strictObject({
    id: z.string().regex(/^o-[a-z0-9]{10,32}$/, 'an organization id, such as "o-abcdef1234"'),
    externalId,
    managementAccountId: accountId,
    toolingAccountId: accountId,
    organizationReader: z.strictObject({ accountId, roleName }),
    shortName: z.string().regex(/^[a-z][a-z0-9-]{0,15}$/, 'a short name in lower case'),
    namingPattern: namingPattern.default('{org}-{env}-{region}-{name}'),
    defaultRegions: regions,
    profiles: z
      .strictObject({ reader: text.exactOptional(), deployer: text.exactOptional() })
      .default({}),
    inventory: z.enum(['auto', 'resource-explorer', 'config', 'lists']).default('auto'),
    ous: z.record(unitPath, unit).default({}),
    accounts: z.record(z.string(), account).default({}),
  })
  .superRefine(notManagement)
  .transform(({ ous, accounts, ...rest }, context): OrganizationConfig => {
    const entries = Object.entries(accounts).flatMap(([key, record]) => {
      const id = accountId.safeParse(key);
      if (id.success) return [[id.data, record] as const];
      const message = 'an account id is twelve digits in quotes';
      context.addIssue({ code: 'custom', path: ['accounts', key], message });
      return [];
    });
    return { ...rest, ous: new Map(Object.entries(ous)), accounts: new Map(entries) };
  });
