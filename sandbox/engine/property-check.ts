import { modelOf } from '../resources/registry.ts';
import type { WorldState } from '../state.ts';
import { presentResources, scopeOf } from './scope.ts';
import type { Desired, Stack } from './stack.ts';
import type { CfnResource } from './template-text.ts';

const problemsOf = (logicalId: string, declared: CfnResource): readonly string[] => {
  const model = modelOf(declared.Type);
  if (model === undefined) return [];
  const given = Object.keys(declared.Properties);
  const missing = model.required.filter((name) => !given.includes(name));
  const strange = given.filter((name) => !model.properties.includes(name));
  return missing
    .map((name) => `${logicalId}: #: required key [${name}] not found`)
    .concat(strange.map((name) => `${logicalId}: #: extraneous key [${name}] is not permitted`));
};

/** What a provider's schema refuses: properties that are missing, or that do not exist. */
export const propertyProblems = (
  state: WorldState,
  stack: Stack,
  desired: Desired,
): readonly string[] => {
  const scope = scopeOf(state, stack, { desired, later: new Set() });
  return Object.entries(presentResources(desired, scope)).flatMap(([logicalId, declared]) =>
    problemsOf(logicalId, declared),
  );
};
