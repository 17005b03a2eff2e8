import { wrong, type Check } from '../../report/doctor/check.ts';
import { explainBreak } from '../explain-break.ts';

/** Runs one part of the examination; what breaks in it is a row, and the others go on. */
export const inSection = async (
  check: string,
  gather: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> => {
  try {
    return await gather();
  } catch (error) {
    const { found, mend } = explainBreak(error);
    return [wrong(check, found, mend)];
  }
};
