/** Table of unit prices in USD of messages, events, alarms and traces, as of the book's date. */

const AMERICA = ['us-east-1', 'us-east-2', 'us-west-2'] as const;

type Row = Readonly<Record<string, number>>;

const alike = (usd: number): Row => Object.fromEntries(AMERICA.map((region) => [region, usd]));

/** By key, then by region. A region that is not named has no known price. */
export const MESSAGING_PRICES: Readonly<Record<string, Row>> = {
  // aws.amazon.com/sqs/pricing
  'sqs:fifo-request-million': alike(0.5),
  // aws.amazon.com/cloudwatch/pricing
  'cloudwatch:dashboard-month': alike(3),
};
