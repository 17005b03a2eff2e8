import { literal, LONGEST_NAME, regex } from './words/regex.ts';
import { findTypes } from './find-types.ts';
import type { PlacedDraft } from './place-orders.ts';
import { saidOrder } from './said-order.ts';
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

const nameOf = (draft: TaskDraft): string => {
  const name = draft.parameters.get('name');
  return typeof name === 'string' ? name : '';
};

/** "depends on sessions-v2", where another task makes it. */
const namedBefore = (placed: readonly PlacedDraft[], index: number): readonly number[] => {
  const text = placed[index]?.order.text ?? '';
  return placed.slice(0, index).flatMap(({ draft }, at) => {
    const name = nameOf(draft);
    const says =
      name !== '' &&
      name.length <= LONGEST_NAME &&
      new RegExp(
        `(?:depends on|needs|requires|after|once)\\s[^.;]{0,40}${literal(name)}(?![\\w-])`,
        'i',
      );
    return says !== false && says.test(text) ? [at] : [];
  });
};

const WAITS =
  /(?<![\p{L}-])(?:after|once|when|as soon as|needs?|depends on|requires?)\s+([^.;:\n]{1,80})/giu;
const STEPS = regex(
  'iu',
  String.raw`(?:steps?\s*|tasks?\s*|items?\s*|#|^\s*)(\d(?:\s*(?:,|and|&|\+)\s*(?:step\s*)`,
  String.raw`?#?\d)*)(?=\s*(?:$|[,)]|(?:are|is|have|exists?)\b))`,
);

/** "After 1 and 2", "when both exist", "once the bucket is there": all that is waited for. */
const waitedFor = (placed: readonly PlacedDraft[], index: number): readonly number[] => {
  const text = placed[index]?.order.text ?? '';
  const found = [...text.matchAll(WAITS)].slice(0, 8).flatMap(([, clause = '']) => {
    const steps = [...(STEPS.exec(clause)?.[1] ?? '').matchAll(/\d/g)].map(
      ([digit]) => Number(digit) - 1,
    );
    const earlier = steps.filter((step) => step >= 0 && step < placed.length && step !== index);
    if (earlier.length > 0) return earlier;
    if (/^(?:both|the two)\b/i.test(clause) && index === 2) return [0, 1];
    if (/^all\b/i.test(clause)) return placed.slice(0, index).map((_, at) => at);
    return nounBefore(placed, index, clause.split(',', 1)[0] ?? '');
  });
  return [...new Set(found)].sort((a, b) => a - b);
};

/** The one task before that makes or changes the kind of thing a clause names. */
const nounBefore = (
  placed: readonly PlacedDraft[],
  index: number,
  clause: string,
): readonly number[] => {
  const types = new Set(findTypes(clause).flatMap(({ type }) => type ?? []));
  const isState = /\b(?:is|are|exists?|has|have|runs?|created|deleted|gone|there|ready)\b/i.test(
    clause,
  );
  const same = placed
    .slice(0, index)
    .flatMap(({ draft }, at) =>
      draft.resourceType !== undefined && types.has(draft.resourceType) ? [at] : [],
    );
  return isState && same.length === 1 ? same : [];
};

const stated = (placed: readonly PlacedDraft[], index: number): readonly number[] => {
  const own = placed[index]?.order;
  const text = own === undefined ? '' : [own.text, ...own.more].join('\n');
  const step = Number(NEEDS.exec(text)?.[1] ?? Number.NaN) - 1;
  const numbered = placed.findIndex(
    ({ order }) => Number(NUMBER.exec(order.text)?.[1]) === step + 1,
  );
  if (numbered >= 0 && numbered !== index) return [numbered];
  const waits = waitedFor(placed, index);
  if (waits.length > 1) return waits;
  const isAnother = step >= 0 && step < placed.length && step !== index;
  if (isAnother) return [step];
  const named = namedBefore(placed, index);
  return named.length > 0 ? named : waits;
};

/** The lines that describe and order nothing; an order's own words count its own things. */
const aboutOrder = (placed: readonly PlacedDraft[], everything: string): readonly string[] => {
  const own = new Set(placed.flatMap(({ order }) => order.text.split('\n')));
  const more = placed.flatMap(({ order }) => order.more);
  return [...new Set([...everything.split('\n'), ...more])].filter((line) => !own.has(line));
};

/** A role that an earlier task of the same issue makes must be there before it is given. */
const roleBefore = (placed: readonly PlacedDraft[], index: number): readonly number[] => {
  const role = placed[index]?.draft.parameters.get('role');
  if (typeof role !== 'string' || role === '') return [];
  return placed.slice(0, index).flatMap(({ draft }, at) => {
    const isMade = draft.taskType === 'CreateResource' && draft.resourceType === 'AWS::IAM::Role';
    return isMade && role.split('/').at(-1) === nameOf(draft) ? [at] : [];
  });
};

/**
 * The tasks with what each waits for: only where the text says so, by "then", by a number, by a
 * name, or for all at once. A task may wait for a later one, so that two can wait for each other;
 * nothing of that is decided here. Numbers of a list alone say nothing.
 */
export const orderTasks = (
  placed: readonly PlacedDraft[],
  everything: string,
): readonly TaskDraft[] => {
  const isFree = UNCHAINED.test(everything);
  const isChain = !isFree && CHAINED.test(everything);
  const told = saidOrder(placed, aboutOrder(placed, everything));
  return placed.map(({ order, draft }, index) => {
    const needed = [...stated(placed, index), ...(told[index] ?? []), ...roleBefore(placed, index)];
    const said = [...new Set(needed)].sort((a, b) => a - b);
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

/** An earlier task of the same issue about the same thing. */
const sameBefore = (drafts: readonly TaskDraft[], index: number): TaskDraft | undefined => {
  const draft = drafts[index];
  if (draft === undefined || nameOf(draft) === '') return undefined;
  return drafts
    .slice(0, index)
    .find((other) => other.resourceType === draft.resourceType && nameOf(other) === nameOf(draft));
};

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
    const shared = sameBefore(drafts, index)?.parameters.get('cluster');
    if (shared !== undefined && !draft.parameters.has('cluster'))
      return { ...draft, parameters: new Map([...draft.parameters, ['cluster', shared]]) };
    const isInIt =
      /\bin it\b/i.test(draft.clause) && before?.resourceType === 'AWS::RDS::DBSubnetGroup';
    if (type === 'AWS::RDS::DBInstance' && isInIt && !draft.parameters.has('subnetGroup'))
      return {
        ...draft,
        parameters: new Map([...draft.parameters, ['subnetGroup', nameOf(before)]]),
      };
    return draft;
  });
