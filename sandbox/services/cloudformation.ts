import type { Demand } from '../iam/authorize.ts';
import { listImports } from './cfn-imports.ts';
import {
  list,
  record,
  row,
  tagsFrom,
  text,
  type Call,
  type OperationRow,
  type OperationTable,
} from './call.ts';
import { createChangeSet, deleteChangeSet } from './cfn-change-sets.ts';
import {
  describeChangeSet,
  describeEvents,
  describeType,
  listChangeSets,
  templateView,
} from './cfn-describe.ts';
import { describeDetection, describeDrifts, detectStackDrift } from './cfn-drift.ts';
import { continueUpdateRollback, deleteStack, executeChangeSet } from './cfn-execute.ts';
import { changeSetStackArn, stackArn } from './cfn-find.ts';
import {
  describeStackEvents,
  describeStackResources,
  describeStacks,
  listStackResources,
  listStacks,
} from './cfn-stacks.ts';
import { templateSummary, validateTemplate } from './cfn-templates.ts';

const stackOf = (call: Call): string => stackArn(call, text(call.input, 'StackName'));

const ofStack = (action: string, run: (call: Call) => unknown): OperationRow =>
  row(`cloudformation:${action}`, stackOf, run);

const passRole = (call: Call): readonly Demand[] => {
  const roleArn = text(call.input, 'RoleARN');
  return roleArn === ''
    ? []
    : [
        {
          action: 'iam:PassRole',
          resource: roleArn,
          context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
        },
      ];
};

const roleContext = (call: Call): Record<string, string> => {
  const roleArn = text(call.input, 'RoleARN');
  return roleArn === '' ? {} : { 'cloudformation:RoleArn': roleArn };
};

/** IAM sees the types that a change set would import, and nothing of their names. */
const importContexts = (call: Call): readonly Record<string, string>[] => {
  const rows = list(call.input, 'ResourcesToImport').map((one) => record(one));
  const types = [...new Set(rows.map((one) => text(one, 'ResourceType')))];
  return types.length === 0
    ? [{}]
    : types.map((type) => ({ 'cloudformation:ImportResourceTypes': type }));
};

const createContext = (call: Call): Record<string, string | readonly string[]> => {
  const tags = tagsFrom(call.input['Tags']);
  return {
    'cloudformation:ChangeSetName': text(call.input, 'ChangeSetName'),
    ...roleContext(call),
    ...(Object.keys(tags).length === 0 ? {} : { 'aws:TagKeys': Object.keys(tags) }),
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]),
    ),
  };
};

const ofChangeSet = (action: string, run: (call: Call) => unknown): OperationRow => ({
  demands: (call) => [
    {
      action: `cloudformation:${action}`,
      resource: changeSetStackArn(call),
      context: { 'cloudformation:ChangeSetName': text(call.input, 'ChangeSetName') },
    },
  ],
  run,
});

/** CloudFormation: change sets, their execution, and every read of a stack. */
export const cloudFormationOperations: OperationTable = {
  CreateChangeSet: {
    demands: (call) => [
      // The simulator takes one value of this key: each type is asked for by itself.
      ...importContexts(call).map((types) => ({
        action: 'cloudformation:CreateChangeSet',
        resource: stackOf(call),
        context: { ...createContext(call), ...types },
      })),
      ...passRole(call),
    ],
    run: createChangeSet,
  },
  DeleteChangeSet: ofChangeSet('DeleteChangeSet', deleteChangeSet),
  ExecuteChangeSet: ofChangeSet('ExecuteChangeSet', executeChangeSet),
  DescribeChangeSet: ofChangeSet('DescribeChangeSet', describeChangeSet),
  DeleteStack: {
    demands: (call) => [
      {
        action: 'cloudformation:DeleteStack',
        resource: stackOf(call),
        context: roleContext(call),
      },
      ...passRole(call),
    ],
    run: deleteStack,
  },
  ContinueUpdateRollback: ofStack('ContinueUpdateRollback', continueUpdateRollback),
  DescribeStacks: ofStack('DescribeStacks', describeStacks),
  DescribeStackEvents: ofStack('DescribeStackEvents', describeStackEvents),
  DescribeEvents: ofStack('DescribeEvents', describeEvents),
  DescribeStackResources: ofStack('DescribeStackResources', describeStackResources),
  ListStackResources: ofStack('ListStackResources', listStackResources),
  ListChangeSets: ofStack('ListChangeSets', listChangeSets),
  ListImports: row('cloudformation:ListImports', () => '*', listImports),
  ListStacks: row('cloudformation:ListStacks', () => '*', listStacks),
  DetectStackDrift: ofStack('DetectStackDrift', detectStackDrift),
  DescribeStackDriftDetectionStatus: row(
    'cloudformation:DescribeStackDriftDetectionStatus',
    () => '*',
    describeDetection,
  ),
  DescribeStackResourceDrifts: ofStack('DescribeStackResourceDrifts', describeDrifts),
  GetTemplate: row('cloudformation:GetTemplate', changeSetStackArn, templateView),
  GetTemplateSummary: ofStack('GetTemplateSummary', templateSummary),
  ValidateTemplate: row('cloudformation:ValidateTemplate', () => '*', validateTemplate),
  DescribeType: row('cloudformation:DescribeType', () => '*', describeType),
};
