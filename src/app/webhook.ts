import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery, Store } from '../store/store.ts';
import { isJsonObject, type JsonObject } from '../task/json.ts';
import { isServed } from './is-served.ts';
import { semanticKeyOf } from './semantic-key.ts';
import { readBody, type BodyBudget } from './webhook-body.ts';
import { checkWebhookSecret, hasSignatureShape, isSignedBy } from './webhook-signature.ts';

/** Where GitHub posts to; `app.yml` names the same. */
export const WEBHOOK_PATH = '/api/github/webhooks';

/** GitHub's own cap. */
export const MAX_BODY_BYTES = 25 * 1024 * 1024;

/** What became of a request; the label of the metric. */
export type WebhookResult =
  | 'stored'
  | 'duplicate'
  | 'not-served'
  | 'content-type'
  | 'signature'
  | 'malformed'
  | 'too-large'
  | 'too-slow'
  | 'too-busy'
  | 'broken-off'
  | 'store-failed';

export interface WebhookOptions {
  readonly secret: string | undefined;
  readonly store: Pick<Store, 'receiveDelivery'>;
  /** Numeric ids of the accounts that are served. */
  readonly ownerIds: readonly number[];
  readonly maxBodyBytes?: number;
  readonly bodyTimeoutMs?: number;
  readonly onResult?: (result: WebhookResult, error?: unknown) => void;
}

/** Answers one request, and never throws. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const STATUS: Readonly<Record<WebhookResult, number>> = {
  stored: 202,
  duplicate: 202,
  'not-served': 202,
  'content-type': 401,
  signature: 401,
  malformed: 400,
  'too-large': 413,
  'too-slow': 408,
  'too-busy': 503,
  'broken-off': 400,
  'store-failed': 503,
};

const headerOf = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** What can be refused before a byte of the body is read. */
const refuseHead = (request: IncomingMessage): WebhookResult | undefined => {
  const isJson = /^application\/json(;\s*charset=utf-8)?$/i.test(headerOf(request, 'content-type'));
  if (!isJson || headerOf(request, 'content-encoding') !== '') return 'content-type';
  return hasSignatureShape(request.headers['x-hub-signature-256']) ? undefined : 'signature';
};

const parseObject = (bytes: Buffer): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const parseDelivery = (request: IncomingMessage, bytes: Buffer): Delivery | undefined => {
  const payload = parseObject(bytes);
  const guid = headerOf(request, 'x-github-delivery');
  const event = headerOf(request, 'x-github-event');
  const isNamed = /^[\w.:-]{1,100}$/.test(guid) && /^[a-z][a-z0-9_]{0,63}$/.test(event);
  if (payload === undefined || !isNamed) return undefined;
  return deliveryOf({ guid, event, payload, bytes });
};

/** A verified payload as it is stored; the sweep makes the same of what GitHub's log holds. */
export const deliveryOf = (received: {
  readonly guid: string;
  readonly event: string;
  readonly payload: JsonObject;
  readonly bytes: Buffer;
}): Delivery => {
  const { guid, event, payload, bytes } = received;
  const said = payload['action'];
  const action = typeof said === 'string' && /^[a-z][a-z0-9_]{0,63}$/.test(said) ? said : '';
  const bodyHash = createHash('sha256').update(bytes).digest('hex');
  const semanticKey = semanticKeyOf({ event, action }, payload, bodyHash);
  return { guid, event, action, payload, bodyHash, semanticKey };
};

interface Running extends WebhookOptions {
  readonly secret: string;
  readonly budget: BodyBudget;
}

const receive = async (options: Running, request: IncomingMessage): Promise<WebhookResult> => {
  const refused = refuseHead(request);
  if (refused !== undefined) return refused;
  const body = await readBody(request, {
    maxBytes: options.maxBodyBytes ?? MAX_BODY_BYTES,
    timeoutMs: options.bodyTimeoutMs ?? 10_000,
    budget: options.budget,
  });
  if (!body.ok) return body.reason;
  const signature = headerOf(request, 'x-hub-signature-256');
  if (!isSignedBy(options.secret, body.bytes, signature)) return 'signature';
  const delivery = parseDelivery(request, body.bytes);
  if (delivery === undefined) return 'malformed';
  if (!isServed(delivery.payload, options.ownerIds)) return 'not-served';
  return (await options.store.receiveDelivery(delivery)) ? 'stored' : 'duplicate';
};

/** An unread body ends the connection, but only after the answer had time to arrive. */
const answer = (
  request: IncomingMessage,
  response: ServerResponse,
  result: WebhookResult,
): void => {
  const isRead = request.readableEnded;
  response.writeHead(STATUS[result], {
    'content-type': 'application/json',
    ...(isRead ? {} : { connection: 'close' }),
  });
  response.end(JSON.stringify({ result }));
  if (!isRead) setTimeout(() => request.destroy(), 1_000).unref();
};

/**
 * The front of the application, before Probot: verifies raw bytes, stores, queues, and answers 202.
 * Nothing of an unverified request is parsed or stored. Throws at once without a real secret.
 */
export const createWebhookMiddleware = (options: WebhookOptions): RequestHandler => {
  const secret = checkWebhookSecret(options.secret);
  const limit = 4 * (options.maxBodyBytes ?? MAX_BODY_BYTES);
  const running: Running = { ...options, secret, budget: { limit, used: 0 } };
  return async (request, response) => {
    try {
      const result = await receive(running, request);
      options.onResult?.(result);
      answer(request, response, result);
    } catch (error) {
      // GitHub notes the 503, and the sweep brings the delivery in later.
      options.onResult?.('store-failed', error);
      answer(request, response, 'store-failed');
    }
  };
};
