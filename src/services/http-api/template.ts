import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { askedLimits, askedStage, DEFAULT_STAGE } from '../apis/stage-calls.ts';
import { textOf } from '../task-values.ts';
import { logicalIdOf, propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** The only name of the API of a task: given, or its id. */
export const apiName = (task: MutationTask): string =>
  textOf(task, 'name') ?? textOf(task, 'id') ?? '';

/** What the template says of a name in its tags. */
type Tags = Readonly<Record<string, string>>;

/** A route with the function that answers it and the right to call that function. */
export interface RouteWish {
  readonly routeKey: string;
  readonly functionName: string;
  readonly functionArn: string;
  /** Undefined leaves it to the review, which asks for IAM. */
  readonly authorization: string | undefined;
}

/** The route that a task asks for; undefined when it names no function. */
export const wishedRoute = (task: MutationTask, functionArn: string): RouteWish | undefined => {
  const functionName = textOf(task, 'target');
  if (functionName === undefined) return undefined;
  return {
    routeKey: textOf(task, 'route') ?? '$default',
    functionName,
    functionArn,
    authorization: textOf(task, 'authorization'),
  };
};

const routeResource = (
  apiId: string,
  integrationId: string,
  wish: RouteWish,
): TemplateResource => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: apiId },
    RouteKey: wish.routeKey,
    Target: { 'Fn::Sub': `integrations/\${${integrationId}}` },
    ...(wish.authorization === undefined ? {} : { AuthorizationType: wish.authorization }),
  },
});

const integrationResource = (apiId: string, wish: RouteWish): TemplateResource => ({
  Type: 'AWS::ApiGatewayV2::Integration',
  Properties: {
    ApiId: { Ref: apiId },
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: wish.functionArn,
    PayloadFormatVersion: '2.0',
  },
});

const permissionResource = (apiId: string, wish: RouteWish): TemplateResource => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: wish.functionArn,
    Principal: 'apigateway.amazonaws.com',
    SourceArn: {
      'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${apiId}}/*`,
    },
  },
});

/** The template with a route more, or with another function behind a route that it has. */
export const withRoute = (template: Template, apiId: string, wish: RouteWish): Template => {
  const integrationId = logicalIdOf(wish.functionName, 'Integration');
  const routeId = logicalIdOf(wish.routeKey, 'Route');
  const before = propertiesOf(template, routeId)['AuthorizationType'];
  const own = routeResource(apiId, integrationId, wish);
  const kept = wish.authorization === undefined && before !== undefined;
  const route = kept
    ? { ...own, Properties: { ...own.Properties, AuthorizationType: before } }
    : own;
  const rows: readonly (readonly [string, TemplateResource])[] = [
    [integrationId, integrationResource(apiId, wish)],
    [routeId, route],
    [logicalIdOf(wish.functionName, 'Permission'), permissionResource(apiId, wish)],
  ];
  return rows.reduce((made, [id, resource]) => withResource(made, id, resource), template);
};

/** Logical ids of one type in a template. */
export const idsOfType = (template: Template, type: string): readonly string[] =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id]) => id);

/** The routes that a task means: the one of a key, or all where none is named. */
export const routesOf = (template: Template, task: MutationTask): readonly string[] => {
  const key = textOf(task, 'route');
  return idsOfType(template, 'AWS::ApiGatewayV2::Route').filter(
    (id) => key === undefined || propertiesOf(template, id)['RouteKey'] === key,
  );
};

/** The template whose routes ask as the task says; unchanged where it says nothing of it. */
export const withAuthorization = (template: Template, task: MutationTask): Template => {
  const AuthorizationType = textOf(task, 'authorization');
  if (AuthorizationType === undefined) return template;
  return routesOf(template, task).reduce(
    (made, id) => withProperties(made, id, { AuthorizationType }),
    template,
  );
};

/** The template with limits set over those of its stages. */
export const withLimits = (template: Template, limits: JsonObject): Template =>
  idsOfType(template, 'AWS::ApiGatewayV2::Stage').reduce((made, id) => {
    const present = propertiesOf(made, id)['DefaultRouteSettings'];
    const before = typeof present === 'object' ? (present as JsonObject) : {};
    return withProperties(made, id, { DefaultRouteSettings: { ...before, ...limits } });
  }, template);

const stageResource = (task: MutationTask, apiId: string, tags: Tags): TemplateResource => {
  const limits = askedLimits(task);
  return {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: {
      ApiId: { Ref: apiId },
      StageName: askedStage(task) ?? DEFAULT_STAGE,
      AutoDeploy: true,
      ...(limits === undefined ? {} : { DefaultRouteSettings: limits }),
      Tags: tags,
    },
  };
};

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const httpApiTemplate = (context: DraftContext, functionArn: string): Template => {
  const { task } = context;
  const name = apiName(task);
  const apiId = logicalIdOf(name, 'Api');
  const bare: Template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `HTTP API ${name}`,
    Resources: {
      [apiId]: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: { Name: name, ProtocolType: 'HTTP', Tags: context.tagsFor(name) },
      },
      [`${apiId}Stage`]: stageResource(task, apiId, context.tagsFor(`${name}-stage`)),
    },
    Outputs: { Endpoint: { Value: { 'Fn::GetAtt': [apiId, 'ApiEndpoint'] } } },
  };
  const wish = wishedRoute(task, functionArn);
  return wish === undefined ? bare : withRoute(bare, apiId, wish);
};
