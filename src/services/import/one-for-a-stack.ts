import type { Refusal } from '../../task/refusal.ts';
import type { Draft } from '../service.ts';
import { oneForEachStack } from './import-words.ts';

/** Why an issue that imports into a stack can do nothing else with that stack; else undefined. */
export const sharedImport = (drafts: readonly Draft[]): Refusal | undefined => {
  const steps = drafts.flatMap((draft) => draft.steps.filter((step) => step.kind === 'deploy'));
  const shared = steps.find(
    (step) =>
      step.changeSetType === 'IMPORT' &&
      steps.filter((other) => isSameStack(step, other)).length > 1,
  );
  return shared === undefined ? undefined : oneForEachStack(shared.stackName);
};

interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
}

const isSameStack = (a: Place, b: Place): boolean =>
  a.accountId === b.accountId && a.region === b.region && a.stackName === b.stackName;
