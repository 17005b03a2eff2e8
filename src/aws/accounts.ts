import { z } from 'zod';
import { Fault } from '../task/fault.ts';
import { parseAccountId, type AccountId, type Region } from '../task/ids.ts';
import type { AccountSession } from './account-session.ts';

/** One account as AWS Organizations describes it, before configuration gives it a tier. */
export interface RawAccount {
  readonly id: AccountId;
  readonly name: string;
  /** Names of the organizational units below the root, joined by `/`; empty at the root. */
  readonly ouPath: string;
  /** ACTIVE, SUSPENDED, PENDING_CLOSURE, ... */
  readonly status: string;
  /** ISO 8601; empty when AWS did not say. */
  readonly createdAt: string;
  readonly tags: Readonly<Record<string, string>>;
}

const page = z.object({ NextToken: z.string().optional() });
const roots = page.extend({ Roots: z.array(z.object({ Id: z.string() })).default([]) });
const units = page.extend({
  OrganizationalUnits: z.array(z.object({ Id: z.string(), Name: z.string() })).default([]),
});
const account = z.object({
  Id: z.string().transform((text, context) => {
    const id = parseAccountId(text);
    if (id !== undefined) return id;
    context.addIssue({ code: 'custom', message: 'not an account id' });
    return z.NEVER;
  }),
  Name: z.string().default(''),
  Status: z.string().optional(),
  State: z.string().optional(),
  JoinedTimestamp: z.date().optional(),
});
const accounts = page.extend({ Accounts: z.array(account).default([]) });
const tagList = page.extend({
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
});

interface OrganizationCall<S extends z.ZodType<{ NextToken?: string | undefined }>> {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly shape: S;
}

interface Place {
  readonly session: AccountSession;
  readonly region: Region;
}

/** Pages of one list, one after the other: Organizations throttles who asks side by side. */
async function* pages<S extends z.ZodType<{ NextToken?: string | undefined }>>(
  { session, region }: Place,
  { operation, input, shape }: OrganizationCall<S>,
): AsyncGenerator<z.infer<S>> {
  let token: string | undefined;
  do {
    const said = await session.send({
      client: 'Organizations',
      operation,
      region,
      input: token === undefined ? input : { ...input, NextToken: token },
      mayRepeat: true,
    });
    if (!said.ok) throw new Fault('denied', `Organizations ${operation}: ${said.code}`);
    const parsed = shape.safeParse(said.output);
    if (!parsed.success) throw new Fault('malformed-answer', operation, parsed.error);
    yield parsed.data;
    token = parsed.data.NextToken;
  } while (token !== undefined && token !== '');
}

const listTags = async (place: Place, id: AccountId): Promise<Record<string, string>> => {
  const tags: [string, string][] = [];
  const call = { operation: 'ListTagsForResource', input: { ResourceId: id }, shape: tagList };
  for await (const one of pages(place, call)) {
    tags.push(...one.Tags.map(({ Key, Value }): [string, string] => [Key, Value]));
  }
  return Object.fromEntries(tags);
};

/** One organizational unit by its path below the root, which itself has none. */
export interface Unit {
  readonly id: string;
  readonly path: string;
}

async function* accountsOf(place: Place, unit: Unit): AsyncGenerator<RawAccount> {
  const call = {
    operation: 'ListAccountsForParent',
    input: { ParentId: unit.id },
    shape: accounts,
  };
  for await (const one of pages(place, call)) {
    for (const { Id, Name, Status, State, JoinedTimestamp } of one.Accounts) {
      yield {
        id: Id,
        name: Name,
        ouPath: unit.path,
        status: State ?? Status ?? '',
        createdAt: JoinedTimestamp?.toISOString() ?? '',
        tags: await listTags(place, Id),
      };
    }
  }
}

async function* unitsBelow(place: Place, unit: Unit): AsyncGenerator<Unit> {
  yield unit;
  const call = {
    operation: 'ListOrganizationalUnitsForParent',
    input: { ParentId: unit.id },
    shape: units,
  };
  for await (const one of pages(place, call)) {
    for (const { Id, Name } of one.OrganizationalUnits) {
      const path = unit.path === '' ? Name : `${unit.path}/${Name}`;
      yield* unitsBelow(place, { id: Id, path });
    }
  }
}

/**
 * Every account of the organization with its path. Walks the units, so that the calls grow with
 * the number of units and not with the number of accounts, save one for each account's tags.
 */
export const listOrganization = async (
  session: AccountSession,
  region: Region,
): Promise<readonly RawAccount[]> => {
  const place = { session, region };
  const found: RawAccount[] = [];
  for await (const { Roots } of pages(place, { operation: 'ListRoots', input: {}, shape: roots })) {
    for (const root of Roots) {
      for await (const unit of unitsBelow(place, { id: root.Id, path: '' })) {
        for await (const one of accountsOf(place, unit)) found.push(one);
      }
    }
  }
  return found;
};

/** Every organizational unit, the roots first; accounts are not looked at. */
export const listUnits = async (
  session: AccountSession,
  region: Region,
): Promise<readonly Unit[]> => {
  const place = { session, region };
  const found: Unit[] = [];
  for await (const { Roots } of pages(place, { operation: 'ListRoots', input: {}, shape: roots })) {
    for (const root of Roots) {
      for await (const unit of unitsBelow(place, { id: root.Id, path: '' })) found.push(unit);
    }
  }
  return found;
};
