import { readFileSync } from 'node:fs';
import { accountsOf, type CaseFile } from '../eval/score.ts';

/** The labelled requests with the organization they are read against. */
export const CASES = JSON.parse(
  readFileSync(new URL('../cases/requests.json', import.meta.url), 'utf8'),
) as CaseFile;

export const ACCOUNTS = accountsOf(CASES);
