import type { ChangeSetRead, Clock, StackReads } from '../execute/ports.ts';
import type { PreviewHandle, StackPreview } from '../plan/preview.ts';
import { strangeDrift, DRIFT_AWARE } from '../plan/drift.ts';
import { importsExactly, makesStack } from '../plan/imports.ts';
import { templateHash } from '../plan/preview-hash.ts';
import type { DeployDraft } from '../plan/step.ts';
import { Fault } from '../task/fault.ts';
import type { PlanId, Region } from '../task/ids.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { isExecuteTier, type Tier } from '../task/tier.ts';
import type { AccountSession } from './account-session.ts';
import { startChangeSet } from './change-set-create.ts';
import { isAbsent, sendToStacks, unexpectedNo } from './cloudformation.ts';
import { failedRefusal, stackRefusal } from './preview-refusals.ts';
import { withLive } from './read-live.ts';
import { createStackReads } from './stack-reads.ts';
import { typesRefusal } from './type-check.ts';

/** A session of `AwsCoworkerPreviewer`: reads stacks, makes change sets, never executes one. */
export interface Previewer {
  readonly session: AccountSession;
  readonly reads: StackReads;
  readonly clock: Clock;
}

export interface PreviewOrder {
  readonly draft: DeployDraft;
  readonly planId: PlanId;
  readonly tier: Tier;
}

/**
 * What came of a preview. No `preview`: there is none, as for a new stack in staging. No `handle`:
 * the change set is gone again, because it was empty or because nobody here may execute it.
 */
export interface Previewed {
  readonly preview?: StackPreview;
  readonly handle?: PreviewHandle;
}

/** A session and its reads, ready to preview. */
export const createPreviewer = (session: AccountSession, clock: Clock): Previewer =>
  Object.freeze({ session, clock, reads: createStackReads(session) });

/** Deletes a change set; one that is gone already is as good. */
export const deletePreview = async (previewer: Previewer, handle: PreviewHandle): Promise<void> => {
  const said = await sendToStacks(previewer.session, {
    operation: 'DeleteChangeSet',
    region: handle.region,
    input: { StackName: handle.stackId, ChangeSetName: handle.changeSetArn },
  });
  if (!said.ok && !isAbsent(said)) throw unexpectedNo('DeleteChangeSet', said);
};

/** Most change sets are made within ten seconds, and people wait for the plan. */
const EARLY_MS = 10_000;
const EARLY_POLL_MS = 500;
/** One that takes longer is no news every half second: the reads of an account are shared. */
const LATE_POLL_MS = 2000;
const LONGEST_MS = 10 * 60_000;

/** Waits for a change set to be made or to fail; ten minutes, then a Fault. Promises no success. */
const waitUntilPreviewed = async (
  previewer: Previewer,
  handle: PreviewHandle,
): Promise<ChangeSetRead> => {
  const startedAtMs = previewer.clock.now().getTime();
  for (;;) {
    const read = await previewer.reads.readChangeSet(handle);
    if (read === undefined) throw new Fault('malformed-answer', 'the change set is not there');
    if (!/PENDING|IN_PROGRESS/.test(read.status)) return read;
    const pastMs = previewer.clock.now().getTime() - startedAtMs;
    if (pastMs > LONGEST_MS) throw new Fault('timeout', 'CreateChangeSet');
    await previewer.clock.sleep(pastMs < EARLY_MS ? EARLY_POLL_MS : LATE_POLL_MS);
  }
};

const OTHER_TEMPLATE: Refusal = {
  code: 'change-set-differs',
  because: 'CloudFormation keeps another template than the one that was sent.',
  next: 'Comment `/plan` to preview again.',
};

const NESTED: Refusal = {
  code: 'template-unsupported',
  because: 'The template holds a nested stack, whose own template could change after review.',
  next: 'Give the nested templates as requests of their own.',
};

const FOREIGN_OPTIONS: Refusal = {
  code: 'change-set-differs',
  because: 'The change set carries a rollback configuration or imports that were not asked for.',
  next: 'Comment `/plan` to preview again.',
};

const STRANGE_MODE: Refusal = {
  code: 'change-set-differs',
  because: 'CloudFormation made the change set in another mode than it was asked for.',
  next: 'Comment `/plan` to preview again.',
};

