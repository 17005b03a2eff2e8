import type { Template } from '../../plan/template.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { secureListener, TO_HTTPS } from '../load-balancer/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** What a listener's template is made of, beside the task. */
export interface ListenerParts {
  readonly balancerArn: string;
  readonly isNetwork: boolean;
  /** Undefined where it only redirects. */
  readonly groupArn: string | undefined;
}

const forwardTo = (TargetGroupArn: string): readonly Json[] => [
  { Type: 'forward', TargetGroupArn },
];

/** Properties of a listener with what the task asks set over them; the rest stays. */
export const withFields = (
  properties: JsonObject,
  { task }: DraftContext,
  groupArn: string | null,
): JsonObject => {
  const certificate = textOf(task, 'certificate');
  return {
    ...properties,
    ...(certificate === undefined ? {} : { Certificates: [{ CertificateArn: certificate }] }),
    ...(groupArn === null ? {} : { DefaultActions: forwardTo(groupArn) }),
  };
};

const doesWhat = ({ task }: DraftContext, parts: ListenerParts): JsonObject => {
  const certificate = textOf(task, 'certificate');
  const forward = parts.groupArn === undefined ? TO_HTTPS : forwardTo(parts.groupArn);
  if (certificate !== undefined)
    return {
      ...secureListener(parts.isNetwork ? 'TLS' : 'HTTPS', certificate),
      DefaultActions: forward,
    };
  return parts.isNetwork
    ? { Protocol: 'TCP', DefaultActions: forward }
    : { Protocol: 'HTTP', DefaultActions: TO_HTTPS };
};

/** One listener on a load balancer that is there; without a certificate it only redirects. */
export const listenerTemplate = (context: DraftContext, parts: ListenerParts): Template => {
  const Port = numberOf(context.task, 'port') ?? 443;
  const name = textOf(context.task, 'loadBalancer') ?? '';
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Listener on port ${Port} of load balancer ${name}`,
    Resources: {
      [logicalIdOf(name, `Port${Port}`)]: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: parts.balancerArn,
          Port,
          ...doesWhat(context, parts),
          Tags: tagList(context.tagsFor(`${name}-${Port}`)),
        },
      },
    },
  };
};
