import type { Json, JsonObject } from '../../src/task/json.ts';
import { nextFailure } from '../failures.ts';
import { judge, type Caller } from '../iam/authorize.ts';
import { isAlive } from '../iam/sessions.ts';
import type { HandlerCall } from '../required-actions.ts';
import {
  problem,
  type Creation,
  type HandlerProblem,
  type Place,
  type TypeModel,
} from '../resources/model.ts';
import { hasBadTag } from '../resources/s3.ts';
import { findResource, type Resource, type WorldState } from '../state.ts';
import { demandsOf, type Subject } from './demands.ts';
import { schemaProblem, valueProblem } from './refusals.ts';

/** On whose behalf a handler works, and for which member of which stack. */
export interface HandlerContext {
  readonly state: WorldState;
  readonly caller: Caller;
  readonly model: TypeModel;
  readonly accountId: string;
  readonly logicalId: string;
  readonly stackId?: string;
}

/** What a handler is asked to make. */
export interface Wanted {
  readonly name: string;
  readonly properties: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

/** Where a type's resources live. */
export const placeOf = (model: TypeModel, accountId: string, region: string): Place => ({
  accountId,
  region: model.isGlobal === true ? 'global' : region,
});

const touchedBy = (
  properties: JsonObject,
  tags: Readonly<Record<string, string>>,
): readonly string[] => {
  const names = Object.keys(properties).filter((name) => name !== 'Tags');
  const own = Object.keys(tags).some((key) => !key.startsWith('aws:'));
  return own ? [...names, 'Tags'] : names;
};

const injected = (context: HandlerContext, call: HandlerCall): HandlerProblem | undefined => {
  const failure = nextFailure(
    context.state,
    {
      operation: call,
      accountId: context.accountId,
      region: context.caller.region,
      logicalId: context.logicalId,
      type: context.model.type,
    },
    'before',
  );
  return failure === undefined
    ? undefined
    : problem(failure.error.name, failure.error.httpStatus, failure.error.message);
};

const expired = (context: HandlerContext): HandlerProblem | undefined =>
  isAlive(context.caller.session, context.state.now)
    ? undefined
    : problem('ExpiredToken', 403, 'The security token included in the request is expired');

/** Asks for each action a handler call needs; the first refusal stops it. */
const permit = async (
  context: HandlerContext,
  call: HandlerCall,
  work: { readonly subject: Subject; readonly touched: readonly string[] },
): Promise<HandlerProblem | undefined> => {
  const early = expired(context) ?? injected(context, call);
  if (early !== undefined) return early;
  for (const demand of demandsOf(context.state, { call, ...work })) {
    const denial = await judge(context.state, context.caller, {
      ...demand,
      client: context.model.service,
      operation: call,
    });
    if (denial !== '') return problem('AccessDenied', 403, denial);
  }
  return undefined;
};

const subjectOf = (resource: Resource): Subject => ({
  id: resource.id,
  type: resource.type,
  place: resource,
  arn: resource.arn,
  properties: resource.properties,
  tags: resource.tags,
});

/** What came of a handler call. */
export type Made =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly problem: HandlerProblem };

const no = (found: HandlerProblem): Made => ({ ok: false, problem: found });

const newId = (model: TypeModel, creation: Creation): string =>
  model.idIn?.(creation) ??
  model.idFrom?.(creation.properties) ??
  model.idOf(creation.name, creation.place, creation.properties);

const refusal = (
  context: HandlerContext,
  wanted: Wanted,
  place: Place,
): HandlerProblem | undefined => {
  if (hasBadTag(wanted.tags)) {
    return problem('InvalidRequest', 400, 'The TagValue you have provided is invalid');
  }
  const { model, state } = context;
  const { properties } = wanted;
  const found =
    model.refuseCreate?.({ state, place, ...wanted }) ??
    valueProblem(context, properties, new Set(Object.keys(properties))) ??
    model.refuse?.({ state, place, properties });
  if (found !== undefined) return found;
  const id = newId(model, { state, place, ...wanted });
  return model.nameProperty !== undefined &&
    findResource(state, { type: model.type, ...place }, id) !== undefined
    ? problem('AlreadyExists', 409, `${wanted.name} already exists`)
    : undefined;
};

