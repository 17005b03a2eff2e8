import type { MutationTask } from '../../task/aws-task.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import { textOf } from '../task-values.ts';
import type { IngressRule } from './open-ports.ts';

export type Direction = 'SecurityGroupIngress' | 'SecurityGroupEgress';

/** One rule as the request has it. `source` is a range, a group or a prefix list. */
export interface AskedRule extends IngressRule {
  readonly direction: Direction;
}

/** ICMP has types, not ports. */
const PORTLESS = /^(icmp|icmpv6|1|58|-1)$/;

const NUMBERS: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp' };

/** `443` or `8000-8100`, as a number or a text; undefined for anything else. */
const portsOf = (value: unknown): readonly [number, number] | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  const [, from, to] = /^(\d{1,5})(?:\s?-\s?(\d{1,5}))?$/.exec(String(text)) ?? [];
  if (from === undefined) return undefined;
  const [low, high] = [Number(from), Number(to ?? from)];
  return high > 65_535 || low > high ? undefined : [low, high];
};

/** The direction of a request: into the group unless it says otherwise. */
export const directionOf = (task: MutationTask): Direction =>
  textOf(task, 'direction') === 'egress' ? 'SecurityGroupEgress' : 'SecurityGroupIngress';

/** Where a rule lets in from, or out to. */
export const sourceOf = (task: MutationTask): string | undefined =>
  textOf(task, 'source') ?? textOf(task, 'cidr');

/** True where the request speaks of a rule at all. */
export const namesRule = (task: MutationTask): boolean =>
  ['port', 'cidr', 'source', 'protocol', 'direction'].some(
    (name) => task.parameters[name] !== undefined,
  );

/** The rule of a request; undefined where a port or a source is missing or malformed. */
export const askedRule = (task: MutationTask): AskedRule | undefined => {
  const said = textOf(task, 'protocol') ?? 'tcp';
  // EC2 writes every protocol as -1.
  const protocol = said === 'all' ? '-1' : said;
  const source = sourceOf(task);
  const ports = PORTLESS.test(protocol) ? ([-1, -1] as const) : portsOf(task.parameters['port']);
  if (source === undefined || ports === undefined) return undefined;
  return { direction: directionOf(task), protocol, from: ports[0], to: ports[1], source };
};

const SOURCES: Readonly<Record<Direction, readonly string[]>> = {
  SecurityGroupIngress: ['CidrIp', 'CidrIpv6', 'SourceSecurityGroupId', 'SourcePrefixListId'],
  SecurityGroupEgress: [
    'CidrIp',
    'CidrIpv6',
    'DestinationSecurityGroupId',
    'DestinationPrefixListId',
  ],
};

const memberFor = ({ direction, source }: AskedRule): string => {
  const [v4 = '', v6 = '', group = '', list = ''] = SOURCES[direction];
  if (source.startsWith('sg-')) return group;
  if (source.startsWith('pl-')) return list;
  return source.includes(':') ? v6 : v4;
};

/** The rule as CloudFormation writes it. */
export const ruleJson = (rule: AskedRule, description: string): JsonObject => ({
  IpProtocol: rule.protocol,
  FromPort: rule.from,
  ToPort: rule.to,
  [memberFor(rule)]: rule.source,
  Description: description,
});

const numberIn = (value: Json | undefined): number => Number(textIn(value) || -1);

/** A rule that is there, as openness is judged; EC2 writes numbers where it has no name. */
export const presentRule = (direction: Direction, rule: Json): AskedRule => {
  const row = isJsonObject(rule) ? rule : {};
  const protocol = textIn(row['IpProtocol']);
  const source = SOURCES[direction].map((name) => textIn(row[name])).find((text) => text !== '');
  return {
    direction,
    protocol: NUMBERS[protocol] ?? protocol,
    from: numberIn(row['FromPort']),
    to: numberIn(row['ToPort']),
    source: source ?? '',
  };
};

const portless = (rule: AskedRule): AskedRule =>
  PORTLESS.test(rule.protocol) ? { ...rule, from: -1, to: -1 } : rule;

/** True for two rules that let the same through, whatever is said of them. */
export const isSameRule = (a: AskedRule, b: AskedRule): boolean =>
  canonicalJson(portless(a)) === canonicalJson(portless(b));

/** `tcp 443 from 10.20.0.0/16`. */
export const ruleWords = ({ direction, protocol, from, to, source }: AskedRule): string => {
  const name = protocol === '-1' ? 'every protocol' : protocol;
  const ports = from < 0 ? '' : ` ${from === to ? from : `${from}-${to}`}`;
  return `${name}${ports} ${direction === 'SecurityGroupIngress' ? 'from' : 'to'} ${source}`;
};

/** The rules of one direction that a group has. */
export const rulesIn = (properties: JsonObject, direction: Direction): readonly Json[] =>
  listOf(properties[direction]);

/** The rules with one more, or without one. */
export const withRule = (
  properties: JsonObject,
  rule: AskedRule,
  { isRevoked, description }: { readonly isRevoked: boolean; readonly description: string },
): JsonObject => {
  const present = rulesIn(properties, rule.direction);
  const isIt = (one: Json): boolean => isSameRule(presentRule(rule.direction, one), rule);
  if (isRevoked) return { ...properties, [rule.direction]: present.filter((one) => !isIt(one)) };
  if (present.some(isIt)) return properties;
  return { ...properties, [rule.direction]: [...present, ruleJson(rule, description)] };
};
