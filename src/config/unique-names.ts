import type { AwsAccount } from '../task/account.ts';

const keyOf = ({ name }: Pick<AwsAccount, 'name'>): string => name.toLowerCase();

/**
 * The same accounts, with the id in the name of those that share one: AWS Organizations lets two
 * accounts be called the same, and whatever is said of one must not be read as said of the other.
 */
export const withUniqueNames = (accounts: readonly AwsAccount[]): readonly AwsAccount[] => {
  const counts = new Map<string, number>();
  for (const one of accounts) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return accounts.map((one) =>
    (counts.get(keyOf(one)) ?? 0) > 1 ? { ...one, name: `${one.name} (${one.id})` } : one,
  );
};
