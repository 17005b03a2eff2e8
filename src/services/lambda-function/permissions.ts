import type { Conditions } from '../../plan/action-need.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import {
  anywhere,
  iamArn,
  listOf,
  ofThisIssue,
  onChange,
  onSet,
  referredName,
  regionalArn,
  tagActs,
} from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act, type PropertyActs } from '../type-table.ts';

const functionArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'FunctionName').map((name) => regionalArn('lambda', input, `function:${name}`));

/** The ARN of a role, or the pattern of the one that this stack makes. Always under the path. */
const passedRole = (input: NeedInput): readonly string[] => {
  const name = referredName(input.properties['Role'], input)?.split('/').at(-1);
  return name === undefined ? [] : [iamArn('role', input, name)];
};

const passRole: Act = {
  action: 'iam:PassRole',
  resources: passedRole,
  conditions: () => ({ StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }),
};

const codeObject = (input: NeedInput): readonly string[] => {
  const code = input.properties['Code'];
  const [bucket, key] = isJsonObject(code) ? [code['S3Bucket'], code['S3Key']] : [];
  const isKnown = typeof bucket === 'string' && typeof key === 'string';
  return isKnown ? [`arn:aws:s3:::${bucket}/${key}`] : [];
};

const hasObject = (input: NeedInput): boolean => codeObject(input).length > 0;

/** Lambda fetches the code with the caller's rights: the one object, in its one version. */
const readCode: readonly Act[] = ['s3:GetObject', 's3:GetObjectVersion'].map((action) => ({
  action,
  resources: codeObject,
  when: hasObject,
}));

const keyArns = (input: NeedInput): readonly string[] => {
  const key = input.properties['KmsKeyArn'];
  return typeof key === 'string' ? [key] : [];
};

const hasKey = (input: NeedInput): boolean => keyArns(input).length > 0;

/** A key that this stack makes has no id yet: then only one that carries the issue's tag. */
const keyConditions = (input: NeedInput): Conditions =>
  keyArns(input).some((arn) => arn.includes('*')) ? ofThisIssue('ResourceTag')(input) : {};

const forKey = (action: string): Act => ({
  action,
  resources: keyArns,
  when: hasKey,
  conditions: keyConditions,
});

const grant: Act = {
  action: 'kms:CreateGrant',
  resources: keyArns,
  when: hasKey,
  conditions: (input) => ({
    ...keyConditions(input),
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
  }),
};

const layerArns = (input: NeedInput): readonly string[] =>
  listOf(input.properties['Layers']).filter((layer) => typeof layer === 'string');

const getLayers: Act = {
  action: 'lambda:GetLayerVersion',
  resources: layerArns,
  when: (input) => layerArns(input).length > 0,
};

const configuration = onChange('lambda:UpdateFunctionConfiguration');
const CONFIGURATION_PROPERTIES =
  'CapacityProviderConfig DeadLetterConfig Description DurableConfig Environment ' +
  'EphemeralStorage FileSystemConfigs Handler ImageConfig LoggingConfig MemorySize Runtime ' +
  'SnapStart Timeout TracingConfig VpcConfig';

const configurationActs: Readonly<Record<string, PropertyActs>> = Object.fromEntries(
  CONFIGURATION_PROPERTIES.split(' ').map((name) => [name, configuration]),
);

const withConfiguration = (...acts: readonly Act[]): PropertyActs => ({
  set: [...configuration.set, ...acts],
  unset: configuration.unset ?? [],
});

const codeActs = onChange('lambda:UpdateFunctionCode');

