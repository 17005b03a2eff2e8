import type { ChangeAction, PlannedChange } from '../plan/change.ts';
import { isReplaced } from '../plan/new-revision.ts';
import { operationWords } from '../plan/operation-words.ts';
import type { Plan } from '../plan/plan.ts';
import type { Reversibility, Step } from '../plan/step.ts';
import { blocks, bullets, listed, plural, shownOf, typeWords } from './markdown.ts';
import { propertyLines } from './property-words.ts';
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
  release: 2,
  create: 4,
};

const UNDO: Readonly<Record<Reversibility, string>> = {
  reversible: 'can be undone',
  'partly reversible': 'can be undone in part',
  irreversible: '**can not be undone**',
};

/** A setting can be set back; what it cost in data can not. */
const undoWords = (reversibility: Reversibility, losesData: boolean): string =>
  losesData && reversibility === 'reversible'
    ? 'can be undone, but not the loss'
    : UNDO[reversibility];

const isSevere = ({ operationClass }: Step): boolean =>
  operationClass === 'destructive' || operationClass === 'sensitive';

const isDangerous = (step: Step, change: PlannedChange): boolean =>
  change.action === 'delete' ||
  isReplaced(change) ||
  change.losesData ||
  (change.isSensitive && change.action !== 'create') ||
  (step.kind === 'operate' && isSevere(step));

/** A new revision replaces nothing that anybody loses. */
const toldOf = ({ properties, isNewRevision }: PlannedChange): PlannedChange['properties'] =>
  isNewRevision === true
    ? properties.map((property) => ({ ...property, recreation: 'Never' }))
    : properties;

const insideOf = (step: Step, change: PlannedChange): readonly string[] =>
  change.action === 'create' || change.isOnlyRecorded === true
    ? []
    : propertyLines(toldOf(change), {
        isWhole: isDangerous(step, change),
        from: step.kind === 'deploy' ? 'change set' : 'resource',
      });

const changeWord = ({ action, isNewRevision }: PlannedChange): string =>
  isNewRevision === true ? 'new revision of' : action;

/** An operation is told by what it does: "reboot" says more than "change". */
const actionWords = (step: Step, change: PlannedChange): string => {
  const word = step.kind === 'operate' ? operationWords(step.operation) : changeWord(change);
  const possible = change.isConditional ? ' (possible)' : '';
  return isDangerous(step, change) ? `**${word}**${possible}` : word;
};

/** What becomes of the data; what is only made holds none yet. */
const dataWords = (change: PlannedChange): readonly string[] => {
  const { losesData, action, isOnlyRecorded } = change;
  if (losesData) return ['**data is lost**'];
  if (isOnlyRecorded === true) {
    return [action === 'delete' ? 'gone already, out of the template' : 'recorded as it is'];
  }
  if (change.isNewRevision === true)
    return ['what runs goes on, the one before starts nothing new'];
  if (action === 'import') return ['stays as it is, now in the stack; CloudFormation may tag it'];
  if (action === 'release') return ['stays as it is, out of the stack'];
  return action === 'create' ? [] : ['data kept'];
};

const changeRow = (step: Step, change: PlannedChange): ChangeRow => {
  const { physicalId = '', logicalId } = change;
  const isSaid = physicalId === '' || physicalId === logicalId;
  const name = isSaid ? '' : ` (${quoteInline(physicalId, 64)})`;
  const resource = `${typeWords(change.type)} ${quoteInline(logicalId, 64)}${name}`;
  return {
    line: [
      `${actionWords(step, change)} ${resource}`,
      ...dataWords(change),
      undoWords(step.inverse.reversibility, change.losesData),
      change.ownerAgent,
    ].join(' · '),
    isDangerous: isDangerous(step, change),
    inside: insideOf(step, change),
  };
};

const operationRow = (step: Extract<Step, { kind: 'operate' }>): ChangeRow => {
  const word = operationWords(step.operation);
  const isLoss = isSevere(step);
  return {
    line: [
      `${isLoss ? `**${word}**` : word} ${quoteInline(step.target, 64)}`,
      step.operationClass === 'destructive' ? '**data may be lost**' : 'data kept',
      UNDO[step.inverse.reversibility],
      step.ownerAgent,
    ].join(' · '),
    isDangerous: isLoss,
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
  const changes = plan.steps.flatMap((step) => step.changes);
  const isRecord =
    changes.length > 0 && changes.every(({ isOnlyRecorded }) => isOnlyRecorded === true);
  const weaker = `a protection or a permission ${isRecord ? 'was changed already' : 'changes'}`;
  const sooner = plan.losesData ? 'something kept goes sooner' : 'something that runs is ended';
  const kept = isWeaker ? weaker : sooner;
  const what = lost.length === 0 ? kept : listed(lost);
  const data = plan.losesData ? ' **Data is lost.**' : '';
  const undo = undoWords(plan.reversibility, plan.losesData);
  return `> [!CAUTION]\n> **Look twice: ${what}.**${data} This ${undo}.`;
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
