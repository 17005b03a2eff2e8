import { SEVERITIES, type AuditFinding, type NotRead, type NotSeen } from '../audit-report.ts';

const compareTexts = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const placeOf = (one: NotRead | NotSeen): string =>
  [
    one.accountId,
    one.region ?? '',
    'title' in one ? one.title : '',
    one.because,
    ...('id' in one ? [one.type, one.id] : []),
  ].join(' ');

/** What was not read or seen, by account and region. */
export const byPlace = (a: NotRead | NotSeen, b: NotRead | NotSeen): number =>
  compareTexts(placeOf(a), placeOf(b));

const keyOf = ({ accountId, region, type, id, item, detail }: AuditFinding): string =>
  [accountId, region, type, id, item, detail].join(' ');

/** Findings by account, region and thing. */
export const byKey = (a: AuditFinding, b: AuditFinding): number => compareTexts(keyOf(a), keyOf(b));

/** Findings by severity, those of one severity by account, region and thing. */
export const worstFirst = (a: AuditFinding, b: AuditFinding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || byKey(a, b);
