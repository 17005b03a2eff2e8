import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { foundOf, readByIdFacts, type ReadUsers } from '../by-id/facts.ts';
import { memberOf } from '../by-id/kind.ts';
import { readRows } from '../by-id/rows/facts.ts';
import { isMissing } from '../facts.ts';
import { readInterfaces } from '../network/facts.ts';
import { GROUPS, VPCS } from '../network/kinds.ts';
import type { DraftContext } from '../service.ts';
import { thingAt } from '../task-order/user.ts';
import { textOf } from '../task-values.ts';
import type { GroupFacts } from './facts-schema.ts';

/** Interfaces that carry the group, and groups whose rules name it. */
const readUsers: ReadUsers = async ({ region }, reader, { one: { id } }) => {
  const interfaces = await readInterfaces(reader, region, { Name: 'group-id', Values: [id] });
  const named = await Promise.all(
    ['ip-permission.group-id', 'egress.ip-permission.group-id'].map((Name) =>
      readRows(reader, region, { kind: GROUPS, filters: [{ Name, Values: [id] }] }),
    ),
  );
  const groups = named.flat().map((row) => memberOf(row, GROUPS.id));
  const others = [...new Set(groups)].filter((other) => other !== id).toSorted();
  const place = { accountId: reader.accountId, region };
  const rules = others.map((other) => ({
    words: `a rule of \`${other}\``,
    is: [thingAt(place, GROUPS.type, other)],
  }));
  return [...interfaces, ...rules];
};

const entriesSchema = z.object({
  Entries: z.array(z.object({ Cidr: z.string().nullish() })).nullish(),
  NextToken: z.string().nullish(),
});

/** Every range of a list; null where one page of it can not be read. */
const readRanges = async (
  { region }: DraftContext,
  reader: AwsReader,
  id: string,
): Promise<string[] | null> => {
  const ranges: string[] = [];
  let token: string | undefined;
  do {
    const input = { PrefixListId: id, ...(token === undefined ? {} : { NextToken: token }) };
    const call = { client: 'EC2', operation: 'GetManagedPrefixListEntries', region, input };
    const answer = await reader.read(call);
    if (!answer.ok && !isMissing(answer)) return null;
    const page = answer.ok ? entriesSchema.safeParse(answer.output) : undefined;
    if (page?.success !== true) return null;
    ranges.push(...(page.data.Entries ?? []).flatMap(({ Cidr }) => Cidr ?? []));
    token = page.data.NextToken ?? undefined;
  } while (token !== undefined);
  return ranges;
};

const readPrefixList = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<GroupFacts['prefixList']> => {
  const id = textOf(context.task, 'source');
  if (id?.startsWith('pl-') !== true) return null;
  return { id, ranges: await readRanges(context, reader, id) };
};

/** Looks up the group that is meant, what uses it, and for a new one the VPCs it could be in. */
export const readGroupFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<GroupFacts> => {
  const base = await readByIdFacts(context, reader, { kind: GROUPS, users: readUsers });
  const isCreate = context.task.taskType === 'CreateResource';
  const vpcs = isCreate ? await readRows(reader, context.region, { kind: VPCS }) : [];
  return {
    ...base,
    vpcs: vpcs
      .map((row) => foundOf(VPCS, row))
      .map(({ id, name, isDefault }) => ({
        id,
        name,
        isDefault,
      })),
    prefixList: await readPrefixList(context, reader),
  };
};
