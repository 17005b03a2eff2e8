import type { TemplateResource } from '../../src/plan/template.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { of, type Others } from './item-row.ts';

/** What an item says of the resource `It` of a template. */
export interface InsecureRow {
  readonly item: string;
  readonly name: string;
  readonly status: 'GAP' | 'UNKNOWN' | 'PASS';
  readonly resources: Readonly<Record<string, TemplateResource>>;
}

/** Rows of one item on one type. */
export const insecure =
  (item: string, type: string) =>
  (
    name: string,
    [properties, others = {}]: readonly [JsonObject, Others?],
    status: InsecureRow['status'] = 'GAP',
  ): InsecureRow => ({ item, name, status, resources: { ...others, It: of(type, properties) } });
