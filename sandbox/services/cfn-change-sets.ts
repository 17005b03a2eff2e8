import { AwsError, SandboxUnsupported, validationError } from '../aws-error.ts';
import { changesOf } from '../engine/diff.ts';
import { stackDriftOf } from '../engine/drift.ts';
import { propertyProblems } from '../engine/property-check.ts';
import { isBusy, type ChangeSetRow, type ImportRow, type Stack } from '../engine/stack.ts';
import { start, type Steps } from '../engine/timeline.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { nextUuid, type WorldState } from '../state.ts';
import { record, text, type Call } from './call.ts';
import { desiredOf } from './cfn-desired.ts';
import { findStack, needChangeSet } from './cfn-find.ts';
import { importChanges, importProblems, importsOf } from './cfn-import.ts';

const NAME = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;
const TOKEN = /^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$/;

const bad = (message: string): never => {
  throw validationError('CloudFormation', message);
};

/** Refuses a client token that AWS would refuse. */
export const checkToken = (token: string): void => {
  if (token !== '' && !TOKEN.test(token)) {
    bad(
      "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: [a-zA-Z0-9][-a-zA-Z0-9]*',
    );
  }
};

const CHANGEABLE = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

const checkStack = (type: string, name: string, stack: Stack | undefined): void => {
  if (type === 'CREATE' && stack !== undefined && stack.status !== 'REVIEW_IN_PROGRESS') {
    bad(`Stack [${name}] already exists and cannot be created again with the changeSet.`);
  }
  const isImport = type === 'IMPORT' && stack !== undefined;
  if (type !== 'UPDATE' && (!isImport || stack.status === 'REVIEW_IN_PROGRESS')) return;
  if (stack === undefined) {
    bad(`Stack [${name}] does not exist`);
  } else if (!CHANGEABLE.test(stack.status) || isBusy(stack)) {
    bad(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  }
};

const typeOf = (call: Call): ChangeSetRow['type'] => {
  const type = text(call.input, 'ChangeSetType') || 'UPDATE';
  if (type === 'CREATE' || type === 'UPDATE' || type === 'IMPORT') return type;
  throw new SandboxUnsupported(`change sets of type ${type}`);
};

const checkOnFailure = (call: Call): void => {
  const option = text(call.input, 'OnStackFailure');
  if (option === 'DELETE') throw new SandboxUnsupported('OnStackFailure DELETE');
  if (!['', 'DO_NOTHING', 'ROLLBACK'].includes(option)) {
    bad("1 validation error detected: Value at 'onStackFailure' failed to satisfy constraint");
  }
};

const reviewStack = (call: Call, name: string): Stack => {
  const here = `arn:aws:cloudformation:${call.region}:${call.accountId}`;
  const id = `${here}:stack/${name}/${nextUuid(call.state)}`;
  const stack: Stack = {
    id,
    name,
    accountId: call.accountId,
    region: call.region,
    createdAt: call.state.now,
    status: 'REVIEW_IN_PROGRESS',
    reason: 'User Initiated',
    terminationProtection: false,
    disableRollback: false,
    outputs: {},
    resources: new Map(),
    events: [],
    changeSets: [],
    tokens: new Map(),
    undo: [],
  };
  call.state.stacks.push(stack);
  return stack;
};

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a " +
  'change set.';

async function* evaluate(state: WorldState, stack: Stack, changeSet: ChangeSetRow): Steps {
  yield 2;
  changeSet.status = 'CREATE_IN_PROGRESS';
  yield 2;
  const problems = propertyProblems(state, stack, changeSet.desired);
  const untakable = importProblems(state, stack, changeSet.imports);
  if (untakable.length > 0) {
    changeSet.status = 'FAILED';
    changeSet.statusReason = untakable.join('; ');
  } else if (problems.length > 0) {
    changeSet.status = 'FAILED';
    changeSet.statusReason =
      'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. ' +
      'To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure ' +
      `information. (${problems.join('; ')})`;
  } else if (changeSet.changes.length === 0) {
    changeSet.status = 'FAILED';
    changeSet.statusReason = NO_CHANGES;
  } else {
    changeSet.status = 'CREATE_COMPLETE';
    changeSet.executionStatus = 'AVAILABLE';
  }
}

const REVERT_DRIFT = 'REVERT_DRIFT';

const checkMode = (call: Call): void => {
  const mode = text(call.input, 'DeploymentMode');
  if (mode === '') return;
  if (call.state.spec.hasNoDriftMode === true) bad('DeploymentMode is not supported here');
  if (mode !== REVERT_DRIFT) {
    bad("1 validation error detected: Value at 'deploymentMode' failed to satisfy constraint");
  }
};

/** Looks for drift where the mode asks for it; DescribeStacks then tells it too. */
const lookForDrift = (call: Call, stack: Stack): string => {
  if (text(call.input, 'DeploymentMode') !== REVERT_DRIFT) return '';
  const status = stackDriftOf(call.state, stack);
  stack.drift = { status, at: call.state.now };
  return status;
};

const optional = (name: string, value: string): Readonly<Record<string, string>> =>
  value === '' ? {} : { [name]: value };

const newChangeSet = (
  call: Call,
  stack: Stack,
  kind: { readonly type: ChangeSetRow['type']; readonly imports: readonly ImportRow[] },
): ChangeSetRow => {
  const name = text(call.input, 'ChangeSetName');
  const desired = desiredOf(call, stack);
  const driftStatus = lookForDrift(call, stack);
  const here = `arn:aws:cloudformation:${call.region}:${call.accountId}`;
  return {
    id: `${here}:changeSet/${name}/${nextUuid(call.state)}`,
    name,
    ...kind,
    clientToken: text(call.input, 'ClientToken'),
    description: text(call.input, 'Description'),
    createdAt: call.state.now,
    desired,
    changes:
      kind.type === 'IMPORT'
        ? importChanges(kind.imports)
        : changesOf(call.state, stack, { desired, revertsDrift: driftStatus !== '' }),
    importExistingResources: call.input['ImportExistingResources'] === true,
    rollbackConfiguration: record(call.input['RollbackConfiguration']) as JsonObject,
    status: 'CREATE_PENDING',
    statusReason: '',
    executionStatus: 'UNAVAILABLE',
    ...optional('onStackFailure', text(call.input, 'OnStackFailure')),
    ...optional('deploymentMode', text(call.input, 'DeploymentMode')),
    ...optional('driftStatus', driftStatus),
    ...optional('roleArn', text(call.input, 'RoleARN')),
  };
};

/** CreateChangeSet: accepted at once, evaluated in virtual time. */
export const createChangeSet = (call: Call): unknown => {
  const given = text(call.input, 'StackName');
  const changeSetName = text(call.input, 'ChangeSetName');
  const type = typeOf(call);
  const known = findStack(call, given);
  const name = known?.name ?? given;
  if (!NAME.test(name) || !NAME.test(changeSetName)) {
    bad('1 validation error detected: Value failed to satisfy constraint: [a-zA-Z][-a-zA-Z0-9]*');
  }
  checkToken(text(call.input, 'ClientToken'));
  checkOnFailure(call);
  checkMode(call);
  const twin = known?.changeSets.find((each) => each.name === changeSetName);
  if (twin !== undefined && known !== undefined) {
    const token = text(call.input, 'ClientToken');
    if (token !== '' && token === twin.clientToken) return { Id: twin.id, StackId: known.id };
    throw new AwsError(
      'AlreadyExistsException',
      400,
      `ChangeSet ${changeSetName} cannot be created due to a mismatch with existing attribute`,
    );
  }
  checkStack(type, name, known);
  const imports = importsOf(call, known, desiredOf(call, known));
  const stack = known ?? reviewStack(call, name);
  const changeSet = newChangeSet(call, stack, { type, imports });
  stack.changeSets.push(changeSet);
  start(call.state, evaluate(call.state, stack, changeSet));
  return { Id: changeSet.id, StackId: stack.id };
};

/** DeleteChangeSet; one that is gone is deleted. An empty new stack stays behind, as on AWS. */
export const deleteChangeSet = (call: Call): unknown => {
  const { stack, changeSet } = needChangeSet(call);
  if (changeSet.executionStatus === 'EXECUTE_IN_PROGRESS') {
    throw new AwsError(
      'InvalidChangeSetStatusException',
      400,
      `ChangeSet [${changeSet.id}] cannot be deleted in its current execution status`,
    );
  }
  stack.changeSets.splice(stack.changeSets.indexOf(changeSet), 1);
  return {};
};
