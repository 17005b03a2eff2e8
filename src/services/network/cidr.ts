/** A block of IPv4 addresses: its first one as a number, and the length of its prefix. */
export interface Block {
  readonly first: number;
  readonly bits: number;
}

const PART = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

/** The number of one address; undefined for a text that is none. */
const addressOf = (text: string): number | undefined => {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => PART.test(part))) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
};

const sizeOf = (bits: number): number => 2 ** (32 - bits);

/** Reads `10.20.0.0/16`; undefined for a text that is none, or with bits past the prefix. */
export const parseBlock = (text: string): Block | undefined => {
  const [, address = '', length = ''] = /^([0-9.]+)\/(\d{1,2})$/.exec(text) ?? [];
  const [first, bits] = [addressOf(address), Number(length)];
  if (first === undefined || length === '' || bits > 32) return undefined;
  return first % sizeOf(bits) === 0 ? { first, bits } : undefined;
};

/** `10.20.0.0/16` of a block. */
export const blockText = ({ first, bits }: Block): string => {
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${parts.join('.')}/${bits}`;
};

const HEXTET = /^[0-9a-f]{1,4}$/i;

/** True for `2001:db8::/32`: at most one gap, else eight groups. */
const isV6Range = (text: string): boolean => {
  const [address = '', length = ''] = text.split('/');
  if (!/^\d{1,3}$/.test(length) || Number(length) > 128) return false;
  const halves = address.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || !groups.every((group) => HEXTET.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
};

/** True for a range of IPv4 or IPv6 addresses as a rule takes it. */
export const isRange = (text: string): boolean =>
  text.includes(':') ? isV6Range(text) : parseBlock(text) !== undefined;

/** True where two blocks share an address. */
export const overlaps = (a: Block, b: Block): boolean =>
  a.first < b.first + sizeOf(b.bits) && b.first < a.first + sizeOf(a.bits);

/** True where the first block lies wholly in the second. */
export const isWithin = (inner: Block, outer: Block): boolean =>
  inner.bits >= outer.bits && overlaps(inner, outer);

/** The private ranges of RFC 1918, the widest first. */
const PRIVATE: readonly Block[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap(
  (text) => parseBlock(text) ?? [],
);

/** True for a block that is private, which a network of its own has to be. */
export const isPrivate = (block: Block): boolean => PRIVATE.some((range) => isWithin(block, range));

/**
 * Equal parts of a block, in order: as many as are wanted, each with so many bits. Empty where they
 * do not fit.
 */
export const partsOf = (block: Block, bits: number, count: number): readonly Block[] => {
  const fits = bits >= block.bits && count * sizeOf(bits) <= sizeOf(block.bits);
  if (!fits) return [];
  return Array.from({ length: count }, (_, index) => ({
    first: block.first + index * sizeOf(bits),
    bits,
  }));
};

/** The next place of this size that lies behind a block. */
const behind = (taken: Block, bits: number): number => {
  const size = sizeOf(bits);
  return Math.ceil((taken.first + sizeOf(taken.bits)) / size) * size;
};

const freeIn = (range: Block, taken: readonly Block[], wanted: Free): readonly Block[] => {
  const found: Block[] = [];
  let first = range.first;
  const end = range.first + sizeOf(range.bits);
  while (found.length < wanted.count && first + sizeOf(wanted.bits) <= end) {
    const here = { first, bits: wanted.bits };
    const hit = taken.find((block) => overlaps(block, here));
    if (hit === undefined) found.push(here);
    first = hit === undefined ? first + sizeOf(wanted.bits) : behind(hit, wanted.bits);
  }
  return found;
};

interface Free {
  readonly bits: number;
  readonly count: number;
}

/** The first private blocks of a size that share no address with those that are taken. */
export const freeBlocks = (taken: readonly Block[], wanted: Free): readonly Block[] =>
  PRIVATE.filter((range) => wanted.bits >= range.bits)
    .flatMap((range) => freeIn(range, taken, wanted))
    .slice(0, wanted.count);

/** The first blocks of a size in a range that share no address with those that are taken. */
export const freeWithin = (range: Block, taken: readonly Block[], wanted: Free): readonly Block[] =>
  wanted.bits < range.bits ? [] : freeIn(range, taken, wanted);
