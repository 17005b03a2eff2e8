import { isJsonObject } from '../../task/json.ts';
import { onChange, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { generatedName, tableOf } from '../type-table.ts';

/** The name stands inside the rule; the physical id of one that is there is its ARN. */
const samplingArns = (input: NeedInput): readonly string[] => {
  if (input.physicalId?.startsWith('arn:') === true) return [input.physicalId];
  const rule = input.properties['SamplingRule'];
  const name = rule !== undefined && isJsonObject(rule) ? rule['RuleName'] : undefined;
  const known = typeof name === 'string' ? name : generatedName(input);
  return [regionalArn('xray', input, `sampling-rule/${known}`)];
};

/** Source: schema of AWS::XRay::SamplingRule, cut with the list of IAM. */
export const samplingTable: TypeTable = tableOf({
  type: 'AWS::XRay::SamplingRule',
  arns: samplingArns,
  slowestMinutes: 1,
  isStateful: false,
  sensitiveProperties: [],
  create: ['xray:CreateSamplingRule'],
  remove: ['xray:DeleteSamplingRule'],
  read: [
    // IAM gives this one no resource.
    { action: 'xray:GetSamplingRules', resources: () => ['*'] },
    'xray:ListTagsForResource',
  ],
  properties: {
    SamplingRule: onChange('xray:UpdateSamplingRule'),
    Tags: tagActs('xray:TagResource', 'xray:UntagResource'),
  },
});

/** The reviewed table of a sampling rule. */
export const XRAY_SAMPLING_TYPES: readonly TypeTable[] = [samplingTable];
