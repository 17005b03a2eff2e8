import { z } from 'zod';
import type { ModelRole } from '../task/model-message.ts';
import type { ModelBudget, ModelConfig, ModelPrice } from './model-config.ts';
import { region, text } from './setting.ts';

const usd = z.number().nonnegative();
const tokens = z.int().positive();

/** What a provider takes for a million tokens, in USD. */
const price = z.strictObject({
  input: usd,
  output: usd,
  cacheRead: usd,
  cacheWrite: usd,
}) satisfies z.ZodType<ModelPrice>;

const MODEL_ID = /^[A-Za-z0-9][A-Za-z0-9._:/-]{1,199}$/;

const model = z.strictObject({
  id: z.string().regex(MODEL_ID, 'the id of a model as its provider writes it'),
  effort: z.enum(['low', 'medium', 'high']).exactOptional(),
});

/** Reading and answering ask for little; telling a plan to people is the long work. */
const FAST = { id: 'claude-haiku-5-5', effort: 'low' } as const;
const CAREFUL = { id: 'claude-sonnet-5-5', effort: 'low' } as const;

const models = z
  .strictObject({
    orchestrator: model.default(CAREFUL),
    discovery: model.default(FAST),
    mutation: model.default(CAREFUL),
    narrative: model.default(CAREFUL),
  })
  .prefault({}) satisfies z.ZodType<Record<ModelRole, { id: string }>>;

/**
 * List prices of the models above, as the provider's model pages showed them in November 2026. A
 * prompt here is far below 100,000 tokens, from where on the smaller one costs more.
 */
const LIST_PRICES: Readonly<Record<string, ModelPrice>> = {
  'claude-haiku-5-5': { input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: 0.125 },
  'claude-sonnet-5-5': { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 },
};

const budget = (most: ModelBudget) =>
  z
    .strictObject({ tokens: tokens.default(most.tokens), usd: usd.default(most.usd) })
    .prefault({}) satisfies z.ZodType<ModelBudget>;

const budgets = z
  .strictObject({
    issue: budget({ tokens: 200_000, usd: 0.5 }),
    installationPerDay: budget({ tokens: 2_000_000, usd: 5 }),
    allPerDay: budget({ tokens: 5_000_000, usd: 10 }),
  })
  .prefault({});

const bedrock = z.strictObject({
  region,
  /** AWS profile of an identity that may invoke the named models and nothing else. */
  profile: text.exactOptional(),
});

/** `model.yml`: whether Claude is asked, which model for what, and what it may cost. */
export const modelFile = z
  .strictObject({
    enabled: z.boolean().exactOptional(),
    provider: z.enum(['anthropic', 'bedrock']).default('anthropic'),
    bedrock: bedrock.exactOptional(),
    models,
    prices: z.record(text, price).default({}),
    budgets,
    timeoutSeconds: z.int().min(5, 'at least 5').max(120, 'at most 120').default(45),
    summaries: z.boolean().default(true),
  })
  .refine((said) => said.provider !== 'bedrock' || said.bedrock !== undefined, {
    path: ['bedrock'],
    error: 'in which region are the models? Write bedrock: { region: us-east-1 }',
  })
  .transform((said): ModelConfig => ({
    ...said,
    prices: new Map(Object.entries({ ...LIST_PRICES, ...said.prices })),
  }))
  .superRefine(({ models: named, prices }, context) => {
    for (const [role, { id }] of Object.entries(named)) {
      if (prices.has(id)) continue;
      const message = `what does ${id} cost? Write it under prices: budgets are kept in USD too`;
      context.addIssue({ code: 'custom', path: ['models', role, 'id'], message });
    }
  });
