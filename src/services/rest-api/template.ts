import { createHash } from 'node:crypto';
import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { askedLimits } from '../apis/stage-calls.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { logicalIdOf, propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** The stage of an API whose request names none. */
const STAGE = 'live';

/** The only name of the API of a task: given, or its id. */
export const restApiName = (task: MutationTask): string =>
  textOf(task, 'name') ?? textOf(task, 'id') ?? '';

/** A method on a path, with the function that answers it. */
export interface MethodWish {
  readonly verb: string;
  readonly path: string;
  readonly functionName: string;
  readonly functionArn: string;
  /** Undefined leaves it to the review, which asks for IAM. */
  readonly authorization: string | undefined;
}

/** The methods that a task asks for: one route, or every request; none without a function. */
export const wishedMethods = (task: MutationTask, functionArn: string): readonly MethodWish[] => {
  const functionName = textOf(task, 'target');
  if (functionName === undefined) return [];
  const routes = textOf(task, 'route') === undefined ? ['ANY /', 'ANY /{proxy+}'] : [];
  return [...routes, ...[textOf(task, 'route') ?? []].flat()].map((route) => {
    const [verb = '', path = ''] = route.split(' ');
    return { verb, path, functionName, functionArn, authorization: textOf(task, 'authorization') };
  });
};

const rootOf = (apiId: string): Json => ({ 'Fn::GetAtt': [apiId, 'RootResourceId'] });

/** The template with a resource for every part of a path, and the reference to the last one. */
const withPath = (
  template: Template,
  apiId: string,
  path: string,
): { readonly template: Template; readonly end: Json } => {
  const parts = path.split('/').filter((part) => part !== '');
  let made = template;
  let end = rootOf(apiId);
  parts.forEach((PathPart, at) => {
    const id = logicalIdOf(parts.slice(0, at + 1).join(' '), 'Path');
    const Properties = { ParentId: end, PathPart, RestApiId: { Ref: apiId } };
    made = withResource(made, id, { Type: 'AWS::ApiGateway::Resource', Properties });
    end = { Ref: id };
  });
  return { template: made, end };
};

const methodResource = (apiId: string, end: Json, wish: MethodWish): TemplateResource => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    RestApiId: { Ref: apiId },
    ResourceId: end,
    HttpMethod: wish.verb,
    ...(wish.authorization === undefined ? {} : { AuthorizationType: wish.authorization }),
    Integration: {
      Type: 'AWS_PROXY',
      IntegrationHttpMethod: 'POST',
      Uri: {
        'Fn::Sub':
          'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/' +
          `${wish.functionArn}/invocations`,
      },
    },
  },
});

