import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../task/json.ts';
import type { Page, Requester } from './request.ts';

/** One line of GitHub's log of webhooks to this application; kept there for about three days. */
export interface AppDelivery {
  readonly id: string;
  readonly guid: string;
  readonly event: string;
  readonly action: string;
  /** ISO 8601. */
  readonly deliveredAt: string;
  readonly statusCode: number;
}

const deliveryAnswer = z.object({
  id: z.union([z.number(), z.bigint(), z.string()]).transform(String),
  guid: z.string(),
  event: z.string(),
  action: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  delivered_at: z.string(),
  status_code: z.number().catch(0),
});

const payloadAnswer = z.object({
  request: z.object({ payload: z.custom<JsonObject>(isJsonObject) }),
});

const PAGE = 100;
/** Two thousand deliveries a sweep: more than any repository receives between two sweeps. */
const PAGES = 20;

type DeliveryAnswer = z.output<typeof deliveryAnswer>;

const deliveryOf = (answer: DeliveryAnswer): AppDelivery => ({
  id: answer.id,
  guid: answer.guid,
  event: answer.event,
  action: answer.action,
  deliveredAt: answer.delivered_at,
  statusCode: answer.status_code,
});

/**
 * Deliveries since an instant, newest first. A server that has no such log has
 * none.
 */
export const listAppDeliveries = async (
  app: Requester,
  since: Date,
): Promise<readonly AppDelivery[]> => {
  const found: AppDelivery[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const listed: Page<DeliveryAnswer[]> | undefined = await app.askPage({
      route: 'GET /app/hook/deliveries',
      parameters: { per_page: PAGE, ...(cursor === undefined ? {} : { cursor }) },
      answer: z.array(deliveryAnswer),
    });
    const recent = (listed?.answer ?? [])
      .map(deliveryOf)
      .filter((delivery) => Date.parse(delivery.deliveredAt) >= since.getTime());
    found.push(...recent);
    cursor = listed?.cursor;
    if (recent.length < PAGE || cursor === undefined) return found;
  }
  return found;
};

/** The payload of one delivery; undefined when the log no longer has it. */
export const readAppDelivery = async (
  app: Requester,
  id: string,
): Promise<JsonObject | undefined> => {
  const answer = await app.ask({
    route: 'GET /app/hook/deliveries/{delivery_id}',
    parameters: { delivery_id: id },
    answer: payloadAnswer,
  });
  return answer?.request.payload;
};
