import { regex } from './words/regex.ts';
import type { Order } from './read-orders.ts';
import type { TaskDraft } from './task-draft.ts';
import { CHAINED, UNCHAINED } from './words/phrases.ts';

const NEEDS = regex(
  'iu',
  '(?:needs?|depends on|requires|after|once|nach|necesita|',
  String.raw`depende de|nécessite|dépend de|precisa d[oe]|braucht)\s+(?:the\s+)?(?:st`,
  'eps?|tasks?|items?|pasos?|étapes?|passos?|schritte?n?|',
  String.raw`#)\s*(\d{1,2})`,
);
const NUMBER = /^\W*(?:step|task|paso|étape|passo|schritt)\s*(\d{1,2})/iu;

interface Placed {
  readonly order: Order;
  readonly draft: TaskDraft;
}

const nameOf = (draft: TaskDraft): string => {
  const name = draft.parameters.get('name');
  return typeof name === 'string' ? name : '';
};

/** "depends on sessions-v2", where another task makes it. */
const namedBefore = (placed: readonly Placed[], index: number): readonly number[] => {
  const text = placed[index]?.order.text ?? '';
  return placed.slice(0, index).flatMap(({ draft }, at) => {
    const name = nameOf(draft);
    const says =
      name !== '' &&
      new RegExp(
        `(?:depends on|needs|requires|after|once)\\s[^.;]{0,40}${escaped(name)}(?![\\w-])`,
        'i',
      );
    return says !== false && says.test(text) ? [at] : [];
  });
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const stated = (placed: readonly Placed[], index: number): readonly number[] => {
  const own = placed[index]?.order;
  const text = own === undefined ? '' : [own.text, ...own.more].join('\n');
  const step = Number(NEEDS.exec(text)?.[1] ?? Number.NaN) - 1;
  const numbered = placed.findIndex(
    ({ order }) => Number(NUMBER.exec(order.text)?.[1]) === step + 1,
  );
  if (numbered >= 0 && numbered !== index) return [numbered];
  const isAnother = step >= 0 && step < placed.length && step !== index;
  return isAnother ? [step] : namedBefore(placed, index);
};

/**
 * The tasks with what each waits for: only where the text says so, by "then", by a number, by a
 * name, or for all at once. A task may wait for a later one, so that two can wait for each other;
 * nothing of that is decided here. Numbers of a list alone say nothing.
 */
export const orderTasks = (placed: readonly Placed[], everything: string): readonly TaskDraft[] => {
  const isFree = UNCHAINED.test(everything);
  const isChain = !isFree && CHAINED.test(everything);
  return placed.map(({ order, draft }, index) => {
    const said = stated(placed, index);
    if (said.length > 0) return { ...draft, dependsOn: said };
    const follows = index > 0 && (isChain || (!isFree && order.isSequel));
    return follows ? { ...draft, dependsOn: [index - 1] } : draft;
  });
};

const CLUSTER_OF: ReadonlyMap<string, string> = new Map([
  ['AWS::ECS::Service', 'AWS::ECS::Cluster'],
  ['AWS::EKS::Nodegroup', 'AWS::EKS::Cluster'],
  ['AWS::EKS::Addon', 'AWS::EKS::Cluster'],
]);

/** Fields that one task takes from another of the same issue: a cluster, a subnet group. */
export const shareFields = (drafts: readonly TaskDraft[]): readonly TaskDraft[] =>
  drafts.map((draft, index) => {
    const type = draft.resourceType ?? '';
    const clusterType = CLUSTER_OF.get(type);
    const clusters = drafts.filter((other) => other.resourceType === clusterType).map(nameOf);
    const [cluster] = clusters;
    if (
      clusterType !== undefined &&
      clusters.length === 1 &&
      cluster !== '' &&
      !draft.parameters.has('cluster')
    )
      return { ...draft, parameters: new Map([...draft.parameters, ['cluster', cluster ?? '']]) };
    const before = drafts[index - 1];
    const isInIt =
      /\bin it\b/i.test(draft.clause) && before?.resourceType === 'AWS::RDS::DBSubnetGroup';
    if (type === 'AWS::RDS::DBInstance' && isInIt && !draft.parameters.has('subnetGroup'))
      return {
        ...draft,
        parameters: new Map([...draft.parameters, ['subnetGroup', nameOf(before)]]),
      };
    return draft;
  });
