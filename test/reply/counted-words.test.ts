import { expect, it } from 'vitest';
import { countedWords } from '../../src/reply/counted-words.ts';

it.each([
  { name: 'nothing', counts: {}, expected: '' },
  { name: 'several', counts: { buckets: 4, VPCs: 2 }, expected: '4 buckets, 2 VPCs' },
  { name: 'one', counts: { VPCs: 1, queues: 1 }, expected: '1 VPC, 1 queue' },
  { name: 'policies', counts: { 'managed policies': 1 }, expected: '1 managed policy' },
  { name: 'addresses', counts: { addresses: 1 }, expected: '1 address' },
  { name: 'databases', counts: { databases: 1 }, expected: '1 database' },
  { name: 'of what', counts: { 'aliases of functions': 1 }, expected: '1 alias of functions' },
])('$name', ({ counts, expected }) => {
  expect(countedWords(counts as Readonly<Record<string, number>>)).toBe(expected);
});
