import { at, textIn } from '../compare.ts';
import { bareName } from '../dns/names.ts';
import { readBackLogGroup } from '../log-group/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import { listOf } from '../acts.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const zoneRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'Route53',
  operation: 'GetHostedZone',
  input: (input) => ({ Id: input.physicalId }),
  ...rest,
});

const ZONE_ROWS: readonly ReadRow[] = [
  zoneRow('exists', {
    property: 'Name',
    holds: (output, planned) =>
      bareName(textIn(at(output, 'HostedZone.Name'))) === bareName(textIn(planned)),
  }),
  zoneRow('comment', {
    property: 'HostedZoneConfig',
    holds: (output, planned) =>
      textIn(at(output, 'HostedZone.Config.Comment')) === textIn(at(planned, 'Comment')),
  }),
  zoneRow('private', {
    property: 'VPCs',
    holds: (output) => at(output, 'HostedZone.Config.PrivateZone') === true,
  }),
  {
    name: 'queries logged',
    property: 'QueryLoggingConfig',
    client: 'Route53',
    operation: 'ListQueryLoggingConfigs',
    input: (input) => ({ HostedZoneId: input.physicalId }),
    holds: (output) => listOf(at(output, 'QueryLoggingConfigs')).length > 0,
  },
  {
    name: 'tagged',
    property: 'HostedZoneTags',
    client: 'Route53',
    operation: 'ListTagsForResource',
    input: (input) => ({ ResourceType: 'hostedzone', ResourceId: input.physicalId }),
    holds: (output, _planned, input) => holdsTags(at(output, 'ResourceTagSet.Tags'), input),
  },
];

const POLICY_ROW: ReadRow = {
  name: 'exists',
  client: 'CloudWatchLogs',
  operation: 'DescribeResourcePolicies',
  input: () => ({}),
  pages: { token: 'nextToken', list: 'resourcePolicies' },
  holds: (output, _planned, input) =>
    listOf(at(output, 'resourcePolicies')).some(
      (one) => at(one, 'policyName') === input.physicalId,
    ),
};

/** Reads a zone, its query log or the right to write it back by their own calls. */
export const readBackHostedZone = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, physicalId, region, account } = input;
  if (type === 'AWS::Logs::LogGroup') return await readBackLogGroup(input);
  if (type === 'AWS::Logs::ResourcePolicy')
    return await runReadBack(input, `arn:aws:logs:${region}:${account.id}:${physicalId}`, [
      POLICY_ROW,
    ]);
  return await runReadBack(input, `arn:aws:route53:::hostedzone/${physicalId}`, ZONE_ROWS);
};
