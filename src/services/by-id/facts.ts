import type { AwsReader } from '../aws-reader.ts';
import { findOwner, readOwnStack, readProperties } from '../facts.ts';
import type { Owner } from '../owner.ts';
import type { DraftContext } from '../service.ts';
import type { KnownUser } from '../task-order/user.ts';
import { textOf } from '../task-values.ts';
import { memberOf, nameIn, type Filter, type Kind, type Row } from './kind.ts';
import { readRows } from './rows/facts.ts';
import type { ByIdFacts, Found } from './facts-schema.ts';

/** Reads what uses one thing, each user in words and by what it is. */
export type ReadUsers = (
  context: DraftContext,
  reader: AwsReader,
  what: { readonly one: Found; readonly owner: Owner },
) => Promise<readonly KnownUser[]>;

const isDefault = (kind: Kind, row: Row): boolean =>
  row['IsDefault'] === true || kind.named?.ofDefault === nameIn(kind, row);

/** One row as drafting knows it. */
export const foundOf = (kind: Kind, row: Row): Found => {
  const id = memberOf(row, kind.id);
  return {
    id,
    identifier: kind.identifier === undefined ? id : memberOf(row, kind.identifier),
    name: nameIn(kind, row),
    vpcId: memberOf(row, 'VpcId'),
    isDefault: isDefault(kind, row),
  };
};

const filterOf = (kind: Kind, { task }: DraftContext): Filter | undefined => {
  const [id, name] = [textOf(task, 'id'), textOf(task, 'name')];
  if (id !== undefined) return { Name: kind.filter, Values: [id] };
  if (name === undefined) return undefined;
  return { Name: kind.named?.filter ?? 'tag:Name', Values: [name] };
};

const byId = (a: Found, b: Found): number => (a.id < b.id ? -1 : 1);

/** What the name or id of a task means; nothing when it gives neither. */
export const findByTask = async (
  context: DraftContext,
  reader: AwsReader,
  kind: Kind,
): Promise<Found[]> => {
  const filter = filterOf(kind, context);
  if (filter === undefined) return [];
  const rows = await readRows(reader, context.region, { kind, filters: [filter] });
  return rows.map((row) => foundOf(kind, row)).toSorted(byId);
};

type One = Pick<ByIdFacts, 'owner' | 'properties' | 'users'>;

const readOne = async (
  context: DraftContext,
  reader: AwsReader,
  how: { readonly kind: Kind; readonly one: Found; readonly users: ReadUsers },
): Promise<One> => {
  const { one, kind } = how;
  const target = { region: context.region, type: kind.type, physicalId: one.identifier };
  const owner = await findOwner(reader, target);
  const properties = owner.owner === 'nobody' ? await readProperties(reader, target) : undefined;
  const isDelete = context.task.taskType === 'DeleteResource';
  const users = isDelete ? await how.users(context, reader, { one, owner }) : [];
  return { owner, properties: properties ?? null, users: [...users] };
};

/** Looks up the one that is meant, who owns it and, before a delete, what uses it. */
export const readByIdFacts = async (
  context: DraftContext,
  reader: AwsReader,
  { kind, users }: { readonly kind: Kind; readonly users: ReadUsers },
): Promise<ByIdFacts> => {
  const found = await findByTask(context, reader, kind);
  const [one, ...others] = found;
  const none: One = { owner: { owner: 'nobody' }, properties: null, users: [] };
  if (context.task.taskType === 'CreateResource') {
    const stack = await readOwnStack(reader, context.region, context.stackName);
    return { found, ownStack: typeof stack === 'string' ? null : stack, ...none };
  }
  const isOne = one !== undefined && others.length === 0;
  const rest = isOne ? await readOne(context, reader, { kind, one, users }) : none;
  return { found, ownStack: null, ...rest };
};
