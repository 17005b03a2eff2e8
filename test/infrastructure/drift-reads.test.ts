import { describe, expect, it } from 'vitest';
import { REQUIRED_ACTIONS } from '../../sandbox/required-actions.ts';
import { readerRole } from '../../sandbox/roles/reader.ts';

const statements = readerRole({
  accountId: '333333333333',
  toolingAccountId: '121212121212',
  organizationId: 'o-exampleorgid',
  externalId: 'example-external-id',
}).policies.flatMap(({ policy }) => policy.Statement);

const listOf = (value: unknown): readonly string[] => [value].flat().map(String);

const matches = (pattern: string, action: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(action);

/** Allowed on everything, at least to what CloudFormation forwards. */
const isAllowed = (action: string): boolean =>
  statements.some(
    ({ Effect, Action, Resource }) =>
      Effect === 'Allow' &&
      Resource === '*' &&
      listOf(Action).some((pattern) => matches(pattern, action)),
  );

describe('what a detection of drift needs of the reader', () => {
  it('every type is read with its role, save the values of parameters', () => {
    const missing = Object.entries(REQUIRED_ACTIONS).flatMap(([type, { read }]) =>
      read.filter(({ action }) => !isAllowed(action)).map(({ action }) => `${type} ${action}`),
    );
    expect(missing).toEqual(['AWS::SSM::Parameter ssm:GetParameters']);
  });

  it('a detection is started on stacks of this application alone, and no bucket is listed directly', () => {
    const of = (action: string) =>
      statements.filter(({ Action }) => listOf(Action).includes(action));
    expect(of('cloudformation:DetectStackDrift').map(({ Resource }) => Resource)).toEqual([
      'arn:aws:cloudformation:*:*:stack/aws-coworker-*/*',
    ]);
    expect(of('s3:ListBucket').map(({ Condition }) => Condition)).toEqual([
      { 'ForAnyValue:StringEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] } },
    ]);
  });
});
