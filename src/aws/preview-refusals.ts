import type { StackState } from '../execute/ports.ts';
import { makesStack } from '../plan/imports.ts';
import type { DeployDraft } from '../plan/step.ts';
import type { Refusal } from '../task/refusal.ts';
import { isDenied } from './aws-error.ts';
import type { Answer } from './transport.ts';

const SETTLED = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

const notReady = (because: string, next: string): Refusal => ({
  code: 'stack-not-ready',
  because,
  next,
});

const SHELL_OF_IMPORT =
  'An import that failed left it, and it is removed from here: type `/plan` in a minute. ' +
  'If it stays, it is not as that import left it: look at it in AWS, and delete it there.';

/** What failed to be made left an empty stack of its name. */
const nextOfStanding = (status: string, stackName: string): string => {
  if (status === 'IMPORT_ROLLBACK_COMPLETE') return SHELL_OF_IMPORT;
  return status === 'ROLLBACK_COMPLETE'
    ? `Ask for the stack ${stackName} to be removed first.`
    : 'Ask for a change of what exists instead, or use another name.';
};

const createRefusal = (draft: DeployDraft, stack: StackState): Refusal | undefined => {
  if (stack.status === 'REVIEW_IN_PROGRESS' || stack.status === 'DELETE_COMPLETE') return undefined;
  const next = nextOfStanding(stack.status, draft.stackName);
  return notReady(`The stack ${draft.stackName} exists already (${stack.status}).`, next);
};

const updateRefusal = (draft: DeployDraft, stack: StackState | undefined): Refusal | undefined => {
  if (stack === undefined) {
    return {
      code: 'target-not-found',
      because: `The stack ${draft.stackName} does not exist.`,
      next: 'Ask for it to be created, or name the stack that is meant.',
    };
  }
  if (draft.stackId !== undefined && draft.stackId !== stack.stackId) {
    return {
      code: 'change-set-stale',
      because: `The stack ${draft.stackName} is another one than when it was looked up.`,
      next: 'Comment `/plan` to look again.',
    };
  }
  if (SETTLED.test(stack.status)) return undefined;
  const next = stack.status.endsWith('_IN_PROGRESS')
    ? 'Comment `/plan` when what runs there has ended.'
    : 'Mend or remove the stack first, then comment `/plan`.';
  return notReady(`The stack \`${draft.stackName}\` is in state \`${stack.status}\`.`, next);
};

/** Why a stack as it stands can not be previewed; undefined when it can. Pure. */
export const stackRefusal = (
  draft: DeployDraft,
  stack: StackState | undefined,
): Refusal | undefined => {
  if (stack?.roleArn !== undefined) {
    return {
      code: 'stack-has-role',
      because: `The stack ${draft.stackName} works with a role of its own, which would be used.`,
      next: 'Remove the role from the stack by hand, then comment `/plan`.',
    };
  }
  if (stack?.parentId !== undefined) {
    return notReady(
      `The stack ${draft.stackName} is a part of another stack.`,
      'Ask for a change of the stack it belongs to.',
    );
  }
  if (!makesStack(draft)) return updateRefusal(draft, stack);
  return stack === undefined ? undefined : createRefusal(draft, stack);
};

/** What AWS said no with, while planning. Its words are quoted as data. */
export const awsRefusal = (operation: string, said: Extract<Answer, { ok: false }>): Refusal =>
  isDenied(said.code)
    ? {
        code: 'missing-permission',
        because: `AWS denied ${operation} to the previewing role: ${said.message}`,
        next: 'Ask whoever runs AWS to allow it as `infrastructure/` does, then comment `/plan`.',
      }
    : {
        code: 'aws-refused',
        because: `CloudFormation refused ${operation}: ${said.code}: ${said.message}`,
        next: 'Correct the request, then comment `/plan`.',
      };

/** A template that AWS would not take, with the reason it gave. */
export const failedRefusal = (reason: string): Refusal => ({
  code: 'aws-refused',
  because: `CloudFormation could not make the change set: ${reason}`,
  next: 'Correct the request, then comment `/plan`.',
});
