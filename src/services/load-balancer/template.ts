import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { isAtLeast } from '../../task/tier.ts';
import { listOf } from '../acts.ts';
import type { Spread } from '../network/spread.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** TLS 1.2 and 1.3 with forward secrecy. Source: Elastic Load Balancing, security policies. */
export const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** What a load balancer's template is made of, beside the task. */
export interface BalancerParts {
  readonly name: string;
  readonly place: Spread;
}

/** True for a load balancer of TCP and TLS. */
export const isNetwork = (task: MutationTask): boolean =>
  textOf(task, 'loadBalancerType') === 'network';

const isPublic = (task: MutationTask): boolean => textOf(task, 'scheme') === 'internet-facing';

const portOf = (task: MutationTask): number => numberOf(task, 'targetPort') ?? 80;

const idsOf = (name: string) => ({
  balancer: logicalIdOf(name, 'Balancer'),
  group: logicalIdOf(name, 'Group'),
  targets: logicalIdOf(name, 'Targets'),
  plain: logicalIdOf(name, 'Redirect'),
  secure: logicalIdOf(name, 'Secure'),
});

/** The list of `{ Key, Value }` with one attribute set over it. */
export const withAttribute = (
  rows: Json | undefined,
  key: string,
  value: Json,
): readonly Json[] => [
  ...listOf(rows).filter((row) => !(isJsonObject(row) && row['Key'] === key)),
  { Key: key, Value: value },
];

/** Properties of a load balancer with what the task asks set over them; the rest stays. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const protection = booleanOf(task, 'deletionProtection');
  if (protection === undefined) return properties;
  const rows = properties['LoadBalancerAttributes'];
  return {
    ...properties,
    LoadBalancerAttributes: withAttribute(rows, 'deletion_protection.enabled', String(protection)),
  };
};

const tcp = (port: number, cidr: string, Description: string): JsonObject => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  CidrIp: cidr,
  Description,
});

/** In: 443, and 80 for the redirect. Out, from staging up: the application, within the VPC. */
const groupOf = (context: DraftContext, { name, place }: BalancerParts): TemplateResource => {
  const { cidr } = place.vpc;
  const source = isPublic(context.task) ? '0.0.0.0/0' : cidr;
  const port = portOf(context.task);
  return {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: `Load balancer ${name}`,
      VpcId: place.vpc.id,
      SecurityGroupIngress:
        source === null ? [] : [tcp(443, source, 'HTTPS'), tcp(80, source, 'To HTTPS')],
      ...(cidr !== null && isAtLeast(context.tier, 'staging')
        ? { SecurityGroupEgress: [tcp(port, cidr, 'Application')] }
        : {}),
      Tags: tagList(context.tagsFor(`${name}-group`)),
    },
  };
};

const balancerOf = (context: DraftContext, parts: BalancerParts): TemplateResource => {
  const { name, place } = parts;
  const { task } = context;
  const groups = isNetwork(task)
    ? {}
    : { SecurityGroups: [{ 'Fn::GetAtt': [idsOf(name).group, 'GroupId'] }] };
  const base: JsonObject = {
    Name: name,
    Type: isNetwork(task) ? 'network' : 'application',
    Scheme: isPublic(task) ? 'internet-facing' : 'internal',
    Subnets: place.subnets.map(({ id }) => id),
    ...groups,
  };
  return {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { ...withFields(base, task), Tags: tagList(context.tagsFor(name)) },
  };
};

/** How a group asks whether a target is well. */
export const healthCheckOf = (task: MutationTask, protocol: string): JsonObject =>
  protocol.startsWith('HTTP')
    ? { HealthCheckPath: textOf(task, 'healthCheckPath') ?? '/' }
    : { HealthCheckProtocol: 'TCP' };

const targetsOf = (context: DraftContext, { name, place }: BalancerParts): TemplateResource => {
  const Protocol = isNetwork(context.task) ? 'TCP' : 'HTTP';
  return {
    Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    Properties: {
      Name: name,
      Protocol,
      Port: portOf(context.task),
      TargetType: 'ip',
      VpcId: place.vpc.id,
      ...healthCheckOf(context.task, Protocol),
      Tags: tagList(context.tagsFor(name)),
    },
  };
};

/** The one thing a listener of plain HTTP does. */
export const TO_HTTPS: readonly Json[] = [
  {
    Type: 'redirect',
    RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
  },
];

/** A listener that ends TLS with a certificate and sends on to a target group. */
export const secureListener = (protocol: 'HTTPS' | 'TLS', certificate: string): JsonObject => ({
  Protocol: protocol,
  SslPolicy: TLS_POLICY,
  Certificates: [{ CertificateArn: certificate }],
});

const listenersOf = (
  context: DraftContext,
  name: string,
): Readonly<Record<string, TemplateResource>> => {
  const { task } = context;
  const ids = idsOf(name);
  const on = { LoadBalancerArn: { Ref: ids.balancer }, Tags: tagList(context.tagsFor(name)) };
  const forward = [{ Type: 'forward', TargetGroupArn: { Ref: ids.targets } }];
  const Type = 'AWS::ElasticLoadBalancingV2::Listener';
  const certificate = textOf(task, 'certificate');
  const protocol = isNetwork(task) ? 'TLS' : 'HTTPS';
  const secure =
    certificate === undefined ? { Protocol: 'TCP' } : secureListener(protocol, certificate);
  return {
    [ids.secure]: { Type, Properties: { ...on, Port: 443, ...secure, DefaultActions: forward } },
    ...(isNetwork(task)
      ? {}
      : {
          [ids.plain]: {
            Type,
            Properties: { ...on, Port: 80, Protocol: 'HTTP', DefaultActions: TO_HTTPS },
          },
        }),
  };
};

/** A load balancer with its group, targets and listeners; plain HTTP is only ever redirected. */
export const loadBalancerTemplate = (context: DraftContext, parts: BalancerParts): Template => {
  const ids = idsOf(parts.name);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Load balancer ${parts.name}`,
    Resources: {
      ...(isNetwork(context.task) ? {} : { [ids.group]: groupOf(context, parts) }),
      [ids.balancer]: balancerOf(context, parts),
      [ids.targets]: targetsOf(context, parts),
      ...listenersOf(context, parts.name),
    },
  };
};