/** Source: schema of AWS::Lambda::Function, cut with the list of IAM. */
export const lambdaTable: TypeTable = tableOf({
  type: 'AWS::Lambda::Function',
  arns: functionArns,
  slowestMinutes: 3,
  isStateful: false,
  nameProperty: 'FunctionName',
  createOnly: ['FunctionName', 'PackageType', 'TenancyConfig'],
  sensitiveProperties: ['Role', 'KmsKeyArn', 'CodeSigningConfigArn', 'LoggingConfig'],
  create: ['lambda:CreateFunction'],
  remove: ['lambda:DeleteFunction'],
  read: [
    'lambda:GetFunction',
    'lambda:GetFunctionConfiguration',
    'lambda:GetFunctionCodeSigningConfig',
    'lambda:GetFunctionRecursionConfig',
    'lambda:GetFunctionScalingConfig',
    'lambda:GetRuntimeManagementConfig',
    'lambda:GetFunctionConcurrency',
    'lambda:ListTags',
    anywhere('ec2:DescribeNetworkInterfaces'),
    anywhere('ec2:DescribeSecurityGroups'),
    anywhere('ec2:DescribeSubnets'),
    anywhere('ec2:DescribeVpcs'),
  ],
  properties: {
    ...configurationActs,
    Role: withConfiguration(passRole),
    KmsKeyArn: withConfiguration(grant, forKey('kms:Decrypt'), forKey('kms:Encrypt')),
    Layers: withConfiguration(getLayers),
    Code: { set: [...codeActs.set, ...readCode], unset: codeActs.unset ?? [] },
    Architectures: codeActs,
    PublishToLatestPublished: codeActs,
    ReservedConcurrentExecutions: onSet(
      ['lambda:PutFunctionConcurrency'],
      ['lambda:DeleteFunctionConcurrency'],
    ),
    RecursiveLoop: onSet(
      ['lambda:PutFunctionRecursionConfig'],
      ['lambda:PutFunctionRecursionConfig'],
    ),
    FunctionScalingConfig: onSet(['lambda:PutFunctionScalingConfig']),
    RuntimeManagementConfig: onSet(['lambda:PutRuntimeManagementConfig']),
    Tags: tagActs('lambda:TagResource', 'lambda:UntagResource'),
  },
});

/** `name`, a whole ARN, or the generated name; a qualifier is cut, IAM wants the function. */
const permittedFunction = (input: NeedInput): readonly string[] => {
  const text = referredName(input.properties['FunctionName'], input);
  if (text === undefined) return [];
  const name = text.replace(/^arn:aws:lambda:[^:]*:[^:]*:function:/, '').split(':')[0] ?? '';
  return [regionalArn('lambda', input, `function:${name}`)];
};

const principalOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Who is let in is part of the permission to let in. */
const addPermission: Act = {
  action: 'lambda:AddPermission',
  conditions: ({ properties }) => ({
    StringEquals: { 'lambda:Principal': principalOf(properties['Principal']) },
  }),
};

const LAMBDA_PERMISSION: TypeTable = tableOf({
  type: 'AWS::Lambda::Permission',
  arns: permittedFunction,
  slowestMinutes: 1,
  isStateful: false,
  sensitiveProperties: ['*'],
  create: [addPermission],
  remove: ['lambda:RemovePermission'],
  read: ['lambda:GetPolicy'],
  properties: {},
});

/** A version or an alias of the function. */
const qualified = (input: NeedInput): readonly string[] =>
  permittedFunction(input).map((arn) => (arn.endsWith('*') ? arn : `${arn}:*`));

const provisioned = (verb: 'Delete' | 'Get' | 'Put'): Act => ({
  action: `lambda:${verb}ProvisionedConcurrencyConfig`,
  resources: qualified,
});

/** The version that goes, and never the function; any of its versions where none is known yet. */
const deletedVersion = (input: NeedInput): readonly string[] => {
  const id = input.action === 'delete' ? (input.physicalId ?? '') : '';
  return /:function:[^:*]+:\d+$/.test(id) ? [id] : qualified(input);
};

const VERSION: TypeTable = tableOf({
  type: 'AWS::Lambda::Version',
  arns: (input) => [...new Set([...permittedFunction(input), ...qualified(input)])],
  slowestMinutes: 3,
  isStateful: false,
  createOnly: [
    'FunctionName',
    'CodeSha256',
    'Description',
    'ProvisionedConcurrencyConfig',
    'RuntimePolicy',
  ],
  sensitiveProperties: [],
  create: ['lambda:PublishVersion'],
  remove: [{ action: 'lambda:DeleteFunction', resources: deletedVersion }],
  read: ['lambda:GetFunctionConfiguration', 'lambda:GetRuntimeManagementConfig'],
  properties: {
    ProvisionedConcurrencyConfig: onSet([provisioned('Put'), provisioned('Get')]),
    RuntimePolicy: onSet(['lambda:PutRuntimeManagementConfig']),
  },
});

const ALIAS: TypeTable = tableOf({
  type: 'AWS::Lambda::Alias',
  arns: permittedFunction,
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['FunctionName', 'Name'],
  sensitiveProperties: [],
  create: ['lambda:CreateAlias'],
  change: ['lambda:UpdateAlias'],
  remove: ['lambda:DeleteAlias'],
  read: ['lambda:GetAlias'],
  properties: {
    ProvisionedConcurrencyConfig: onSet(
      [provisioned('Put'), provisioned('Get')],
      [provisioned('Delete')],
    ),
  },
});

/** The reviewed tables of a function and what stands beside it. */
export const LAMBDA_TYPES: readonly TypeTable[] = [lambdaTable, LAMBDA_PERMISSION, VERSION, ALIAS];
