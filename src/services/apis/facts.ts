import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage, readParsed } from '../facts.ts';

/** Domains of one's own that lead to an API: while one does, the API can not be deleted. */
const domainsSchema = z.object({
  Items: z.array(z.object({ DomainName: z.string() })).nullish(),
  NextToken: z.string().nullish(),
});
const mappingsSchema = z.object({
  Items: z.array(z.object({ ApiId: z.string(), ApiMappingKey: z.string().nullish() })).nullish(),
  NextToken: z.string().nullish(),
});

/** Every item of a list of API Gateway's second version, page by page. */
export const readItems = async <T>(
  reader: AwsReader,
  call: { readonly region: Region; readonly operation: string; readonly input: object },
  schema: z.ZodType<{
    readonly Items?: T[] | null | undefined;
    readonly NextToken?: string | null | undefined;
  }>,
): Promise<readonly T[]> => {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const input = { ...call.input, ...(token === undefined ? {} : { NextToken: token }) };
    const page = await readPage(reader, { client: 'ApiGatewayV2', ...call, input }, schema);
    items.push(...(page.Items ?? []));
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return items;
};

/** `api.example.com/orders` for each mapping of a domain that leads to the API, sorted. */
export const readMappings = async (
  reader: AwsReader,
  region: Region,
  apiId: string,
): Promise<readonly string[]> => {
  const domains = await readItems(
    reader,
    { region, operation: 'GetDomainNames', input: {} },
    domainsSchema,
  );
  const found: string[] = [];
  for (const { DomainName } of domains) {
    const call = { region, operation: 'GetApiMappings', input: { DomainName } };
    const mappings = await readItems(reader, call, mappingsSchema);
    const own = mappings.filter((one) => one.ApiId === apiId);
    found.push(...own.map((one) => `${DomainName}/${one.ApiMappingKey ?? ''}`));
  }
  return found.toSorted();
};

const functionSchema = z.object({ FunctionArn: z.string() });

/** The ARN of a function that an API shall call; empty when there is no such function. */
export const readFunctionArn = async (
  reader: AwsReader,
  region: Region,
  name: string | undefined,
): Promise<string> => {
  if (name === undefined) return '';
  const input = { FunctionName: name };
  const call = { client: 'Lambda', operation: 'GetFunctionConfiguration', region, input };
  return (await readParsed(reader, call, functionSchema))?.FunctionArn ?? '';
};
