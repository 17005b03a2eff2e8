import { z } from 'zod';
import { AGENT_NAMES } from '../task/agent-name.ts';
import { ACCOUNT_ROLES } from '../task/account.ts';
import { RESOURCE_TYPES } from '../task/resource-type.ts';
import { TIERS } from '../task/tier.ts';
import type { JsonObject } from '../task/json.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import { MOST_ITEMS } from '../plan/item.ts';

/** The trust boundary of what one worker wrote and another reads. Brands are given here. */

const accountId = z.string().regex(/^[0-9]{12}$/);
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/);
const tier = z.enum([...TIERS, 'unknown']);
const person = z.strictObject({ id: z.number().int(), login: z.string() });
const json = z.record(z.string(), z.json());

const parameter = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
]);

const taskBase = {
  id: z.string().regex(/^task-[0-9]+$/),
  parameters: z.record(z.string(), parameter),
  dependencies: z.array(z.string()),
  assignedAgent: z.enum(AGENT_NAMES),
};

const mutation = z.strictObject({
  ...taskBase,
  taskType: z.enum(['CreateResource', 'UpdateResource', 'DeleteResource']),
  resourceType: z.enum(RESOURCE_TYPES),
  accountId,
  region: region.optional(),
  tierRaisedTo: tier.optional(),
});

const reading = z.strictObject({
  ...taskBase,
  taskType: z.enum(['DiscoverResources', 'OptimizeCosts', 'SecurityAudit', 'HealthCheck']),
  resourceType: z.enum(RESOURCE_TYPES).optional(),
  scope: z.strictObject({
    accounts: z.union([z.literal('all'), z.array(accountId)]),
    regions: z.union([z.literal('all'), z.array(region)]),
  }),
});

const account = z.strictObject({
  id: accountId,
  name: z.string(),
  role: z.enum(ACCOUNT_ROLES),
  persona: z.enum(['Zeus', 'Apollo', 'Cerberus', 'Athena']).optional(),
  tier,
  tierSource: z.enum([
    'config',
    'organizational unit',
    'account name',
    'account tag',
    'request',
    'nothing',
  ]),
  regions: z.array(region),
  ou: z.string(),
  tags: z.record(z.string(), z.string()),
  createdAt: z.string(),
  status: z.string(),
});

const issue = z.strictObject({
  ref: z.strictObject({
    repositoryId: z.number().int(),
    owner: z.string(),
    repo: z.string(),
    number: z.number().int(),
  }),
  title: z.string(),
  body: z.string(),
  labels: z.array(z.string()),
  author: person,
  labeller: person.optional(),
  editor: person.optional(),
  confirmer: person.optional(),
  state: z.enum(['open', 'closed']),
  isLocked: z.boolean(),
  createdAt: z.string(),
});

const preview = z.looseObject({
  stackName: z.string(),
  accountId,
  region,
  changeSetType: z.enum(['CREATE', 'UPDATE', 'IMPORT']),
  status: z.enum(['ready', 'empty']),
  changes: z.array(json),
});

const line = z.string().max(2000);

/** What a search says of one saving; more than the plan shows is kept for its receipt. */
const claim = z.looseObject({
  kind: line,
  resourceType: line,
  resourceId: line,
  name: line,
  evidence: z.array(z.strictObject({ what: line, value: line })).max(50),
  worth: z.union([
    z.strictObject({ monthlyUsd: z.number().nonnegative(), assumption: line }),
    z.strictObject({ unpriced: line }),
  ]),
  risk: z.strictObject({ level: z.enum(['low', 'medium', 'high']), because: line }),
});

const inputs = z.strictObject({
  schemaVersion: z.literal(1),
  issue,
  tasks: z.array(z.union([mutation, reading])).max(100),
  accounts: z.array(account),
  choices: z.strictObject({ skipped: z.array(z.string()), added: z.array(z.string()) }),
  facts: z.record(z.string(), json),
  previews: z.array(preview),
  counts: z
    .array(
      z.strictObject({
        accountId,
        type: z.string(),
        count: z.union([z.int().nonnegative(), z.enum(['not listed', 'unknown'])]),
      }),
    )
    .optional(),
  prices: z
    .strictObject({
      readOn: z.iso.date(),
      prices: z
        .array(
          z.strictObject({
            key: z.string().regex(/^[a-z0-9:.-]{1,80}$/),
            region,
            usd: z.number().positive(),
          }),
        )
        .max(100),
      missing: z.enum(['denied', 'unreachable']).optional(),
    })
    .optional(),
  undo: z
    .strictObject({
      planId: z.string(),
      plan: json,
      facts: z.record(z.string(), json),
      stepIds: z.array(z.string().regex(/^step-[0-9]+$/)),
    })
    .optional(),
  reconcile: z
    .strictObject({ stackId: z.string(), adopts: z.literal(true).exactOptional() })
    .optional(),
  savings: z
    .array(z.strictObject({ taskId: z.string().regex(/^task-[0-9]+$/), saving: claim }))
    .max(MOST_ITEMS)
    .optional(),
  onlyItems: z.array(z.int().positive()).min(1).max(MOST_ITEMS).optional(),
  heal: z.strictObject({ lookId: z.string(), arn: z.string() }).optional(),
});

const accounts = z.strictObject({ accounts: z.array(account) });

/** Reads what a plan is made from. Throws where it is not of the shape; such a row is a fault. */
export const parseInputs = (row: JsonObject): PlanInputs =>
  inputs.parse(row) as unknown as PlanInputs;

/** What is known before AWS was asked: the inputs without what it says. */
export interface Asked extends Omit<PlanInputs, 'facts' | 'previews' | 'counts' | 'prices'> {
  /** True for a question asked again by `/plan`: what is remembered does not answer it. */
  readonly readsAnew?: boolean;
}

const asked = inputs
  .omit({ facts: true, previews: true, counts: true, prices: true })
  .extend({ readsAnew: z.boolean().optional() });

/** What was asked, of inputs: what AWS said is read anew. */
export const askedOf = (made: PlanInputs): Asked => {
  const { facts: _facts, previews: _previews, counts: _counts, prices: _prices, ...rest } = made;
  return rest;
};

/** Reads what the orchestrator asks the reader to look up. */
export const parseAsked = (row: JsonObject): Asked => asked.parse(row) as unknown as Asked;

/** Reads the cached list of accounts. */
export const parseAccounts = (row: JsonObject): PlanInputs['accounts'] =>
  accounts.parse(row).accounts as unknown as PlanInputs['accounts'];
