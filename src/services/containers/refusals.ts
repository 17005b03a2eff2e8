import type { Refusal } from '../../task/refusal.ts';
import { RETENTION_DAYS } from '../lambda-function/fields.ts';
import { isSecretValue } from '../secret-values.ts';
import type { DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import { sizeOf, sizeRefusal, type TaskSize } from './size.ts';
import { EDIT } from '../edit-issue.ts';

const secretRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const given = task.parameters['environment'];
  const variables = typeof given === 'object' && !Array.isArray(given) ? given : {};
  const name = Object.entries(variables).find(([key, value]) => isSecretValue(key, value))?.[0];
  if (name === undefined) return undefined;
  return {
    code: 'secret-in-request',
    because: `The variable \`${name}\` holds what looks like a secret.`,
    next: 'Remove it from the issue, rotate it, and let the program read it from Secrets Manager.',
  };
};

const retentionRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const days = numberOf(task, 'logRetentionDays');
  if (days === undefined) return undefined;
  if (task.taskType === 'UpdateResource')
    return {
      code: 'unsupported-task',
      because: 'The retention belongs to the log group, which a change of the tasks leaves.',
      next: 'Ask for the update of the log group by its name.',
    };
  if (RETENTION_DAYS.includes(days)) return undefined;
  return {
    code: 'malformed-value',
    because: `CloudWatch Logs keeps no log for exactly ${days} days.`,
    next: `Use one of ${RETENTION_DAYS.join(', ')}. ${EDIT}`,
  };
};

/** Without an image there is nothing to run, and none is ever guessed. */
export const imageMissing = ({ task }: DraftContext): Refusal | undefined =>
  textOf(task, 'image') === undefined
    ? {
        code: 'missing-field',
        because: 'What the tasks run is not said.',
        next: 'Edit the issue and add a line `Image: …`, with a version or a digest.',
      }
    : undefined;

/** Why the tasks can not be as they are asked for; what is there already stays where it fits. */
export const definitionRefusal = (context: DraftContext, before: TaskSize): Refusal | undefined =>
  secretRefusal(context) ?? retentionRefusal(context) ?? sizeRefusal(sizeOf(context.task, before));
