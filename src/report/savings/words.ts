const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const GIGABYTE = 1024 ** 3;

/** A number with one digit behind the point at most. */
export const numberWords = (value: number): string => NUMBER.format(value);

/** `12.5 %`. */
export const percentWords = (value: number): string => `${numberWords(value)} %`;

/** Whole days. */
export const dayWords = (days: number): string => `${numberWords(Math.floor(days))} days`;

/** Bytes as AWS counts its gigabytes. */
export const gigabytesOf = (bytes: number): number => bytes / GIGABYTE;

/** `12.5 GB`, `340 KB`. */
export const byteWords = (bytes: number): string => {
  const [unit = 'B', size = 1] =
    (
      [
        ['GB', GIGABYTE],
        ['MB', 1024 ** 2],
        ['KB', 1024],
      ] as const
    ).find(([, least]) => bytes >= least) ?? [];
  return `${numberWords(bytes / size)} ${unit}`;
};

/** The day of an instant. */
export const dateWords = (iso: string): string => iso.slice(0, 10);
