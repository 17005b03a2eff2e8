import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const DNS_RECORD_TEMPLATE_TYPES: readonly string[] = ['AWS::Route53::RecordSet'];

/** In the order of application. */
export const dnsRecordRemedies: readonly Remedy[] = [
  {
    item: 'ROUTE53-07',
    type: 'AWS::Route53::RecordSet',
    defaultFrom: 'development',
    isNeeded: (template, id) => {
      const { AliasTarget, TTL } = propertiesOf(template, id);
      return AliasTarget === undefined && TTL === undefined;
    },
    patch: (template, id) => withProperties(template, id, { TTL: '300' }),
  },
];
