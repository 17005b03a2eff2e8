import { onSet, regionalArn, tagActs } from '../acts.ts';
import { linksRoleOf } from '../guarding/linked-role.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

/** The id of a detector is unknown before it exists. */
const detectorArns = (input: NeedInput): readonly string[] => [
  regionalArn('guardduty', input, `detector/${input.physicalId ?? '*'}`),
];

/**
 * A detector is made, and nothing here changes or deletes one: `UpdateDetector` could turn it off,
 * and every role of this application is denied it. Its template must retain it.
 */
export const detectorTable: TypeTable = tableOf({
  type: 'AWS::GuardDuty::Detector',
  slowestMinutes: 3,
  isStateful: true,
  changesOnly: ['Tags'],
  sensitiveProperties: ['*'],
  arns: detectorArns,
  create: [
    { action: 'guardduty:CreateDetector', resources: () => ['*'] },
    linksRoleOf('guardduty.amazonaws.com'),
  ],
  remove: [],
  read: [
    'guardduty:GetDetector',
    'guardduty:ListTagsForResource',
    { action: 'guardduty:ListDetectors', resources: () => ['*'] },
  ],
  properties: {
    Tags: onSet(tagActs('guardduty:TagResource', 'guardduty:UntagResource').set),
  },
});

/** The reviewed table of a detector. */
export const DETECTOR_TYPES: readonly TypeTable[] = [detectorTable];
