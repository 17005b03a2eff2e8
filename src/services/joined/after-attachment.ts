import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import { propertiesOf, withResource } from '../template-edit.ts';

const leadsTo = (value: Json | undefined): string | undefined => {
  const ref = value !== undefined && isJsonObject(value) ? value['Ref'] : undefined;
  return typeof ref === 'string' ? ref : undefined;
};

/** What AWS wants the attachment for wherever it stands in the same template. */
const NEEDS_WAY_OUT: ReadonlySet<string> = new Set([
  'AWS::EC2::NatGateway',
  'AWS::EC2::EIP',
  'AWS::EC2::Instance',
  'AWS::AutoScaling::AutoScalingGroup',
]);

/** What needs the way to the internet to be there, and says so by nothing that it refers to. */
const isLedOut = (template: Template, { Type, Properties = {} }: TemplateResource): boolean => {
  const to = template.Resources[leadsTo(Properties['GatewayId']) ?? '']?.Type;
  return (
    NEEDS_WAY_OUT.has(Type) ||
    to === 'AWS::EC2::InternetGateway' ||
    Properties['Scheme'] === 'internet-facing' ||
    Properties['PubliclyAccessible'] === true
  );
};

const withDependsOn = (resource: TemplateResource, attached: readonly string[]) => {
  const { DependsOn = [] } = resource;
  const before = typeof DependsOn === 'string' ? [DependsOn] : DependsOn;
  return { ...resource, DependsOn: [...new Set([...before, ...attached])] };
};

/**
 * Those of some resources that AWS refuses in a network whose gateway is not attached yet wait for
 * that: a route to it, a NAT gateway, and what the internet reaches. Pure.
 */
export const afterAttachment = (template: Template, ids: readonly string[]): Template => {
  const attached = Object.keys(template.Resources).filter(
    (id) =>
      template.Resources[id]?.Type === 'AWS::EC2::VPCGatewayAttachment' &&
      leadsTo(propertiesOf(template, id)['InternetGatewayId']) !== undefined,
  );
  const waits = ids.filter((id) => {
    const one = template.Resources[id];
    return one !== undefined && isLedOut(template, one);
  });
  if (attached.length === 0) return template;
  return waits.reduce((made, id) => {
    const resource = made.Resources[id];
    return resource === undefined
      ? made
      : withResource(made, id, withDependsOn(resource, attached));
  }, template);
};
