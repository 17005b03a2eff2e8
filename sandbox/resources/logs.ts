import { problem, sameId, textProperty, type TypeRow } from './model.ts';

/** `AWS::Logs::LogGroup`. */
export const logGroup: TypeRow = {
  type: 'AWS::Logs::LogGroup',
  service: 'CloudWatchLogs',
  tags: 'list',
  seconds: { create: 4, update: 3, delete: 2 },
  replaceOn: ['LogGroupName'],
  nameProperty: 'LogGroupName',
  nameLimit: 512,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => `arn:aws:logs:${region}:${accountId}:log-group:${id}`,
  attributesOf: (id, { accountId, region }) => ({
    Arn: `arn:aws:logs:${region}:${accountId}:log-group:${id}:*`,
  }),
  refuseCreate: ({ name }) =>
    /^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)
      ? undefined
      : problem(
          'InvalidRequest',
          400,
          `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy ` +
            'constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+',
        ),
  refuseDelete: (resource) =>
    resource.properties['DeletionProtectionEnabled'] === true
      ? problem('InvalidRequest', 400, 'Deletion protection is enabled for the log group')
      : undefined,
};

/** `AWS::Logs::MetricFilter`: a metric of the lines of a log group. */
export const metricFilter: TypeRow = {
  type: 'AWS::Logs::MetricFilter',
  service: 'CloudWatchLogs',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['FilterName', 'LogGroupName'],
  nameProperty: 'FilterName',
  nameLimit: 512,
  idOf: sameId,
  arnOf: (_id, { accountId, region }, properties) =>
    `arn:aws:logs:${region}:${accountId}:log-group:${textProperty(properties, 'LogGroupName')}`,
  attributesOf: () => ({}),
};
