import { z } from 'zod';
import { isJsonObject, type Json } from '../../../task/json.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import type { OwnStack } from '../../owner.ts';
import type { DraftContext } from '../../service.ts';
import type { TemplateFacts } from '../facts-schema.ts';
import { parseOwnTemplate } from '../../template-edit.ts';

const importsSchema = z.object({
  Imports: z.array(z.string()).nullish(),
  NextToken: z.string().nullish(),
});
const stacksSchema = z.object({
  Stacks: z.array(
    z.object({ Outputs: z.array(z.object({ ExportName: z.string().nullish() })).nullish() }),
  ),
});

type Importer = TemplateFacts['importers'][number];

const hasExports = ({ templateBody }: OwnStack): boolean => {
  const template = parseOwnTemplate(templateBody);
  if (!template.ok) return false;
  const outputs: readonly Json[] = Object.values(template.value.Outputs ?? {});
  return outputs.some((one) => isJsonObject(one) && one['Export'] !== undefined);
};

/** Names as CloudFormation has them: a template may put them together. */
const readExports = async (
  { region }: DraftContext,
  reader: AwsReader,
  stack: OwnStack,
): Promise<readonly string[]> => {
  const input = { StackName: stack.stackId };
  const call = { client: 'CloudFormation', operation: 'DescribeStacks', region, input };
  const found = await readParsed(reader, call, stacksSchema);
  const outputs = (found?.Stacks ?? []).flatMap(({ Outputs }) => Outputs ?? []);
  return outputs.flatMap(({ ExportName }) => ExportName ?? []);
};

/** Stacks that import one export; AWS says with an error that there are none. */
const readUsers = async (
  { region }: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<readonly Importer[]> => {
  const users: string[] = [];
  let token: string | undefined;
  do {
    const input = { ExportName: name, ...(token === undefined ? {} : { NextToken: token }) };
    const call = { client: 'CloudFormation', operation: 'ListImports', region, input };
    const page = await readParsed(reader, call, importsSchema);
    users.push(...(page?.Imports ?? []));
    token = page?.NextToken ?? undefined;
  } while (token !== undefined);
  const { accountId } = reader;
  return users.toSorted().map((stack) => {
    const words = `\`${stack}\` (imports \`${name}\`)`;
    return { stack, words, accountId, region };
  });
};

/** Who imports what a stack exports, before it is deleted. */
export const readImporters = async (
  context: DraftContext,
  reader: AwsReader,
  stack: OwnStack | null,
): Promise<readonly Importer[]> => {
  const isDelete = context.task.taskType === 'DeleteResource';
  if (!isDelete || stack === null || !hasExports(stack)) return [];
  const found: Importer[] = [];
  for (const name of await readExports(context, reader, stack))
    found.push(...(await readUsers(context, reader, name)));
  return found;
};
