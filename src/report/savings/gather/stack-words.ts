import { z } from 'zod';
import type { AwsReader } from '../../../services/aws-reader.ts';
import { readParsed } from '../../../services/facts.ts';
import { Fault } from '../../../task/fault.ts';
import type { Region } from '../../../task/ids.ts';
import { stackToAsk } from '../kept.ts';
import type { Observed } from '../observed.ts';

const stacksSchema = z.object({
  Stacks: z.array(z.object({ Description: z.string().nullish() })).nullish(),
});

/** Empty where AWS says nothing of it: then it is not known to be ours. */
const readDescription = async (
  reader: AwsReader,
  region: Region,
  StackName: string,
): Promise<string> => {
  const input = { StackName };
  const call = { client: 'CloudFormation', operation: 'DescribeStacks', region, input };
  try {
    const answer = await readParsed(reader, call, stacksSchema);
    return answer?.Stacks?.[0]?.Description ?? '';
  } catch (error) {
    if (error instanceof Fault) return '';
    throw error;
  }
};

/**
 * Adds to a resource what its stack says of itself, where that alone can tell whether it is ours:
 * an import gives no tags. Each stack is asked once.
 */
export const stackWords = (
  reader: AwsReader,
  region: Region,
): ((seen: Observed) => Promise<Observed>) => {
  const known = new Map<string, string>();
  return async (seen) => {
    const name = stackToAsk(seen.tags);
    if (name === undefined) return seen;
    const stackDescription = known.get(name) ?? (await readDescription(reader, region, name));
    known.set(name, stackDescription);
    return { ...seen, stackDescription };
  };
};
