import { z } from 'zod';
import { recordFactSchema, zoneFactSchema } from '../dns/names.ts';
import { ownerSchema, ownStackSchema } from '../owner.ts';

/** What must be known before a task for a record can be drafted. */
export const dnsRecordFactsSchema = z.object({
  /** Zones that may be meant; more than one is asked about. */
  zones: z.array(zoneFactSchema),
  /** Every record of the name, of whatever type. */
  records: z.array(recordFactSchema),
  ownStack: ownStackSchema.nullable(),
  /** Of a record of the name. CloudFormation knows it by the name alone. */
  owner: ownerSchema,
});

export type DnsRecordFacts = z.infer<typeof dnsRecordFactsSchema>;
