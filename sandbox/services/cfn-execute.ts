import { AwsError, validationError } from '../aws-error.ts';
import { createStack } from '../engine/create-stack.ts';
import { importStack } from '../engine/import-stack.ts';
import { deleteStack as deleteSteps } from '../engine/delete-stack.ts';
import { setStatus, type StackWork } from '../engine/members.ts';
import { rollBackUpdate } from '../engine/roll-back.ts';
import { isBusy, type ChangeSetRow, type Desired, type Stack } from '../engine/stack.ts';
import { start, type Steps } from '../engine/timeline.ts';
import { updateStack } from '../engine/update-stack.ts';
import type { Caller } from '../iam/authorize.ts';
import { openSession } from '../iam/sessions.ts';
import { text, type Call } from './call.ts';
import { checkToken } from './cfn-change-sets.ts';
import { findStack, needChangeSet, needStack } from './cfn-find.ts';

const EMPTY: Desired = {
  body: '{}',
  template: {
    Description: '',
    Parameters: {},
    Mappings: {},
    Conditions: {},
    Transform: [],
    Resources: {},
    Outputs: {},
  },
  parameters: {},
  resolvedParameters: {},
  tags: {},
  capabilities: [],
  notificationArns: [],
};

/** The session that works: the caller's, or that of the role that sticks to the stack. */
const workerFor = (call: Call, stack: Stack): Caller => {
  const name = stack.roleArn?.split('/').at(-1);
  const role = call.state.accounts.get(stack.accountId)?.roles.get(name ?? '');
  if (role === undefined) return call.caller;
  return {
    ...call.caller,
    session: openSession(call.state, {
      accountId: stack.accountId,
      role,
      sessionName: 'AWSCloudFormation',
      seconds: 36_000,
      isChained: false,
      tags: {},
    }),
  };
};

const workOn = (call: Call, stack: Stack, desired: Desired): StackWork => ({
  state: call.state,
  stack,
  desired,
  caller: workerFor(call, stack),
  token: text(call.input, 'ClientRequestToken'),
});

/** A token counts from the moment its call is accepted. */
const accept = (stack: Stack, token: string, what: string): void => {
  if (token !== '') stack.tokens.set(token, what);
};

/** True when this token was accepted for the same work before; another use of it is refused. */
const isRepeat = (stack: Stack, token: string, what: string): boolean => {
  checkToken(token);
  const known = stack.tokens.get(token);
  if (token === '' || known === undefined) return false;
  if (known === what) return true;
  throw new AwsError(
    'TokenAlreadyExistsException',
    400,
    `The client request token ${token} was used for another operation`,
  );
};

async function* following(steps: Steps, changeSet: ChangeSetRow, stack: Stack): Steps {
  yield* steps;
  changeSet.executionStatus = /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(stack.status)
    ? 'EXECUTE_COMPLETE'
    : 'EXECUTE_FAILED';
}

const checkExecutable = (stack: Stack, changeSet: ChangeSetRow): void => {
  if (changeSet.executionStatus !== 'AVAILABLE') {
    throw new AwsError(
      'InvalidChangeSetStatusException',
      400,
      `ChangeSet [${changeSet.id}] cannot be executed in its current status of ` +
        `[${changeSet.status}] and execution status of [${changeSet.executionStatus}]`,
    );
  }
  if (isBusy(stack)) {
    throw validationError(
      'CloudFormation',
      `Stack:${stack.id} is in ${stack.status} state and can not be updated.`,
    );
  }
};

/** A stack that was only previewed is new, whatever type its change set was asked for with. */
const kindOf = (stack: Stack, { type }: ChangeSetRow): ChangeSetRow['type'] => {
  if (type === 'IMPORT') return type;
  return stack.status === 'REVIEW_IN_PROGRESS' ? 'CREATE' : 'UPDATE';
};

const stepsOf = (kind: ChangeSetRow['type'], work: StackWork, { imports }: ChangeSetRow): Steps => {
  if (kind === 'IMPORT') return importStack(work, imports);
  return kind === 'CREATE' ? createStack(work) : updateStack(work);
};

/** ExecuteChangeSet: accepted at once, carried out in virtual time by the caller's session. */
export const executeChangeSet = (call: Call): unknown => {
  const { stack, changeSet } = needChangeSet(call);
  const token = text(call.input, 'ClientRequestToken');
  if (isRepeat(stack, token, changeSet.id)) return {};
  checkExecutable(stack, changeSet);
  accept(stack, token, changeSet.id);
  for (const other of stack.changeSets) {
    if (other !== changeSet) other.executionStatus = 'OBSOLETE';
  }
  changeSet.executionStatus = 'EXECUTE_IN_PROGRESS';
  if (changeSet.roleArn !== undefined) stack.roleArn = changeSet.roleArn;
  stack.disableRollback =
    call.input['DisableRollback'] === true || changeSet.onStackFailure === 'DO_NOTHING';
  delete stack.drift;
  delete stack.drifts;
  const work = {
    ...workOn(call, stack, changeSet.desired),
    revertsDrift: changeSet.deploymentMode === 'REVERT_DRIFT',
  };
  const kind = kindOf(stack, changeSet);
  setStatus(work, `${kind}_IN_PROGRESS`, 'User Initiated');
  stack.events.pop();
  start(call.state, following(stepsOf(kind, work, changeSet), changeSet, stack));
  return {};
};

/** DeleteStack; a stack that is not there is deleted. */
export const deleteStack = (call: Call): unknown => {
  const stack = findStack(call, text(call.input, 'StackName'));
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') return {};
  const token = text(call.input, 'ClientRequestToken');
  if (isRepeat(stack, token, 'delete')) return {};
  if (stack.terminationProtection) {
    throw validationError(
      'CloudFormation',
      `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
    );
  }
  if (isBusy(stack)) {
    throw validationError(
      'CloudFormation',
      `Stack [${stack.id}] cannot be deleted while in status ${stack.status}`,
    );
  }
  accept(stack, token, 'delete');
  const roleArn = text(call.input, 'RoleARN');
  if (roleArn !== '') stack.roleArn = roleArn;
  const work = workOn(call, stack, stack.desired ?? EMPTY);
  stack.status = 'DELETE_IN_PROGRESS';
  start(call.state, deleteSteps(work));
  return {};
};

/** ContinueUpdateRollback: what is left to undo, by the caller's session. */
export const continueUpdateRollback = (call: Call): unknown => {
  const stack = needStack(call);
  const token = text(call.input, 'ClientRequestToken');
  if (isRepeat(stack, token, 'continue')) return {};
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
    throw validationError(
      'CloudFormation',
      `Stack:${stack.id} is in ${stack.status} state and can not continue rollback.`,
    );
  }
  accept(stack, token, 'continue');
  const work = workOn(call, stack, stack.desired ?? EMPTY);
  setStatus(work, 'UPDATE_ROLLBACK_IN_PROGRESS', 'User Initiated');
  start(call.state, rollBackUpdate(work));
  return {};
};
