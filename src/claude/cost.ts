import type { ModelBudget, ModelPrice } from '../config/model-config.ts';
import type { ModelUsage } from '../task/model-message.ts';
import type { Prompt } from './prompt.ts';

const MILLION = 1_000_000;

/** Characters a token has at least; hardly any text has fewer than two. */
const CHARACTERS_PER_TOKEN = 2;

/** What an answer took, in tokens and USD. */
export const costOf = (usage: ModelUsage, price: ModelPrice): ModelBudget => ({
  tokens: usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens,
  usd:
    (usage.inputTokens * price.input +
      usage.outputTokens * price.output +
      usage.cacheReadTokens * price.cacheRead +
      usage.cacheWriteTokens * price.cacheWrite) /
    MILLION,
});

/** The most that a question can take: nothing of it cached, and the longest answer. */
export const mostOf = (
  { prefix, text, mostTokens }: Pick<Prompt, 'prefix' | 'text' | 'mostTokens'>,
  price: ModelPrice,
): ModelBudget => {
  const asked = Math.ceil((prefix.length + text.length) / CHARACTERS_PER_TOKEN);
  const dearest = Math.max(price.input, price.cacheWrite);
  return {
    tokens: asked + mostTokens,
    usd: (asked * dearest + mostTokens * price.output) / MILLION,
  };
};
