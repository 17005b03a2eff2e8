import { readFileSync } from 'node:fs';
import { readBaselines } from '../../src/app/read-baselines.ts';
import { parseTemplate } from '../../src/plan/parse-template.ts';
import type { Baseline } from '../../src/review/baseline.ts';
import type { Finding } from '../../src/review/finding.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';

/** One labelled template. */
interface LabelledCase {
  readonly rule: string;
  readonly service: string;
  readonly name: string;
  readonly expect: 'PASS' | 'FAIL';
  readonly template: unknown;
}

export interface CaseResult extends LabelledCase {
  /** SILENT: no finding of the template cites the rule. */
  readonly found: 'PASS' | 'FAIL' | 'UNKNOWN' | 'SILENT' | 'UNREADABLE';
  readonly doesAgree: boolean;
  readonly details: readonly string[];
}

/** The labelled templates that the repository holds. */
export const readCases = (): readonly LabelledCase[] =>
  JSON.parse(
    readFileSync(new URL('../cases/guard-cases.json', import.meta.url), 'utf8'),
  ) as readonly LabelledCase[];

/** Services of these labels that no agent of the specification owns: nothing here makes them. */
const FOREIGN_SERVICES = new Set([
  'amazon_emr',
  'amazon_redshift',
  'amazon_sagemaker',
  'aws_dms',
  'codebuild',
  'opensearch_service',
]);

/** The names that AWS lists for the pillars of security and reliability. */
const readPillarNames = (): ReadonlySet<string> =>
  new Set(
    Object.values(
      JSON.parse(
        readFileSync(new URL('../cases/wa-pillars.json', import.meta.url), 'utf8'),
      ) as Readonly<Record<string, readonly string[]>>,
    ).flat(),
  );

/** Names of these pillars that have labelled templates of a service that is made here. */
export const pillarNames = (): readonly string[] => {
  const listed = readPillarNames();
  const labelled = readCases().filter(({ service }) => !FOREIGN_SERVICES.has(service));
  return [...new Set(labelled.map(({ rule }) => rule))].filter((rule) => listed.has(rule)).sort();
};

const verdictOf = (findings: readonly Finding[]): CaseResult['found'] => {
  if (findings.length === 0) return 'SILENT';
  if (findings.some(({ status }) => status === 'BLOCKED' || status === 'ACCEPTABLE')) return 'FAIL';
  return findings.some(({ status }) => status === 'UNKNOWN') ? 'UNKNOWN' : 'PASS';
};

const judgeCase = (one: LabelledCase, baselines: readonly Baseline[]): CaseResult => {
  const parsed = parseTemplate(JSON.stringify(one.template));
  if (!parsed.ok) {
    return { ...one, found: 'UNREADABLE', doesAgree: false, details: [parsed.refusal.because] };
  }
  const { template } = parsed.value;
  const findings = reviewTemplate({ template, tier: 'production', baselines }).filter((finding) =>
    finding.references.includes(one.rule),
  );
  const found = verdictOf(findings);
  const details = findings.map((finding) => `${finding.item} ${finding.status} ${finding.detail}`);
  return { ...one, found, doesAgree: found === one.expect, details };
};

/** Every case whose rule a baseline cites, judged at the tier that asks for most. */
export const judgeCases = (baselines: readonly Baseline[]): readonly CaseResult[] => {
  const cited = new Set(
    baselines.flatMap(({ items }) => items.flatMap(({ references }) => references)),
  );
  return readCases()
    .filter(({ rule }) => cited.has(rule))
    .map((one) => judgeCase(one, baselines));
};

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

const main = (): number => {
  const loaded = readBaselines('skills');
  if (!loaded.ok)
    throw new Error(`${loaded.error.file}:${loaded.error.line} ${loaded.error.reason}`);
  const all = readCases();
  const results = judgeCases(loaded.value);
  const agreed = results.filter(({ doesAgree }) => doesAgree).length;
  for (const one of results.filter(({ doesAgree }) => !doesAgree)) {
    console.log(`${one.rule}: wanted ${one.expect}, found ${one.found} · ${one.name}`);
    console.log(`  ${one.details.join('\n  ')}`);
  }
  const rules = new Set(all.map(({ rule }) => rule));
  const cited = new Set(results.map(({ rule }) => rule));
  console.log(`agreement ${agreed}/${results.length} (${percent(agreed, results.length)})`);
  const pillars = pillarNames();
  const held = pillars.filter((rule) => cited.has(rule));
  console.log(`pillars ${held.length}/${pillars.length} names of security and reliability`);
  console.log(`coverage ${cited.size}/${rules.size} rules, ${results.length}/${all.length} cases`);
  return agreed === results.length ? 0 : 1;
};

if (import.meta.main) process.exitCode = main();
