import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readFunctionVersions } from '../lambda-version/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import { callIn } from './call.ts';
import type { LambdaAliasFacts } from './facts-schema.ts';
import { readAlsoGone, readLetIn, readSources } from './users/facts.ts';

const aliasSchema = z.object({
  FunctionVersion: z.string(),
  RoutingConfig: z
    .object({ AdditionalVersionWeights: z.record(z.string(), z.number()).nullish() })
    .nullish(),
});

/** `with 10 % to version 4`, or nothing. */
const secondOf = (found: z.infer<typeof aliasSchema> | undefined): string => {
  const parts = Object.entries(found?.RoutingConfig?.AdditionalVersionWeights ?? {});
  return parts
    .map(([version, weight]) => `with ${Number((weight * 100).toFixed(2))} % to version ${version}`)
    .join(' and ');
};
/** Looks up the function with its versions, the alias, and what calls it. */
export const readLambdaAliasFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<LambdaAliasFacts> => {
  const { region, account, task } = context;
  const [name, alias] = [targetOf(task), textOf(task, 'aliasName') ?? ''];
  const rows = await readFunctionVersions(context, reader, name);
  const input = { FunctionName: name, Name: alias };
  const found =
    alias === '' || rows.length === 0
      ? undefined
      : await readParsed(reader, callIn(context)('GetAlias', input), aliasSchema);
  const callee = {
    name,
    alias,
    arn: `arn:aws:lambda:${region}:${account.id}:function:${name}:${alias}`,
  };
  const target = {
    type: 'AWS::Lambda::Alias',
    name: `${name}:${alias}`,
    identifier: callee.arn,
    exists: found !== undefined,
  };
  const isDelete = task.taskType === 'DeleteResource' && found !== undefined;
  return {
    ...(await readNamedFacts(context, reader, target)),
    hasFunction: rows.length > 0,
    versions: rows
      .filter(({ Version }) => Version !== '$LATEST')
      .map(({ Version, Role }) => ({ version: Version, role: Role ?? '' })),
    pointsAt: found?.FunctionVersion ?? '',
    second: secondOf(found),
    users: isDelete ? await readSources(context, reader, callee) : [],
    letIn: isDelete ? await readLetIn(context, reader, callee) : [],
    alsoGone: isDelete ? await readAlsoGone(context, reader, callee) : [],
  };
};
