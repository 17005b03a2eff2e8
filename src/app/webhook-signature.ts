import { createHmac, timingSafeEqual } from 'node:crypto';
import { Fault } from '../task/fault.ts';

const SHORTEST_SECRET = 16;

/** Words that stand in examples, and the one that Probot falls back to. */
const KNOWN_SECRETS = new Set(['development', 'changeme', 'webhook_secret', 'your-webhook-secret']);

/** Throws when the secret would let strangers sign; the process must not start with it. */
export const checkWebhookSecret = (secret: string | undefined): string => {
  const reason = 'WEBHOOK_SECRET must be set to a random value of at least 16 characters';
  if (secret === undefined || secret.trim().length < SHORTEST_SECRET) {
    throw new Fault('broken-promise', reason);
  }
  if (KNOWN_SECRETS.has(secret.trim().toLowerCase()) || new Set(secret).size < 4) {
    throw new Fault('broken-promise', `${reason}; the one that is set can be guessed`);
  }
  return secret;
};

/** The shape of `X-Hub-Signature-256`. `sha1=` is no signature here. */
export const hasSignatureShape = (header: unknown): header is string =>
  typeof header === 'string' && /^sha256=[0-9a-f]{64}$/.test(header);

/** Compares in constant time, over the bytes as they came. */
export const isSignedBy = (secret: string, bytes: Buffer, header: string): boolean => {
  const expected = createHmac('sha256', secret).update(bytes).digest();
  const given = Buffer.from(header.slice('sha256='.length), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
