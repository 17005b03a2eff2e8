import { constantFrom, assert, property, array, record, boolean } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BaselineItem } from '../../src/review/baseline.ts';
import { gapStatus } from '../../src/review/enforcement.ts';
import { exceptionFor } from '../../src/review/exceptions.ts';
import type { Finding, GuardianVerdict, Severity } from '../../src/review/finding.ts';
import { decideGate, overallOf } from '../../src/review/gate.ts';
import { statusOf, type StatusInput } from '../../src/review/status.ts';
import type { AccountId } from '../../src/task/ids.ts';
import { TIERS, type Tier } from '../../src/task/tier.ts';

const SEVERITIES = ['Critical', 'High', 'Medium', 'Low'] as const;

const finding = (status: Finding['status'], severity: Severity = 'High'): Finding => ({
  item: 'S3-01',
  title: 'It is closed',
  pillar: 'Security',
  severity,
  status,
  isAdvisory: false,
  resource: 'Bucket',
  type: 'AWS::S3::Bucket',
  detail: 'it is open',
  remediation: 'Close it.',
  references: [],
});

const guardian = (name: GuardianVerdict['guardian'], verdict: GuardianVerdict['verdict']) => [
  { guardian: name, verdict, because: ['a reason'] },
];

describe('the status of a gap', () => {
  const table: readonly (readonly [Tier, string])[] = [
    ['sandbox', 'AAAA'],
    ['development', 'AAAA'],
    ['test', 'AAAA'],
    ['staging', 'BBBA'],
    ['unknown', 'BBBA'],
    ['production', 'BBBB'],
  ];

  it.each(table)('in %s is %s from critical to low', (tier, expected) => {
    expect(SEVERITIES.map((severity) => gapStatus(tier, severity)[0]).join('')).toBe(expected);
  });
});

const ITEM: BaselineItem = {
  id: 'S3-01',
  title: 'It is closed',
  pillar: 'Security',
  severity: 'High',
  from: 'sandbox',
  types: ['AWS::S3::Bucket'],
  evidence: 'template',
  isAdvisory: false,
  isPolicy: false,
  isSilent: false,
  check: { named: 'always' },
  remediation: 'Close it.',
  references: [],
};

describe('the status of an item', () => {
  const ask = (more: Partial<StatusInput>): string =>
    statusOf({
      item: ITEM,
      result: 'pass',
      evidence: 'own-template',
      tier: 'staging',
      isSkipped: false,
      isExcepted: false,
      ...more,
    });

  const rows: readonly (readonly [string, Partial<StatusInput>, string])[] = [
    ['what our template fixes', {}, 'REMEDIATE'],
    ['what a given template fixes', { evidence: 'given-template' }, 'PASS'],
    ['what runs and holds', { evidence: 'live' }, 'PASS'],
    ['what runs and does not', { evidence: 'live', result: 'fail' }, 'FAIL'],
    ['what is not known', { result: 'unknown' }, 'UNKNOWN'],
    [
      'what is not known of a given template',
      { evidence: 'given-template', result: 'unknown' },
      'UNKNOWN',
    ],
    ['a gap in staging', { result: 'fail' }, 'BLOCKED'],
    ['a gap in development', { result: 'fail', tier: 'development' }, 'ACCEPTABLE'],
    ['what a person skips in staging', { isSkipped: true }, 'BLOCKED'],
    ['what a person skips in development', { isSkipped: true, tier: 'development' }, 'ACCEPTABLE'],
    ['a gap with an exception', { result: 'fail', isExcepted: true }, 'ACCEPTABLE'],
    [
      'a policy in sandbox',
      { item: { ...ITEM, isPolicy: true }, result: 'fail', tier: 'sandbox' },
      'BLOCKED',
    ],
    ['an advisory gap', { item: { ...ITEM, isAdvisory: true }, result: 'fail' }, 'ACCEPTABLE'],
    ['what only a person knows', { item: { ...ITEM, evidence: 'person' } }, 'UNTICKED'],
  ];

  it.each(rows)('%s', (_, more, expected) => {
    expect(ask(more)).toBe(expected);
  });
});

