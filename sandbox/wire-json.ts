/** JSON that keeps dates and bytes, for one world shared by several processes. */

const encodeOne = (value: unknown): unknown => {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(encodeOne);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, encodeOne(member)]),
  );
};

const decodeOne = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(decodeOne);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === '$date') return new Date(String(first[1]));
  if (entries.length === 1 && first?.[0] === '$bytes') {
    return new Uint8Array(Buffer.from(String(first[1]), 'base64'));
  }
  return Object.fromEntries(entries.map(([key, member]) => [key, decodeOne(member)]));
};

/** JSON text of a value that may hold dates and bytes. */
export const toWireJson = (value: unknown): string => JSON.stringify(encodeOne(value) ?? null);

/** The value behind such a text. */
export const fromWireJson = (text: string): unknown => decodeOne(JSON.parse(text));
