import type { Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { EksClusterFacts } from './facts-schema.ts';
import { rangesOf } from './template.ts';
import { EDIT } from '../edit-issue.ts';

const RANGE = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\/(\d{1,2})$/;

/** A range so large that it is the world, or nearly. */
const WIDEST_BITS = 8;

/** Why the endpoint is not opened: never to the world, nor to a range that is nearly it. */
export const rangeRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const ranges = rangesOf(task) ?? [];
  const malformed = ranges.find((range) => Number(RANGE.exec(range)?.[1] ?? 99) > 32);
  if (malformed !== undefined)
    return {
      code: 'malformed-value',
      because: `\`${malformed}\` is no range of IPv4 addresses.`,
      next: `Write it as \`203.0.113.0/24\`. ${EDIT}`,
    };
  const wide = ranges.find((range) => Number(RANGE.exec(range)?.[1]) < WIDEST_BITS);
  if (wide === undefined) return undefined;
  return {
    code: 'never-do',
    because: `\`${wide}\` opens the endpoint of Kubernetes to the world.`,
    next: `Name the ranges of your offices, or none: it is reached from the VPC then. ${EDIT}`,
  };
};

/** Items whose resources have rights of their own, beside those of the cluster and its role. */
const APART = ['EKS-03', 'EKS-05', 'EKS-07', 'EKS-09', 'EKS-16'] as const;

const INSTEAD: Readonly<Record<(typeof APART)[number], string>> = {
  'EKS-03': 'Ask for an EKS node group once the cluster is there',
  'EKS-05': 'Give a template with its pod identities once the cluster is there',
  'EKS-07': 'Ask for each EKS add-on once the cluster is there',
  'EKS-09': 'Name a key that exists, by a line `kmsKey: arn:aws:kms:…`',
  'EKS-16': 'Ask for the EKS add-on `amazon-cloudwatch-observability` once it has nodes',
};

/** Where sessions are made, none holds the rights for the cluster and for what stands beside it. */
export const apartRefusal = ({ task, tier, choices }: DraftContext): Refusal | undefined => {
  if (!isExecuteTier(tier)) return undefined;
  const added = APART.find((item) => choices.added.includes(item));
  if (added === undefined) return undefined;
  if (added === 'EKS-09' && textOf(task, 'kmsKey') !== undefined) return undefined;
  return {
    code: 'no-route',
    because: `\`${added}\` adds what does not fit one session beside the cluster and its role.`,
    next: `${INSTEAD[added]}, or type \`/skip ${added}\`.`,
  };
};

/** EKS changes one thing at a time. */
export const stateRefusal = ({ name, status }: EksClusterFacts): Refusal | undefined =>
  status === 'ACTIVE'
    ? undefined
    : {
        code: 'stack-not-ready',
        because: `The cluster \`${name}\` is in state ${status}.`,
        next: 'Wait until it is ACTIVE, then `/plan`.',
      };

const MOST_NAMED = 8;

const named = (what: string, names: readonly string[]): string => {
  const shown = names.slice(0, MOST_NAMED).map((one) => `\`${one}\``);
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `the ${what}${names.length === 1 ? '' : 's'} ${shown.join(', ')}${more}`;
};

/** What is in the stack of the cluster goes with it, in its order. */
const outside = ({ owner }: EksClusterFacts, names: readonly string[]): readonly string[] => {
  const ids = owner.owner === 'ours' ? owner.stack.resources.map((one) => one.physicalId) : [];
  return names.filter((name) => !ids.some((id) => id.split(/[/|]/).at(-1) === name));
};

/** Node groups and add-ons go before the cluster: EKS refuses any other order. */
export const holdsRefusal = (facts: EksClusterFacts): Refusal | undefined => {
  const nodegroups = outside(facts, facts.nodegroups);
  const addons = outside(facts, facts.addons);
  const held = [
    ...(nodegroups.length === 0 ? [] : [named('node group', nodegroups)]),
    ...(addons.length === 0 ? [] : [named('add-on', addons)]),
  ];
  if (held.length === 0) return undefined;
  return {
    code: 'stack-not-ready',
    because: `The cluster \`${facts.name}\` still holds ${held.join(' and ')}.`,
    next: 'Ask for their deletion first, each by its name and this cluster; then `/plan`.',
  };
};
