import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runReview } from '../../src/cli/review.ts';
import type { ReviewRow } from '../../src/review/review-rows.ts';
import { ROOT } from '../source-files.ts';

/** What our own rules hold against our own roles, each with the reason why it stays. */
const ACCEPTED: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^Boundary$/, /^(IAM-01|IAM-02|IAM-07|IAM-22|POLICY-IAM-01)$/, 'a boundary allows nothing'],
  [
    /^(Reader|Previewer|OrganizationReader|SessionRead|Watch)$/,
    /^IAM-02$/,
    'reads of configuration, of accounts whose resources nobody knows beforehand',
  ],
  [
    /^(Deployer|Operator|Pipeline|Deploys[A-Z][a-z]+)$/,
    /^IAM-02$/,
    'a ceiling: each session is narrowed to the one step that was approved or reviewed',
  ],
  [
    /^(Deployer|Pipeline)$/,
    /^(IAM-11|POLICY-IAM-05)$/,
    'who gives roles their boundary can not stand under one that denies all of IAM',
  ],
  [/./, /^IAM-06$/, 'the core tags are those of the StackSet or stack that installs it'],
];

const folder = join(ROOT, 'infrastructure');

it('our own rules judge what we ask people to install, and every exception has its reason', async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  let out = '';
  const io = { out: (text: string) => void (out += text), err: () => undefined };
  const paths = files.map((name) => join(folder, name));
  await runReview([...paths, '--tier', 'production', '--format', 'json'], io);
  const rows = JSON.parse(out) as readonly ReviewRow[];
  expect(new Set(rows.map(({ file }) => file)).size).toBe(files.length);
  const open = rows.filter(
    ({ status, advisory }) => !advisory && (status === 'BLOCKED' || status === 'UNKNOWN'),
  );
  const reasons = open.map(({ resource, rule }) => [
    `${resource} ${rule}`,
    ACCEPTED.findIndex(([whose, what]) => whose.test(resource) && what.test(rule)),
  ]);
  expect(reasons.filter(([, reason]) => reason === -1)).toEqual([]);
  const used = new Set(reasons.map(([, reason]) => reason));
  expect(ACCEPTED.filter((_, n) => !used.has(n))).toEqual([]);
});
