import { ownerOf } from '../agents/roster.ts';
import type { AwsAccount } from '../task/account.ts';
import type { AwsResource } from '../task/aws-resource.ts';
import type { Region } from '../task/ids.ts';
import type { AwsResourceType } from '../task/resource-type.ts';

/** Where a list was read, and of what. */
export interface ListedPlace {
  readonly resourceType: AwsResourceType;
  readonly account: AwsAccount;
  readonly region: Region;
}

/** What one row of a list says. */
export interface ListedRow extends Partial<
  Pick<AwsResource, 'tags' | 'dependencies' | 'state' | 'metadata'>
> {
  readonly id: string;
  readonly arn: string;
  readonly createdAt?: Date | string | number | null | undefined;
}

const moment = (value: ListedRow['createdAt']): string =>
  value === undefined || value === null ? '' : new Date(value).toISOString();

/** One row of a service's list as everybody else knows a resource. */
export const listedResource = (place: ListedPlace, row: ListedRow): AwsResource => {
  const createdAt = moment(row.createdAt);
  return {
    id: row.id,
    arn: row.arn,
    resourceType: place.resourceType,
    region: place.region,
    accountId: place.account.id,
    state: row.state ?? 'Active',
    ownerAgent: ownerOf(place.resourceType),
    dependencies: row.dependencies ?? [],
    tags: row.tags ?? {},
    metadata: row.metadata ?? {},
    createdAt,
    updatedAt: createdAt,
  };
};