/** Makes a resource, if the caller may and the service agrees. */
export const createResource = async (context: HandlerContext, wanted: Wanted): Promise<Made> => {
  const { model, state, caller } = context;
  const place = placeOf(model, context.accountId, caller.region);
  const id = newId(model, { state, place, ...wanted });
  const arn = model.arnOf(id, place, wanted.properties);
  const subject = { type: model.type, place: { ...place, region: caller.region }, arn };
  const { properties } = wanted;
  const wrong = schemaProblem(context, properties, new Set(Object.keys(properties)));
  if (wrong !== undefined) return no(wrong);
  const denied = await permit(context, 'create', {
    subject: { ...subject, properties, tags: wanted.tags },
    touched: touchedBy(properties, wanted.tags),
  });
  if (denied !== undefined) return no(denied);
  const refused = refusal(context, wanted, place);
  if (refused !== undefined) return no(refused);
  state.resources.push({
    type: model.type,
    ...place,
    id,
    arn,
    properties: wanted.properties,
    tags: wanted.tags,
    attributes: {
      ...model.attributesOf(id, place, wanted.properties),
      ...model.bornWith?.({ state, place, ...wanted }),
    },
    createdAt: state.now,
    logicalId: context.logicalId,
    ...(context.stackId === undefined ? {} : { stackId: context.stackId }),
  });
  return { ok: true, id };
};

const sameJson = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Names of the properties that differ, `Tags` when the tags do. */
export const changedNames = (
  before: { readonly properties: JsonObject; readonly tags: Readonly<Record<string, string>> },
  after: { readonly properties: JsonObject; readonly tags: Readonly<Record<string, string>> },
): readonly string[] => {
  const names = new Set([...Object.keys(before.properties), ...Object.keys(after.properties)]);
  names.delete('Tags');
  const changed = [...names].filter(
    (name) => !sameJson(before.properties[name], after.properties[name]),
  );
  return sameJson(before.tags, after.tags) ? changed : [...changed, 'Tags'];
};

const missing = (id: string): HandlerProblem =>
  problem('NotFound', 404, `Resource with identifier '${id}' was not found.`);

/** Gives an existing resource other properties and tags. */
export const updateResource = async (
  context: HandlerContext,
  id: string,
  wanted: Omit<Wanted, 'name'>,
): Promise<Made> => {
  const { model, state, caller } = context;
  const place = placeOf(model, context.accountId, caller.region);
  const resource = findResource(state, { type: model.type, ...place }, id);
  if (resource === undefined) return no(missing(id));
  const { properties } = wanted;
  const touched = changedNames(resource, wanted);
  const wrong = schemaProblem(context, properties, new Set(touched));
  if (wrong !== undefined) return no(wrong);
  const denied = await permit(context, 'update', {
    subject: { ...subjectOf(resource), properties },
    touched,
  });
  if (denied !== undefined) return no(denied);
  const value = valueProblem(context, properties, new Set(touched));
  const refused = value ?? model.refuse?.({ state, place, properties });
  if (refused !== undefined) return no(refused);
  resource.properties = wanted.properties;
  resource.tags = wanted.tags;
  resource.attributes = {
    ...resource.attributes,
    ...model.attributesOf(id, place, properties),
    ...model.grownWith?.(resource),
  };
  return { ok: true, id };
};

/** Deletes a resource; one that is gone already is deleted. */
export const deleteResource = async (context: HandlerContext, id: string): Promise<Made> => {
  const { model, state, caller } = context;
  const place = placeOf(model, context.accountId, caller.region);
  const resource = findResource(state, { type: model.type, ...place }, id);
  if (resource === undefined) return { ok: true, id };
  const denied = await permit(context, 'delete', {
    subject: subjectOf(resource),
    touched: touchedBy(resource.properties, resource.tags),
  });
  if (denied !== undefined) return no(denied);
  const refused = model.refuseDelete?.(resource, state);
  if (refused !== undefined) return no(refused);
  for (const one of [resource, ...(model.goesWith?.(resource, state) ?? [])])
    state.resources.splice(state.resources.indexOf(one), 1);
  model.leaves?.(resource, state);
  return { ok: true, id };
};

/** Reads a resource as `Fn::GetAtt` needs it. */
export const readResource = async (context: HandlerContext, id: string): Promise<Made> => {
  const { model, state, caller } = context;
  const place = placeOf(model, context.accountId, caller.region);
  const resource = findResource(state, { type: model.type, ...place }, id);
  if (resource === undefined) return no(missing(id));
  const denied = await permit(context, 'read', {
    subject: subjectOf(resource),
    touched: touchedBy(resource.properties, resource.tags),
  });
  return denied === undefined ? { ok: true, id } : no(denied);
};
