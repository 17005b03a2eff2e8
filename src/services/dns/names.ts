import { z } from 'zod';

/** One zone that exists. */
export const zoneFactSchema = z.object({
  id: z.string(),
  /** Without the dot at its end. */
  name: z.string(),
  isPrivate: z.boolean(),
  comment: z.string(),
  /** All of them: those of the zone itself, name servers and start of authority, are two. */
  records: z.number(),
});
export type ZoneFact = z.infer<typeof zoneFactSchema>;

/** One record that exists. */
export const recordFactSchema = z.object({
  name: z.string(),
  type: z.string(),
  /** Null for an alias. */
  ttl: z.number().nullable(),
  values: z.array(z.string()),
  /** What an alias leads to; empty for a record with values. */
  alias: z.string(),
  /** True for one of several of the same name and type: weighted, by place, or the like. */
  isWeighed: z.boolean(),
});
export type RecordFact = z.infer<typeof recordFactSchema>;

/** A name of DNS in small letters, without the dot at its end and without escapes of stars. */
export const bareName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(String.raw`\052`, '*')
    .replace(/\.$/, '');

/** Records that make a zone a zone: they come and go with it. */
export const isOwnRecord = (zone: Pick<ZoneFact, 'name'>, record: RecordFact): boolean =>
  record.name === zone.name && (record.type === 'NS' || record.type === 'SOA');

/** The zone whose name ends a name, the longest first; undefined when none does. */
export const zoneOfName = (zones: readonly ZoneFact[], name: string): readonly ZoneFact[] => {
  const bare = bareName(name);
  const fitting = zones.filter((zone) => bare === zone.name || bare.endsWith(`.${zone.name}`));
  const longest = Math.max(0, ...fitting.map((zone) => zone.name.length));
  return fitting.filter((zone) => zone.name.length === longest);
};
