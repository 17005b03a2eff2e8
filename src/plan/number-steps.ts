import { stepId } from '../task/ids.ts';
import { Fault } from '../task/fault.ts';
import type { AwsAccount } from '../task/account.ts';
import { changesOfPreview, changesOfTemplate } from './changes.ts';
import type { PlannedChange } from './change.ts';
import { driftOf } from './drift.ts';
import type { PhasedDraft, PlanKnowledge } from './drafted.ts';
import { isReplaced, withRevisions } from './new-revision.ts';
import { inverseOf } from './one-way.ts';
import type { StackPreview } from './preview.ts';
import { previewHash } from './preview-hash.ts';
import { slowestPath } from './slowest-path.ts';
import type { DeployDraft, DeployStep, OperationClass, RemoveDraft, Step } from './step.ts';

const CLASSES: readonly OperationClass[] = [
  'discovery',
  'preview',
  'non-destructive',
  'destructive',
  'sensitive',
];

/** The class that asks for most: sensitive, then destructive, then non-destructive. */
export const worstClass = (classes: readonly OperationClass[]): OperationClass =>
  classes.reduce(
    (worst, one) => (CLASSES.indexOf(one) > CLASSES.indexOf(worst) ? one : worst),
    'discovery',
  );

/** What the changes alone make of a step's class. */
const classOf = (changes: readonly PlannedChange[]): OperationClass => {
  if (changes.some((change) => change.isSensitive)) return 'sensitive';
  const isLossy = changes.some((c) => c.losesData || c.action === 'delete' || isReplaced(c));
  return isLossy ? 'destructive' : 'non-destructive';
};

/** Forward and back: the slowest chain of what changes or goes, in the order of its template. */
const slowest = (
  changes: readonly PlannedChange[],
  draft: Pick<DeployDraft | RemoveDraft, 'template' | 'slowestMinutes'>,
  known: PlanKnowledge,
): number => {
  const changed = new Map(
    changes.map(({ logicalId, type }) => [logicalId, known.slowestMinutes(type) ?? 0]),
  );
  const { template = { Resources: {} } } = draft;
  const chain = slowestPath(template, (id) => changed.get(id) ?? 0);
  return Math.max(draft.slowestMinutes, 2 * Math.max(chain, ...changed.values()));
};

interface Numbering {
  readonly previews: readonly StackPreview[];
  readonly accounts: readonly AwsAccount[];
  readonly known: PlanKnowledge;
}

const accountOf = (draft: DeployDraft, accounts: readonly AwsAccount[]): AwsAccount => {
  const account = accounts.find((one) => one.id === draft.accountId);
  if (account === undefined) throw new Fault('broken-promise', 'a draft names a foreign account');
  return account;
};

/** What only a change set can tell. */
const previewedOf = (preview: StackPreview): Partial<DeployStep> => {
  const drift = driftOf(preview);
  return {
    processedTemplateHash: preview.processedTemplateHash,
    previewHash: previewHash(preview),
    ...(drift === undefined ? {} : { drift }),
    ...(preview.live === undefined ? {} : { live: preview.live }),
  };
};

const numberDeploy = (
  draft: DeployDraft,
  place: Pick<Step, 'id' | 'phase'>,
  { previews, accounts, known }: Numbering,
): DeployStep => {
  const preview = previews.find(
    (one) =>
      one.stackName === draft.stackName &&
      one.accountId === draft.accountId &&
      one.region === draft.region,
  );
  const changes =
    preview === undefined
      ? changesOfTemplate(draft, known)
      : withRevisions(changesOfPreview(preview.changes, known), draft.template);
  return {
    ...draft,
    ...place,
    changes,
    inverse: inverseOf(draft.inverse, changes),
    operationClass: worstClass([draft.operationClass, classOf(changes)]),
    needs: known.needsOf(draft, changes, accountOf(draft, accounts)),
    slowestMinutes: slowest(changes, draft, known),
    resolvedParameters: preview?.resolvedParameters ?? draft.parameters,
    ...(preview === undefined ? {} : previewedOf(preview)),
  };
};

/** Drafts become steps: numbered in order, with the changes their previews show. */
export const numberSteps = (
  drafts: readonly PhasedDraft[],
  numbering: Numbering,
): readonly Step[] =>
  drafts.map(({ draft, phase }, index) => {
    const { known } = numbering;
    const place = { id: stepId(index + 1), phase };
    if (draft.kind === 'deploy') return numberDeploy(draft, place, numbering);
    const operationClass = worstClass([draft.operationClass, classOf(draft.changes)]);
    const inverse = inverseOf(draft.inverse, draft.changes);
    if (draft.kind !== 'remove') return { ...draft, ...place, operationClass, inverse };
    const slowestMinutes = slowest(draft.changes, draft, known);
    return { ...draft, ...place, operationClass, slowestMinutes };
  });
