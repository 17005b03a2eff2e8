import { createHash } from 'node:crypto';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import type { PlannedChange } from './change.ts';
import { contextOf, type PricedChange } from './cost-estimate.ts';
import type { PlanInputs } from './inputs.ts';
import type { ChangeStep, Step } from './step.ts';

type Read = Pick<PlanInputs, 'previews' | 'facts'>;

const templateProperties = (step: Step, change: PlannedChange): JsonObject | undefined => {
  if (step.kind !== 'deploy' && step.kind !== 'remove') return undefined;
  const resource = step.template?.Resources[change.logicalId];
  return resource === undefined ? undefined : (resource.Properties ?? {});
};

const hashOf = (properties: JsonObject): string =>
  createHash('sha256').update(canonicalJson(properties)).digest('hex');

/** What planning read of a resource that no stack owns: the step names it by its hash alone. */
const presentIn = (facts: Json, hash: string): JsonObject | undefined => {
  if (typeof facts !== 'object' || facts === null) return undefined;
  if (!isJsonObject(facts)) {
    return facts.map((one) => presentIn(one, hash)).find(Boolean);
  }
  const { properties } = facts;
  if (isJsonObject(properties) && hashOf(properties) === hash) return properties;
  return Object.values(facts)
    .map((one) => presentIn(one, hash))
    .find(Boolean);
};

const patched = (before: JsonObject, change: PlannedChange): JsonObject => {
  const after: Record<string, Json> = { ...before };
  for (const property of change.properties) {
    const name = property.path.replace(/^\/Properties\//, '');
    if (property.after === undefined) delete after[name];
    else after[name] = property.after;
  }
  return after;
};

/** What is there before: as AWS showed it, or for a deleted stack what its template says. */
const beforeOf = (
  step: Exclude<Step, ChangeStep>,
  change: PlannedChange,
  raw: JsonObject | undefined,
): JsonObject | undefined => {
  if (change.action === 'create') return undefined;
  // What is imported is what its template says: nothing of it changes.
  if (change.action === 'import') return templateProperties(step, change);
  return step.kind === 'remove'
    ? templateProperties(step, change)
    : contextOf(raw, 'BeforeContext');
};

type Sides = Pick<PricedChange, 'before' | 'after'>;

const sides = (before: JsonObject | undefined, after: JsonObject | undefined): Sides => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** Both sides of what a stack holds; what leaves its stack is what it was. */
const stackSides = (
  step: Exclude<Step, ChangeStep>,
  change: PlannedChange,
  raw: JsonObject | undefined,
): Sides => {
  const before = beforeOf(step, change, raw);
  if (change.action === 'delete') return sides(before, undefined);
  if (change.action === 'release') return sides(before, before);
  return sides(before, contextOf(raw, 'AfterContext') ?? templateProperties(step, change));
};

const looseSides = (step: ChangeStep, change: PlannedChange, { facts }: Read): Sides => {
  const before = presentIn(facts, step.propertiesHash);
  if (before === undefined || change.action === 'delete') return sides(before, undefined);
  return sides(before, patched(before, change));
};

const TAGS = /^\/Properties\/(Tags|HostedZoneTags|FileSystemTags)(\/|$)/;

/** Tags cost nothing, whatever wears them. */
const isOnlyTagged = ({ action, properties }: PlannedChange): boolean =>
  action === 'change' && properties.length > 0 && properties.every(({ path }) => TAGS.test(path));

/** Every change of the steps with what it was and will be, to be priced. */
export const pricedChanges = (inputs: Read, steps: readonly Step[]): readonly PricedChange[] =>
  steps.flatMap((step) => {
    const preview = inputs.previews.find(
      (one) =>
        step.kind === 'deploy' &&
        one.stackName === step.stackName &&
        one.accountId === step.accountId,
    );
    const priced = step.changes.map((change, index): PricedChange => {
      const { region } = step;
      if (step.kind === 'operate') return { change, region, isOperated: true };
      if (step.kind === 'change') return { change, region, ...looseSides(step, change, inputs) };
      return { change, region, ...stackSides(step, change, preview?.changes[index]) };
    });
    return step.kind === 'operate' ? priced.filter(({ change }) => !isOnlyTagged(change)) : priced;
  });
