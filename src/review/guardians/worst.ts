import type { GuardianName, GuardianVerdict } from '../finding.ts';

/** What a guardian noticed, and how bad it is. */
export interface Remark {
  readonly verdict: 'WARN' | 'FAIL';
  readonly because: string;
}

/** The worst remark decides; reasons are given once, the worst first. */
export const worstOf = (guardian: GuardianName, remarks: readonly Remark[]): GuardianVerdict => {
  const failing = remarks.filter((one) => one.verdict === 'FAIL');
  const warning = remarks.filter((one) => one.verdict === 'WARN');
  const because = [...new Set([...failing, ...warning].map((one) => one.because))];
  if (failing.length > 0) return { guardian, verdict: 'FAIL', because };
  return { guardian, verdict: warning.length > 0 ? 'WARN' : 'PASS', because };
};
