import { problem, sameId, type TypeRow } from './model.ts';

/** `AWS::CloudWatch::Alarm`. */
export const alarm: TypeRow = {
  type: 'AWS::CloudWatch::Alarm',
  service: 'CloudWatch',
  tags: 'list',
  seconds: { create: 4, update: 4, delete: 3 },
  replaceOn: ['AlarmName'],
  nameProperty: 'AlarmName',
  nameLimit: 255,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => `arn:aws:cloudwatch:${region}:${accountId}:alarm:${id}`,
  attributesOf: (id, { accountId, region }) => ({
    Arn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${id}`,
  }),
  refuse: ({ properties }) => {
    const missing = ['ComparisonOperator', 'EvaluationPeriods'].find(
      (name) => properties[name] === undefined,
    );
    if (missing !== undefined) {
      return problem('InvalidRequest', 400, `The parameter ${missing} is required.`);
    }
    if (Number(properties['DatapointsToAlarm'] ?? 0) > Number(properties['EvaluationPeriods'])) {
      return problem(
        'InvalidRequest',
        400,
        'DatapointsToAlarm must be less than or equal to EvaluationPeriods',
      );
    }
    return properties['Metrics'] !== undefined && properties['MetricName'] !== undefined
      ? problem(
          'InvalidRequest',
          400,
          'Parameters Metrics and MetricName can not be used together in one alarm.',
        )
      : undefined;
  },
};
