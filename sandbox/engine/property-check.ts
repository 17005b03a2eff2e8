import { deviationsOf, wordsOf } from '../resources/shape-check.ts';
import type { WorldState } from '../state.ts';
import { presentResources, resolvedProperties, scopeOf } from './scope.ts';
import type { Desired, Stack } from './stack.ts';

/**
 * What the providers' schemas refuse: properties and members that are missing or do not exist,
 * wrong types, and words that an enumeration lacks. Values that only the execution brings are not
 * judged.
 */
export const propertyProblems = (
  state: WorldState,
  stack: Stack,
  desired: Desired,
): readonly string[] => {
  const scope = scopeOf(state, stack, { desired, later: new Set() });
  return Object.entries(presentResources(desired, scope)).flatMap(([logicalId, declared]) =>
    deviationsOf(declared.Type, resolvedProperties(declared, scope))
      .filter((each) => each.by === 'schema')
      .map((each) => `${logicalId}: ${wordsOf(each)}`),
  );
};
