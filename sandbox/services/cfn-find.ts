import { AwsError, validationError } from '../aws-error.ts';
import type { ChangeSetRow, Stack } from '../engine/stack.ts';
import { text, type Call } from './call.ts';

const NO_STACK_ID = '00000000-0000-0000-0000-000000000000';

const isHere = (call: Call, stack: Stack): boolean =>
  stack.accountId === call.accountId && stack.region === call.region;

/** The stacks of the caller's account and region, newest last. */
export const stacksHere = (call: Call): readonly Stack[] =>
  call.state.stacks.filter((stack) => isHere(call, stack));

/** A stack by id, or by name while it is not deleted. */
export const findStack = (call: Call, nameOrId: string): Stack | undefined =>
  stacksHere(call).find((stack) =>
    nameOrId.startsWith('arn:')
      ? stack.id === nameOrId
      : stack.name === nameOrId && stack.status !== 'DELETE_COMPLETE',
  );

/** The stack of a call; missing is AWS's ValidationError. */
export const needStack = (call: Call, member = 'StackName'): Stack => {
  const name = text(call.input, member);
  const stack = findStack(call, name);
  if (stack !== undefined) return stack;
  throw validationError('CloudFormation', `Stack with id ${name} does not exist`);
};

/** The ARN IAM sees for a stack that is there, or that a call would make. */
export const stackArn = (call: Call, nameOrId: string): string => {
  const stack = findStack(call, nameOrId);
  if (stack !== undefined) return stack.id;
  if (nameOrId.startsWith('arn:')) return nameOrId;
  const here = `arn:aws:cloudformation:${call.region}:${call.accountId}`;
  return `${here}:stack/${nameOrId === '' ? '*' : nameOrId}/${nameOrId === '' ? '*' : NO_STACK_ID}`;
};

/** A change set by ARN, or by name and stack. */
export const findChangeSet = (
  call: Call,
): { readonly stack: Stack; readonly changeSet: ChangeSetRow } | undefined => {
  const name = text(call.input, 'ChangeSetName');
  const stackName = text(call.input, 'StackName');
  const candidates = name.startsWith('arn:')
    ? stacksHere(call)
    : [findStack(call, stackName)].filter((stack) => stack !== undefined);
  for (const stack of candidates) {
    const changeSet = stack.changeSets.find((each) => each.id === name || each.name === name);
    if (changeSet !== undefined) return { stack, changeSet };
  }
  return undefined;
};

/** The change set of a call; missing is AWS's ChangeSetNotFoundException. */
export const needChangeSet = (
  call: Call,
): { readonly stack: Stack; readonly changeSet: ChangeSetRow } => {
  const found = findChangeSet(call);
  if (found !== undefined) return found;
  throw new AwsError(
    'ChangeSetNotFoundException',
    404,
    `ChangeSet [${text(call.input, 'ChangeSetName')}] does not exist`,
  );
};

/** The stack ARN behind a change-set call, found through the change set if need be. */
export const changeSetStackArn = (call: Call): string => {
  const found = findChangeSet(call);
  if (found !== undefined) return found.stack.id;
  const name = text(call.input, 'StackName');
  return stackArn(call, name === '' ? 'unknown' : name);
};
