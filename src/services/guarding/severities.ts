/** From the worst to the least, as both services of findings name them. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** GuardDuty gives findings a number. Source: severity levels of GuardDuty findings. */
export const severityOf = (value: number): Severity => {
  if (value >= 9) return 'critical';
  if (value >= 7) return 'high';
  return value >= 4 ? 'medium' : 'low';
};

/** `2 high, 5 medium`, the worst first; `none` where there is none. */
export const severityWords = (counts: ReadonlyMap<Severity, number>): string => {
  const said = SEVERITIES.filter((name) => (counts.get(name) ?? 0) > 0).map(
    (name) => `${counts.get(name) ?? 0} ${name}`,
  );
  return said.length === 0 ? 'none' : said.join(', ');
};

/** Counts with more of one severity. */
export const counted = (
  counts: ReadonlyMap<Severity, number>,
  severity: Severity,
  more: number,
): ReadonlyMap<Severity, number> =>
  new Map([...counts, [severity, (counts.get(severity) ?? 0) + more]]);
