import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { SamplingFacts } from './facts-schema.ts';

const ruleSchema = z.object({
  RuleName: z.string(),
  RuleARN: z.string(),
  Priority: z.number(),
});
type Row = z.infer<typeof ruleSchema>;

const pageSchema = z.object({
  SamplingRuleRecords: z.array(z.object({ SamplingRule: ruleSchema })).nullish(),
  NextToken: z.string().nullish(),
});

const readRules = async ({ region }: DraftContext, reader: AwsReader): Promise<readonly Row[]> => {
  const found: Row[] = [];
  let token: string | undefined;
  do {
    const input = token === undefined ? {} : { NextToken: token };
    const call = { client: 'XRay', operation: 'GetSamplingRules', region, input };
    const page = await readPage(reader, call, pageSchema);
    found.push(...(page.SamplingRuleRecords ?? []).map(({ SamplingRule }) => SamplingRule));
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return found;
};

/** Looks the rule up among all of its region: there are at most some dozens. */
export const readSamplingFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<SamplingFacts> => {
  const { region, account, task } = context;
  const name = targetOf(task);
  const rules = await readRules(context, reader);
  const own = rules.find((one) => one.RuleName === name);
  const identifier = own?.RuleARN ?? `arn:aws:xray:${region}:${account.id}:sampling-rule/${name}`;
  const target = { type: 'AWS::XRay::SamplingRule', name, identifier, exists: own !== undefined };
  return {
    ...(await readNamedFacts(context, reader, target)),
    others: rules
      .filter((one) => one.RuleName !== name)
      .map((one) => ({ name: one.RuleName, priority: one.Priority })),
  };
};
