import { AwsError } from '../aws-error.ts';
import {
  changedNames,
  deleteResource,
  placeOf,
  readResource,
  updateResource,
  type HandlerContext,
  type Made,
} from '../engine/handlers.ts';
import { jsonText } from '../engine/json-text.ts';
import { start, type Steps } from '../engine/timeline.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import type { TypeModel } from '../resources/model.ts';
import { modelOf } from '../resources/registry.ts';
import { findResource, nextUuid, type ChangeRequest, type Resource } from '../state.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { applyPatch } from './json-patch.ts';

const fail = (name: string, message: string): AwsError => new AwsError(name, 400, message);

const needModel = (call: Call): TypeModel => {
  const name = text(call.input, 'TypeName');
  const model = modelOf(name);
  if (model !== undefined && model.isBeyondControl !== true) return model;
  throw fail('UnsupportedActionException', `Resource type ${name} does not support this action`);
};

const findIt = (call: Call, model: TypeModel, identifier: string): Resource | undefined => {
  const place = { type: model.type, ...placeOf(model, call.accountId, call.region) };
  const byArn = call.state.resources.find(
    (each) =>
      (model.controlIdOf?.(each) ?? each.arn) === identifier &&
      each.type === model.type &&
      each.accountId === place.accountId &&
      each.region === place.region,
  );
  const isOther = model.isFoundByArn === true || model.controlIdOf !== undefined;
  return isOther ? byArn : findResource(call.state, place, identifier);
};

const needResource = (call: Call, model: TypeModel): Resource => {
  const identifier = text(call.input, 'Identifier');
  const found = findIt(call, model, identifier);
  if (found !== undefined) return found;
  throw fail(
    'ResourceNotFoundException',
    `Resource of type '${model.type}' with identifier '${identifier}' was not found.`,
  );
};

const contextOf = (call: Call, model: TypeModel): HandlerContext => ({
  state: call.state,
  caller: call.caller,
  model,
  accountId: call.accountId,
  logicalId: text(call.input, 'Identifier'),
});

const userTags = (resource: Resource): Record<string, string> =>
  Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !key.startsWith('aws:')));

/** The property document, tags in the type's own form, read-only attributes included. */
const documentOf = (resource: Resource, model: TypeModel): JsonObject => {
  const tags = userTags(resource);
  const tagged = model.tagProperty ?? 'Tags';
  const { [tagged]: _own, ...properties } = resource.properties;
  return {
    ...properties,
    ...(model.nameProperty === undefined
      ? {}
      : { [model.nameProperty]: properties[model.nameProperty] ?? nameFor(resource) }),
    ...(model.tags === 'list' && Object.keys(tags).length > 0 ? { [tagged]: tagList(tags) } : {}),
    ...(model.tags === 'map' && Object.keys(tags).length > 0 ? { Tags: tags } : {}),
    ...model.attributesOf(resource.id, resource, resource.properties),
  };
};

const nameFor = (resource: Resource): string => resource.id.split(/[:/](?=[^:/]+$)/).at(-1) ?? '';

const view = (resource: Resource, model: TypeModel): unknown => ({
  Identifier:
    model.controlIdOf?.(resource) ?? (model.isFoundByArn === true ? resource.arn : resource.id),
  Properties: JSON.stringify(documentOf(resource, model)),
});

const refuse = (made: Made): void => {
  if (made.ok) return;
  const { code, message } = made.problem;
  throw fail(code === 'AccessDenied' ? 'AccessDeniedException' : `${code}Exception`, message);
};

const readOne = async (call: Call): Promise<unknown> => {
  const model = needModel(call);
  const resource = needResource(call, model);
  refuse(await readResource(contextOf(call, model), resource.id));
  return { TypeName: model.type, ResourceDescription: view(resource, model) };
};

const listAll = (call: Call): unknown => {
  const model = needModel(call);
  const { region } = placeOf(model, call.accountId, call.region);
  const found = call.state.resources.filter(
    (each) =>
      each.type === model.type && each.accountId === call.accountId && each.region === region,
  );
  const page = pageOf(call, found, call.input['NextToken']);
  return {
    TypeName: model.type,
    ResourceDescriptions: page.items.map((each) => view(each, model)),
    NextToken: page.next,
  };
};

const progress = (request: ChangeRequest): unknown => ({
  TypeName: request.typeName,
  Identifier: request.identifier,
  RequestToken: request.token,
  Operation: request.operation,
  OperationStatus: request.status,
  EventTime: request.startedAt,
  ...(request.status === 'FAILED'
    ? { ErrorCode: request.errorCode, StatusMessage: request.message }
    : {}),
});

