import type { DeployStep } from '../plan/step.ts';
import type { PreviewHandle, StackPreview } from '../plan/preview.ts';
import { driftOf, DRIFT_AWARE } from '../plan/drift.ts';
import { importsExactly } from '../plan/imports.ts';
import { previewHash, templateHash } from '../plan/preview-hash.ts';
import { canonicalJson } from '../task/json.ts';
import type { ChangeSetRead, Unshown } from './ports.ts';

/** What was approved, beside where its change set is. */
export interface PlannedPreview {
  readonly step: DeployStep;
  readonly handle: PreviewHandle;
}

type Row = readonly [name: string, isSame: boolean];

const isUnshown = (read: ChangeSetRead, member: Unshown): boolean => read.unshown.includes(member);

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

const sorted = (values: readonly string[]): readonly string[] => values.toSorted();

/** The choices on failure that roll back; AWS leaves the member out for the usual one. */
const rollsBack = (preview: StackPreview): boolean =>
  preview.onStackFailure === 'ROLLBACK' || preview.onStackFailure === '';

const placeRows = ({ step, handle }: PlannedPreview, read: ChangeSetRead): readonly Row[] => [
  ['change set', read.changeSetId === handle.changeSetArn],
  ['stack id', read.stackId === handle.stackId],
  ['stack of the update', isSame(step.stackId, read.preview.stackId)],
  ['stack name', read.preview.stackName === step.stackName],
  ['account', read.preview.accountId === step.accountId],
  ['region', read.preview.region === step.region],
  ['change set type', read.preview.changeSetType === step.changeSetType],
];

const isPlannedTemplate = ({ step }: PlannedPreview, read: ChangeSetRead): boolean =>
  isUnshown(read, 'template') ||
  read.preview.originalTemplateHash === templateHash(step.templateBody);

/** A number as AWS writes a default; `0x10`, ` 16` and `016` are other texts of the same number. */
const PLAIN = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** The value that the plan gives a parameter: what was sent, whatever AWS looked up under it. */
const isGiven = (step: DeployStep, name: string, sent: string): boolean => {
  const declared = step.template.Parameters?.[name];
  const given = step.parameters[name] ?? declared?.['Default'];
  if (typeof given === 'number') return PLAIN.test(sent) && Number(sent) === given;
  return (typeof given === 'boolean' ? String(given) : given) === sent;
};

/** Who previews chooses what is sent: values must be those of the plan, none more and none less. */
const hasGivenValues = (step: DeployStep, preview: StackPreview): boolean => {
  const sent = { ...preview.resolvedParameters, ...preview.lookedUp };
  return (
    Object.keys(step.parameters).every((name) => Object.hasOwn(sent, name)) &&
    Object.entries(sent).every(([name, value]) => isGiven(step, name, value))
  );
};

const hasCapabilities = ({ step }: PlannedPreview, read: ChangeSetRead): boolean =>
  isUnshown(read, 'capabilities') ||
  isSame(sorted(read.preview.capabilities), sorted(step.capabilities));

/** The usual mode, and the one that looks at drift: what is sent, and nothing else. */
const isKnownMode = ({ deploymentMode }: StackPreview): boolean =>
  deploymentMode === undefined || deploymentMode === DRIFT_AWARE;

/** An import names no tags, which CloudFormation would refuse; those of its stack may be shown. */
const hasPlannedTags = (step: DeployStep, { tags }: StackPreview): boolean =>
  isSame(tags, step.tags) || (step.changeSetType === 'IMPORT' && isSame(tags, {}));

const contentRows = (planned: PlannedPreview, read: ChangeSetRead): readonly Row[] => {
  const { step } = planned;
  const { preview } = read;
  return [
    ['template', isPlannedTemplate(planned, read)],
    ['processed template', preview.processedTemplateHash === step.processedTemplateHash],
    ['parameters', isSame(preview.resolvedParameters, step.resolvedParameters)],
    ['given values', hasGivenValues(step, preview)],
    ['tags', isUnshown(read, 'tags') || hasPlannedTags(step, preview)],
    ['what is imported', importsExactly(preview, step.imports)],
    ['capabilities', hasCapabilities(planned, read)],
    ['drift', isSame(driftOf(preview), step.drift)],
    ['number of changes', preview.changes.length === step.changes.length],
  ];
};

const optionRows = (read: ChangeSetRead): readonly Row[] => [
  ['notifications', read.preview.notificationArns.length === 0],
  ['on-failure option', rollsBack(read.preview)],
  ['rollback configuration', !read.hasRollbackConfiguration],
  ['deployment mode', isKnownMode(read.preview)],
  ['imports', !read.importsExisting],
  ['nested stacks', !read.hasNestedStacks],
];

/**
 * Everything in which a change set differs from what was approved, by name; empty when equal. The
 * last row is the hash of the whole preview that is in the plan's digest: it finds what no other
 * row names. Pure.
 */
export const comparePreview = (planned: PlannedPreview, read: ChangeSetRead): readonly string[] => {
  const rows: readonly Row[] = [
    ...placeRows(planned, read),
    ...contentRows(planned, read),
    ...optionRows(read),
    ['changes', previewHash(read.preview) === planned.step.previewHash],
  ];
  return rows.filter(([, same]) => !same).map(([name]) => name);
};
