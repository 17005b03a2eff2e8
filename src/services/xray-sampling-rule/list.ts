import { z } from 'zod';
import { listByPages } from '../named/list.ts';

const pageSchema = z.object({
  SamplingRuleRecords: z
    .array(
      z.object({
        SamplingRule: z.object({
          RuleName: z.string(),
          RuleARN: z.string(),
          FixedRate: z.number(),
          ReservoirSize: z.number(),
          Priority: z.number(),
        }),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});

/** Sampling rules of one region, page by page. */
export const listSamplingRules = listByPages({
  type: 'AWS::XRay::SamplingRule',
  client: 'XRay',
  operation: 'GetSamplingRules',
  takes: 'NextToken',
  nextOf: (page) => page.NextToken,
  schema: pageSchema,
  rows: ({ SamplingRuleRecords }) =>
    (SamplingRuleRecords ?? []).map(({ SamplingRule: row }) => ({
      id: row.RuleName,
      arn: row.RuleARN,
      metadata: { rate: row.FixedRate, reservoir: row.ReservoirSize, priority: row.Priority },
    })),
});
