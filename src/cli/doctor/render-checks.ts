import type { Check, CheckState } from '../../report/doctor/check.ts';

const STATES: readonly CheckState[] = ['wrong', 'warn', 'skipped', 'ok'];

/** What GitHub or AWS said may hold escape sequences; they must not reach the terminal. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

const rowOf = ({ check, state, found, mend }: Check): string => {
  const row = `${state.padEnd(7)}  ${plain(check)}: ${plain(found)}`;
  return mend === '' ? row : `${row}\n${' '.repeat(9)}-> ${plain(mend)}`;
};

const countsOf = (checks: readonly Check[]): string =>
  STATES.map((state) => [state, checks.filter((one) => one.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');

/** The rows for people, in the order in which they were looked at, and their counts. */
export const renderChecks = (checks: readonly Check[]): string =>
  [...checks.map(rowOf), '', countsOf(checks)].join('\n');
