import type { ActionNeed } from '../plan/action-need.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { DeployStep, Step } from '../plan/step.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import { compactActions } from './action-patterns.ts';
import { behindGate, CALLED_VIA_GATE, isGateable } from './called-via-gate.ts';
import { joinServices, statementsOf, type Statement } from './policy-statements.ts';
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
  return step.changeSetType === 'CREATE'
    ? [execute]
    : [execute, direct('ContinueUpdateRollback', [handle.stackId])];
};

/** The calls on the stack itself; undefined for a deploy step without a change set. */
const ownCalls = (
  step: Step,
  handle: PreviewHandle | undefined,
): readonly ActionNeed[] | undefined => {
  if (step.kind === 'remove') return [direct('DeleteStack', [step.stackId])];
  if (step.kind !== 'deploy') return [];
  return handle === undefined ? undefined : deployCalls(step, handle);
};

const one = (values: readonly string[]): string | readonly string[] => {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : values;
};

const write = (statements: readonly Statement[], last: readonly object[] = []): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...statements.map(({ actions, resources, conditions }) => ({
        Effect: 'Allow',
        Action: one(actions),
        Resource: one(resources),
        ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
      })),
      ...last,
    ],
  });

const shorten = (statements: readonly Statement[], atLeast: 1 | 2): readonly Statement[] =>
  statements.map((statement) => ({
    ...statement,
    actions: compactActions(statement.actions, atLeast),
  }));

/** The same permissions in ever fewer words; each form allows exactly what the first one does. */
const formsOf = (needs: readonly ActionNeed[]): readonly (() => string)[] => {
  const statements = statementsOf(needs);
  const joined = joinServices(statements);
  const shortest = shorten(joined, 1);
  return [
    () => write(statements),
    () => write(joined),
    () => write(shorten(joined, 2)),
    () => write(shortest),
    ...(isGateable(needs) ? [() => write(behindGate(shortest), [CALLED_VIA_GATE])] : []),
  ];
};

const managedArns = (step: Step): readonly string[] => [
  `arn:aws:iam::${step.accountId}:policy/AwsCoworkerSessionRead`,
];

const tooLarge = (characters: number): Decided<never> =>
  refused({
    code: 'session-policy-too-large',
    because:
      `The permissions of this step take ${characters} characters; one session holds ` +
      `${SESSION_POLICY_CHARACTERS}. They are never widened to fit.`,
    next: 'Split the request or the template into smaller stacks.',
  });

/**
 * The session policy of one step: its writes, only as forwarded by CloudFormation where they are
 * CloudFormation's, and the calls on its own stack or resource. Configuration reads come from
 * `AwsCoworkerSessionRead`. Words are saved only as far as needed, and never by allowing more.
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
  const needs = [...own, ...step.needs.filter((need) => !isSessionRead(need))];
  const managedPolicyArns = managedArns(step);
  const spare = SESSION_POLICY_CHARACTERS - managedPolicyArns.join('').length;
  let inline = '';
  for (const form of formsOf(needs)) {
    inline = form();
    if (inline.length <= spare) break;
  }
  const characters = inline.length + managedPolicyArns.join('').length;
  if (characters > SESSION_POLICY_CHARACTERS) return tooLarge(characters);
  return accepted({ inline, managedPolicyArns, characters });
};
