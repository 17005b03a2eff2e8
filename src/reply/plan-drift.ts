import type { ChangedPart } from '../plan/changed-since.ts';
import type { DriftedProperty, ResourceDrift } from '../plan/drift.ts';
import { recordsAll } from '../plan/only-recorded.ts';
import type { Plan } from '../plan/plan.ts';
import type { DeployStep, RemoveStep } from '../plan/step.ts';
import { blocks, bullets, listed, plural, typeWords } from './markdown.ts';
import { differingLeaves, pathWords, valueWords } from './property-words.ts';
import { quoteInline } from './quote.ts';

const nameOf = ({ logicalId, physicalId = '' }: ResourceDrift): string =>
  physicalId === '' || physicalId === logicalId
    ? quoteInline(logicalId, 64)
    : `${quoteInline(logicalId, 64)} (${quoteInline(physicalId, 64)})`;

/** What becomes of drift: compared in executing a plan here, and by no pipeline. */
interface DriftWords {
  readonly after: string;
  readonly consequence: string;
  readonly again: string;
}

const HERE: DriftWords = {
  after: 'will be',
  consequence: 'this plan sets back what is listed.',
  again: 'It is read again just before execution; a difference stops the plan.',
};

const RECORDED = {
  after: 'the new template says',
  consequence: 'this plan records it in the template, and sets back nothing.',
} as const;

const BY_PIPELINE: DriftWords = {
  after: 'the new template says',
  consequence: 'the deployment sets back only properties that it changes itself.',
  again: 'It was read when this was planned; the deployment does not read it again.',
};

/** What is there, what the stack says, what will be: three words a line, never a table. */
const propertyLines = (drifted: DriftedProperty, words: DriftWords): readonly string[] =>
  differingLeaves(drifted.path, [drifted.actual, drifted.deployed, drifted.after]).map(
    ({ path, sides: [actual, deployed, after] }) =>
      `  - ${pathWords(path)}: is ${valueWords(path, actual)} · the stack says ` +
      `${valueWords(path, deployed)} · ${words.after} ${valueWords(path, after)}`,
  );

const resourceLines = (drift: ResourceDrift, words: DriftWords): string => {
  const what =
    drift.status === 'DELETED' ? '**was deleted** outside the stack' : 'was changed outside it';
  const head = `${typeWords(drift.type)} ${nameOf(drift)} ${what}`;
  const lines = drift.properties.flatMap((one) => propertyLines(one, words));
  return [head, ...lines].join('\n');
};

const driftedPart = (steps: readonly DeployStep[], usual: DriftWords): string => {
  const hit = steps.filter(({ drift }) => drift?.status === 'DRIFTED');
  if (hit.length === 0) return '';
  const words = hit.every(recordsAll) ? { ...usual, ...RECORDED } : usual;
  const resources = hit.flatMap(({ drift }) => drift?.resources ?? []);
  const what =
    resources.length === 0
      ? 'something that this plan does not touch'
      : plural(resources.length, 'resource');
  return blocks(
    `> [!WARNING]\n> **Changed outside the stack: ${what}.** Somebody may have meant it; ` +
      words.consequence,
    bullets(resources.map((one) => resourceLines(one, words))),
    words.again,
  );
};

/** One line for all that nobody could compare. */
const unknown = (steps: readonly DeployStep[]): string => {
  const names = steps.flatMap(({ drift, stackName }) => {
    if (drift === undefined) return [];
    if (drift.unknown.length > 0) return drift.unknown;
    return drift.status === 'UNKNOWN' ? [stackName] : [];
  });
  if (names.length === 0) return '';
  return (
    `**Drift unknown** of ${listed(names.map((name) => quoteInline(name, 100)))}: AWS did not ` +
    'compare it with what is there. What somebody changed outside the stack may be lost unseen.'
  );
};

const unread = (steps: readonly DeployStep[]): string => {
  const names = steps.flatMap(({ live = [] }) =>
    live.filter(({ found }) => found === 'unread').map(({ logicalId }) => logicalId),
  );
  if (names.length === 0) return '';
  const what = listed(names.map((name) => quoteInline(name, 64)));
  return `**Not read again** just before execution, because no role here may: ${what}.`;
};

const NAMELESS = 'the rest of the template';

const changedWords = ({ part, name, how }: ChangedPart): string =>
  `${part === 'rest' ? NAMELESS : `${part} ${quoteInline(name, 64)}`} was ${how}`;

/** How one stack that is rolled back differs from what was executed, and what was not compared. */
const sinceWords = ({ kind, stackName, since = [] }: DeployStep | RemoveStep): string => {
  const stack = `stack ${quoteInline(stackName, 128)}`;
  const isGoing = kind === 'remove';
  const head =
    since.length === 0
      ? `By template and parameters, ${stack} is **as the undone plan left it**.`
      : `> [!WARNING]\n> **Not as the undone plan left it: ${stack}.** Somebody may have meant ` +
        `that; ${isGoing ? 'all of it goes' : 'this plan sets it back as well'}.`;
  const unseen = isGoing
    ? 'What was changed outside the stack was not compared, because a deletion has no change ' +
      'set: it goes as well.'
    : '';
  return blocks(head, bullets(since.map(changedWords)), unseen);
};

const sincePart = (steps: Plan['steps']): string =>
  blocks(
    ...steps.flatMap((step) =>
      (step.kind === 'deploy' || step.kind === 'remove') && step.since !== undefined
        ? [sinceWords(step)]
        : [],
    ),
  );

/**
 * What was changed outside a plan's stacks, whole, and what is not known; for a rollback also what
 * changed since. Empty for nothing.
 */
export const renderDrift = ({ steps, route }: Pick<Plan, 'steps' | 'route'>): string => {
  const updates = steps.filter((step) => step.kind === 'deploy');
  const isHere = route !== 'pull-request';
  return blocks(
    sincePart(steps),
    driftedPart(updates, isHere ? HERE : BY_PIPELINE),
    unknown(updates),
    isHere ? unread(updates) : '',
  );
};
