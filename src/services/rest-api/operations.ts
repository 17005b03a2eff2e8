import type { ActionNeed } from '../../plan/action-need.ts';
import type { Region } from '../../task/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { apiPath } from '../apis/api-acts.ts';
import { at, textIn } from '../compare.ts';
import type { DoneCall, Operation } from '../service.ts';

const partsOf = (target: string): { readonly restApiId: string; readonly stageName: string } => {
  const [restApiId = '', ...rest] = target.split('/');
  return { restApiId, stageName: rest.join('/') };
};

const stagePath = (target: string, region: Region): string => {
  const { restApiId, stageName } = partsOf(target);
  return apiPath(region, `/restapis/${restApiId}/stages/${stageName}`);
};

const need = (action: string, resource: string, purpose: ActionNeed['purpose']): ActionNeed => ({
  action,
  resources: [resource],
  purpose,
  via: 'direct',
});

const stageNeeds: Operation['needs'] = (target, _account, region) => [
  need('apigateway:PATCH', stagePath(target, region), 'forward'),
  need('apigateway:GET', stagePath(target, region), 'read'),
];

const stageWait = (isAsSent: NonNullable<Operation['wait']['isAsSent']>): Operation['wait'] => ({
  client: 'APIGateway',
  operation: 'GetStage',
  input: partsOf,
  isDone: (output) => at(output, 'stageName') !== undefined,
  isAsSent,
  timeoutMinutes: 5,
});

const PATHS = { ThrottlingRateLimit: 'rateLimit', ThrottlingBurstLimit: 'burstLimit' } as const;

/** Limits for all methods, as UpdateStage takes them. */
export const limitPatches = (limits: JsonObject): JsonObject => ({
  patchOperations: Object.entries(PATHS).flatMap(([name, path]) =>
    limits[name] === undefined
      ? []
      : [{ op: 'replace', path: `/*/*/throttling/${path}`, value: textIn(limits[name]) }],
  ),
});

/** Limits for all methods, as a template has them. */
export const limitSettings = (limits: JsonObject): Json => [
  { HttpMethod: '*', ResourcePath: '/*', ...limits },
];

const before = ({ changes }: DoneCall, name: string): Json | undefined =>
  changes[0]?.properties.find(({ path }) => path === `/Properties/${name}`)?.before;

const patchValue = (sent: JsonObject, end: string): string | undefined => {
  const found = listOf(sent['patchOperations']).find((one) =>
    textIn(at(one, 'path')).endsWith(end),
  );
  return found === undefined ? undefined : textIn(at(found, 'value'));
};

/** The dots of a path would part it: the settings are looked up by their own name. */
const limitIn = (output: unknown, name: string): string => {
  const settings = at(output, 'methodSettings');
  const all = isJsonObject(settings) ? settings['*/*'] : undefined;
  return textIn(at(all, name));
};

/** Other limits for all methods of a stage that no stack owns. */
export const THROTTLE: Operation = {
  name: 'apigateway:throttle',
  client: 'APIGateway',
  operation: 'UpdateStage',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'reversible',
    summary: 'set the limits back to what was read in planning',
    operation: 'apigateway:throttle',
  },
  undoInput: (done) => {
    const [limits] = listOf(before(done, 'MethodSettings'));
    return isJsonObject(limits) ? { ...partsOf(done.target), ...limitPatches(limits) } : undefined;
  },
  needs: stageNeeds,
  input: partsOf,
  wait: stageWait((output, sent) =>
    Object.entries({ throttlingRateLimit: 'rateLimit', throttlingBurstLimit: 'burstLimit' }).every(
      ([name, end]) => [undefined, limitIn(output, name)].includes(patchValue(sent, end)),
    ),
  ),
};

const deploymentPatch = (value: string): JsonObject => ({
  patchOperations: [{ op: 'replace', path: '/deploymentId', value }],
});

const undoDeployment = (done: DoneCall): JsonObject | undefined => {
  const former = before(done, 'DeploymentId');
  return typeof former === 'string'
    ? { ...partsOf(done.target), ...deploymentPatch(former) }
    : undefined;
};

/** Gives a stage a deployment that was made before: what undoes a deployment. */
export const CHOOSE: Operation = {
  name: 'apigateway:choose-deployment',
  client: 'APIGateway',
  operation: 'UpdateStage',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'reversible',
    summary: 'give the stage the deployment that it had',
    operation: 'apigateway:choose-deployment',
  },
  undoInput: undoDeployment,
  needs: stageNeeds,
  input: partsOf,
  wait: stageWait(
    (output, sent) => at(output, 'deploymentId') === patchValue(sent, 'deploymentId'),
  ),
};

/** Deploys what was changed since to a stage: until then nobody sees it. */
export const DEPLOY: Operation = {
  name: 'apigateway:deploy-stage',
  client: 'APIGateway',
  operation: 'CreateDeployment',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'reversible',
    summary: 'give the stage the deployment that it has now',
    operation: 'apigateway:choose-deployment',
  },
  undoInput: undoDeployment,
  needs: (target, account, region) => [
    // A deployment that names its stage changes that stage.
    ...stageNeeds(target, account, region),
    need(
      'apigateway:POST',
      apiPath(region, `/restapis/${partsOf(target).restApiId}/deployments`),
      'forward',
    ),
  ],
  input: partsOf,
  wait: stageWait((output, sent) => {
    const id = at(output, 'deploymentId');
    return typeof id === 'string' && !textIn(sent['description']).endsWith(`after ${id}`);
  }),
};

/** The catalogue of REST APIs. */
export const restApiOperations: readonly Operation[] = [THROTTLE, DEPLOY, CHOOSE];
