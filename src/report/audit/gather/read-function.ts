import { z } from 'zod';
import { STACK_TAGS } from '../../../review/checks/judgement.ts';
import { readParsed } from '../../../services/facts.ts';
import { Fault } from '../../../task/fault.ts';
import type { AuditPlace, Listed, LiveThing } from './source.ts';
import { withoutAbsent } from './without-absent.ts';

const configuration = z.looseObject({
  FunctionName: z.string(),
  KMSKeyArn: z.string().nullish(),
  Environment: z.looseObject({ Error: z.looseObject({}).nullish() }).nullish(),
});

/** Members that the service calls as CloudFormation does. */
const SAME = [
  'FunctionName',
  'Runtime',
  'Role',
  'Handler',
  'Timeout',
  'MemorySize',
  'Architectures',
  'Environment',
  'TracingConfig',
  'DeadLetterConfig',
  'VpcConfig',
  'LoggingConfig',
] as const;

const concurrency = z.object({ ReservedConcurrentExecutions: z.number().nullish() });
const tagsSchema = z.object({ Tags: z.record(z.string(), z.string()).nullish() });

/**
 * Reads the configuration of a function in the shape of its CloudFormation type, never its code;
 * undefined for one that is gone. Variables that the service could not decrypt are a Fault.
 */
export const readFunction = async (
  { reader, region, rules }: Pick<AuditPlace, 'reader' | 'region' | 'rules'>,
  { id, arn }: Pick<Listed, 'id' | 'arn'>,
): Promise<Omit<LiveThing, 'beside'> | undefined> => {
  const ask = <T>(operation: string, input: object, schema: z.ZodType<T>) =>
    readParsed(reader, { client: 'Lambda', operation, region, input: { ...input } }, schema);
  const own = { FunctionName: id };
  const found = await ask('GetFunctionConfiguration', own, configuration);
  if (found === undefined) return undefined;
  if (found.Environment?.Error) throw new Fault('denied', 'Lambda: the environment');
  const reserved = /ReservedConcurrentExecutions/.test(rules)
    ? await ask('GetFunctionConcurrency', own, concurrency)
    : undefined;
  const tags = (await ask('ListTags', { Resource: arn }, tagsSchema))?.Tags ?? {};
  const properties = withoutAbsent({
    ...Object.fromEntries(SAME.map((name) => [name, found[name]])),
    KmsKeyArn: found.KMSKeyArn,
    ReservedConcurrentExecutions: reserved?.ReservedConcurrentExecutions,
    Tags: Object.entries(tags)
      .filter(([key]) => !key.startsWith('aws:'))
      .map(([Key, Value]) => ({ Key, Value })),
  });
  const documents = [{ type: 'AWS::Lambda::Function', id, properties }];
  return { documents, read: [STACK_TAGS], stackTags: tags };
};
