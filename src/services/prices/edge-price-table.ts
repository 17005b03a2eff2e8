/** Table of unit prices in USD of APIs, zones and distributions, as of the book's date. */

const AMERICA = ['us-east-1', 'us-east-2', 'us-west-2'] as const;

type Row = Readonly<Record<string, number>>;

const alike = (usd: number): Row => Object.fromEntries(AMERICA.map((region) => [region, usd]));

/** By key, then by region. A region that is not named has no known price. */
export const EDGE_PRICES: Readonly<Record<string, Row>> = {
  // aws.amazon.com/api-gateway/pricing: the first 300 million a month.
  'apigateway:http-million': alike(1),
  // The first 333 million a month.
  'apigateway:rest-million': alike(3.5),
  // aws.amazon.com/waf/pricing
  'waf:acl-month': alike(5),
  'waf:rule-month': alike(1),
  'waf:request-million': alike(0.6),
  // aws.amazon.com/route53/pricing: the first 25 zones; the same in every region.
  'route53:zone-month': alike(0.5),
  'route53:query-million': alike(0.4),
  // aws.amazon.com/route53/pricing, health checks: of endpoints of AWS and of others, and for each
  // of HTTPS, a text that is looked for, a fast interval and measured latency.
  'route53:health-check-month': alike(0.5),
  'route53:health-check-extra-month': alike(1),
  'route53:health-check-beyond-month': alike(0.75),
  'route53:health-check-beyond-extra-month': alike(2),
  // aws.amazon.com/cloudfront/pricing: the first 10 TB to North America and Europe, by HTTPS.
  'cloudfront:out-gb': { 'us-east-1': 0.085 },
  'cloudfront:request-10k': { 'us-east-1': 0.01 },
  // aws.amazon.com/cloudfront/pricing: CloudFront Functions.
  'cloudfront:function-million': { 'us-east-1': 0.1 },
  // Additional metrics of one distribution: 8 at 0.30 USD.
  'cloudfront:metrics-month': { 'us-east-1': 2.4 },
};
