import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { findOwner, readParsed, readProperties } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { RuleFacts } from './facts-schema.ts';
import { readTargets } from './targets/facts.ts';

const TYPE = 'AWS::Events::Rule';

const ruleSchema = z.object({
  Arn: z.string(),
  State: z.string().nullish(),
  ManagedBy: z.string().nullish(),
});

/**
 * Looks the rule up on the default bus, and what it shall call. A stack knows a rule by its name,
 * Cloud Control by its ARN.
 */
export const readRuleFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<RuleFacts> => {
  const { region, account, task } = context;
  const name = targetOf(task);
  const arn = `arn:aws:events:${region}:${account.id}:rule/${name}`;
  const call = { client: 'EventBridge', operation: 'DescribeRule', region, input: { Name: name } };
  const found = await readParsed(reader, call, ruleSchema);
  const exists = found !== undefined;
  const target = { type: TYPE, name, identifier: name, exists, isUnread: true } as const;
  const named = await readNamedFacts(context, reader, target);
  const isLoose = exists && named.owner.owner === 'nobody' && task.taskType !== 'CreateResource';
  const where = { region, type: TYPE, physicalId: arn };
  const owner = isLoose ? await findOwner(reader, where) : named.owner;
  const properties =
    isLoose && owner.owner === 'nobody' ? await readProperties(reader, where) : undefined;
  return {
    ...named,
    owner,
    identifier: arn,
    properties: properties ?? null,
    arn,
    state: found?.State ?? '',
    managedBy: found?.ManagedBy ?? '',
    targets: [...(await readTargets({ context, reader, ruleArn: arn }, textOf(task, 'target')))],
  };
};
