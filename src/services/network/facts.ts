import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { type Filter, type Kind } from '../by-id/kind.ts';
import { readRows } from '../by-id/rows/facts.ts';
import type { KnownUser } from '../task-order/user.ts';
import { interfaceThings } from './interface-things.ts';
import { INTERFACES, interfaceWords } from './kinds.ts';

const KIND: Kind = {
  title: 'network interface',
  type: 'AWS::EC2::Instance',
  ...INTERFACES,
  filter: 'network-interface-id',
  arn: 'network-interface',
};

/** Interfaces that a filter leaves: what AWS itself calls a dependency. */
export const readInterfaces = async (
  reader: AwsReader,
  region: Region,
  filter: Filter,
): Promise<readonly KnownUser[]> => {
  const rows = await readRows(reader, region, { kind: KIND, filters: [filter] });
  const place = { accountId: reader.accountId, region };
  return rows
    .map((row) => ({ words: interfaceWords(row), is: interfaceThings(place, row) }))
    .toSorted((a, b) => (a.words < b.words ? -1 : 1));
};
