import type { Fault } from '../task/fault.ts';
import type { Refusal } from '../task/refusal.ts';
import type { CallRefused } from './call-refused.ts';
import type { StackState } from './ports.ts';

const AGAIN = 'Comment `/plan` to plan again; the approval is void.';

/** The change set is gone, used, or of a stack that changed. */
export const stale = (because: string): Refusal => ({
  code: 'change-set-stale',
  because,
  next: AGAIN,
});

/** The change set is not what was approved; names what differs. */
export const differs = (names: readonly string[]): Refusal => ({
  code: 'change-set-differs',
  because: `The change set differs from the approved plan in: ${names.join(', ')}.`,
  next: AGAIN,
});

/** AWS says that the session is in another account. */
export const wrongAccount = (found: string, wanted: string): Refusal => ({
  code: 'wrong-account',
  because: `The session is in account ${found}, the plan is for ${wanted}.`,
  next: 'Nothing was changed. Ask whoever runs the application to look at its AWS endpoint.',
});

const HAS_ROLE: Refusal = {
  code: 'stack-has-role',
  because: 'The stack works with a role of its own, which would be used instead of the session.',
  next: 'Remove the role from the stack by hand, then comment `/plan`.',
};

const NESTED: Refusal = {
  code: 'stack-not-ready',
  because: 'The stack is a part of another stack.',
  next: 'Ask for a change of the stack it belongs to.',
};

const PROTECTED: Refusal = {
  code: 'stack-not-ready',
  because: 'Termination protection of the stack is on.',
  next: 'Turn it off by hand if the stack is really to go, then comment `/plan`.',
};

/** Why nothing may be done to a stack as it stands, whatever the step; undefined when it may. */
export const stackObstacle = (stack: StackState): Refusal | undefined => {
  if (stack.roleArn !== undefined) return HAS_ROLE;
  return stack.parentId === undefined ? undefined : NESTED;
};

/** As `stackObstacle`, for a removal. */
export const removalObstacle = (stack: StackState): Refusal | undefined => {
  const obstacle = stackObstacle(stack) ?? (stack.terminationProtection ? PROTECTED : undefined);
  if (obstacle !== undefined || !stack.status.endsWith('_IN_PROGRESS')) return obstacle;
  return {
    code: 'stack-not-ready',
    because: `The stack is in state ${stack.status}.`,
    next: 'Comment `/plan` when what runs there has ended.',
  };
};

const STALE_CODE = /^(ChangeSetNotFound|InvalidChangeSetStatus|StackNotFound)/;
const DENIED_CODE = /AccessDenied|Unauthorized/;

/** What AWS said no with to a call that changes something: it did not take place. */
export const callRefusal = ({ action, code, said }: CallRefused): Refusal => {
  if (STALE_CODE.test(code)) return stale(`AWS refused ${action}: ${code}.`);
  if (DENIED_CODE.test(code)) {
    return {
      code: 'missing-permission',
      because: `AWS denied ${action}: ${said}`,
      next: 'Ask whoever runs AWS to compare the roles with `infrastructure/`.',
    };
  }
  return { code: 'aws-refused', because: `AWS refused ${action}: ${code}: ${said}`, next: AGAIN };
};

/** AWS could not be asked before anything was changed. */
export const unreachable = (fault: Fault): Refusal => ({
  code: fault.kind === 'denied' ? 'missing-permission' : 'aws-unreachable',
  because: `AWS did not answer what must be known first: ${fault.kind}.`,
  next: 'Nothing was changed by this step. Comment `/plan` to try again.',
});
