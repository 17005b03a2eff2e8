import { listOf } from '../acts.ts';
import type { PricedResource, Quantity } from '../prices/priced.ts';

/** What a web ACL costs: itself, its rules, and a million requests that it looks at. */
export const webAclBill = ({
  properties,
}: PricedResource): {
  readonly quantities: readonly Quantity[];
  readonly assumptions: readonly string[];
} => ({
  quantities: [
    { key: 'waf:acl-month', amount: 1 },
    { key: 'waf:rule-month', amount: listOf(properties['Rules']).length },
    { key: 'waf:request-million', amount: 1 },
  ],
  assumptions: ['1 million requests a month'],
});
