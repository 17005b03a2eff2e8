import type { Refusal } from '../task/refusal.ts';

/**
 * Contract: a step whose permissions no longer fit one session because a person added items of the
 * review is refused with those items named, and with the two ways out; any other refusal stays.
 */
export const blameAdded = (refusal: Refusal, added: readonly string[]): Refusal => {
  if (refusal.code !== 'session-policy-too-large' || added.length === 0) return refusal;
  const items = added.map((item) => `\`${item}\``).join(', ');
  const because = `${refusal.because} Added by \`/add\`: ${items}, with resources of their own.`;
  const next =
    `Type \`/skip ${added.at(-1)}\` to take it back, or ask for what it would make by an issue ` +
    'of its own and name it here, such as by a line `kmsKey: arn:aws:kms:…`.';
  return { ...refusal, because, next };
};
