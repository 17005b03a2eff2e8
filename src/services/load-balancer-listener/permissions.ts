import { anywhere, onSet, tagActs } from '../acts.ts';
import { balancerNameOf, elbArn } from '../load-balancer/own-names.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const PREFIX = 'elasticloadbalancing';

/** Its ids are made of hexadecimal digits, so that a name between strokes is that name. */
const listenerArns = (input: NeedInput): readonly string[] => {
  const present = input.physicalId?.startsWith('arn:') === true ? [input.physicalId] : [];
  const isMade = present.length > 0 && input.action !== 'replace' && input.action !== 'create';
  return isMade ? present : [...present, elbArn(input, `listener/*/${balancerNameOf(input)}/*`)];
};

const onBalancer = (action: string): Act => ({
  action,
  resources: (input) => [elbArn(input, `loadbalancer/*/${balancerNameOf(input)}/*`)],
});

/** Source: schema of AWS::ElasticLoadBalancingV2::Listener, cut with the list of IAM. */
export const listenerTable: TypeTable = tableOf({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  arns: listenerArns,
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['LoadBalancerArn'],
  sensitiveProperties: ['Certificates', 'MutualAuthentication', 'Protocol', 'SslPolicy'],
  create: [onBalancer(`${PREFIX}:CreateListener`)],
  change: [`${PREFIX}:ModifyListener`],
  remove: [`${PREFIX}:DeleteListener`],
  read: [
    anywhere(`${PREFIX}:DescribeListenerAttributes`),
    anywhere(`${PREFIX}:DescribeListeners`),
    anywhere(`${PREFIX}:DescribeTags`),
  ],
  properties: {
    ListenerAttributes: onSet(
      [`${PREFIX}:ModifyListenerAttributes`],
      [`${PREFIX}:ModifyListenerAttributes`],
    ),
    Tags: tagActs(`${PREFIX}:AddTags`, `${PREFIX}:RemoveTags`),
  },
});

/** The reviewed table of a listener. */
export const LISTENER_TYPES: readonly TypeTable[] = [listenerTable];
