import { problem, sameId, textProperty, type TypeModel } from './model.ts';

/** `AWS::Logs::LogGroup`. */
export const logGroup: TypeModel = {
  type: 'AWS::Logs::LogGroup',
  service: 'CloudWatchLogs',
  tags: 'list',
  seconds: { create: 4, update: 3, delete: 2 },
  required: [],
  properties: [
    'BearerTokenAuthenticationEnabled',
    'DataProtectionPolicy',
    'DeletionProtectionEnabled',
    'FieldIndexPolicies',
    'KmsKeyId',
    'LogGroupClass',
    'LogGroupName',
    'ResourcePolicyDocument',
    'RetentionInDays',
    'Tags',
  ],
  replaceOn: ['LogGroupName'],
  nameProperty: 'LogGroupName',
  nameLimit: 512,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => `arn:aws:logs:${region}:${accountId}:log-group:${id}`,
  attributesOf: (id, { accountId, region }) => ({
    Arn: `arn:aws:logs:${region}:${accountId}:log-group:${id}:*`,
  }),
  refuseCreate: ({ properties, name }) => {
    if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) {
      return problem('InvalidRequest', 400, `Value '${name}' at 'logGroupName' is not valid`);
    }
    const days = properties['RetentionInDays'];
    const allowed = [
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
      3288, 3653,
    ];
    return days === undefined || allowed.includes(Number(days))
      ? undefined
      : problem('InvalidRequest', 400, `${Number(days)} is not a valid retention`);
  },
  refuseDelete: (resource) =>
    resource.properties['DeletionProtectionEnabled'] === true
      ? problem('InvalidRequest', 400, 'Deletion protection is enabled for the log group')
      : undefined,
};

/** `AWS::Logs::MetricFilter`: a metric of the lines of a log group. */
export const metricFilter: TypeModel = {
  type: 'AWS::Logs::MetricFilter',
  service: 'CloudWatchLogs',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  required: ['FilterPattern', 'LogGroupName', 'MetricTransformations'],
  properties: [
    'ApplyOnTransformedLogs',
    'EmitSystemFieldDimensions',
    'FieldSelectionCriteria',
    'FilterName',
    'FilterPattern',
    'LogGroupName',
    'MetricTransformations',
  ],
  replaceOn: ['FilterName', 'LogGroupName'],
  nameProperty: 'FilterName',
  nameLimit: 512,
  idOf: sameId,
  arnOf: (_id, { accountId, region }, properties) =>
    `arn:aws:logs:${region}:${accountId}:log-group:${textProperty(properties, 'LogGroupName')}`,
  attributesOf: () => ({}),
};
