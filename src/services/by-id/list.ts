import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { Service } from '../service.ts';
import { memberOf, nameIn, tagsIn, type Kind, type Row } from './kind.ts';
import { describeRows } from './rows/facts.ts';

/** What a list says of a row beyond its id and tags. */
export type About = (row: Row) => AwsResource['metadata'];

const timeOf = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' && value !== '' ? new Date(value).toISOString() : '';
};

/** When EC2 says that it was made, under the names it has for that. */
const bornAt = (row: Row): string =>
  timeOf(row['CreateTime'] ?? row['CreationTime'] ?? row['CreationTimestamp']);

/** A name of its own stands where the tag would, as people look for it there. */
const namedTags = (kind: Kind, row: Row): Readonly<Record<string, string>> => {
  const name = nameIn(kind, row);
  return name === '' ? tagsIn(row) : { Name: name, ...tagsIn(row) };
};

/** One row as the reports and answers show it. */
const toResource = (
  row: Row,
  { kind, about }: { readonly kind: Kind; readonly about: About },
  place: { readonly account: AwsAccount; readonly region: Region },
): AwsResource => {
  const id = memberOf(row, kind.id);
  const vpcId = memberOf(row, 'VpcId');
  const createdAt = bornAt(row);
  return {
    id,
    arn: `arn:aws:ec2:${place.region}:${place.account.id}:${kind.arn}/${id}`,
    resourceType: kind.type,
    region: place.region,
    accountId: place.account.id,
    state: 'Active',
    ownerAgent: ownerOf(kind.type),
    dependencies: vpcId === '' || vpcId === id ? [] : [vpcId],
    tags: namedTags(kind, row),
    metadata: about(row),
    createdAt,
    updatedAt: createdAt,
  };
};

/** Everything of one kind in one region, page by page. */
export const listByKind = (kind: Kind, about: About): Service['list'] =>
  async function* (reader, account, region) {
    for await (const row of describeRows(reader, region, { kind }))
      yield toResource(row, { kind, about }, { account, region });
  };
