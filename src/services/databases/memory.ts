import { largesOf } from '../prices/instance-size.ts';

const GIB = 1024 ** 3;

/** GiB of the size `large` by the first letter of a family; other sizes are multiples of it. */
const OF_LARGE: Readonly<Record<string, number>> = { t: 8, m: 8, r: 16, x: 32 };

/** Memory of a class such as `db.r6g.large`, in bytes; undefined for one that is not known. */
export const memoryBytesOf = (instanceClass: string): number | undefined => {
  const [, family = '', size = ''] = instanceClass.split('.');
  const [larges, gib] = [largesOf(`${family}.${size}`), OF_LARGE[family.charAt(0)]];
  return larges === undefined || gib === undefined ? undefined : larges * gib * GIB;
};

/** Bytes that the usual parameter group counts for one connection. Source: RDS user guide. */
const PER_CONNECTION = { postgres: 9_531_392, mysql: 12_582_880 } as const;
const MOST_POSTGRES = 5000;

/** Connections that the usual parameter group of an engine allows on a class. */
export const connectionsOf = (engine: string, instanceClass: string): number | undefined => {
  const memory = memoryBytesOf(instanceClass);
  if (memory === undefined) return undefined;
  if (engine.includes('postgres'))
    return Math.min(MOST_POSTGRES, Math.floor(memory / PER_CONNECTION.postgres));
  return /mysql|mariadb/.test(engine) ? Math.floor(memory / PER_CONNECTION.mysql) : undefined;
};
