import { SandboxUnsupported, validationError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { resourceOf } from '../engine/scope.ts';
import type { Desired, ImportRow, Stack } from '../engine/stack.ts';
import type { CfnResource } from '../engine/template-text.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { WorldState } from '../state.ts';
import { list, record, tagsFrom, text, type Call } from './call.ts';

/** The primary identifier of each type that can be imported here, by its published schema. */
const IDENTIFIERS: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicArn',
  'AWS::SQS::Queue': 'QueueUrl',
};

const bad = (message: string): never => {
  throw validationError('CloudFormation', message);
};

const names = (ids: readonly string[]): string => `[${ids.join(', ')}]`;

const physicalIdOf = (type: string, logicalId: string, identifier: JsonObject): string => {
  const wanted = IDENTIFIERS[type];
  if (wanted === undefined) throw new SandboxUnsupported(`imports of ${type}`);
  const [only, ...others] = Object.keys(identifier);
  if (only !== wanted || others.length > 0) {
    bad(`Identifiers for resource ${logicalId} must be ${names([wanted])}`);
  }
  return jsonText(identifier[wanted]);
};

const readRows = (call: Call): readonly ImportRow[] =>
  list(call.input, 'ResourcesToImport').map((each) => {
    const one = record(each);
    const [type, logicalId] = [text(one, 'ResourceType'), text(one, 'LogicalResourceId')];
    const identifier = record(one['ResourceIdentifier']) as JsonObject;
    return { type, logicalId, physicalId: physicalIdOf(type, logicalId, identifier) };
  });

/** What an import may not touch beside what it imports; nothing tells AWS to leave it out. */
const checkUntouched = (call: Call, stack: Stack | undefined, desired: Desired): void => {
  const present = stack?.desired;
  const outputs = JSON.stringify(present?.template.Outputs ?? {});
  const isTagged =
    call.input['Tags'] !== undefined &&
    JSON.stringify(tagsFrom(call.input['Tags'])) !== JSON.stringify(present?.tags ?? {});
  const touched = [
    ...(text(call.input, 'RoleARN') === '' ? [] : ['RoleArn']),
    ...(isTagged ? ['Tags'] : []),
    ...(outputs === JSON.stringify(desired.template.Outputs) ? [] : ['Outputs']),
  ];
  if (touched.length === 0) return;
  bad(`As part of the import operation, you cannot modify or add ${names(touched)}`);
};

const sameResource = (a: CfnResource | undefined, b: CfnResource | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Beside the imported resources a template is that of the stack, member by member. */
const checkOthers = (
  stack: Stack | undefined,
  desired: Desired,
  rows: readonly ImportRow[],
): void => {
  const before = stack?.desired?.template.Resources ?? {};
  const after = desired.template.Resources;
  const imported = rows.map(({ logicalId }) => logicalId);
  const fresh = Object.keys(after).filter((id) => before[id] === undefined);
  const missing = fresh.filter((id) => !imported.includes(id));
  if (missing.length > 0) bad(`Resources ${names(missing)} is missing from ResourceToImport list`);
  const known = imported.filter((id) => !fresh.includes(id) || after[id] === undefined);
  if (known.length > 0) bad(`Resources ${names(known)} passed in ResourceToImport are invalid`);
  const changed = Object.keys(before).filter((id) => !sameResource(before[id], after[id]));
  if (changed.length === 0) return;
  bad(
    `You have modified resources ${names(changed)} in your template that are not being imported. ` +
      'Update, create or delete operations cannot be executed during import operations.',
  );
};

const checkPolicies = (desired: Desired, rows: readonly ImportRow[]): void => {
  const without = rows
    .filter(({ logicalId }) => desired.template.Resources[logicalId]?.hasDeletionPolicy !== true)
    .map(({ logicalId }) => logicalId);
  if (without.length === 0) return;
  bad(
    `Resources ${names(without)} must have DeletionPolicy attribute specified in the template ` +
      'for import operation.',
  );
};

const checkTypes = (desired: Desired, rows: readonly ImportRow[]): void => {
  const wrong = rows.filter(
    ({ type, logicalId }) => desired.template.Resources[logicalId]?.Type !== type,
  );
  if (wrong.length > 0) bad(`Resource types of ${names(wrong.map((one) => one.logicalId))} differ`);
};

/** What a call imports, refused as AWS refuses it; nothing for another type of change set. */
export const importsOf = (
  call: Call,
  stack: Stack | undefined,
  desired: Desired,
): readonly ImportRow[] => {
  const rows = readRows(call);
  const isImport = text(call.input, 'ChangeSetType') === 'IMPORT';
  if (!isImport && rows.length > 0) bad('ResourcesToImport is of change sets of type IMPORT alone');
  if (!isImport) return [];
  if (rows.length === 0) bad('ResourcesToImport must not be empty for change sets of type IMPORT');
  if (call.input['ImportExistingResources'] === true) {
    bad('ImportExistingResources can not be used with change sets of type IMPORT');
  }
  checkUntouched(call, stack, desired);
  checkOthers(stack, desired, rows);
  checkTypes(desired, rows);
  checkPolicies(desired, rows);
  return rows;
};

/** Why an import can not be: the resource is not there, or another stack has it already. */
export const importProblems = (
  state: WorldState,
  stack: Stack,
  rows: readonly ImportRow[],
): readonly string[] =>
  rows.flatMap((row) => {
    if (resourceOf(state, stack, row) === undefined) {
      return [`Resource of type '${row.type}' with identifier '${row.physicalId}' was not found.`];
    }
    const owner = state.stacks.find(
      (each) =>
        each.accountId === stack.accountId &&
        each.region === stack.region &&
        [...each.resources.values()].some(
          (member) => member.type === row.type && member.physicalId === row.physicalId,
        ),
    );
    return owner === undefined ? [] : [`${row.physicalId} already exists in stack ${owner.id}`];
  });

/** The changes of an import as DescribeChangeSet lists them. */
export const importChanges = (rows: readonly ImportRow[]): readonly JsonObject[] =>
  rows.map(({ type, logicalId, physicalId }) => ({
    Type: 'Resource',
    ResourceChange: {
      Action: 'Import',
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Scope: [],
      Details: [],
    },
  }));
