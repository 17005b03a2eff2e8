import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KNOWLEDGE } from '../knowledge.ts';
import { describeItem } from '../../src/app/describe-item.ts';
import { explanationOf } from '../../src/review/skills/explain-item.ts';
import { renderItem } from '../../src/reply/explain-item.ts';
import { renderPlainPlan } from '../../src/reply/explain-plan.ts';
import { activeWords, commandLines, hostileText, RUNS, structureOf } from './hostile.ts';
import { change, deployStep, DIGEST, finding, losingPlan, plan, review, view } from './samples.ts';

/** A plan with one text wherever AWS, a template or a request may have written one. */
const planOf = (text: string): string =>
  renderPlainPlan(
    view({
      plan: plan({
        accounts: plan().accounts.map((account) => ({ ...account, name: text })),
        steps: [
          deployStep({
            changes: [
              change({ logicalId: text }),
              change({ action: 'change', physicalId: `${text}p`, type: text }),
              change({ action: 'delete', physicalId: `${text}d`, losesData: true }),
            ],
          }),
        ],
        phases: [{ number: 1, title: text, rollback: text }],
        risk: { level: 'low', because: [text] },
        deviations: plan().deviations.map((one) => ({ ...one, planned: text, because: text })),
      }),
    }),
  );

const itemOf = (text: string): string =>
  renderItem({
    item: {
      id: 'S3-01',
      title: text,
      pillar: 'Security',
      severity: 'High',
      from: 'sandbox',
      types: ['*'],
      evidence: 'template',
      isAdvisory: false,
      isPolicy: false,
      isSilent: false,
      remediation: text,
      references: [text],
    },
    why: [text],
    plan: {
      digest: DIGEST,
      tier: 'development',
      findings: [finding({ resource: `${text}r`, detail: text })],
    },
  });

const isInert = (text: string): void => {
  expect(activeWords(text)).toEqual([]);
  expect(commandLines(text)).toEqual([]);
  const { image, link, html, heading } = structureOf(text);
  expect({ image, link, html, heading }).toEqual({ image: 0, link: 0, html: 0, heading: 0 });
};

describe('A30 hostile text in an explanation', () => {
  it('adds nothing to that of a plan', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        isInert(planOf(text));
      }),
      { numRuns: RUNS },
    );
  });

  it('adds nothing to that of an item', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        isInert(itemOf(text));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a plan in plain words', () => {
  it('names everything that is lost, however much is made', () => {
    const [step] = losingPlan().steps;
    const made = Array.from({ length: 30 }, (_, n) => change({ logicalId: `Made${n}` }));
    const lost = (step?.changes ?? []).filter(({ action }) => action === 'delete');
    const more = Array.from({ length: 9 }, (_, n) =>
      change({ action: 'delete', logicalId: `Lost${n}` }),
    );
    const text = renderPlainPlan(
      view({
        plan: { ...losingPlan(), steps: [deployStep({ changes: [...made, ...lost, ...more] })] },
      }),
    );
    for (const { logicalId, physicalId } of [...lost, ...more]) {
      expect(text).toContain(`\`${physicalId ?? logicalId}\``);
    }
    expect(text).toContain('and 24 more');
  });
});

describe('what is said of an item of a plan', () => {
  const knowledge = KNOWLEDGE;
  const id = String(plan().accounts[0]?.id);
  const seen = finding({ item: 'S3-01', detail: `arn:aws:iam::${id}:root may read` });
  const computed = view({ review: review({ findings: [seen] }) });

  it.each([
    [true, false],
    [false, true],
  ])('where ids are masked (%s), an id stands in it whole: %s', (maskAccountIds, isWhole) => {
    const said = describeItem({ knowledge, config: { maskAccountIds } }, 'S3-01', computed);
    expect(said?.body).toContain(':root');
    expect(said?.body.includes(id)).toBe(isWhole);
  });

  it('is why the pages say that it matters', () => {
    const config = { maskAccountIds: true };
    const [line = ''] = explanationOf('S3-01', knowledge.baselines, knowledge.skills)?.why ?? [];
    const said = describeItem({ knowledge, config }, 'S3-01', undefined);
    expect(line).not.toBe('');
    expect(said?.body).toContain(line.replaceAll('**', '').slice(0, 20));
  });
});
