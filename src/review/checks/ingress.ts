import type { NamedCheck } from '../baseline.ts';
import { isAbsent, isUnresolved, listOf, memberOf, textOf, valueAt } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import {
  allOf,
  fail,
  pass,
  unknown,
  type Judgement,
  type NamedJudge,
  type Subject,
} from './judgement.ts';
import { doesName } from './relation.ts';

/** Shorter prefixes hold so much of the internet that they count as all of it. */
const WORLD_PREFIX = { v4: 8, v6: 16 };

/**
 * Addresses of IPv6 that no router of the internet passes on, local ones and those of one link, and
 * the prefix that keeps a range among them: EC2 clears the bits beyond it.
 */
const LOCAL_V6 = [
  [/^\s*f[cd][0-9a-f]{2}:/i, 7],
  [/^\s*fe[89ab][0-9a-f]:/i, 10],
] as const;

const isWorldText = (text: string): boolean => {
  const prefix = /\/([0-9]{1,3})\s*$/.exec(text)?.[1];
  if (prefix === undefined) return false;
  if (LOCAL_V6.some(([local, least]) => local.test(text) && Number(prefix) >= least)) return false;
  return Number(prefix) < (text.includes(':') ? WORLD_PREFIX.v6 : WORLD_PREFIX.v4);
};

type Found = boolean | undefined;

const isWorld = (value: Value): Found => {
  if (isUnresolved(value)) return undefined;
  return isWorldText(textOf(value) ?? '');
};

const anyWorld = (ranges: readonly Found[]): Found => {
  const found = new Set(ranges);
  if (found.has(true)) return true;
  return found.has(undefined) ? undefined : false;
};

/** Where a rule names a list of ranges; what runs says only that it is a list. */
const LISTS = ['SourcePrefixListId', 'DestinationPrefixListId', 'PrefixListId'];

/** Whether a list of ranges holds the world; one that is not in the template is not known. */
const listOfWorld = (subject: Subject, named: Value): Found => {
  const list = [...subject.model.resources.values()].find(
    (one) => one.type === 'AWS::EC2::PrefixList' && doesName(named, one) === 'pass',
  );
  const entries = listOf(valueAt(list?.properties, 'Entries'));
  if (list === undefined || entries.length === 0) return undefined;
  return anyWorld(
    entries.map((one) => (isUnresolved(one) ? undefined : isWorld(memberOf(one, 'Cidr')))),
  );
};

const worldOf = (subject: Subject, rule: Value): Found =>
  anyWorld([
    ...['CidrIp', 'CidrIpv6'].map((key) => isWorld(memberOf(rule, key))),
    ...LISTS.map((key) => memberOf(rule, key))
      .filter((named) => named !== undefined)
      .map((named) => listOfWorld(subject, named)),
  ]);

const rulesOf = (subject: Subject, direction: 'ingress' | 'egress'): readonly Value[] => {
  const kind = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress';
  if (subject.resource.type === `AWS::EC2::${kind}`) return [subject.properties];
  return listOf(valueAt(subject.properties, kind));
};

interface Range {
  readonly from: number;
  readonly to: number;
}
const EVERYTHING: Range = { from: 0, to: 65_535 };

/** ICMP has types, not ports. */
const PORTLESS = new Set(['icmp', 'icmpv6', '1', '58']);

/** The ports a rule opens; undefined for none; `unknown` when that can not be resolved. */
const rangeOf = (rule: Value, options: NamedCheck): Range | undefined | 'unknown' => {
  const protocol = memberOf(rule, 'IpProtocol');
  const [from, to] = [memberOf(rule, 'FromPort'), memberOf(rule, 'ToPort')];
  if (protocol === undefined) return options.needsProtocol === true ? undefined : EVERYTHING;
  if (isUnresolved(protocol)) return 'unknown';
  const name = textOf(protocol)?.toLowerCase() ?? '';
  if (PORTLESS.has(name)) return undefined;
  if (!['tcp', 'udp', '6', '17'].includes(name)) return EVERYTHING;
  if (isUnresolved(from) || isUnresolved(to)) return 'unknown';
  const [low, high] = [Number(textOf(from) ?? -1), Number(textOf(to) ?? textOf(from) ?? -1)];
  return low < 0 || high < 0 || Number.isNaN(low + high) ? EVERYTHING : { from: low, to: high };
};

const opened = (range: Range, options: NamedCheck): string | undefined => {
  const { from, to } = range;
  const shown = from === to ? String(from) : `${from}-${to}`;
  if (options.ports === 'all') {
    const isExcepted = from === to && (options.except ?? []).includes(from);
    return isExcepted ? undefined : shown;
  }
  const hit = (options.ports ?? []).filter((port) => port >= from && port <= to);
  if (hit.length === 0) return undefined;
  return from === to ? shown : `${hit.join(', ')} (${shown})`;
};

const judgeRule = (subject: Subject, rule: Value, options: NamedCheck): Judgement => {
  if (isUnresolved(rule)) return unknown(`a rule can not be resolved: ${rule.why}`);
  const world = worldOf(subject, rule);
  const range = rangeOf(rule, options);
  if (world === false || range === undefined) return pass('');
  const ports = range === 'unknown' ? 'a port' : opened(range, options);
  if (ports === undefined) return pass('');
  if (world === undefined || range === 'unknown') {
    return unknown(`whether ${ports} is open to the world can not be resolved`);
  }
  return fail(`port ${ports} is open to the world`);
};

/** None of the ports is open to the whole internet, IPv6, ranges and protocol -1 included. */
export const noWorldOpen: NamedJudge = (subject, options) =>
  allOf(rulesOf(subject, 'ingress').map((rule) => judgeRule(subject, rule, options)));

/** No rule at all reaches from or to the whole internet. */
export const noWorldRule: NamedJudge = (subject, options) =>
  allOf(
    rulesOf(subject, options.direction ?? 'ingress').map((rule) => {
      const world = isUnresolved(rule) ? undefined : worldOf(subject, rule);
      if (world === undefined) return unknown('a range can not be resolved');
      return world ? fail('a rule names the whole internet') : pass('');
    }),
  );

/** The group and each of its rules carry a description. */
export const rulesDescribed: NamedJudge = (subject) => {
  const rules = [...rulesOf(subject, 'ingress'), ...rulesOf(subject, 'egress')];
  return allOf(
    rules.map((rule) => {
      const absent = isUnresolved(rule) ? undefined : isAbsent(memberOf(rule, 'Description'));
      if (absent === undefined) return unknown('a rule can not be resolved');
      return absent ? fail('a rule has no Description') : pass('');
    }),
  );
};
