import type { JsonObject } from '../../task/json.ts';
import type { AwsReader } from '../aws-reader.ts';
import { findStack } from '../cloudformation-template/facts.ts';
import type { DraftContext, Service } from '../service.ts';
import { textOf } from '../task-values.ts';
import { importTypeOf } from './import-types.ts';
import type { ImportFacts } from './facts-schema.ts';

const NO_TARGET: ImportFacts = { target: {}, into: null };

const readInto = async (context: DraftContext, reader: AwsReader): Promise<ImportFacts['into']> => {
  const name = textOf(context.task, 'intoStack');
  if (name === undefined) return null;
  const { state, stack } = await findStack(reader, context.region, name);
  return { state, stack };
};

/**
 * Looks up what is to be taken in, by the reads of its own service, and the stack that was named
 * for it. Nothing is read of a type that is not imported.
 */
export const readImportFacts = async (
  service: Service,
  context: DraftContext,
  reader: AwsReader,
): Promise<JsonObject> => {
  const facts: ImportFacts =
    importTypeOf(service.resourceType) === undefined
      ? NO_TARGET
      : {
          target: await service.readFacts(context, reader),
          into: await readInto(context, reader),
        };
  return { ...facts };
};
