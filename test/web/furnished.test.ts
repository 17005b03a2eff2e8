import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Company } from '../conversations/company.ts';
import { openFurnished } from './furnish.ts';
import { cookieOf, look, pageOf } from './page-of.ts';

let company: Company;
beforeAll(async () => {
  company = await openFurnished();
}, 60_000);
afterAll(() => company.close());

const see = async (path = '/'): Promise<string> => {
  const person = { id: company.github.idOf('reader'), login: 'reader' };
  return (await look(pageOf(company), path, cookieOf(person, company.clock.now()))).text;
};

describe('the dashboard of a company at work', () => {
  it('shows how far an execution is', async () => {
    const text = await see('/parts/plans');
    expect(text).toContain('3 plans wait for approval, 1 runs.');
    expect(text).toContain('1 of 2 resources done');
    expect(text).toMatch(/<progress\s+max="2"\s+value="1"/);
    expect(text).toContain('create in progress');
    expect(text).toContain('goes through a pull request');
    expect(text).toContain('by the code owners, on its pull request');
    expect(text.match(/<dt>Until<\/dt>/g)).toHaveLength(2);
  });

  it('draws what the last report knows', async () => {
    const text = await see('/parts/registry');
    expect(text).toMatch(/\$[\d,]+\.\d\d in 2026-W46, [+−±][\d.]+ % against the week before\./);
    expect(text.match(/class="bar"/g)?.length).toBeGreaterThanOrEqual(7 + 2);
    expect(text).toContain('aria-label="Cost of each day, USD"');
  });

  it('asks for its parts as they are looked at', async () => {
    expect(await see('/?persona=Noguchi')).toContain('hx-get="/parts/registry?persona=Noguchi"');
    expect(await see('/?page=9')).toContain('hx-get="/parts/registry"');
  });
});
