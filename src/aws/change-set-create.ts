import { newStackMark } from '../plan/imports.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { DeployDraft, ImportedResource } from '../plan/step.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import type { PlanId } from '../task/ids.ts';
import type { AccountSession } from './account-session.ts';
import { parseOutput, sendToStacks, unexpectedNo } from './cloudformation.ts';
import { awsRefusal } from './preview-refusals.ts';
import * as shapes from './stack-shapes.ts';
import type { Answer } from './transport.ts';

/** One change set to make: the draft, the planning attempt that names it, the stack if any. */
export interface ChangeSetOrder {
  readonly draft: DeployDraft;
  readonly planId: PlanId;
  readonly stackId?: string;
}

/** `cw-<planId>`: unique for each planning attempt, so that no name is ever used twice. */
export const changeSetName = (planId: PlanId): string => `cw-${planId}`;

const pairs = (
  map: Readonly<Record<string, string>>,
  names: readonly [string, string],
): readonly Record<string, string>[] =>
  Object.entries(map).map(([key, value]) => ({ [names[0]]: key, [names[1]]: value }));

const toImport = (one: ImportedResource): Record<string, unknown> => ({
  ResourceType: one.type,
  LogicalResourceId: one.logicalId,
  ResourceIdentifier: { ...one.identifier },
});

/** Options are never left to defaults: a default can change, or be inherited from the stack.
 * An import has none: CloudFormation refuses even tags, and those of a stack that is there stay. */
const optionsOf = (draft: DeployDraft): Record<string, unknown> => {
  if (draft.changeSetType === 'IMPORT') return { ResourcesToImport: draft.imports?.map(toImport) };
  return {
    Tags: pairs(draft.tags, ['Key', 'Value']),
    ...(draft.changeSetType === 'CREATE'
      ? { OnStackFailure: 'ROLLBACK' }
      : { DeploymentMode: 'REVERT_DRIFT' }),
  };
};

/** By id, so that a new stack of the same name is not meant. Stand-ins may know names only. */
const stackOf = (session: AccountSession, { draft, stackId }: ChangeSetOrder): string =>
  session.isAws && stackId !== undefined ? stackId : draft.stackName;

const inputOf = (session: AccountSession, order: ChangeSetOrder): Record<string, unknown> => ({
  StackName: stackOf(session, order),
  ChangeSetName: changeSetName(order.planId),
  ChangeSetType: order.draft.changeSetType,
  ClientToken: changeSetName(order.planId),
  TemplateBody: order.draft.templateBody,
  Parameters: pairs(order.draft.parameters, ['ParameterKey', 'ParameterValue']),
  Capabilities: [...order.draft.capabilities],
  NotificationARNs: [],
  RollbackConfiguration: { RollbackTriggers: [] },
  IncludeNestedStacks: true,
  ImportExistingResources: false,
  ...optionsOf(order.draft),
});

const sendCreate = (
  session: AccountSession,
  order: ChangeSetOrder,
  input: Record<string, unknown>,
): Promise<Answer> =>
  sendToStacks(session, { operation: 'CreateChangeSet', region: order.draft.region, input });

const isUnsupportedMode = (said: Answer): boolean =>
  !said.ok && /DeploymentMode|REVERT_DRIFT|drift-aware/i.test(said.message);

/** Drift-aware where AWS offers it for this stack, else the usual comparison. */
const sendSupported = async (session: AccountSession, order: ChangeSetOrder): Promise<Answer> => {
  const input = inputOf(session, order);
  const said = await sendCreate(session, order, input);
  if (!isUnsupportedMode(said)) return said;
  const { DeploymentMode: _unsupported, ...usual } = input;
  return sendCreate(session, order, usual);
};

/** A second delivery of the same job finds its change set made: the name is ours alone. */
const sendOnce = async (session: AccountSession, order: ChangeSetOrder): Promise<Answer> => {
  const said = await sendSupported(session, order);
  if (said.ok || !said.code.startsWith('AlreadyExists')) return said;
  const { draft, planId } = order;
  const found = await sendToStacks(session, {
    operation: 'DescribeChangeSet',
    region: draft.region,
    input: { StackName: stackOf(session, order), ChangeSetName: changeSetName(planId) },
  });
  if (!found.ok) throw unexpectedNo('DescribeChangeSet', found);
  const { ChangeSetId, StackId } = parseOutput(
    shapes.describeChangeSet,
    'DescribeChangeSet',
    found.output,
  );
  return { ...found, output: { Id: ChangeSetId, StackId } };
};

/** Starts one change set and says where it is. It is not yet made: AWS works on it for a while. */
export const startChangeSet = async (
  session: AccountSession,
  order: ChangeSetOrder,
): Promise<Decided<PreviewHandle>> => {
  const said = await sendOnce(session, order);
  if (!said.ok) return refused(awsRefusal('CreateChangeSet', said));
  const made = parseOutput(shapes.createChangeSet, 'CreateChangeSet', said.output);
  return accepted({
    planId: order.planId,
    stackName: order.draft.stackName,
    accountId: session.accountId,
    region: order.draft.region,
    changeSetName: changeSetName(order.planId),
    changeSetArn: made.Id,
    stackId: made.StackId,
    changeSetType: order.draft.changeSetType,
    ...newStackMark(order.draft),
  });
};
