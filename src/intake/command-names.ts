import { editDistance } from './edit-distance.ts';

/** Every command, in the order `/help` shows them. */
export const COMMAND_NAMES = [
  'plan',
  'confirm',
  'approve',
  'reject',
  'cancel',
  'rollback',
  'status',
  'why',
  'explain',
  'ask',
  'skip',
  'add',
  'agents',
  'reconcile',
  'adopt',
  'cost-report',
  'learn',
  'help',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** Words people type for a command. */
const SYNONYMS: ReadonlyMap<string, CommandName> = new Map<string, CommandName>([
  ['approved', 'approve'],
  ['lgtm', 'approve'],
  ['ok', 'approve'],
  ['yes', 'approve'],
  ['accept', 'approve'],
  ['apply', 'approve'],
  ['deploy', 'approve'],
  ['execute', 'approve'],
  ['run', 'approve'],
  ['deny', 'reject'],
  ['decline', 'reject'],
  ['no', 'reject'],
  ['abort', 'cancel'],
  ['stop', 'cancel'],
  ['undo', 'rollback'],
  ['revert', 'rollback'],
  ['roll-back', 'rollback'],
  ['restore', 'reconcile'],
  ['record', 'adopt'],
  ['replan', 'plan'],
  ['retry', 'plan'],
  ['tell', 'explain'],
  ['question', 'ask'],
  ['state', 'status'],
  ['commands', 'help'],
  ['lesson', 'learn'],
  ['agent', 'agents'],
  ['registry', 'agents'],
  ['cost', 'cost-report'],
  ['costs', 'cost-report'],
  ['costreport', 'cost-report'],
]);

/** The command a word was probably meant to be; undefined when none is near. */
export const nearestCommand = (word: string): CommandName | undefined => {
  const typed = word.toLowerCase();
  const known = SYNONYMS.get(typed);
  if (known !== undefined) return known;
  const ranked = COMMAND_NAMES.map((name) => ({ name, far: editDistance(typed, name) })).sort(
    (a, b) => a.far - b.far,
  );
  const best = ranked[0];
  if (best === undefined) return undefined;
  return best.far <= (best.name.length <= 4 ? 1 : 2) ? best.name : undefined;
};
