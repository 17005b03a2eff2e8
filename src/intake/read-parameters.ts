/** The line that begins a list of parameters; it may stand before the first of them. */
const BEGINS = /^\W*(?:template )?parameters?\W*$/i;
const NAMED = /^[-*\s]*([A-Za-z][A-Za-z0-9]{0,254})\s*[:=]\s*(\S(?:.{0,4094}\S)?)\s*$/;

/**
 * The values a request gives for the parameters of its template: behind a line `Parameters`, one
 * `Name: value` in a line, up to the first line that is no such pair. Names without such a line
 * before them give nothing, so that no sentence becomes a value.
 */
export const readParameters = (text: string): Readonly<Record<string, string>> => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const begin = lines.findIndex((line) => BEGINS.test(line));
  const values = new Map<string, string>();
  for (const line of begin < 0 ? [] : lines.slice(begin + 1)) {
    const [, name, value] = NAMED.exec(line) ?? [];
    if (name === undefined || value === undefined) break;
    values.set(name, value);
  }
  return Object.fromEntries(values);
};
