import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

/** IAM knows the zone of a record; a zone of the same template has no id yet. */
const zones = (input: NeedInput): readonly string[] => {
  const id = input.properties['HostedZoneId'];
  const known = typeof id === 'string' && /^Z[A-Z0-9]+$/.test(id);
  return [`arn:aws:route53:::hostedzone/${known ? id : '*'}`];
};

/** Source: schema of AWS::Route53::RecordSet, cut with the list of IAM. */
export const dnsRecordTable: TypeTable = tableOf({
  type: 'AWS::Route53::RecordSet',
  arns: zones,
  slowestMinutes: 3,
  isStateful: false,
  createOnly: ['HostedZoneId', 'HostedZoneName', 'Name', 'SetIdentifier'],
  sensitiveProperties: [],
  create: ['route53:ChangeResourceRecordSets'],
  change: ['route53:ChangeResourceRecordSets'],
  remove: ['route53:ChangeResourceRecordSets'],
  read: [
    'route53:GetHostedZone',
    'route53:ListResourceRecordSets',
    { action: 'route53:GetChange', resources: () => ['arn:aws:route53:::change/*'] },
  ],
  properties: {},
});

/** The reviewed table of a record. */
export const DNS_RECORD_TYPES: readonly TypeTable[] = [dnsRecordTable];
