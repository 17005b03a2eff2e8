import type { Refusal } from '../task/refusal.ts';
import type { PlannedChange } from './change.ts';
import type { PlanKnowledge } from './drafted.ts';
import type { Step } from './step.ts';

const OF_PROPERTIES = /^\/?Properties\//;

const touchesHandler = ({ action, isConditional, isOnlyRecorded }: PlannedChange): boolean =>
  isOnlyRecorded !== true && (action === 'change' || (action === 'replace' && isConditional));

/** Properties of a change that no role of ours may set; what the stack keeps is none of them. */
const denied = (change: PlannedChange, known: Known): readonly string[] => {
  const may = known.changesOnly(change.type);
  if (may === undefined || !touchesHandler(change)) return [];
  const names = change.properties
    .filter(({ path }) => OF_PROPERTIES.test(path))
    .map(({ path }) => path.replace(OF_PROPERTIES, '').split('/')[0] ?? '');
  return [...new Set(names)].filter((name) => !may.includes(name));
};

type Known = Pick<PlanKnowledge, 'changesOnly'>;

/**
 * Why our roles could not carry out what a plan changes: AWS would deny it in the middle. It is
 * read from the change set, so that a value that came by a parameter is seen too.
 */
export const beyondRoles = (steps: readonly Step[], known: Known): Refusal | undefined => {
  const found = steps
    .flatMap((step) => step.changes)
    .map((change) => ({ change, names: denied(change, known) }))
    .find(({ names }) => names.length > 0);
  if (found === undefined) return undefined;
  const { change, names } = found;
  const may = (known.changesOnly(change.type) ?? []).map((name) => `\`${name}\``).join(', ');
  return {
    code: 'no-route',
    because:
      `\`${change.logicalId}\` is of type ${change.type}, of which no role of this application ` +
      `may change ${names.map((name) => `\`${name}\``).join(', ')}: the same call could turn it ` +
      `off. It may change only ${may}.`,
    next:
      'Leave that as it is in the template, then `/plan`; whoever is responsible for security ' +
      'changes it.',
  };
};
