import { numbersFrom } from '../bill.ts';

/** Draws the same from the same seed. */
export interface Draw {
  readonly between: (least: number, most: number) => number;
  /** Both ends included. */
  readonly whole: (least: number, most: number) => number;
  readonly pick: <T>(all: readonly T[]) => T;
  readonly hex: (length: number) => string;
}

export const drawFrom = (seed: string): Draw => {
  const next = numbersFrom(seed);
  // The first numbers of seeds that differ in one letter are near each other.
  for (let n = 0; n < 8; n += 1) next();
  const whole = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return {
    between: (least, most) => least + next() * (most - least),
    whole,
    pick: (all) => {
      const one = all[whole(0, all.length - 1)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
    hex: (length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join(''),
  };
};
