import type { AwsAccount } from '../task/account.ts';
import { isAtLeast, type Tier } from '../task/tier.ts';
import { isMutationDraft } from './assemble.ts';
import { accountCalled } from './find-places.ts';
import type { Where } from './resolve-places.ts';
import type { Problem, TaskDraft } from './task-draft.ts';
import { regex } from './words/regex.ts';

const TIER = '(sandbox|sbx|dev|development|test|testing|qa|staging|stage)';
const KIND = String.raw`(?:\s+(?:account|environment|env|tier))?`;
const ACCOUNT = String.raw`["'\x60]?([\p{L}\d][\p{L}\d_.-]*)["'\x60]?`;

/** "on dev (Lambda, apollo-prod, …)", "in dev, apollo-prod": a tier and what is in its marks. */
const BEFORE = regex(
  'giu',
  String.raw`(?<![\p{L}-])(?:in|on|at|from|to|into|for)\s+(?:the\s+|our\s+)?["'\x60]?`,
  `${TIER}["'\\x60]?${KIND}`,
  String.raw`\s*[(,]\s*([^();.\n]{1,120})`,
);
/** "apollo-prod (dev, …)": the account first. */
const BEHIND = regex(
  'giu',
  String.raw`(?<![\p{L}\d_.-])${ACCOUNT}\s*\(\s*(?:the\s+|our\s+)?${TIER}${KIND}\s*[,)]`,
);

const TIER_OF: Readonly<Record<string, Tier>> = {
  sandbox: 'sandbox',
  sbx: 'sandbox',
  dev: 'development',
  development: 'development',
  test: 'test',
  testing: 'test',
  qa: 'staging',
  staging: 'staging',
  stage: 'staging',
};

const wordsIn = (text: string): readonly string[] =>
  [...text.matchAll(new RegExp(ACCOUNT, 'giu'))].flatMap(([, word]) => word ?? []);

/** Tiers with the words beside each that may name an account. */
const pairsIn = (text: string): readonly (readonly [tier: string, words: readonly string[]])[] => [
  ...[...text.matchAll(BEFORE)].map(
    ([, tier = '', beside = '']) => [tier.toLowerCase(), wordsIn(beside)] as const,
  ),
  ...[...text.matchAll(BEHIND)].map(
    ([, word = '', tier = '']) => [tier.toLowerCase(), [word]] as const,
  ),
];

/**
 * A change in an account that the text itself calls one of a lower tier: one of the two words is
 * wrong. A higher tier is no clash, because it raises the account's.
 */
export const otherTier = (
  draft: TaskDraft,
  { accounts: where }: Where,
  { text, accounts }: { readonly text: string; readonly accounts: readonly AwsAccount[] },
): readonly Problem[] => {
  if (!isMutationDraft(draft) || where === 'all') return [];
  const isLower = pairsIn(text).some(([word, beside]) =>
    beside.some((one) => {
      const account = accountCalled(one, accounts);
      const said = TIER_OF[word];
      if (account === undefined || said === undefined || !where.includes(account.id)) return false;
      return account.tier !== 'unknown' && account.tier !== said && isAtLeast(account.tier, said);
    }),
  );
  return isLower ? [{ field: 'account', reason: 'contradictory' }] : [];
};
