import type { Finding, FindingStatus } from './finding.ts';

/** One line of `aws-coworker review`. An unreadable file is one row with status ERROR. */
export interface ReviewRow {
  readonly file: string;
  readonly rule: string;
  readonly resource: string;
  readonly type: string;
  readonly pillar: string;
  readonly severity: string;
  readonly status: 'PASS' | 'UNKNOWN' | 'ACCEPTABLE' | 'BLOCKED' | 'ERROR';
  readonly advisory: boolean;
  readonly detail: string;
  readonly remediation: string;
  readonly references: readonly string[];
}

const SHOWN: Readonly<Record<FindingStatus, ReviewRow['status'] | undefined>> = {
  PASS: 'PASS',
  UNKNOWN: 'UNKNOWN',
  ACCEPTABLE: 'ACCEPTABLE',
  BLOCKED: 'BLOCKED',
  // Evidence of a person does not stand in a file; the pull request asks for it.
  UNTICKED: undefined,
  REMEDIATE: undefined,
  FAIL: undefined,
};

/** The rows of one given template, in the order of its resources. */
export const rowsOf = (file: string, findings: readonly Finding[]): readonly ReviewRow[] =>
  findings.flatMap((finding) => {
    const status = SHOWN[finding.status];
    if (status === undefined) return [];
    return [
      {
        file,
        rule: finding.item,
        resource: finding.resource,
        type: finding.type,
        pillar: finding.pillar,
        severity: finding.severity,
        status,
        advisory: finding.isAdvisory,
        detail: finding.detail,
        remediation: finding.remediation,
        references: finding.references,
      },
    ];
  });

/** The one row of a file that can not be read or is no template. */
export const errorRow = (file: string, detail: string, remediation: string): ReviewRow => ({
  file,
  rule: '',
  resource: '',
  type: '',
  pillar: '',
  severity: '',
  status: 'ERROR',
  advisory: false,
  detail,
  remediation,
  references: [],
});
