import type { PlannedChange } from './change.ts';
import type { Template } from './template.ts';

const DEFINITION = 'AWS::ECS::TaskDefinition';

const isOfFamily = ({ path }: PlannedChange['properties'][number]): boolean =>
  path.startsWith('/Properties/') && !/^\/Properties\/Family(\/|$)/.test(path);

/**
 * True where CloudFormation replaces a task definition within its family: ECS registers the next
 * revision and deregisters the one before. What runs goes on, and nothing is lost. Without a family
 * in the template the new one has another name, and that is a replacement like every other.
 */
const isRevision = (change: PlannedChange, template: Template): boolean =>
  change.type === DEFINITION &&
  change.action === 'replace' &&
  !change.isConditional &&
  !change.losesData &&
  typeof template.Resources[change.logicalId]?.Properties?.['Family'] === 'string' &&
  change.properties.length > 0 &&
  change.properties.every(isOfFamily);

/** Marks the changes that are no loss but the next revision of the same thing. */
export const withRevisions = (
  changes: readonly PlannedChange[],
  template: Template,
): readonly PlannedChange[] =>
  changes.map((change) =>
    isRevision(change, template) ? { ...change, isNewRevision: true } : change,
  );

/** True where the old resource goes and another takes its place. */
export const isReplaced = ({ action, isNewRevision }: PlannedChange): boolean =>
  action === 'replace' && isNewRevision !== true;
