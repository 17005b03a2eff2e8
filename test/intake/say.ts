import { parseIssue } from '../../src/intake/parse-issue.ts';
import type { IntakeResult } from '../../src/intake/intake-result.ts';
import { isMutation, type AwsTask } from '../../src/task/aws-task.ts';
import { ACCOUNTS } from './organization.ts';

/** Reads an issue of the test organization. */
export const read = (body: string, title = 'A request', labels = ['aws-task']): IntakeResult =>
  parseIssue({ title, body, labels }, { accounts: ACCOUNTS }, { tasksPerIssue: 10 });

const place = (task: AwsTask): string => {
  if (isMutation(task)) return [task.accountId[0], task.region].filter(Boolean).join(' ');
  const { accounts, regions } = task.scope;
  const short = accounts === 'all' ? 'all' : accounts.map((id) => id[0]).join(',');
  return [short, regions === 'all' ? 'all' : regions.join(',')]
    .filter((part) => part !== '')
    .join(' ');
};

const after = (task: AwsTask): string =>
  task.dependencies.length === 0 ? '' : ` after ${task.dependencies.join(',')}`;

const one = (task: AwsTask): string => {
  const type = task.resourceType?.replace('AWS::', '') ?? 'anything';
  const keys = Object.keys(task.parameters).sort();
  const values = keys.map((key) => `${key}=${JSON.stringify(task.parameters[key])}`).join(' ');
  const raised =
    isMutation(task) && task.tierRaisedTo !== undefined ? ` raised to ${task.tierRaisedTo}` : '';
  const where = `@${place(task)}`;
  return `${task.taskType} ${type} ${where}${values === '' ? '' : ` ${values}`}${raised}${after(task)}`;
};

/** A result as one line for each task or question, so that tables compare whole values. */
export const say = (result: IntakeResult): readonly string[] => {
  if (result.kind === 'ignore') return ['ignore'];
  if (result.kind === 'refuse') return [`refuse ${result.refusal.code}`];
  if (result.kind === 'tasks') return result.tasks.map(one);
  return result.missing.map(
    ({ field, reason }) => `ask ${field}${reason === undefined ? '' : ` ${reason}`}`,
  );
};
