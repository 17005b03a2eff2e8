import type { Json } from '../../task/json.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';

/** One row of a describing call of EC2, unparsed beyond being an object. */
export type Row = Readonly<Record<string, unknown>>;

/** What EC2 knows by an id and people by a `Name` tag: how it is described, as data. */
export interface Kind {
  /** As people call it, such as `subnet`. */
  readonly title: string;
  readonly type: AwsResourceType;
  /** The describing call, the list in its answer, and the member that is the id. */
  readonly operation: string;
  readonly list: string;
  readonly id: string;
  /** The filter by id. */
  readonly filter: string;
  /** NAT gateways and flow logs call their filters by the singular. */
  readonly filters?: 'Filter';
  /** Part of its ARN before the id. */
  readonly arn: string;
  /** A name of its own instead of the tag, and the one by which AWS calls what it keeps. */
  readonly named?: {
    readonly member: string;
    readonly filter: string;
    readonly ofDefault?: string;
  };
  /** As CloudFormation and Cloud Control name it, where that is not the id. */
  readonly identifier?: string;
  /** False where EC2 answers all at once. */
  readonly isPaged?: false;
  /** True for a row of something that is gone, which EC2 shows for a while. */
  readonly isGone?: (row: Row) => boolean;
}

/** A member of a row as text; empty when it is none. */
export const memberOf = (row: Row, path: string): string => textIn(at(row, path));

/** The tags of a row. */
export const tagsIn = (row: Row): Readonly<Record<string, string>> =>
  Object.fromEntries(
    listOf(row['Tags'] as Json | undefined).map((tag) => [
      textIn(at(tag, 'Key')),
      textIn(at(tag, 'Value')),
    ]),
  );

/** What people call it: its own name, else its `Name` tag, else nothing. */
export const nameIn = (kind: Kind, row: Row): string => {
  const own = kind.named === undefined ? '' : memberOf(row, kind.named.member);
  return own === '' ? (tagsIn(row)['Name'] ?? '') : own;
};

/** One filter of a describing call. */
export interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}
