import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { dnsRecordCost } from './cost.ts';
import { draftDnsRecord } from './draft.ts';
import { readDnsRecordFacts } from './facts.ts';
import { dnsRecordFactsSchema } from './facts-schema.ts';
import { DNS_RECORD_FIELDS } from './fields.ts';
import { dnsRecordHealth } from './health.ts';
import { listDnsRecords } from './list.ts';
import { dnsRecordOperations } from './operations.ts';
import { DNS_RECORD_TYPES } from './permissions.ts';
import { readBackDnsRecord } from './read-back.ts';
import { DNS_RECORD_TEMPLATE_TYPES, dnsRecordRemedies } from './remedies.ts';

/** Records: changed exactly from what was read, with delegation, apex and mail looked at twice. */
export const dnsRecord = defineService(
  {
    key: 'dns-record',
    title: 'Route 53 record',
    resourceType: 'AWS::Route53::RecordSet',
    templateTypes: DNS_RECORD_TEMPLATE_TYPES,
    fields: DNS_RECORD_FIELDS,
    readFacts: readDnsRecordFacts,
    draft: draftDnsRecord,
    types: DNS_RECORD_TYPES,
    remedies: dnsRecordRemedies,
    operations: dnsRecordOperations,
    health: dnsRecordHealth,
    cost: asServiceCost(dnsRecordCost),
    readBack: readBackDnsRecord,
    list: listDnsRecords,
  },
  dnsRecordFactsSchema,
);
