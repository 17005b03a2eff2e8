import { describe, expect, it } from 'vitest';
import { readImportDetails, readInto } from '../../src/intake/read-import.ts';

const rows: readonly (readonly [string, string | undefined | 'nothing'])[] = [
  ['Create the topic alerts', 'nothing'],
  ['Import the public key ssh-ed25519 AAAA as the key pair ops', 'nothing'],
  ['Import the topic alerts into a stack', undefined],
  ['Import the topic alerts into a new stack in athena-dev', undefined],
  ['Import the topic alerts into CloudFormation', undefined],
  ['Import the topic alerts into a stack for the reports', undefined],
  ['Import the topic alerts into the stack orders', 'orders'],
  ['Import the topic alerts into the stack named "orders-core" in athena-dev', 'orders-core'],
  ['Import the topic alerts into the aws-coworker-9-orders stack', 'aws-coworker-9-orders'],
  ['Import the topic alerts to our stack aws-coworker-9-orders.', 'aws-coworker-9-orders'],
];

describe('the stack that something is imported into', () => {
  it.each(rows)('%s', (text, stack) => {
    const found = readInto(text);
    expect(found === undefined ? 'nothing' : found.stack).toBe(stack);
    expect(found?.text.length ?? text.length).toBe(text.length);
  });

  it('is read in the code marks of a person, too', () => {
    expect(readInto('Import it into the CloudFormation stack `orders`, please')?.stack).toBe(
      'orders',
    );
  });

  it('is read in the details of a form that says to import or take', () => {
    expect(readImportDetails('Import it into the stack orders')?.stack).toBe('orders');
    expect(readImportDetails('Write its logs into the stack orders')).toBeUndefined();
  });

  it('leaves spaces in its place, so that no name and no kind of thing is read in it', () => {
    const text = 'Import the bucket a into the stack b-c in athena-dev';
    expect(readInto(text)?.text.replaceAll(/\s+/g, ' ')).toBe('Import the bucket a in athena-dev');
  });
});