const strangeStatus = (statuses: readonly string[]): Refusal => ({
  code: 'change-set-differs',
  because: `CloudFormation tells a drift that is not known here: ${statuses.join(', ')}.`,
  next: 'Update the application, then comment `/plan`.',
});

/** Asked for drift or not, a change set is in that mode, and says only what is understood. */
const driftRefusal = ({ preview }: ChangeSetRead): Refusal | undefined => {
  const { deploymentMode: mode, changeSetType } = preview;
  const isKnown = mode === undefined || (mode === DRIFT_AWARE && changeSetType === 'UPDATE');
  if (!isKnown) return STRANGE_MODE;
  const strange = strangeDrift(preview);
  return strange.length === 0 ? undefined : strangeStatus(strange);
};

const OTHER_IMPORT: Refusal = {
  code: 'change-set-differs',
  because: 'The change set does not import exactly what was asked for, or does something beside.',
  next: 'Comment `/plan` to preview again.',
};

const isOtherTemplate = (read: ChangeSetRead, sent: string): boolean =>
  !read.unshown.includes('template') && read.preview.originalTemplateHash !== templateHash(sent);

const readRefusal = (read: ChangeSetRead, draft: DeployDraft): Refusal | undefined => {
  if (read.preview.status === 'empty') return undefined;
  if (read.status !== 'CREATE_COMPLETE') return failedRefusal(read.statusReason);
  if (read.hasNestedStacks) return NESTED;
  if (isOtherTemplate(read, draft.templateBody)) return OTHER_TEMPLATE;
  if (read.importsExisting || read.hasRollbackConfiguration) return FOREIGN_OPTIONS;
  if (!importsExactly(read.preview, draft.imports)) return OTHER_IMPORT;
  return driftRefusal(read);
};

const judge = async (
  previewer: Previewer,
  order: PreviewOrder,
  handle: PreviewHandle,
): Promise<Decided<Previewed>> => {
  const read = await waitUntilPreviewed(previewer, handle);
  const isEmpty = read.preview.status === 'empty';
  const refusal = readRefusal(read, order.draft);
  const isKept = refusal === undefined && !isEmpty && isExecuteTier(order.tier);
  if (!isKept) await deletePreview(previewer, handle);
  if (refusal !== undefined) return refused(refusal);
  const preview = await withLive(previewer.session, read.preview);
  return accepted(isKept ? { preview, handle } : { preview });
};

/** Above this a template travels through a bucket, which could be written after review. */
const INLINE_BYTES = 51_200;

const TOO_LONG: Refusal = {
  code: 'template-unsupported',
  because: `The template is longer than the ${INLINE_BYTES} bytes that travel with the call.`,
  next: 'Split the template into smaller ones.',
};

const accountRefusal = async (
  previewer: Previewer,
  region: Region,
): Promise<Refusal | undefined> => {
  const account = await previewer.reads.callerAccount(region);
  if (account === previewer.session.accountId) return undefined;
  return {
    code: 'wrong-account',
    because: `The session is in account ${account}, not in ${previewer.session.accountId}.`,
    next: 'Nothing was changed. Ask whoever runs the application to look at its AWS endpoint.',
  };
};

/**
 * Makes the change set of one draft and reads it whole. A new stack in staging or production has
 * no change set: creating one would leave a stack there. Refused before anything is made when the
 * stack carries a role, is not settled, or the template needs what can not be reviewed.
 */
export const createPreview = async (
  previewer: Previewer,
  order: PreviewOrder,
): Promise<Decided<Previewed>> => {
  const { draft } = order;
  const refusal =
    (Buffer.byteLength(draft.templateBody) > INLINE_BYTES ? TOO_LONG : undefined) ??
    (await accountRefusal(previewer, draft.region));
  if (refusal !== undefined) return refused(refusal);
  const stack = await previewer.reads.readStack(draft.region, draft.stackId ?? draft.stackName);
  const foreseen = stackRefusal(draft, stack) ?? (await typesRefusal(previewer.session, draft));
  if (foreseen !== undefined) return refused(foreseen);
  if (draft.changeSetType !== 'UPDATE' && !isExecuteTier(order.tier)) return accepted({});
  const base = { draft, planId: order.planId };
  const isUpdate = !makesStack(draft) && stack !== undefined;
  const changeSet = isUpdate ? { ...base, stackId: stack.stackId } : base;
  const started = await startChangeSet(previewer.session, changeSet);
  return started.ok ? judge(previewer, order, started.value) : started;
};
