import type { Template } from '../../plan/template.ts';
import type { RecordFact, ZoneFact } from '../dns/names.ts';
import { logicalIdOf } from '../template-edit.ts';
import { recordProperties } from './record.ts';

/** One record in a stack of its own. */
export const dnsRecordTemplate = (zone: ZoneFact, record: RecordFact): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Record ${record.name} ${record.type}`,
  Resources: {
    [logicalIdOf(record.name.replace('*', 'any'), 'Record')]: {
      Type: 'AWS::Route53::RecordSet',
      Properties: recordProperties(zone, record),
    },
  },
});
