import type { ChangeAction, PlannedChange, PropertyChange } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { Reversibility, Step } from '../plan/step.ts';
import { canonicalJson } from '../task/json.ts';
import { blocks, bullets, listed, plural, shownOf, table, typeWords } from './markdown.ts';
import { quoteInline } from './quote.ts';

/** One line of the table of changes. */
export interface ChangeRow {
  readonly cells: readonly string[];
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
  reversible: 'yes',
  'partly reversible': 'partly',
  irreversible: '**no**',
};

const COLUMNS = ['Change', 'Resource', 'Owner', 'Data', 'Undo'].map((title) => ({ title }));

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

const propertyWords = (change: PropertyChange): string => {
  const { path, before, after, recreation } = change;
  const to = `${valueWords(path, before)} → ${valueWords(path, after)}`;
  return `${quoteInline(path)}: ${to}${RECREATION[recreation ?? ''] ?? ''}`;
};

const insideOf = (change: PlannedChange): readonly string[] => {
  if (change.action === 'create' || change.properties.length === 0) return [];
  const shown = change.properties.slice(0, MOST_PROPERTIES);
  const left = shownOf(shown.length, change.properties.length);
  const lines = shown.map((one) => `${quoteInline(change.logicalId)} ${propertyWords(one)}`);
  return left === '' ? lines : [...lines, `${quoteInline(change.logicalId)}: ${left}`];
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

const changeRow = (step: Step, change: PlannedChange): ChangeRow => {
  const name = change.physicalId === undefined ? '' : `<br>${quoteInline(change.physicalId, 64)}`;
  return {
    cells: [
      actionWords(change),
      `${quoteInline(change.logicalId, 64)}<br>${typeWords(change.type)}${name}`,
      change.ownerAgent,
      change.losesData ? '**lost**' : 'kept',
      UNDO[step.inverse.reversibility],
    ],
    isDangerous: isDangerous(change),
    inside: insideOf(change),
  };
};

const operationRow = (step: Extract<Step, { kind: 'operate' }>): ChangeRow => {
  const isSevere = step.operationClass === 'destructive' || step.operationClass === 'sensitive';
  const word = quoteInline(step.operation, 40);
  return {
    cells: [
      isSevere ? `**${word}**` : word,
      quoteInline(step.target, 64),
      step.ownerAgent,
      isSevere ? '**may be lost**' : 'kept',
      UNDO[step.inverse.reversibility],
    ],
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

const warning = (plan: Plan): string => {
  const { replace, delete: gone } = plan.counts;
  const lost = [
    ...(gone === 0 ? [] : [`${plural(gone, 'resource')} deleted`]),
    ...(replace === 0 ? [] : [`${plural(replace, 'resource')} replaced`]),
  ];
  const what = lost.length === 0 ? 'what protects or permits changes' : listed(lost);
  const data = plan.losesData ? ' **Data is lost.**' : '';
  return `> [!CAUTION]\n> **Look twice: ${what}.**${data} This is ${plan.reversibility}.`;
};

/** What is lost or weakened: a warning, every row, and what changes inside. Empty for nothing. */
export const renderDanger = (plan: Plan): string => {
  const rows = changeRows(plan).filter((row) => row.isDangerous);
  if (rows.length === 0) return '';
  return blocks(
    warning(plan),
    table(
      COLUMNS,
      rows.map((row) => row.cells),
    ),
    bullets(rows.flatMap((row) => row.inside)),
  );
};

/** The other changes, at most so many of them. */
export const renderSafe = (plan: Plan, most: number): string => {
  const rows = changeRows(plan).filter((row) => !row.isDangerous);
  if (rows.length === 0) return '';
  const shown = rows.slice(0, most);
  return blocks(
    table(
      COLUMNS,
      shown.map((row) => row.cells),
    ),
    bullets(shown.flatMap((row) => row.inside)),
    shownOf(shown.length, rows.length),
  );
};