/** The request of a client token that was used before; other content under it is refused. */
const repeated = (call: Call, fingerprint: string): ChangeRequest | undefined => {
  const clientToken = text(call.input, 'ClientToken');
  const before = call.state.requests.find(
    (each) => each.clientToken === clientToken && each.accountId === call.accountId,
  );
  if (clientToken === '' || before === undefined) return undefined;
  if (before.fingerprint === fingerprint) return before;
  throw fail('ClientTokenConflictException', 'The client token was used for another request');
};

async function* carryOut(
  request: ChangeRequest,
  seconds: number,
  work: () => Promise<Made>,
): Steps {
  yield seconds;
  const made = await work();
  request.status = made.ok ? 'SUCCESS' : 'FAILED';
  if (made.ok) return;
  request.errorCode = made.problem.code;
  request.message = made.problem.message;
}

const begin = (
  call: Call,
  operation: 'UPDATE' | 'DELETE',
  plan: { readonly model: TypeModel; readonly work: () => Promise<Made> },
): unknown => {
  const fingerprint = JSON.stringify([operation, call.input]);
  const before = repeated(call, fingerprint);
  if (before !== undefined) return { ProgressEvent: progress(before) };
  const request: ChangeRequest = {
    token: nextUuid(call.state),
    accountId: call.accountId,
    region: call.region,
    clientToken: text(call.input, 'ClientToken'),
    fingerprint,
    operation,
    typeName: plan.model.type,
    identifier: text(call.input, 'Identifier'),
    startedAt: call.state.now,
    status: 'IN_PROGRESS',
    errorCode: '',
    message: '',
  };
  call.state.requests.push(request);
  const seconds = plan.model.seconds[operation === 'UPDATE' ? 'update' : 'delete'];
  start(call.state, carryOut(request, seconds, plan.work));
  return { ProgressEvent: progress(request) };
};

const tagsIn = (document: JsonObject, property: string): Readonly<Record<string, string>> => {
  const tags = document[property];
  if (Array.isArray(tags)) {
    return Object.fromEntries(
      tags.filter(isJsonObject).map((tag) => [jsonText(tag['Key']), jsonText(tag['Value'])]),
    );
  }
  return isJsonObject(tags) ? (tags as Readonly<Record<string, string>>) : {};
};

const update = (call: Call): unknown => {
  const model = needModel(call);
  const resource = needResource(call, model);
  const before = documentOf(resource, model);
  const after = applyPatch(before, text(call.input, 'PatchDocument'));
  const known = new Set(model.properties);
  const tagged = model.tagProperty ?? 'Tags';
  const changed = changedNames(
    { properties: before, tags: tagsIn(before, tagged) },
    { properties: after, tags: tagsIn(after, tagged) },
  ).filter((name) => name !== 'Tags' || tagged === 'Tags');
  const fixed = changed.filter((name) => model.replaceOn.includes(name) || !known.has(name));
  if (fixed.length > 0) {
    throw fail(
      'NotUpdatableException',
      `Properties [${fixed.join(', ')}] can not be updated or do not exist`,
    );
  }
  const properties = Object.fromEntries(
    Object.entries(after).filter(([name]) => known.has(name) && name !== tagged),
  ) as Record<string, Json>;
  const aws = Object.entries(resource.tags).filter(([key]) => key.startsWith('aws:'));
  const tags = { ...tagsIn(after, tagged), ...Object.fromEntries(aws) };
  const context = contextOf(call, model);
  return begin(call, 'UPDATE', {
    model,
    work: () => updateResource(context, resource.id, { properties, tags }),
  });
};

const remove = (call: Call): unknown => {
  const model = needModel(call);
  const resource = needResource(call, model);
  const context = contextOf(call, model);
  return begin(call, 'DELETE', { model, work: () => deleteResource(context, resource.id) });
};

const status = (call: Call): unknown => {
  const token = text(call.input, 'RequestToken');
  const request = call.state.requests.find(
    (each) => each.token === token && each.accountId === call.accountId,
  );
  if (request === undefined) throw fail('RequestTokenNotFoundException', token);
  return { ProgressEvent: progress(request) };
};

const on = (action: string, run: (call: Call) => unknown) =>
  row(`cloudformation:${action}`, () => '*', run);

/** Cloud Control: reads, updates and deletes of one resource, by the caller's own session. */
export const cloudControlOperations: OperationTable = {
  GetResource: on('GetResource', readOne),
  ListResources: on('ListResources', listAll),
  UpdateResource: on('UpdateResource', update),
  DeleteResource: on('DeleteResource', remove),
  GetResourceRequestStatus: on('GetResourceRequestStatus', status),
};
