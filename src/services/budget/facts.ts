import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import { letsServiceIn } from '../policy-lets-in.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { BudgetFacts } from './facts-schema.ts';

const budgetSchema = z.object({ Budget: z.object({ BudgetName: z.string() }).nullish() });
const topicSchema = z.object({
  Attributes: z.object({ Policy: z.string().nullish() }).nullish(),
});

const readTopic = async (
  { region, account, task }: DraftContext,
  reader: AwsReader,
  sourceArn: string,
): Promise<BudgetFacts['topic']> => {
  const asked = textOf(task, 'topic');
  if (asked === undefined) return null;
  const arn = asked.startsWith('arn:') ? asked : `arn:aws:sns:${region}:${account.id}:${asked}`;
  const call = { client: 'SNS', operation: 'GetTopicAttributes', region, input: { TopicArn: arn } };
  const found = await readParsed(reader, call, topicSchema);
  const policy = found?.Attributes?.Policy ?? '';
  const visitor = { service: 'budgets.amazonaws.com', action: 'sns:publish', sourceArn };
  return { arn, exists: found !== undefined, letsIn: letsServiceIn(policy, visitor) };
};

/** Looks the budget up by its name. Cloud Control knows no budgets, so no more of it is read. */
export const readBudgetFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<BudgetFacts> => {
  const { region, account, task } = context;
  const name = targetOf(task);
  const arn = `arn:aws:budgets::${account.id}:budget/${name}`;
  const input = { AccountId: account.id, BudgetName: name };
  const call = { client: 'Budgets', operation: 'DescribeBudget', region, input };
  const exists = (await readParsed(reader, call, budgetSchema))?.Budget !== undefined;
  const target = { type: 'AWS::Budgets::Budget', name, identifier: name, exists };
  return {
    ...(await readNamedFacts(context, reader, { ...target, isUnread: true })),
    arn,
    topic: await readTopic(context, reader, arn),
  };
};
