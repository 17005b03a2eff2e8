import { modelOf } from '../resources/registry.ts';
import type { WorldState } from '../state.ts';
import { presentResources, scopeOf } from './scope.ts';
import type { Desired, Stack } from './stack.ts';

/** What a provider's schema refuses: properties that are missing, or that do not exist. */
export const propertyProblems = (
  state: WorldState,
  stack: Stack,
  desired: Desired,
): readonly string[] => {
  const scope = scopeOf(state, stack, { desired, later: new Set() });
  return Object.entries(presentResources(desired, scope)).flatMap(([logicalId, declared]) => {
    const model = modelOf(declared.Type);
    if (model === undefined) return [];
    const given = Object.keys(declared.Properties);
    const known = new Set(model.properties);
    return [
      ...model.required
        .filter((name) => !given.includes(name))
        .map((name) => `${logicalId}: #: required key [${name}] not found`),
      ...given
        .filter((name) => !known.has(name))
        .map((name) => `${logicalId}: #: extraneous key [${name}] is not permitted`),
    ];
  });
};
