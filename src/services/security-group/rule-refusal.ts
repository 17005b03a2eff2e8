import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Refusal } from '../../task/refusal.ts';
import { isRange } from '../network/cidr.ts';
import { textOf } from '../task-values.ts';
import type { GroupFacts } from './facts-schema.ts';
import { openToWorld } from './open-ports.ts';
import {
  askedRule,
  isSameRule,
  namesRule,
  presentRule,
  rulesIn,
  ruleWords,
  sourceOf,
  type AskedRule,
} from './rules.ts';
import { EDIT } from '../edit-issue.ts';

/** True where a rule is taken away. */
export const isRevoked = (task: MutationTask): boolean => textOf(task, 'action') === 'revoke';

const missing = (because: string, line: string): Refusal => ({
  code: 'missing-field',
  because,
  next: `Edit the issue and add a line \`${line}\`.`,
});

/** A rule is whole or it is asked about: a port without addresses could mean everybody. */
const shapeRefusal = (task: MutationTask): Refusal | undefined => {
  const source = sourceOf(task);
  if (source === undefined) return missing('The rule names no addresses.', 'CIDR: 10.20.0.0/16');
  const range = textOf(task, 'source') === undefined ? source : undefined;
  if (range !== undefined && !isRange(range))
    return {
      code: 'malformed-value',
      because: `\`${range}\` is no range of addresses.`,
      next: `Write it as \`10.20.0.0/16\`, and one address as \`10.20.1.7/32\`. ${EDIT}`,
    };
  if (askedRule(task) !== undefined) return undefined;
  return missing('The rule names no port from 0 to 65535, or range of ports.', 'Port: 443');
};

const world = (rule: AskedRule, opened: readonly string[], through: string): Refusal => ({
  code: 'never-do',
  because:
    `\`${ruleWords(rule)}\` would let the whole world in to ${opened.join(', ')}${through}. ` +
    'Administration and database ports are never opened to it, nor a range that covers one.',
  next:
    'Name the addresses or the group that need it, reach instances by Session Manager, ' +
    `or open port 443 alone. ${EDIT}`,
});

const EVERY_PROTOCOL: Refusal = {
  code: 'never-do',
  because: 'A rule for every protocol and port lets in what nobody thought of.',
  next: `Name a protocol and the ports that are needed, such as \`Port: 443\`. ${EDIT}`,
};

const unreadList = (id: string): Refusal => ({
  code: 'target-not-found',
  because: `What the prefix list \`${id}\` holds can not be read, so it could hold the world.`,
  next: `Mend its id, or name the addresses instead. ${EDIT}`,
});

/** Every range of a list counts as if it were named itself. */
const listRefusal = (rule: AskedRule, facts: Pick<GroupFacts, 'prefixList'>) => {
  const { prefixList } = facts;
  if (prefixList === null) return undefined;
  if (prefixList.ranges === null || prefixList.ranges.length === 0)
    return unreadList(prefixList.id);
  const opened = prefixList.ranges.flatMap((source) => openToWorld({ ...rule, source }));
  const through = `, since the list \`${prefixList.id}\` holds the world`;
  return opened.length === 0 ? undefined : world(rule, [...new Set(opened)], through);
};

const openRefusal = (
  rule: AskedRule,
  facts: Pick<GroupFacts, 'prefixList'>,
): Refusal | undefined => {
  if (rule.direction === 'SecurityGroupEgress') return undefined;
  const opened = openToWorld(rule);
  if (opened.length > 0) return world(rule, opened, '');
  return listRefusal(rule, facts) ?? (rule.protocol === '-1' ? EVERY_PROTOCOL : undefined);
};

/** Why the rule of a request is not put into a group; undefined where it is, or there is none. */
export const ruleRefusal = (
  task: MutationTask,
  facts: Pick<GroupFacts, 'prefixList'>,
): Refusal | undefined => {
  if (!namesRule(task)) return undefined;
  const shape = shapeRefusal(task);
  const rule = askedRule(task);
  if (shape !== undefined || rule === undefined) return shape;
  return isRevoked(task) ? undefined : openRefusal(rule, facts);
};

/** A rule that is not there is not taken away: the ones that are, are named. */
export const absentRule = (task: MutationTask, present: JsonObject): Refusal | undefined => {
  const rule = askedRule(task);
  if (rule === undefined || !isRevoked(task)) return undefined;
  const rules = rulesIn(present, rule.direction).map((one) => presentRule(rule.direction, one));
  if (rules.some((one) => isSameRule(one, rule))) return undefined;
  const words = rules.slice(0, 12).map((one) => `\`${ruleWords(one)}\``);
  return {
    code: 'target-not-found',
    because:
      `The group has no rule \`${ruleWords(rule)}\`` +
      (words.length === 0 ? ', and no other either.' : `; it has ${words.join(', ')}.`),
    next: `Name one of its rules by port and addresses. ${EDIT}`,
  };
};
