import { z } from 'zod';
import type { AwsReader } from '../../../services/aws-reader.ts';
import { readParsed } from '../../../services/facts.ts';
import type { Region } from '../../../task/ids.ts';
import type { JsonObject } from '../../../task/json.ts';
import type { Beside } from './beside.ts';

const secretSchema = z.object({
  RotationEnabled: z.boolean().nullish(),
  RotationLambdaARN: z.string().nullish(),
  RotationRules: z
    .object({
      AutomaticallyAfterDays: z.number().nullish(),
      ScheduleExpression: z.string().nullish(),
    })
    .nullish(),
});
type Rules = z.infer<typeof secretSchema>['RotationRules'];

const rulesOf = (rules: Rules): JsonObject => ({
  ...(typeof rules?.AutomaticallyAfterDays === 'number'
    ? { AutomaticallyAfterDays: rules.AutomaticallyAfterDays }
    : {}),
  ...(typeof rules?.ScheduleExpression === 'string'
    ? { ScheduleExpression: rules.ScheduleExpression }
    : {}),
});

/** How a secret is rotated, as the schedule that a template would hold. Never its value. */
export const secretRotation = async (
  reader: AwsReader,
  region: Region,
  secret: string,
): Promise<Beside> => {
  const type = 'AWS::SecretsManager::RotationSchedule';
  const input = { SecretId: secret };
  const call = { client: 'SecretsManager', operation: 'DescribeSecret', region, input };
  const found = await readParsed(reader, call, secretSchema);
  if (found?.RotationEnabled !== true) return { documents: [], read: [type] };
  const properties = {
    SecretId: secret,
    RotationLambdaARN: found.RotationLambdaARN ?? '',
    RotationRules: rulesOf(found.RotationRules),
  };
  return { documents: [{ type, id: secret, properties }], read: [type] };
};
