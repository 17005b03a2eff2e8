import { findOwner, readOwnStack, readProperties } from '../facts.ts';
import type { AwsReader } from '../aws-reader.ts';
import type { Owner } from '../owner.ts';
import type { DraftContext } from '../service.ts';
import type { NamedFacts } from './facts-schema.ts';

/** A target by its names, and whether the service itself says that it exists. */
export interface NamedTarget {
  readonly type: string;
  readonly name: string;
  readonly identifier: string;
  readonly exists: boolean;
  /** True where no role may read the settings of what no stack owns, or none of them is needed. */
  readonly isUnread?: boolean;
}

/** Looks up who owns what exists, and for a create the stack that an earlier plan left. */
export const readNamedFacts = async (
  context: DraftContext,
  reader: AwsReader,
  target: NamedTarget,
): Promise<NamedFacts> => {
  const { type, name, identifier, exists } = target;
  const { region } = context;
  const isCreate = context.task.taskType === 'CreateResource';
  const found = isCreate ? await readOwnStack(reader, region, context.stackName) : 'absent';
  const where = { region, type, physicalId: identifier };
  const owner: Owner = exists ? await findOwner(reader, where) : { owner: 'nobody' };
  const isLoose = exists && !isCreate && owner.owner === 'nobody' && target.isUnread !== true;
  const properties = isLoose ? await readProperties(reader, where) : undefined;
  return {
    name,
    identifier,
    exists,
    ownStack: typeof found === 'string' ? null : found,
    owner,
    properties: properties ?? null,
  };
};
