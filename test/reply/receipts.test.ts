import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anomalyTitle, renderAnomaly } from '../../src/reply/anomaly-issue.ts';
import { receiptsSection, type ReceiptsView } from '../../src/reply/receipts-section.ts';
import { renderSavingUndone } from '../../src/reply/saving-undone.ts';
import { ACCOUNTS } from '../intake/organization.ts';
import { RECEIPT } from '../report/receipts/receipts.ts';
import { expectGolden } from './golden.ts';
import { activeWords, commandLines, hostileText, RUNS, structureOf } from './hostile.ts';
import { anomaly, receiptsView, undone, WORDS } from './receipt-samples.ts';

const section = (view: ReceiptsView): string => receiptsSection(view, ACCOUNTS).forms[0];

describe('the receipts of a cost report', () => {
  it('reads as its golden file', () => {
    expectGolden('savings-receipts', section(receiptsView('wiki-idle', WORDS)));
  });

  it('says nothing where nothing was carried out', () => {
    expect(section({ ...receiptsView('wiki'), receipts: [] })).toBe('');
  });

  it.each([
    [1, 1, ''],
    [20, 20, ''],
    [21, 20, '20 of 21 shown.'],
  ])('of %i receipts %i are shown', (count, shown, said) => {
    const receipts = Array.from({ length: count }, () => RECEIPT);
    const text = section({ ...receiptsView('wiki'), receipts });
    expect(text.match(/^\| \*\*idle instance\*\*/gm)).toHaveLength(shown);
    expect(text).toContain(said);
    expect(text).toContain(`**Savings receipts** · ${count} saving`);
  });

  it('the sums are those of the rows', () => {
    const text = section(receiptsView('wiki-idle', WORDS));
    // The last mark of each that was not taken back: 14 and 3 of 14 days.
    expect(text).toContain('$146.00 a month claimed');
    expect(text).toContain('**$40.80** of $67.20 claimed');
  });
});

describe('A30 hostile text of AWS', () => {
  const texts: readonly [string, (text: string) => string][] = [
    ['in the receipts', (text) => section(receiptsView(text))],
    ['where a saving did not come', (text) => renderSavingUndone(undone(text))],
    ['in the issue of an anomaly', (text) => renderAnomaly(anomaly(text))],
  ];

  it.each(texts)('adds nothing %s', (_, render) => {
    const calm = structureOf(render('calm'));
    const own = activeWords(render('calm'));
    fc.assert(
      fc.property(hostileText, (text) => {
        const hostile = render(text);
        const { emphasis: _emphasis, code: _code, ...counts } = structureOf(hostile);
        const { emphasis: _own, code: _codes, ...expected } = calm;
        expect(counts).toEqual(expected);
        expect(activeWords(hostile)).toEqual(own);
        expect(commandLines(hostile)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('the title of an anomaly is one line without a mention', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const title = anomalyTitle(anomaly(text));
        expect(title.length).toBeLessThanOrEqual(120);
        expect(title).not.toMatch(/[@#\n<>`]/);
      }),
      { numRuns: RUNS },
    );
  });
});
