import type { Field } from '../service.ts';
import { METRICS } from './follows.ts';

const optional = (field: Omit<Field, 'requiredFor'>): Field => ({ ...field, requiredFor: [] });

const target = (followed: keyof typeof METRICS, hint: string): Field =>
  optional({ name: METRICS[followed].field, kind: 'number', min: 1, max: 1_000_000, hint });

/** What a task for a scaling policy may carry. It has no tags, its stack does. */
export const SCALING_POLICY_FIELDS: readonly Field[] = [
  {
    name: 'autoScalingGroup',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9][A-Za-z0-9_./=+-]{0,254}$/,
    hint: 'The Auto Scaling group that it scales, such as `web-fleet`.',
  },
  optional({
    name: 'policyName',
    kind: 'text',
    pattern: /^[^\n]{1,255}$/,
    hint: 'Which one is meant, as Auto Scaling calls it, where the group has several.',
  }),
  optional({
    name: 'follows',
    kind: 'text',
    pattern: /^(cpu|requests|network-in|network-out)$/,
    hint: 'Which one is meant, by what it follows: cpu, requests, network-in or network-out.',
  }),
  target('cpu', 'The processor load that is kept, in percent, such as 60.'),
  target('requests', 'The requests a minute that each target gets, such as 1000.'),
  target('network-in', 'The megabytes a minute that each instance takes in, such as 500.'),
  target('network-out', 'The megabytes a minute that each instance sends, such as 500.'),
  optional({
    name: 'targetGroup',
    kind: 'text',
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    hint: 'Whose requests are counted; without it the only target group of the group.',
  }),
  optional({
    name: 'steps',
    kind: 'list',
    hint: 'Instead of a target: `above 70 +1`, `above 85 +2`, or `below 30 -1`, in percent.',
  }),
  optional({
    name: 'scaleIn',
    kind: 'boolean',
    hint: 'Whether it also takes instances away: yes or no. Without it, yes.',
  }),
  optional({
    name: 'warmupSeconds',
    kind: 'number',
    min: 0,
    max: 3600,
    hint: 'How long a new instance is not counted, in seconds, such as 120.',
  }),
  optional({
    name: 'schedule',
    kind: 'text',
    hint: 'Not used: a size at a fixed time is a scheduled action, which is no policy.',
  }),
];
