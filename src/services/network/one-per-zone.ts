/** What lies in a zone of a region; empty where AWS picks the zone while it makes it. */
interface Zoned {
  readonly zone: string;
}

/**
 * The first of each zone. What has no zone yet may land in any, so that it counts for none beside
 * others; where nothing has one, the first is one. Pure.
 */
export const onePerZone = <T extends Zoned>(rows: readonly T[]): readonly T[] => {
  const zoned = rows.filter(({ zone }) => zone !== '');
  return zoned.length === 0
    ? rows.slice(0, 1)
    : zoned.filter((one, at) => zoned.findIndex(({ zone }) => zone === one.zone) === at);
};
