import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { holdsTags, type ReadRow } from '../read-back.ts';
import type { ReadBackInput } from '../service.ts';
import type { Kind } from './kind.ts';

/** ARN of the one that is read back. */
export const arnOfKind = (kind: Kind, { region, account, physicalId }: ReadBackInput): string =>
  `arn:aws:ec2:${region}:${account.id}:${kind.arn}/${physicalId}`;

/** One thing that is looked at in the row of EC2; see `ReadRow`. */
export const kindRow = (
  kind: Kind,
  { name, property }: { readonly name: string; readonly property?: string },
  holds: (one: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === undefined ? {} : { property }),
  client: 'EC2',
  operation: kind.operation,
  input: ({ physicalId }) => ({
    [kind.filters ?? 'Filters']: [{ Name: kind.filter, Values: [physicalId] }],
  }),
  holds: (output, planned, input) => holds(listOf(at(output, kind.list))[0], planned, input),
});

/** Whether it is there under its id, and with its tags. */
export const thereAndTagged = (kind: Kind): readonly ReadRow[] => [
  kindRow(
    kind,
    { name: 'exists' },
    (one, _planned, input) => at(one, kind.id) === input.physicalId,
  ),
  kindRow(kind, { name: 'tagged', property: 'Tags' }, (one, _planned, input) =>
    holdsTags(at(one, 'Tags'), input),
  ),
];
