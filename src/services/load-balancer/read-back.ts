import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackEc2 } from '../ec2-instance/read-back.ts';
import { readBackListener } from '../load-balancer-listener/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import { readBackS3 } from '../s3-bucket/read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';
import { readBackTargetGroup } from '../target-group/read-back.ts';

const balancerOf = (output: unknown): Json | undefined => listOf(at(output, 'LoadBalancers'))[0];

const row = (
  name: string,
  property: string,
  holds: (balancer: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'ElasticLoadBalancingV2',
  operation: 'DescribeLoadBalancers',
  input: (input) => ({ LoadBalancerArns: [input.physicalId] }),
  holds: (output, planned, input) => holds(balancerOf(output), planned, input),
});

const zonesOf = (balancer: Json | undefined): readonly string[] =>
  listOf(at(balancer, 'AvailabilityZones')).map((one) => textIn(at(one, 'SubnetId')));

/** Values are compared as texts; a bucket is named by a reference, which is not compared. */
const holdsAttributes = (output: unknown, planned: Json): boolean => {
  const found = listOf(at(output, 'Attributes'));
  return listOf(planned).every((wanted) => {
    const value = at(wanted, 'Value');
    const key = at(wanted, 'Key');
    const is = found.find((one) => at(one, 'Key') === key);
    return is !== undefined && (typeof value === 'object' || at(is, 'Value') === textIn(value));
  });
};

const ROWS: readonly ReadRow[] = [
  row('exists', '', (one, _planned, input) => at(one, 'LoadBalancerArn') === input.physicalId),
  row('scheme', 'Scheme', (one, planned) => at(one, 'Scheme') === planned),
  row('zones', 'Subnets', (one, planned) =>
    listOf(planned).every((subnet) => zonesOf(one).includes(textIn(subnet))),
  ),
  {
    name: 'attributes',
    property: 'LoadBalancerAttributes',
    client: 'ElasticLoadBalancingV2',
    operation: 'DescribeLoadBalancerAttributes',
    input: (input) => ({ LoadBalancerArn: input.physicalId }),
    holds: holdsAttributes,
  },
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

/** Reads a load balancer back, and with it all that its stack holds. */
export const readBackLoadBalancer = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::ElasticLoadBalancingV2::LoadBalancer')
    return await runReadBack(input, input.physicalId, ROWS);
  if (input.type === 'AWS::ElasticLoadBalancingV2::TargetGroup')
    return await readBackTargetGroup(input);
  if (input.type === 'AWS::ElasticLoadBalancingV2::Listener') return await readBackListener(input);
  if (input.type === 'AWS::EC2::SecurityGroup') return await readBackEc2(input);
  if (input.type.startsWith('AWS::S3::')) return await readBackS3(input);
  return await readCompanion(input);
};
