import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { scalingCall } from '../../auto-scaling-group/described/facts.ts';
import { readPages } from '../../paged/facts.ts';
import type { PolicyFact } from '../facts-schema.ts';

const policySchema = z.object({
  PolicyARN: z.string(),
  PolicyName: z.string(),
  AutoScalingGroupName: z.string(),
  PolicyType: z.string().nullish(),
  Enabled: z.boolean().nullish(),
  TargetTrackingConfiguration: z
    .object({
      PredefinedMetricSpecification: z.object({ PredefinedMetricType: z.string() }).nullish(),
      TargetValue: z.number(),
      DisableScaleIn: z.boolean().nullish(),
    })
    .nullish(),
  Alarms: z.array(z.object({ AlarmName: z.string().nullish() })).nullish(),
});

/** A policy as Auto Scaling describes it. */
export type PolicyRow = z.infer<typeof policySchema>;

const pageSchema = z.object({
  ScalingPolicies: z.array(policySchema).nullish(),
  NextToken: z.string().nullish(),
});

/** Policies of one group, or of all groups of a region, page by page. */
export const describePolicies = async function* (
  reader: AwsReader,
  region: Region,
  asked: Readonly<Record<string, string>> = {},
): AsyncIterable<PolicyRow> {
  const call = scalingCall(region, 'DescribePolicies', { ...asked, MaxRecords: 100 });
  const pages = readPages(reader, call, {
    schema: pageSchema,
    member: 'NextToken',
    next: ({ NextToken }) => NextToken,
  });
  for await (const { ScalingPolicies } of pages) yield* ScalingPolicies ?? [];
};

/** A policy as drafting knows it. */
export const policyFact = (row: PolicyRow): PolicyFact => ({
  name: row.PolicyName,
  arn: row.PolicyARN,
  type: row.PolicyType ?? 'SimpleScaling',
  metric:
    row.TargetTrackingConfiguration?.PredefinedMetricSpecification?.PredefinedMetricType ?? '',
  target: row.TargetTrackingConfiguration?.TargetValue ?? null,
  alarms: (row.Alarms ?? []).flatMap(({ AlarmName }) => AlarmName ?? []),
});
