import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { boundaryArn, IAM_PATH, listOf } from '../acts.ts';
import { trustOf } from '../iam-role/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf } from '../task-values.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';
import { repositoryArn } from './image.ts';

/** The service that takes the roles of tasks. */
export const TASKS = 'ecs-tasks.amazonaws.com';

const DEFAULT_RETENTION_DAYS = 30;

/** Where the containers of a family write. */
export const logGroupName = (name: string): string => `/ecs/${name}`;

const allow = (sid: string, actions: readonly string[], resource: Json): JsonObject => ({
  Sid: sid,
  Effect: 'Allow',
  Action: [...actions],
  Resource: resource,
});

const OWN_IMAGE = 'OwnImage';

/** A token of ECR is for all of it, which IAM can not narrow; the statement's id says so. */
const pullStatements = (image: string): readonly JsonObject[] => {
  const repository = repositoryArn(image);
  if (repository === undefined) return [];
  return [
    allow('ReasonTokenTakesNoResource', ['ecr:GetAuthorizationToken'], '*'),
    allow(
      OWN_IMAGE,
      ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      repository,
    ),
  ];
};

const writeStatement = ({ account, region }: DraftContext, name: string): JsonObject =>
  allow(
    'OwnLogs',
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
    `arn:aws:logs:${region}:${account.id}:log-group:${logGroupName(name)}:*`,
  );

const roleOf = (context: DraftContext, tag: string, rest: JsonObject): TemplateResource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Path: IAM_PATH,
    PermissionsBoundary: boundaryArn(context.account.id),
    AssumeRolePolicyDocument: trustOf(TASKS, context.account.id),
    ...rest,
    Tags: tagList(context.tagsFor(tag)),
  },
});

/** Fetches the image and writes the log, and nothing else. */
export const executionRole = (
  context: DraftContext,
  name: string,
  image: string,
): TemplateResource =>
  roleOf(context, `${name}-execution`, {
    Description: `How tasks of ${name} start`,
    Policies: [
      {
        PolicyName: 'execution',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [writeStatement(context, name), ...pullStatements(image)],
        },
      },
    ],
  });

/** What the program itself may do: nothing, until somebody gives it something. */
export const taskRole = (context: DraftContext, name: string): TemplateResource =>
  roleOf(context, `${name}-task`, { Description: `What the program in ${name} may do` });

/** Where the containers write, for as long as is asked. */
export const logsOf = (context: DraftContext, name: string): TemplateResource => ({
  Type: 'AWS::Logs::LogGroup',
  Properties: {
    LogGroupName: logGroupName(name),
    RetentionInDays: numberOf(context.task, 'logRetentionDays') ?? DEFAULT_RETENTION_DAYS,
    Tags: tagList(context.tagsFor(`${name}-logs`)),
  },
});

/** A statement that is written here, by its id. */
const isOwn = (sid: Json | undefined): boolean =>
  typeof sid === 'string' && /^(OwnImage|ReasonToken)/.test(sid);

const withPulls = (policy: Json, image: string): Json => {
  if (!isJsonObject(policy)) return policy;
  const document = policy['PolicyDocument'] ?? null;
  if (!isJsonObject(document)) return policy;
  const others = listOf(document['Statement']).filter(
    (one) => !isJsonObject(one) || !isOwn(one['Sid']),
  );
  return {
    ...policy,
    PolicyDocument: { ...document, Statement: [...others, ...pullStatements(image)] },
  };
};

/** The execution roles of a template of ours, able to fetch another image. */
export const withImageRights = (template: Template, image: string): Template =>
  Object.entries(template.Resources)
    .filter(([, { Type, Properties }]) => {
      const isExecution = JSON.stringify(Properties?.['Policies'] ?? []).includes('"execution"');
      return Type === 'AWS::IAM::Role' && isExecution;
    })
    .reduce((edited, [id]) => {
      const policies = listOf(propertiesOf(edited, id)['Policies']);
      return withProperties(edited, id, {
        Policies: policies.map((policy) => withPulls(policy, image)),
      });
    }, template);
