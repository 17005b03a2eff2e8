import type { Template } from '../../plan/template.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';
import { openToWorld } from './open-ports.ts';

/** Every type that the service's own templates may hold. */
export const GROUP_TEMPLATE_TYPES: readonly string[] = ['AWS::EC2::SecurityGroup'];

const numberIn = (value: Json | undefined): number => {
  const parsed = typeof value === 'string' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : -1;
};

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** True for a rule that opens what must never be open to the world. */
const isTooOpen = (rule: Json): boolean => {
  if (!isJsonObject(rule)) return false;
  const source = textIn(rule['CidrIp']) || textIn(rule['CidrIpv6']);
  const protocol = String(typeof rule['IpProtocol'] === 'object' ? '' : rule['IpProtocol']);
  const [from, to] = [numberIn(rule['FromPort']), numberIn(rule['ToPort'])];
  return openToWorld({ protocol, from, to, source }).length > 0;
};

const rulesOf = (template: Template, logicalId: string): readonly Json[] =>
  listOf(propertiesOf(template, logicalId)['SecurityGroupIngress']);

const hasOpenRule = (template: Template, logicalId: string): boolean =>
  rulesOf(template, logicalId).some((rule) => isTooOpen(rule));

const withoutOpenRules: Remedy['patch'] = (template, logicalId) =>
  withProperties(template, logicalId, {
    SecurityGroupIngress: rulesOf(template, logicalId).filter((rule) => !isTooOpen(rule)),
  });

const group = (item: string): Remedy => ({
  item,
  type: 'AWS::EC2::SecurityGroup',
  isNeeded: hasOpenRule,
  patch: withoutOpenRules,
});

/** Rules that open to the world what must not be open are left out. */
export const groupRemedies: readonly Remedy[] = [group('EC2-01'), group('EC2-28')];
