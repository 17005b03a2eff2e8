import type { AwsAccount } from '../../../task/account.ts';
import type { Json } from '../../../task/json.ts';
import type { Region } from '../../../task/ids.ts';
import { listOf } from '../../acts.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { memberOf, nameIn, type Row } from '../../by-id/kind.ts';
import { readRows } from '../../by-id/rows/facts.ts';
import { at, textIn } from '../../compare.ts';
import { blockText, freeBlocks, overlaps, parseBlock, type Block } from '../../network/cidr.ts';
import { VPCS } from '../../network/kinds.ts';
import type { Organization } from '../../service.ts';

/** What the organization says of a range: who has a part of it, and what is free instead. */
export interface RangeLook {
  /** Networks that share addresses with it, in words. */
  readonly overlaps: readonly string[];
  /** Ranges of the same size that no network seen here has. */
  readonly free: readonly string[];
  /** Names of accounts that could not be asked. */
  readonly unread: readonly string[];
}

interface SeenNetwork {
  readonly block: Block;
  readonly id: string;
  readonly words: string;
}

/** A VPC may have several ranges. */
const rangesOf = (row: Row): readonly string[] => [
  ...new Set([
    memberOf(row, 'CidrBlock'),
    ...listOf(row['CidrBlockAssociationSet'] as Json | undefined).map((one) =>
      textIn(at(one, 'CidrBlock')),
    ),
  ]),
];

const networksOf = (row: Row, where: string): readonly SeenNetwork[] => {
  const id = memberOf(row, VPCS.id);
  const name = nameIn(VPCS, row);
  const called = name === '' ? `\`${id}\`` : `\`${id}\` (${name})`;
  return rangesOf(row).flatMap((text) => {
    const block = parseBlock(text);
    return block === undefined ? [] : [{ block, id, words: `${called} ${text} in ${where}` }];
  });
};

const readPlace = async (
  reader: AwsReader,
  { name }: Pick<AwsAccount, 'name'>,
  region: Region,
): Promise<readonly SeenNetwork[]> => {
  const rows = await readRows(reader, region, { kind: VPCS });
  return rows.flatMap((row) => networksOf(row, `${name}, ${region}`));
};

/** Undefined where the account does not let itself be asked: that is said, and stops nothing. */
const readAccount = async (
  organization: Organization,
  account: AwsAccount,
): Promise<readonly SeenNetwork[] | undefined> => {
  try {
    const reader = await organization.openReader(account.id);
    if (reader === undefined) return undefined;
    const found = await Promise.all(
      account.regions.map((region) => readPlace(reader, account, region)),
    );
    return found.flat();
  } catch {
    return undefined;
  }
};

/** So many accounts are asked at once. */
const AT_ONCE = 10;

const FREE = 3;

/** Asks every account and region that the readers see; the account of the task is among them. */
export const lookForRange = async (
  wanted: Block,
  own: ReadonlySet<string>,
  organization: Organization,
): Promise<RangeLook> => {
  const seen: SeenNetwork[] = [];
  const unread: string[] = [];
  for (let start = 0; start < organization.accounts.length; start += AT_ONCE) {
    const batch = organization.accounts.slice(start, start + AT_ONCE);
    const found = await Promise.all(batch.map((one) => readAccount(organization, one)));
    for (const [index, networks] of found.entries()) {
      if (networks === undefined) unread.push(batch[index]?.name ?? '');
      else seen.push(...networks.filter(({ id }) => !own.has(id)));
    }
  }
  const taken = seen.map(({ block }) => block);
  const hits = seen.filter(({ block }) => overlaps(block, wanted));
  return {
    overlaps: hits.map(({ words }) => words).toSorted(),
    free: freeBlocks(taken, { bits: wanted.bits, count: FREE }).map((block) => blockText(block)),
    unread: unread.toSorted(),
  };
};
