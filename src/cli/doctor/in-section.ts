import { wrong, type Check } from '../../report/doctor/check.ts';
import { Fault, type FaultKind } from '../../task/fault.ts';

const MEND: Readonly<Record<FaultKind, string>> = {
  throttled: 'Wait a few minutes, and ask again.',
  unavailable: 'Look at the network, its proxies, and the address that is asked.',
  timeout: 'Look at the network, its proxies, and the address that is asked.',
  denied: 'Look at the credentials that this process was given.',
  'malformed-answer': 'Look at the address that is asked: something else answers there.',
  'broken-promise': 'Look at the address that is asked, and report it if it is the right one.',
};

const reasonOf = (error: unknown): { readonly found: string; readonly mend: string } => {
  if (error instanceof Fault) return { found: error.message, mend: MEND[error.kind] };
  // A library's own words may hold what it was given; its name does not.
  const name = error instanceof Error ? error.name : 'no reason was given';
  return { found: `it could not be checked: ${name}`, mend: MEND.denied };
};

/** Runs one part of the examination; what breaks in it is a row, and the others go on. */
export const inSection = async (
  check: string,
  gather: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> => {
  try {
    return await gather();
  } catch (error) {
    const { found, mend } = reasonOf(error);
    return [wrong(check, found, mend)];
  }
};
