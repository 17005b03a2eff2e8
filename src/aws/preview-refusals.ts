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

const MENDED = 'Mend or delete the stack in AWS first, then comment `/plan`.';
const ENDED = 'Comment `/plan` when what runs there has ended.';

/** A refusal of a new stack has what earlier plans of the issue left removed: said as it is. */
const SHELL_OF_IMPORT =
  'It is removed now: type `/plan` in a minute. If it stays then too, AWS keeps it, or it is not ' +
  'as that import left it: look at it in AWS, and delete it there.';

/** What stands under the name of a new stack, in words, and what to do; first that fits. */
const STANDING: readonly (readonly [RegExp, (name: string) => string, (name: string) => string])[] =
  [
    [
      /^IMPORT_ROLLBACK_COMPLETE$/,
      (name) => `An import that failed left the empty stack \`${name}\`, and it is still there.`,
      () => SHELL_OF_IMPORT,
    ],
    [
      /^ROLLBACK_COMPLETE$/,
      (name) => `The stack ${name} exists already (ROLLBACK_COMPLETE).`,
      (name) => `Ask for the stack ${name} to be removed first.`,
    ],
    [
      /^DELETE_IN_PROGRESS$/,
      (name) => `The stack \`${name}\` is being deleted.`,
      () => 'Type `/plan` in a minute, when its name is free again.',
    ],
  ];

const standingRefusal = (stackName: string, status: string): Refusal => {
  const known = STANDING.find(([pattern]) => pattern.test(status));
  if (known !== undefined) return notReady(known[1](stackName), known[2](stackName));
  const because = `The stack ${stackName} exists already (${status}).`;
  if (status.endsWith('_IN_PROGRESS')) return notReady(because, ENDED);
  if (status.endsWith('_FAILED')) return notReady(because, MENDED);
  return notReady(because, 'Ask for a change of what exists instead, or use another name.');
};

/** What only a preview left is used again: the next change set is made on it. */
const createRefusal = (draft: DeployDraft, { status }: StackState): Refusal | undefined =>
  status === 'REVIEW_IN_PROGRESS' || status === 'DELETE_COMPLETE'
    ? undefined
    : standingRefusal(draft.stackName, status);

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
    ? ENDED
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
