import { expect, it } from 'vitest';
import { allServices } from '../../src/services/registry.ts';
import { UNFINISHED, UNMADE } from '../conformance/not-here.ts';
import { MADE_AND_UNDONE, MADE_AND_UPDATED } from '../conformance/service-rows.ts';

const typesOf = (titles: readonly string[]): readonly string[] =>
  titles.map((title) => allServices.find((one) => one.title === title)?.resourceType ?? title);

it('each service has a row of conformance, is made nowhere there, or has its reason', () => {
  const rows = [...MADE_AND_UNDONE, MADE_AND_UPDATED].flatMap((batch) => batch.rows);
  const ran = typesOf(rows.flatMap(({ titles }) => titles));
  const told = [...new Set(ran), ...UNMADE, ...Object.keys(UNFINISHED)].toSorted();
  expect(told).toEqual(allServices.map(({ resourceType }) => resourceType).toSorted());
  const undone = typesOf(
    MADE_AND_UNDONE.flatMap(({ rows: own }) => own).flatMap((row) => row.titles),
  );
  expect(new Set(undone), 'whatever is made is undone').toEqual(new Set(ran));
});
