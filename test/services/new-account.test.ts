import { describe, expect, it } from 'vitest';
import { draftAccount } from '../../src/services/organization/draft-account.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { contextFor, taskOf } from './samples.ts';

const FACTS: JsonObject = {
  units: [
    { id: 'r-root', path: '', tier: 'unknown' },
    { id: 'ou-work', path: 'Workloads', tier: 'unknown' },
    { id: 'ou-dev', path: 'Workloads/Development', tier: 'development' },
    { id: 'ou-lab', path: 'Labs', tier: 'sandbox' },
    { id: 'ou-old', path: 'Old/Labs', tier: 'sandbox' },
  ],
  names: ['athena-dev', 'Zeus'],
};

const draft = (parameters: Readonly<Record<string, string>>) => {
  const asked = { name: 'athena-lab', email: 'aws+lab@acme.example', unit: 'Development' };
  const task = taskOf('AWS::Organizations::Account', 'CreateResource', { ...asked, ...parameters });
  return draftAccount(contextFor(task, { tier: 'production' }), FACTS);
};

describe('a new account', () => {
  it('is a template for other people, in the unit that was named', () => {
    const drafted = draft({});
    expect(drafted.ok ? drafted.value.steps : drafted).toMatchObject([
      {
        kind: 'deploy',
        isProposed: true,
        operationClass: 'sensitive',
        summary: 'propose the account athena-lab in the unit Workloads/Development (development)',
        template: {
          Resources: {
            Account: {
              Type: 'AWS::Organizations::Account',
              DeletionPolicy: 'Retain',
              UpdateReplacePolicy: 'Retain',
              Properties: {
                AccountName: 'athena-lab',
                Email: 'aws+lab@acme.example',
                ParentIds: ['ou-dev'],
                RoleName: 'OrganizationAccountAccessRole',
              },
            },
          },
        },
      },
    ]);
    expect(JSON.stringify(drafted)).not.toContain('"Key":"Environment"');
  });

  it.each([
    ['a unit by its whole path', { unit: 'workloads/development' }, 'ou-dev'],
    ['a unit whose path is the name of another', { unit: 'Labs' }, 'ou-lab'],
  ])('goes to %s', (_name, parameters, id) => {
    expect(JSON.stringify(draft(parameters))).toContain(`"ParentIds":["${id}"]`);
  });

  it.each([
    ['a name that is taken', { name: 'zeus' }, 'name-taken'],
    ['a name of other characters', { name: '-lab' }, 'malformed-value'],
    ['an address that is none', { email: 'lab at acme' }, 'malformed-value'],
    ['an address that is too long', { email: `${'a'.repeat(60)}@acme.example` }, 'malformed-value'],
    ['a unit that is not there', { unit: 'Toys' }, 'target-not-found'],
    ['the root', { unit: '' }, 'target-not-found'],
  ])('%s: refused', (_name, parameters, code) => {
    const drafted = draft(parameters);
    expect(drafted.ok ? 'accepted' : drafted.refusal.code).toBe(code);
  });
});
