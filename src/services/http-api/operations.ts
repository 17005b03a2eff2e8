import type { ActionNeed } from '../../plan/action-need.ts';
import type { Region } from '../../task/ids.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { apiPath } from '../apis/api-acts.ts';
import { at, holdsWithin, textIn } from '../compare.ts';
import type { DoneCall, Operation } from '../service.ts';

const partsOf = (target: string): { readonly ApiId: string; readonly StageName: string } => {
  const [ApiId = '', ...rest] = target.split('/');
  return { ApiId, StageName: rest.join('/') };
};

const stagePath = (target: string, region: Region): string => {
  const { ApiId, StageName } = partsOf(target);
  return apiPath(region, `/apis/${ApiId}/stages/${StageName}`);
};

const need = (action: string, resource: string, purpose: ActionNeed['purpose']): ActionNeed => ({
  action,
  resources: [resource],
  purpose,
  via: 'direct',
});

/** One property of the stage as it was before, out of the change that was planned. */
const before = ({ changes }: DoneCall, name: string): Json | undefined =>
  changes[0]?.properties.find(({ path }) => path === `/Properties/${name}`)?.before;

const undoOf =
  (name: string) =>
  (done: DoneCall): JsonObject | undefined => {
    const value = before(done, name);
    return value === undefined ? undefined : { ...partsOf(done.target), [name]: value };
  };

const stageNeeds: Operation['needs'] = (target, _account, region) => [
  need('apigateway:PATCH', stagePath(target, region), 'forward'),
  need('apigateway:GET', stagePath(target, region), 'read'),
];

const stageWait = (isAsSent: NonNullable<Operation['wait']['isAsSent']>): Operation['wait'] => ({
  client: 'ApiGatewayV2',
  operation: 'GetStage',
  input: partsOf,
  isDone: (output) => at(output, 'StageName') !== undefined,
  isAsSent,
  timeoutMinutes: 5,
});

/** Other limits for all routes of a stage that no stack owns. */
export const THROTTLE: Operation = {
  name: 'apigatewayv2:throttle',
  client: 'ApiGatewayV2',
  operation: 'UpdateStage',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'reversible',
    summary: 'set the limits back to what was read in planning',
    operation: 'apigatewayv2:throttle',
  },
  undoInput: undoOf('DefaultRouteSettings'),
  needs: stageNeeds,
  input: partsOf,
  wait: stageWait((output, sent) =>
    holdsWithin(sent['DefaultRouteSettings'] ?? {}, at(output, 'DefaultRouteSettings')),
  ),
};

/** Gives a stage a deployment that was made before: what undoes a deployment. */
export const CHOOSE: Operation = {
  name: 'apigatewayv2:choose-deployment',
  client: 'ApiGatewayV2',
  operation: 'UpdateStage',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'reversible',
    summary: 'give the stage the deployment that it had',
    operation: 'apigatewayv2:choose-deployment',
  },
  undoInput: undoOf('DeploymentId'),
  needs: stageNeeds,
  input: partsOf,
  wait: stageWait((output, sent) => at(output, 'DeploymentId') === sent['DeploymentId']),
};

/** Deploys what was changed since, to a stage that does not deploy by itself. */
export const DEPLOY: Operation = {
  name: 'apigatewayv2:deploy-stage',
  client: 'ApiGatewayV2',
  operation: 'CreateDeployment',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'reversible',
    summary: 'give the stage the deployment that it has now',
    operation: 'apigatewayv2:choose-deployment',
  },
  undoInput: undoOf('DeploymentId'),
  needs: (target, account, region) => [
    // A deployment that names its stage changes that stage.
    ...stageNeeds(target, account, region),
    need(
      'apigateway:POST',
      apiPath(region, `/apis/${partsOf(target).ApiId}/deployments`),
      'forward',
    ),
  ],
  input: partsOf,
  wait: stageWait((output, sent) => {
    const id = at(output, 'DeploymentId');
    return typeof id === 'string' && !textIn(sent['Description']).endsWith(`after ${id}`);
  }),
};

/** The catalogue of HTTP APIs. */
export const httpApiOperations: readonly Operation[] = [THROTTLE, DEPLOY, CHOOSE];
