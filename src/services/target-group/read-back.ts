import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const row = (
  name: string,
  property: string,
  holds: (group: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'ElasticLoadBalancingV2',
  operation: 'DescribeTargetGroups',
  input: (input) => ({ TargetGroupArns: [input.physicalId] }),
  holds: (output, planned, input) => holds(listOf(at(output, 'TargetGroups'))[0], planned, input),
});

const ROWS: readonly ReadRow[] = [
  row('exists', '', (one, _planned, input) => at(one, 'TargetGroupArn') === input.physicalId),
  row('port', 'Port', (one, planned) => at(one, 'Port') === planned),
  row('health check', 'HealthCheckPath', (one, planned) => at(one, 'HealthCheckPath') === planned),
  {
    name: 'tagged',
    property: 'Tags',
    client: 'ElasticLoadBalancingV2',
    operation: 'DescribeTags',
    input: (input) => ({ ResourceArns: [input.physicalId] }),
    holds: (output, _planned, input) =>
      holdsTags(at(listOf(at(output, 'TagDescriptions'))[0], 'Tags'), input),
  },
];

/** Reads a target group back by the service's own calls. */
export const readBackTargetGroup = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::ElasticLoadBalancingV2::TargetGroup') throw noReadBack(input);
  return await runReadBack(input, input.physicalId, ROWS);
};
