import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, holdsWithin } from '../compare.ts';
import { holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const row = (
  name: string,
  property: string,
  holds: (listener: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'ElasticLoadBalancingV2',
  operation: 'DescribeListeners',
  input: (input) => ({ ListenerArns: [input.physicalId] }),
  holds: (output, planned, input) => holds(listOf(at(output, 'Listeners'))[0], planned, input),
});

const ROWS: readonly ReadRow[] = [
  row('exists', '', (one, _planned, input) => at(one, 'ListenerArn') === input.physicalId),
  row('port', 'Port', (one, planned) => at(one, 'Port') === planned),
  row('protocol', 'Protocol', (one, planned) => at(one, 'Protocol') === planned),
  row('TLS policy', 'SslPolicy', (one, planned) => at(one, 'SslPolicy') === planned),
  row('certificate', 'Certificates', (one, planned) =>
    holdsWithin(planned, at(one, 'Certificates')),
  ),
  row('action', 'DefaultActions', (one, planned) =>
    listOf(planned).every(
      (action, place) =>
        at(listOf(at(one, 'DefaultActions'))[place], 'Type') === at(action, 'Type'),
    ),
  ),
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

/** Reads a listener back by the service's own calls. */
export const readBackListener = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::ElasticLoadBalancingV2::Listener') throw noReadBack(input);
  return await runReadBack(input, input.physicalId, ROWS);
};
