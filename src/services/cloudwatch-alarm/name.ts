import type { DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import { lastName } from '../sqs-queue/names.ts';
import { metricRow } from './watched/metrics.ts';

const CONDITIONS: Readonly<Record<string, string>> = {
  GreaterThanThreshold: 'over',
  GreaterThanOrEqualToThreshold: 'from',
  LessThanThreshold: 'under',
  LessThanOrEqualToThreshold: 'to',
};

/** What is compared where the request does not say: most metrics count what is wrong. */
export const DEFAULT_COMPARISON = 'GreaterThanThreshold';

const part = (text: string): string => text.replaceAll(/[^A-Za-z0-9_.]+/g, '-');

/** `{environment}-{service}-{metric}-{condition}`: what every alarm here is called. */
const patternName = ({ task, account }: DraftContext): string => {
  const metric = textOf(task, 'metric') ?? 'metric';
  const resource = textOf(task, 'resource');
  const service = resource ?? textOf(task, 'namespace') ?? metricRow(metric)?.kind ?? 'account';
  const condition = CONDITIONS[textOf(task, 'comparison') ?? DEFAULT_COMPARISON] ?? 'over';
  const threshold = String(numberOf(task, 'threshold') ?? 0);
  const parts = [account.tier, part(lastName(service)), part(metric), condition, part(threshold)];
  return parts.join('-').slice(0, 255);
};

/** The name of the alarm: as asked where it has the form that is wanted, else of that form. */
export const alarmName = (context: DraftContext): string => {
  const { task, account } = context;
  const asked = textOf(task, 'name') ?? textOf(task, 'id');
  if (task.taskType !== 'CreateResource') return asked ?? '';
  const metric = textOf(task, 'metric') ?? '';
  const isOfForm = asked?.startsWith(`${account.tier}-`) === true && asked.includes(`-${metric}-`);
  return isOfForm ? asked : patternName(context);
};
