import type { ChangeAction, PlannedChange, PropertyChange } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { Reversibility, Step } from '../plan/step.ts';
import { canonicalJson, type Json } from '../task/json.ts';
import { blocks, bullets, listed, plural, shownOf, typeWords } from './markdown.ts';
import { quoteInline } from './quote.ts';

/** One change. A list and no table: a table this wide scrolls on a phone and hides what is lost. */
export interface ChangeRow {
  readonly line: string;
  /** Something is lost or an existing protection changes: never folded, never left out. */
  readonly isDangerous: boolean;
  /** What changes inside, where something that exists changes. */
  readonly inside: readonly string[];
}

const DANGER: Readonly<Record<ChangeAction, number>> = {
  delete: 0,
  replace: 1,
  change: 2,
  import: 3,
  create: 4,
};

const UNDO: Readonly<Record<Reversibility, string>> = {
  reversible: 'can be undone',
  'partly reversible': 'can be undone in part',
  irreversible: '**can not be undone**',
};

/** Values under such names are not shown: what they hold is for the one who set it. */
const SECRET = /password|passphrase|secret(?!smanager)|token|credential|private.?key/i;

const LONGEST_VALUE = 60;
const MOST_PROPERTIES = 8;

const valueWords = (path: string, value: PropertyChange['before']): string => {
  if (value === undefined) return '*(not shown by AWS)*';
  if (SECRET.test(path)) return '*(hidden)*';
  return quoteInline(typeof value === 'string' ? value : canonicalJson(value), LONGEST_VALUE);
};

const RECREATION: Readonly<Record<string, string>> = {
  Always: ', which **replaces** the resource',
  Conditionally: ', which **may replace** the resource',
};

/** The leaves in which two values differ, so that what changes is seen and not the whole. */
const leafChanges = (change: PropertyChange): readonly PropertyChange[] => {
  const { path, before, after } = change;
  const areTrees = [before, after].every((one) => typeof one === 'object' && one !== null);
  if (!areTrees || SECRET.test(path)) return [change];
  const [was, is] = [before, after] as readonly Readonly<Record<string, Json>>[];
  const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  return keys
    .filter((key) => canonicalJson(was?.[key] ?? null) !== canonicalJson(is?.[key] ?? null))
    .flatMap((key) => {
      const [one, other] = [was?.[key], is?.[key]];
      return leafChanges({
        ...change,
        path: `${path}/${key}`,
        before: one ?? '(none)',
        after: other ?? '(none)',
      });
    });
};

const propertyWords = (change: PropertyChange): string => {
  const { path, before, after, recreation } = change;
  const to = `${valueWords(path, before)} → ${valueWords(path, after)}`;
  return `${quoteInline(path)}: ${to}${RECREATION[recreation ?? ''] ?? ''}`;
};

const insideOf = (change: PlannedChange): readonly string[] => {
  if (change.action === 'create' || change.properties.length === 0) return [];
  const leaves = change.properties.flatMap(leafChanges);
  const shown = leaves.slice(0, MOST_PROPERTIES);
  const left = shownOf(shown.length, leaves.length);
  const lines = shown.map(propertyWords);
  return left === '' ? lines : [...lines, left];
};

const isDangerous = (change: PlannedChange): boolean =>
  change.action === 'delete' ||
  change.action === 'replace' ||
  change.losesData ||
  (change.isSensitive && change.action !== 'create');

const actionWords = (change: PlannedChange): string => {
  const possible = change.isConditional ? ' (possible)' : '';
  return isDangerous(change) ? `**${change.action}**${possible}` : change.action;
};

/** What becomes of the data; what is only made holds none yet. */
const dataWords = ({ losesData, action }: PlannedChange): readonly string[] => {
  if (losesData) return ['**data is lost**'];
  return action === 'create' ? [] : ['data kept'];
};

const changeRow = (step: Step, change: PlannedChange): ChangeRow => {
  const name = change.physicalId === undefined ? '' : ` (${quoteInline(change.physicalId, 64)})`;
  const resource = `${typeWords(change.type)} ${quoteInline(change.logicalId, 64)}${name}`;
  return {
    line: [
      `${actionWords(change)} ${resource}`,
      ...dataWords(change),
      UNDO[step.inverse.reversibility],
      change.ownerAgent,
    ].join(' · '),
    isDangerous: isDangerous(change),
    inside: insideOf(change),
  };
};

const operationRow = (step: Extract<Step, { kind: 'operate' }>): ChangeRow => {
  const isSevere = step.operationClass === 'destructive' || step.operationClass === 'sensitive';
  const word = quoteInline(step.operation, 40);
  return {
    line: [
      `${isSevere ? `**${word}**` : word} on ${quoteInline(step.target, 64)}`,
      isSevere ? '**data may be lost**' : 'data kept',
      UNDO[step.inverse.reversibility],
      step.ownerAgent,
    ].join(' · '),
    isDangerous: isSevere,
    inside: [],
  };
};

const rowsOfStep = (step: Step): readonly (ChangeRow & { readonly rank: number })[] => {
  if (step.kind === 'operate' && step.changes.length === 0) {
    return [{ ...operationRow(step), rank: step.operationClass === 'destructive' ? 0 : 3 }];
  }
  return step.changes.map((change) =>
    Object.assign(changeRow(step, change), { rank: DANGER[change.action] }),
  );
};

/** Every change of a plan, worst first; the order within one kind is the plan's own. */
export const changeRows = (plan: Plan): readonly ChangeRow[] =>
  plan.steps.flatMap(rowsOfStep).sort((a, b) => {
    const danger = Number(b.isDangerous) - Number(a.isDangerous);
    return danger === 0 ? a.rank - b.rank : danger;
  });

const listOf = (rows: readonly ChangeRow[]): string =>
  bullets(rows.map(({ line, inside }) => [line, ...inside.map((one) => `  - ${one}`)].join('\n')));

const warning = (plan: Plan): string => {
  const { replace, delete: gone } = plan.counts;
  const lost = [
    ...(gone === 0 ? [] : [`${plural(gone, 'resource')} deleted`]),
    ...(replace === 0 ? [] : [`${plural(replace, 'resource')} replaced`]),
  ];
  const isWeaker = plan.operationClass === 'sensitive';
  const kept = isWeaker ? 'what protects or permits changes' : 'something kept goes sooner';
  const what = lost.length === 0 ? kept : listed(lost);
  const data = plan.losesData ? ' **Data is lost.**' : '';
  return `> [!CAUTION]\n> **Look twice: ${what}.**${data} This is ${plan.reversibility}.`;
};

/** What is lost or weakened: a warning, every row, and what changes inside. Empty for nothing. */
export const renderDanger = (plan: Plan): string => {
  const rows = changeRows(plan).filter((row) => row.isDangerous);
  if (rows.length === 0) return '';
  return blocks(warning(plan), listOf(rows));
};

/** The other changes, at most so many of them. */
export const renderSafe = (plan: Plan, most: number): string => {
  const all = changeRows(plan);
  const rows = all.filter((row) => !row.isDangerous);
  if (rows.length === 0) return '';
  const shown = rows.slice(0, most);
  // Two lists in a row would be read as one.
  const lead = rows.length === all.length ? '' : 'Nothing is lost by the others:\n';
  return blocks(`${lead}${listOf(shown)}`, shownOf(shown.length, rows.length));
};
