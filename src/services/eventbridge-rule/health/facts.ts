import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';

const schema = z.object({ Targets: z.array(z.looseObject({})).nullish() });

/** How many targets a rule has; a rule has at most five, which come on one page. */
export const readRuleHealth = async (
  reader: AwsReader,
  { id, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const operation = 'ListTargetsByRule';
  const call = { client: 'EventBridge', operation, region, input: { Rule: id } };
  const found = await readParsed(reader, call, schema);
  return found === undefined ? {} : { targets: found.Targets?.length ?? 0 };
};
