import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';

const pageSchema = z.object({
  Groups: z.array(z.object({ GroupName: z.string(), GroupARN: z.string() })).nullish(),
  NextToken: z.string().nullish(),
});

/** The ARN of a group, which ends with an id that only X-Ray knows. */
const findArn = async (
  { region }: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<string | undefined> => {
  let token: string | undefined;
  do {
    const input = token === undefined ? {} : { NextToken: token };
    const call = { client: 'XRay', operation: 'GetGroups', region, input };
    const page = await readPage(reader, call, pageSchema);
    const found = page.Groups?.find(({ GroupName }) => GroupName === name);
    if (found !== undefined) return found.GroupARN;
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return undefined;
};

/** Looks the group up by its name. Traces are never read. */
export const readGroupFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<NamedFacts> => {
  const name = targetOf(context.task);
  const arn = await findArn(context, reader, name);
  const exists = arn !== undefined;
  const target = { type: 'AWS::XRay::Group', name, identifier: arn ?? name, exists };
  return await readNamedFacts(context, reader, target);
};
