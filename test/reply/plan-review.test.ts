import { describe, expect, it } from 'vitest';
import type { Finding, Review } from '../../src/review/finding.ts';
import { renderGate } from '../../src/reply/plan-review.ts';
import * as sample from './samples.ts';

const finding = (resource: string, detail: string): Finding => ({
  item: 'EC2-07',
  title: 'No port is open to everybody',
  pillar: 'Security',
  severity: 'High',
  status: 'ACCEPTABLE',
  isAdvisory: false,
  resource,
  type: 'AWS::EC2::SecurityGroup',
  detail,
  remediation: 'Close it.',
  references: [],
});

const said = (findings: readonly Finding[], because: readonly string[]): string => {
  const review: Review = {
    ...sample.view().review,
    findings,
    guardians: [{ guardian: 'Cerberus', verdict: 'WARN', because }],
  };
  return renderGate(review).split(' · ').at(-1) ?? '';
};

describe('what a guardian says in the head of a plan', () => {
  it('names an item and its rule once, and leaves the details to the table', () => {
    const findings = [finding('A', 'port 22 is open'), finding('B', 'port 23 is open')];
    const because = findings.map((one) => `${one.item} ${one.title}: ${one.detail}`);
    expect(said(findings, because)).toBe(
      '**Cerberus (security) WARN**: `EC2-07` No port is open to everybody',
    );
  });

  it('says in full what no table holds', () => {
    const signs = 'the request shows signs of injection: it asks to call the risk low';
    expect(said([], [signs])).toBe(`**Cerberus (security) WARN**: ${signs}`);
  });
});
