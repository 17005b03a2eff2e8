import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { BUCKET, form } from '../attacks/props.ts';
import { openCompany, type Company } from '../conversations/company.ts';
import { driveIn, type Driven } from '../conversations/drive.ts';
import { endOf, ledgerOf } from './issue-end.ts';

const open: Company[] = [];
afterEach(async () => {
  for (const company of open.splice(0)) await company.close();
});

/** Where a process dies: at which of its writes, and whether that one was still done. */
interface Death {
  readonly at: number;
  readonly isAfter: boolean;
}

const WRITES = /^(save|insert|mark|record|redeem|finish|append|request|wipe|write|send)(?!Within)/;

type Method = (...given: never[]) => Promise<unknown>;

/** Counts the writes of a company, and lets it die once at one of them. */
const letDie = (company: Company, death: Death | undefined): (() => number) => {
  let count = 0;
  for (const part of [company.opened.store, company.opened.queue]) {
    for (const [name, method] of Object.entries(part) as [string, Method][]) {
      if (!WRITES.test(name)) continue;
      Object.assign(part, {
        [name]: async (...given: never[]) => {
          // The schedule's own job; nobody dies in it.
          if (given[0] === 'expire') return method(...given);
          count += 1;
          const dies = death !== undefined && count === death.at + 1;
          if (dies && !death.isAfter) throw new Error(`died before ${name}`);
          const answer = await method(...given);
          if (dies) throw new Error(`died after ${name}`);
          return answer;
        },
      });
    }
  }
  return () => count;
};

interface Life {
  readonly name: string;
  readonly live: (company: Company) => Promise<Driven>;
}

const LIVES: readonly Life[] = [
  {
    name: 'planned, approved, made, to be undone',
    live: async (company) => {
      const driven = await driveIn(company, BUCKET);
      await driven.comment('maintainer', `/approve ${await driven.digest()}`);
      await driven.comment('maintainer', '/rollback');
      return driven;
    },
  },
  {
    name: 'planned again, edited and rejected',
    live: async (company) => {
      const driven = await driveIn(company, BUCKET);
      await driven.comment('requester', '/plan');
      const body = BUCKET.body.replace('90 days', '30 days');
      const said = await company.github.editIssue('requester', driven.issue, { body });
      await company.deliver(said.webhooks);
      await company.settle();
      await driven.comment('maintainer', '/reject not now');
      return driven;
    },
  },
  {
    name: 'cancelled, planned again and expired',
    live: async (company) => {
      const driven = await driveIn(company, BUCKET);
      await driven.comment('maintainer', '/cancel');
      await driven.comment('requester', '/plan');
      company.clock.pass(9 * 3_600_000);
      await company.opened.queue.send('expire', {});
      await company.settle();
      return driven;
    },
  },
  {
    name: 'proposed, edited and rejected',
    live: async (company) => {
      const driven = await driveIn(company, form({ Account: 'delphi-staging' }));
      const said = await company.github.editIssue('requester', driven.issue, {
        body: form({ Account: 'delphi-staging', Name: 'acme-stg-use1-other' }).body,
      });
      await company.deliver(said.webhooks);
      await company.settle();
      await driven.comment('maintainer', '/reject not like this');
      return driven;
    },
  },
];

const RUNS = Number(process.env['RUNS'] ?? 5);

describe('law: a job that dies anywhere is run again to the same end', () => {
  it.each(LIVES)('$name', { timeout: 900_000 }, async ({ live }) => {
    const lived = async (death?: Death) => {
      const company = await openCompany();
      open.push(company);
      const count = letDie(company, death);
      const driven = await live(company);
      const end = await endOf(driven);
      const ledger = await ledgerOf(driven);
      return { end, ledger, writes: count(), faults: company.faults };
    };
    const undisturbed = await lived();
    expect(undisturbed.faults).toEqual([]);
    const deaths = fc.record({ at: fc.nat(undisturbed.writes - 1), isAfter: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(deaths, async (death) => {
        const { end, ledger, faults } = await lived(death);
        expect(faults).toHaveLength(1);
        expect(end, String(faults[0])).toBe(undisturbed.end);
        expect(ledger).toEqual(undisturbed.ledger);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