describe('decideGate', () => {
  const rows: readonly (readonly [
    string,
    readonly Finding[],
    readonly GuardianVerdict[],
    Tier,
    string,
  ])[] = [
    ['nothing', [], [], 'production', 'PROCEED'],
    ['everything is remedied', [finding('REMEDIATE')], [], 'production', 'PROCEED'],
    ['a gap in sandbox', [finding('ACCEPTABLE', 'Critical')], [], 'sandbox', 'PROCEED'],
    ['a gap in development', [finding('ACCEPTABLE')], [], 'development', 'WARN_AND_PROCEED'],
    ['a gap that blocks', [finding('BLOCKED')], [], 'staging', 'BLOCKED'],
    ['unknown in development', [finding('UNKNOWN')], [], 'development', 'WARN_AND_PROCEED'],
    ['unknown in staging', [finding('UNKNOWN')], [], 'staging', 'BLOCKED'],
    ['unknown and low in staging', [finding('UNKNOWN', 'Low')], [], 'staging', 'WARN_AND_PROCEED'],
    ['unknown and low in production', [finding('UNKNOWN', 'Low')], [], 'production', 'BLOCKED'],
    ['unknown in an account nobody classified', [finding('UNKNOWN')], [], 'unknown', 'BLOCKED'],
    [
      'an advisory gap',
      [{ ...finding('ACCEPTABLE'), isAdvisory: true }],
      [],
      'production',
      'PROCEED',
    ],
    [
      'A92 evidence that only the pull request can give',
      [finding('UNTICKED')],
      [],
      'production',
      'PROCEED',
    ],
    ['Cerberus fails in sandbox', [], guardian('Cerberus', 'FAIL'), 'sandbox', 'BLOCKED'],
    ['Cerberus warns', [], guardian('Cerberus', 'WARN'), 'development', 'WARN_AND_PROCEED'],
    [
      'Michael fails in development',
      [],
      guardian('Michael', 'FAIL'),
      'development',
      'WARN_AND_PROCEED',
    ],
    ['Michael fails in staging', [], guardian('Michael', 'FAIL'), 'staging', 'BLOCKED'],
    ['Buddha fails in test', [], guardian('Buddha', 'FAIL'), 'test', 'WARN_AND_PROCEED'],
    ['Buddha fails in production', [], guardian('Buddha', 'FAIL'), 'production', 'BLOCKED'],
  ];

  it.each(rows)('%s', (_, findings, guardians, tier, decision) => {
    expect(decideGate(findings, guardians, tier).decision).toBe(decision);
  });

  it('says what must be resolved', () => {
    const gate = decideGate([finding('BLOCKED')], guardian('Cerberus', 'FAIL'), 'staging');
    expect(gate.mustResolve).toEqual([
      '`S3-01` It is closed · `Bucket`: it is open',
      'Cerberus vetoes it: a reason',
    ]);
    expect(gate.counts).toEqual({ remediated: 0, acceptable: 0, blocked: 1, unknown: 0 });
  });

  it('says a reason of a guardian once', () => {
    const because = ['S3-01 It is closed: it is open', 'S3-02 It is locked: it is not'];
    const verdicts = [{ guardian: 'Cerberus', verdict: 'FAIL', because }] as const;
    const gate = decideGate([finding('BLOCKED')], verdicts, 'staging');
    expect(gate.mustResolve).toEqual([
      '`S3-01` It is closed · `Bucket`: it is open',
      'Cerberus vetoes it: `S3-01`; S3-02 It is locked: it is not',
    ]);
  });

  const WEIGHT = { PROCEED: 0, WARN_AND_PROCEED: 1, BLOCKED: 2 } as const;
  const anyFindings = array(
    record({ severity: constantFrom(...SEVERITIES), isGap: boolean(), isAdvisory: boolean() }),
    { maxLength: 8 },
  );

  it('a stricter tier never gives a weaker gate', () => {
    assert(
      property(anyFindings, constantFrom('PASS', 'WARN', 'FAIL'), (facts, verdict) => {
        const weights = TIERS.map((tier) => {
          const findings = facts.map(({ severity, isGap, isAdvisory }) =>
            Object.assign({}, finding(isGap ? gapStatus(tier, severity) : 'UNKNOWN', severity), {
              isAdvisory,
            }),
          );
          return WEIGHT[decideGate(findings, guardian('Michael', verdict), tier).decision];
        });
        expect(weights).toEqual(weights.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('overallOf', () => {
  const rows: readonly (readonly [readonly Finding[], Tier, string])[] = [
    [[], 'production', 'COMPLIANT'],
    [[finding('PASS')], 'production', 'COMPLIANT'],
    [[finding('ACCEPTABLE')], 'development', 'GAPS_NOTED'],
    [[finding('ACCEPTABLE', 'Critical')], 'sandbox', 'CRITICAL_GAPS'],
    [[finding('BLOCKED', 'Low')], 'production', 'CRITICAL_GAPS'],
    [[finding('UNKNOWN')], 'development', 'GAPS_NOTED'],
    [[finding('FAIL')], 'development', 'GAPS_NOTED'],
  ];
  it.each(rows)('%#', (findings, tier, expected) => {
    expect(overallOf(findings, tier)).toBe(expected);
  });
});

describe('exceptionFor', () => {
  const mine = '333333333333' as AccountId;
  const exception = { rule: 'S3-01', accounts: [mine], until: '2026-11-20', reason: 'r' } as const;
  const rows: readonly (readonly [string, Parameters<typeof exceptionFor>[0], object, boolean])[] =
    [
      ['no exception', 'S3-01', { exceptions: [] }, false],
      ['its last day', 'S3-01', {}, true],
      ['the day after', 'S3-01', { today: '2026-11-21' }, false],
      ['another rule', 'S3-02', {}, false],
      ['another account', 'S3-01', { accountId: '444444444444' }, false],
      ['an account nobody named', 'S3-01', { accountId: undefined }, false],
      [
        'all accounts',
        'S3-01',
        { exceptions: [{ ...exception, accounts: 'all' }], accountId: undefined },
        true,
      ],
    ];
  it.each(rows)('%s', (_, rule, more, found) => {
    const context = { exceptions: [exception], accountId: mine, today: '2026-11-20T09:00:00Z' };
    expect(exceptionFor(rule, { ...context, ...more }) !== undefined).toBe(found);
  });
});