const permissionResource = (apiId: string, wish: MethodWish): TemplateResource => ({
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

/** The template with a method more, or with another function behind a method that it has. */
export const withMethod = (template: Template, apiId: string, wish: MethodWish): Template => {
  const placed = withPath(template, apiId, wish.path);
  const methodId = logicalIdOf(`${wish.verb} ${wish.path}`, 'Method');
  const before = propertiesOf(template, methodId)['AuthorizationType'];
  const own = methodResource(apiId, placed.end, wish);
  const asks = wish.authorization === undefined && before !== undefined;
  const method = asks
    ? { ...own, Properties: { ...own.Properties, AuthorizationType: before } }
    : own;
  const permissionId = logicalIdOf(wish.functionName, 'Permission');
  return withResource(
    withResource(placed.template, methodId, method),
    permissionId,
    permissionResource(apiId, wish),
  );
};

const idsOf = (template: Template, type: string): readonly string[] =>
  Object.keys(template.Resources)
    .filter((id) => template.Resources[id]?.Type === `AWS::ApiGateway::${type}`)
    .toSorted();

const without = (template: Template, ids: readonly string[]): Template => ({
  ...template,
  Resources: Object.fromEntries(
    Object.entries(template.Resources).filter(([id]) => !ids.includes(id)),
  ),
});

/** A deployment of ours, by what it deploys. */
const OWN_DEPLOYMENT = /^Deployment[0-9a-f]{10}$/;

/**
 * The template with a deployment of exactly its methods, which its stages get. A deployment is a
 * copy made once: without another one, a changed method would never be live.
 */
export const withDeployment = (template: Template, apiId: string): Template => {
  const methods = idsOf(template, 'Method');
  const deployed = [...methods, ...idsOf(template, 'Resource')].map((id) => [
    id,
    propertiesOf(template, id),
  ]);
  const hash = createHash('sha256').update(canonicalJson(deployed)).digest('hex');
  const deploymentId = `Deployment${hash.slice(0, 10)}`;
  const former = idsOf(template, 'Deployment').filter((id) => OWN_DEPLOYMENT.test(id));
  const made = withResource(without(template, former), deploymentId, {
    Type: 'AWS::ApiGateway::Deployment',
    DependsOn: [...methods],
    Properties: { RestApiId: { Ref: apiId } },
  });
  return idsOf(made, 'Stage').reduce(
    (all, id) => withProperties(all, id, { DeploymentId: { Ref: deploymentId } }),
    made,
  );
};

/** The settings of all methods of a stage; those of single methods stay as they are. */
export const settingsOf = (template: Template, stageId: string): JsonObject => {
  const rows = listOf(propertiesOf(template, stageId)['MethodSettings']).filter(isJsonObject);
  return rows.find((row) => row['HttpMethod'] === '*' && row['ResourcePath'] === '/*') ?? {};
};

/** The template with settings of all methods of a stage set over those that are there. */
export const withSettings = (
  template: Template,
  stageId: string,
  settings: JsonObject,
): Template => {
  const rows = listOf(propertiesOf(template, stageId)['MethodSettings']).filter(isJsonObject);
  const others = rows.filter((row) => row['HttpMethod'] !== '*' || row['ResourcePath'] !== '/*');
  const all = {
    HttpMethod: '*',
    ResourcePath: '/*',
    ...settingsOf(template, stageId),
    ...settings,
  };
  return withProperties(template, stageId, { MethodSettings: [all, ...others] });
};

/** The template with what the task asks of its stages: limits and tracing. */
export const withStageFields = (template: Template, task: MutationTask): Template => {
  const [limits, tracing] = [askedLimits(task), booleanOf(task, 'tracing')];
  return idsOf(template, 'Stage').reduce((made, id) => {
    const limited = limits === undefined ? made : withSettings(made, id, limits);
    return tracing === undefined
      ? limited
      : withProperties(limited, id, { TracingEnabled: tracing });
  }, template);
};

/** The methods that a task means: the one of a route, or all where none is named. */
export const methodsOf = (template: Template, task: MutationTask): readonly string[] => {
  const route = textOf(task, 'route');
  return idsOf(template, 'Method').filter(
    (id) => route === undefined || id === logicalIdOf(route, 'Method'),
  );
};

/** The template whose methods ask as the task says; unchanged where it says nothing of it. */
export const withAsking = (template: Template, task: MutationTask): Template => {
  const AuthorizationType = textOf(task, 'authorization');
  if (AuthorizationType === undefined) return template;
  return methodsOf(template, task).reduce(
    (made, id) => withProperties(made, id, { AuthorizationType }),
    template,
  );
};

/** Where the stage is called. */
const addressOf = (apiId: string, stageId: string): string => {
  const host = `\${${apiId}}.execute-api.\${AWS::Region}.amazonaws.com`;
  return `https://${host}/\${${stageId}}`;
};

/** What was asked and no more, tagged; remedies and the deployment come over it. */
export const restApiTemplate = (context: DraftContext, functionArn: string): Template => {
  const { task } = context;
  const name = restApiName(task);
  const apiId = logicalIdOf(name, 'RestApi');
  const stageId = `${apiId}Stage`;
  const bare: Template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `REST API ${name}`,
    Resources: {
      [apiId]: {
        Type: 'AWS::ApiGateway::RestApi',
        Properties: {
          Name: name,
          EndpointConfiguration: { Types: ['REGIONAL'] },
          Tags: tagList(context.tagsFor(name)),
        },
      },
      [stageId]: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: {
          RestApiId: { Ref: apiId },
          StageName: textOf(task, 'stage') ?? STAGE,
          Tags: tagList(context.tagsFor(`${name}-stage`)),
        },
      },
    },
    Outputs: {
      Endpoint: {
        Value: {
          'Fn::Sub': addressOf(apiId, stageId),
        },
      },
    },
  };
  const routed = wishedMethods(task, functionArn).reduce(
    (made, wish) => withMethod(made, apiId, wish),
    bare,
  );
  return withStageFields(routed, task);
};
