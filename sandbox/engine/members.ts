import type { JsonObject } from '../../src/task/json.ts';
import type { Caller } from '../iam/authorize.ts';
import { textProperty, type HandlerProblem, type TypeModel } from '../resources/model.ts';
import { modelOf } from '../resources/registry.ts';
import { nextHex, nextUuid, type WorldState } from '../state.ts';
import {
  createResource,
  deleteResource,
  readResource,
  updateResource,
  type HandlerContext,
  type Made,
} from './handlers.ts';
import { resolvedProperties, scopeOf, tagsFor } from './scope.ts';
import type { Desired, Stack, StackResource } from './stack.ts';
import type { CfnResource } from './template-text.ts';

const NOTHING_LATER: ReadonlySet<string> = new Set();

/** One operation on one stack: who started it, and what it wants. */
export interface StackWork {
  readonly state: WorldState;
  readonly stack: Stack;
  readonly caller: Caller;
  readonly token: string;
  readonly desired: Desired;
  /** Brings back what somebody changed outside the stack. */
  readonly revertsDrift?: boolean;
}

/** Writes a stack's own event and its status. */
export const setStatus = (work: StackWork, status: string, reason = ''): void => {
  const { stack, state } = work;
  stack.status = status;
  stack.reason = reason;
  stack.events.push({
    eventId: nextUuid(state),
    at: state.now,
    logicalId: stack.name,
    physicalId: stack.id,
    type: 'AWS::CloudFormation::Stack',
    status,
    reason,
    token: work.token,
    properties: '',
  });
};

/** Writes a member's event and its status. */
export const setMember = (
  work: StackWork,
  member: StackResource,
  change: { readonly status: string; readonly reason?: string },
): void => {
  const { stack, state } = work;
  member.status = change.status;
  member.reason = change.reason ?? '';
  member.at = state.now;
  stack.events.push({
    eventId: `${member.logicalId}-${change.status}-${state.now.toISOString()}`,
    at: state.now,
    logicalId: member.logicalId,
    physicalId: member.physicalId,
    type: member.type,
    status: change.status,
    reason: change.reason ?? '',
    token: work.token,
    properties: JSON.stringify(member.properties),
  });
};

/** A handler's refusal as stack events word it. */
export const reasonText = (state: WorldState, model: TypeModel, problem: HandlerProblem): string =>
  problem.isOwn === true
    ? problem.message
    : `Resource handler returned message: "${problem.message} (Service: ${model.service}, ` +
      `Status Code: ${problem.httpStatus}, Request ID: ${nextUuid(state)})" ` +
      `(RequestToken: ${nextUuid(state)}, HandlerErrorCode: ${problem.code})`;

/** The model of a member's type; templates with unknown types never come this far. */
export const modelFor = (type: string): TypeModel => {
  const model = modelOf(type);
  if (model === undefined) throw new Error(`no model of ${type}`);
  return model;
};

/** Virtual seconds of a handler. */
export const secondsOf = (
  state: WorldState,
  model: TypeModel,
  call: 'create' | 'update' | 'delete',
): number => state.spec.seconds?.[model.type] ?? model.seconds[call];

/** What a handler sees of a member. */
export const handlerFor = (work: StackWork, logicalId: string, type: string): HandlerContext => ({
  state: work.state,
  caller: { ...work.caller, region: work.stack.region, via: 'cloudformation' },
  model: modelFor(type),
  accountId: work.stack.accountId,
  logicalId,
  stackId: work.stack.id,
});

const generatedName = (work: StackWork, model: TypeModel, logicalId: string): string => {
  const suffix = nextHex(work.state, 12);
  if (model.idPrefix !== undefined) return `${model.idPrefix}${nextHex(work.state, 17)}`;
  const stem = `${work.stack.name}-${logicalId}`.slice(0, (model.nameLimit ?? 255) - 13);
  return model.lowerCaseNames === true
    ? `${stem}-${suffix}`.toLowerCase()
    : `${stem}-${suffix.toUpperCase()}`;
};

const nameOf = (work: StackWork, logicalId: string, properties: JsonObject): string => {
  const model = modelFor(work.desired.template.Resources[logicalId]?.Type ?? '');
  const custom =
    model.nameProperty === undefined ? '' : textProperty(properties, model.nameProperty);
  return custom === '' ? generatedName(work, model, logicalId) : custom;
};

/** A member's properties as they resolve now. */
export const propertiesNow = (work: StackWork, declared: CfnResource): JsonObject =>
  resolvedProperties(
    declared,
    scopeOf(work.state, work.stack, { desired: work.desired, later: NOTHING_LATER }),
  );

/** A new member, not yet made. */
export const newMember = (
  work: StackWork,
  logicalId: string,
  declared: CfnResource,
): StackResource => ({
  logicalId,
  type: declared.Type,
  physicalId: '',
  status: '',
  reason: '',
  at: work.state.now,
  properties: propertiesNow(work, declared),
  deletionPolicy: declared.DeletionPolicy,
  metadata: declared.Metadata,
});

/** Makes a member's resource; the member gets its physical id. */
export const makeMember = async (work: StackWork, member: StackResource): Promise<Made> => {
  const context = handlerFor(work, member.logicalId, member.type);
  const made = await createResource(context, {
    name: nameOf(work, member.logicalId, member.properties),
    properties: member.properties,
    tags: tagsFor(work.stack, work.desired, member),
  });
  if (!made.ok) return made;
  member.physicalId = made.id;
  return made;
};

/** Changes a member's resource in place. */
export const changeMember = async (
  work: StackWork,
  member: StackResource,
  to: { readonly properties: JsonObject; readonly tags: Readonly<Record<string, string>> },
): Promise<Made> =>
  updateResource(handlerFor(work, member.logicalId, member.type), member.physicalId, to);

/** Deletes the resource behind a physical id of a member. */
export const unmakeMember = async (
  work: StackWork,
  gone: { readonly logicalId: string; readonly type: string; readonly physicalId: string },
): Promise<Made> => deleteResource(handlerFor(work, gone.logicalId, gone.type), gone.physicalId);

/** Reads a member that others take attributes of. */
export const lookAtMember = async (work: StackWork, member: StackResource): Promise<Made> =>
  readResource(handlerFor(work, member.logicalId, member.type), member.physicalId);
