import type { ActionNeed } from '../plan/action-need.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import { isContinuation } from '../plan/stack-call.ts';
import type { DeployStep, Step } from '../plan/step.ts';
import { Fault } from '../task/fault.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import { compactActions } from './action-patterns.ts';
import { withoutImplied } from './implied-statements.ts';
import { joinKinds } from './join-kinds.ts';
import { joinServices, statementsOf, type Statement } from './policy-statements.ts';
import { behindGate, GATE_NAME, isGateable } from './session-gate.ts';
import { isSessionRead } from './session-reads.ts';

/** What an execution session may do: written in the plan and sent with AssumeRole. */
export interface SessionPolicy {
  /** JSON without white space. */
  readonly inline: string;
  readonly managedPolicyArns: readonly string[];
  /** Of the inline policy and the ARNs: AWS counts them together. */
  readonly characters: number;
}

/** The most text that AssumeRole takes, inline policy and ARNs together. */
export const SESSION_POLICY_CHARACTERS = 2048;

const direct = (action: string, resources: readonly string[]): ActionNeed => ({
  action: `cloudformation:${action}`,
  resources,
  purpose: 'forward',
  via: 'direct',
});

/** Executes the one change set that was previewed, on the one stack it was made for. */
const deployCalls = (step: DeployStep, handle: PreviewHandle): readonly ActionNeed[] => {
  const names = [handle.changeSetName, handle.changeSetArn];
  const execute = {
    ...direct('ExecuteChangeSet', [handle.stackId]),
    conditions: { StringEquals: { 'cloudformation:ChangeSetName': names } },
  };
  return step.changeSetType === 'UPDATE'
    ? [execute, direct('ContinueUpdateRollback', [handle.stackId])]
    : [execute];
};

/** The calls on the stack itself; undefined for a deploy step without a change set. */
const ownCalls = (
  step: Step,
  handle: PreviewHandle | undefined,
): readonly ActionNeed[] | undefined => {
  if (step.kind === 'remove') return [direct('DeleteStack', [step.stackId])];
  if (isContinuation(step)) return [direct('ContinueUpdateRollback', [step.target])];
  if (step.kind !== 'deploy') return [];
  return handle === undefined ? undefined : deployCalls(step, handle);
};

const one = (values: readonly string[]): string | readonly string[] => {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : values;
};

const write = (statements: readonly Statement[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources, conditions }) => ({
      Effect: 'Allow',
      Action: one(actions),
      Resource: one(resources),
      ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
    })),
  });

const shorten = (statements: readonly Statement[], atLeast: 1 | 2): readonly Statement[] =>
  statements.map((statement) => ({
    ...statement,
    actions: compactActions(statement.actions, atLeast),
  }));

const together = (statements: readonly Statement[]): readonly Statement[] =>
  joinServices(joinKinds(withoutImplied(statements)));

type Form = Omit<SessionPolicy, 'characters'>;

const policyArn = (step: Step, name: string): string =>
  `arn:aws:iam::${step.accountId}:policy/${name}`;

/** The same permissions in ever fewer words; each form allows exactly what the first one does. */
const formsOf = (step: Step, needs: readonly ActionNeed[]): readonly (() => Form)[] => {
  const reads = policyArn(step, 'AwsCoworkerSessionRead');
  const plain = (inline: string): Form => ({ inline, managedPolicyArns: [reads] });
  const gated = (): Form => ({
    inline: write(shorten(together(statementsOf(behindGate(needs, step.accountId))), 1)),
    managedPolicyArns: [reads, policyArn(step, GATE_NAME)],
  });
  const statements = statementsOf(needs);
  const joined = together(statements);
  return [
    () => plain(write(statements)),
    () => plain(write(joined)),
    () => plain(write(shorten(joined, 2))),
    () => plain(write(shorten(joined, 1))),
    ...(isGateable(needs) ? [gated] : []),
  ];
};

const counted = (form: Form): SessionPolicy => ({
  ...form,
  characters: form.inline.length + form.managedPolicyArns.join('').length,
});

const tooLarge = (characters: number): Decided<never> =>
  refused({
    code: 'session-policy-too-large',
    because:
      `The permissions of this step take ${characters} characters; one session holds ` +
      `${SESSION_POLICY_CHARACTERS}. They are never widened to fit.`,
    next: 'Split the request or the template into smaller stacks.',
  });

/**
 * What a step asks for beyond its own calls and the reads that each session has. A deployer writes
 * through CloudFormation alone: a step of a stack that asks for more was made wrongly, whatever it
 * calls the need.
 */
const writesOf = (step: Step): readonly ActionNeed[] => {
  const needs = step.needs.filter((need) => !isSessionRead(need));
  const isStack = step.kind === 'deploy' || step.kind === 'remove' || isContinuation(step);
  const past = isStack ? needs.find((need) => need.via === 'direct') : undefined;
  if (past === undefined) return needs;
  const what = `${step.id} asks for ${past.action} past CloudFormation`;
  throw new Fault('broken-promise', what);
};

/**
 * The session policy of one step: its writes, only as forwarded by CloudFormation where they are
 * CloudFormation's, and the calls on its own stack or resource. Configuration reads come from
 * `AwsCoworkerSessionRead`. Words are saved only as far as needed, and never by allowing more: last
 * of all, the conditions that all writes share come from `AwsCoworkerSessionGate`, which denies.
 * Throws a Fault for a stack's step with a write that is not CloudFormation's.
 */
export const compileSessionPolicy = (
  step: Step,
  handle?: PreviewHandle,
): Decided<SessionPolicy> => {
  const own = ownCalls(step, handle);
  if (own === undefined) {
    return refused({
      code: 'change-set-stale',
      because: `There is no change set of ${step.summary}.`,
      next: 'Comment `/plan` to preview again.',
    });
  }
  const needs = [...own, ...writesOf(step)];
  let characters = 0;
  for (const form of formsOf(step, needs)) {
    const policy = counted(form());
    if (policy.characters <= SESSION_POLICY_CHARACTERS) return accepted(policy);
    characters = policy.characters;
  }
  return tooLarge(characters);
};
