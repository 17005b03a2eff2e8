import type { ModelBudget, ModelPrice } from '../config/model-config.ts';
import type { ModelUsage } from '../task/model-message.ts';
import type { Prompt } from './prompt.ts';

const MILLION = 1_000_000;

/** Tokens that a text has at most: hardly any is shorter than two Latin letters, others are. */
const tokensOf = (text: string): number => {
  const others = text.match(/[^\x20-\x7E\n]/gu)?.length ?? 0;
  return Math.ceil((text.length - others) / 2) + 2 * others;
};

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
  const asked = tokensOf(prefix) + tokensOf(text);
  const dearest = Math.max(price.input, price.cacheWrite);
  return {
    tokens: asked + mostTokens,
    usd: (asked * dearest + mostTokens * price.output) / MILLION,
  };
};
