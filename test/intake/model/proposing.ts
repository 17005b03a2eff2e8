import { checkProposal } from '../../../src/intake/model/check-proposal.ts';
import type { ProposedRequest } from '../../../src/intake/model/proposal-shape.ts';
import type { CheckedProposal } from '../../../src/intake/model/understood.ts';
import { ACCOUNTS } from '../organization.ts';
import { say } from '../say.ts';

/** A proposed request of which only what matters is given. */
export const proposed = (given: Partial<ProposedRequest>): ProposedRequest => ({
  taskType: 'CreateResource',
  order: '',
  resourceType: 'any',
  kind: '',
  account: '',
  region: '',
  name: '',
  values: [],
  unsure: [],
  ...given,
});

/** What an answer of a model about a text comes to, in the organization of the cases. */
export const check = (body: string, answer: unknown, title = 'A request'): CheckedProposal =>
  checkProposal({
    issue: { title, body, labels: ['aws-task'] },
    inventory: { accounts: ACCOUNTS },
    options: { tasksPerIssue: 10 },
    answer,
  });

/** A checked proposal in a few lines, so that tables compare whole values. */
export const tell = (checked: CheckedProposal): readonly string[] => {
  if (checked.kind === 'nothing') return [`nothing ${checked.why}`];
  if (checked.kind === 'refuse') return [`refuse ${checked.refusal.code}`];
  const left = checked.left.map((word) => `left ${word}`);
  if (checked.kind === 'ask') {
    return [...say({ kind: 'ask', missing: checked.missing, notes: [] }), ...left];
  }
  const tasks = say({ kind: 'tasks', tasks: checked.tasks, notes: [] });
  return [...tasks.map((task) => `${checked.kind} ${task}`), ...left];
};
