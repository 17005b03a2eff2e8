import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

type Verb = 'Disable' | 'Enable';

const name = (target: string): string => target.split('/').at(-1) ?? target;

/** Turns a rule on or off: its own call, for a moment in which no template says so. */
const turn = (verb: Verb, inverse: Operation['inverse']): Operation => ({
  name: `events:${verb.toLowerCase()}-rule`,
  client: 'EventBridge',
  operation: `${verb}Rule`,
  operationClass: 'non-destructive',
  inverse,
  needs: (target, account, region) => {
    const resources = [`arn:aws:events:${region}:${account.id}:rule/${name(target)}`];
    return [
      { action: `events:${verb}Rule`, resources, purpose: 'forward', via: 'direct' },
      { action: 'events:DescribeRule', resources, purpose: 'read', via: 'direct' },
    ];
  },
  input: (target) => ({ Name: name(target) }),
  wait: {
    client: 'EventBridge',
    operation: 'DescribeRule',
    input: (target) => ({ Name: name(target) }),
    isDone: (output) => at(output, 'State') === `${verb.toUpperCase()}D`,
    timeoutMinutes: 5,
  },
});

/** A rule is turned off before it goes, so that no event is half delivered. */
export const DISABLE = turn('Disable', {
  reversibility: 'reversible',
  summary: 'turn the rule on again',
  operation: 'events:enable-rule',
});

export const ENABLE = turn('Enable', {
  reversibility: 'reversible',
  summary: 'turn the rule off again',
  operation: 'events:disable-rule',
});

/** The catalogue of rules. */
export const ruleOperations: readonly Operation[] = [DISABLE, ENABLE];
