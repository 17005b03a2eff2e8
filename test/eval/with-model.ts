import { checkProposal } from '../../src/intake/model/check-proposal.ts';
import { needsModel } from '../../src/intake/model/needs-model.ts';
import { parseIssue } from '../../src/intake/parse-issue.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import {
  answerCase,
  answerOf,
  isExact,
  wrongAcceptances,
  type Answer,
  type LabelledCase,
} from './score.ts';

/** What became of one case with a model: done at once, or first shown to a person. */
export interface Outcome {
  readonly one: LabelledCase;
  readonly got: Answer;
  /** True where nothing is planned before a person confirms it. */
  readonly isProposed: boolean;
}

const OPTIONS = { tasksPerIssue: 20 };

const textOf = ({ title, body, labels = ['aws-task'] }: LabelledCase) => ({ title, body, labels });

/** True for a case that the rules ask back about and a model may read. */
export const isForModel = (one: LabelledCase, accounts: readonly AwsAccount[]): boolean =>
  needsModel(parseIssue(textOf(one), { accounts }, OPTIONS));

/** What the application makes of a case and of what a model answered; undefined: it fell back. */
export const outcomeOf = (
  one: LabelledCase,
  accounts: readonly AwsAccount[],
  answer: unknown,
): Outcome => {
  const rules = { one, got: answerCase(one, accounts), isProposed: false };
  const issue = textOf(one);
  const inventory = { accounts };
  const checked = checkProposal({ issue, inventory, options: OPTIONS, answer });
  if (checked.kind === 'nothing') return rules;
  const notes = { notes: [] };
  if (checked.kind === 'refuse' || checked.kind === 'ask') {
    return { one, got: answerOf(one.id, { ...checked, ...notes }), isProposed: false };
  }
  const got = answerOf(one.id, { kind: 'tasks', tasks: checked.tasks, ...notes });
  return { one, got, isProposed: checked.kind === 'confirm' };
};

/** How many changes are made without a person that the label does not hold: it must be none. */
export const wrongWithoutPerson = ({ one, got, isProposed }: Outcome): number =>
  isProposed ? 0 : wrongAcceptances(got, one.expect);

/** True where every task has exactly the fields of the label, and no more. */
export const isWhole = ({ one, got }: Outcome): boolean =>
  isExact(got, one.expect) &&
  got.tasks.every((task, index) => {
    const wanted = Object.keys(one.expect.tasks?.[index]?.parameters ?? {});
    return Object.keys(task.parameters ?? {}).every((field) => wanted.includes(field));
  });

/** True where a person is shown something else than the label. */
export const isShownWrong = (outcome: Outcome): boolean => outcome.isProposed && !isWhole(outcome);
