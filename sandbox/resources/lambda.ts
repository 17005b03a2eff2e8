import { isJsonObject, type JsonObject } from '../../src/task/json.ts';
import type { Resource, WorldState } from '../state.ts';
import { functionProblem } from './function-rules.ts';
import { problem, sameId, textProperty, type TypeRow } from './model.ts';

const functionArn = (name: string, accountId: string, region: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${name}`;

/** `AWS::Lambda::Function`. Its role must be there. */
export const lambdaFunction: TypeRow = {
  type: 'AWS::Lambda::Function',
  service: 'Lambda',
  tags: 'list',
  seconds: { create: 12, update: 10, delete: 4 },
  replaceOn: ['FunctionName', 'PackageType', 'TenancyConfig'],
  nameProperty: 'FunctionName',
  nameLimit: 64,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => functionArn(id, accountId, region),
  attributesOf: (id, { accountId, region }) => ({ Arn: functionArn(id, accountId, region) }),
  bornWith: () => ({ State: 'Active', LastUpdateStatus: 'Successful' }),
  refuseCreate: ({ state, place, properties, name }) => {
    if (!/^[a-zA-Z0-9-_]{1,64}$/.test(name)) {
      return problem('InvalidRequest', 400, `Value '${name}' at 'functionName' is not valid`);
    }
    const roleName = textProperty(properties, 'Role').split('/').at(-1);
    const known = state.resources.some(
      (each) =>
        each.type === 'AWS::IAM::Role' &&
        each.accountId === place.accountId &&
        each.id === roleName,
    );
    if (!known) {
      return problem(
        'InvalidRequest',
        400,
        'The role defined for the function cannot be assumed by Lambda.',
      );
    }
    return undefined;
  },
  refuse: functionProblem,
};

/** `AWS::Lambda::Permission`: one statement of a function's policy. */
export const lambdaPermission: TypeRow = {
  type: 'AWS::Lambda::Permission',
  service: 'Lambda',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: [
    'Action',
    'EventSourceToken',
    'FunctionName',
    'FunctionUrlAuthType',
    'InvokedViaFunctionUrl',
    'Principal',
    'PrincipalOrgID',
    'SourceAccount',
    'SourceArn',
  ],
  idPrefix: 'permission-',
  idOf: sameId,
  arnOf: (_id, { accountId, region }, properties) =>
    functionArn(
      textProperty(properties, 'FunctionName').split(':').at(-1) ?? '',
      accountId,
      region,
    ),
  attributesOf: (id) => ({ Id: id }),
};

const lastName = (properties: JsonObject): string =>
  textProperty(properties, 'FunctionName').split(':').at(-1) ?? '';

/** Versions of a function, in the order in which they were published. */
export const versionsOf = (state: WorldState, owner: string): readonly Resource[] =>
  state.resources.filter((each) => each.type === 'AWS::Lambda::Version' && each.arn === owner);

/** `AWS::Lambda::Version`: what the function is now, kept under a number. */
export const lambdaVersion: TypeRow = {
  type: 'AWS::Lambda::Version',
  service: 'Lambda',
  tags: 'none',
  seconds: { create: 4, update: 3, delete: 2 },
  replaceOn: [
    'CodeSha256',
    'Description',
    'FunctionName',
    'ProvisionedConcurrencyConfig',
    'RuntimePolicy',
  ],
  idPrefix: 'version-',
  idOf: sameId,
  idIn: ({ state, place, properties }) => {
    const owner = functionArn(lastName(properties), place.accountId, place.region);
    const numbers = versionsOf(state, owner).map(({ id }) => Number(id.split(':').at(-1)));
    return `${owner}:${1 + Math.max(0, ...numbers)}`;
  },
  arnOf: (_id, { accountId, region }, properties) =>
    functionArn(lastName(properties), accountId, region),
  attributesOf: (id) => ({ Version: id.split(':').at(-1) ?? '', FunctionArn: id }),
  bornWith: ({ state, place, properties }) => {
    const owner = functionArn(lastName(properties), place.accountId, place.region);
    const found = state.resources.find(
      (each) => each.type === lambdaFunction.type && each.arn === owner,
    );
    return found === undefined ? {} : { Was: found.properties };
  },
};

/** The versions that get a part of the calls of an alias. */
const weightsOf = (properties: JsonObject): readonly string[] => {
  const routing = properties['RoutingConfig'];
  const weights =
    routing !== undefined && isJsonObject(routing) ? routing['AdditionalVersionWeights'] : [];
  return (Array.isArray(weights) ? (weights as readonly JsonObject[]) : []).map((one) =>
    textProperty(one, 'FunctionVersion'),
  );
};

/** `AWS::Lambda::Alias`: a name for a version. */
export const lambdaAlias: TypeRow = {
  type: 'AWS::Lambda::Alias',
  service: 'Lambda',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['FunctionName', 'Name'],
  idPrefix: 'alias-',
  idOf: sameId,
  idIn: ({ place, properties }) =>
    `${functionArn(lastName(properties), place.accountId, place.region)}:` +
    textProperty(properties, 'Name'),
  arnOf: (_id, { accountId, region }, properties) =>
    functionArn(lastName(properties), accountId, region),
  attributesOf: (id) => ({ AliasArn: id }),
  refuse: ({ state, place, properties }) => {
    const owner = functionArn(lastName(properties), place.accountId, place.region);
    const isKnown = state.resources.some(
      (each) => each.type === lambdaFunction.type && each.arn === owner,
    );
    const published = versionsOf(state, owner).map(({ id }) => id.split(':').at(-1) ?? '');
    const numbers = new Set(published);
    const [first, others] = [textProperty(properties, 'FunctionVersion'), weightsOf(properties)];
    const missing = [first, ...others].find(
      (version) => version !== '$LATEST' && !numbers.has(version),
    );
    if (isKnown && missing !== undefined)
      return problem('NotFound', 404, `Function not found: ${owner}:${missing}`);
    return others.length > 0 && [first, ...others].includes('$LATEST')
      ? problem('InvalidRequest', 400, 'An alias that splits calls may not point at $LATEST')
      : undefined;
  },
};
