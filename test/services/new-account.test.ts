import { describe, expect, it } from 'vitest';
import { accountAlone } from '../../src/services/organization/account-alone.ts';
import { draftSteps } from '../../src/services/draft-steps.ts';
import { draftAccount } from '../../src/services/organization/draft-account.ts';
import { taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { account, config, contextFor, issue, taskOf } from './samples.ts';

const TABLE = { name: 'orders', partitionKey: 'id' };
const CASE = {
  schemaVersion: 1,
  issue,
  accounts: [account()],
  choices: { skipped: [], added: [] },
  facts: {},
} as const;

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

const ASKED = { name: 'athena-lab', email: 'aws+lab@acme.example', unit: 'Development' };
const accountTask = (more: Readonly<Record<string, string>>) =>
  taskOf('AWS::Organizations::Account', 'CreateResource', { ...ASKED, ...more });

const draft = (parameters: Readonly<Record<string, string>>) => {
  const task = accountTask(parameters);
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
    ['an address with marks', { email: 'a;b(c)@acme.example' }, 'malformed-value'],
    ['an address with per cent', { email: 'a%b@acme.example' }, 'malformed-value'],
    ['an address with two marks', { email: 'a@b@acme.example' }, 'malformed-value'],
    ['a dot that leads', { email: '.a@acme.example' }, 'malformed-value'],
    ['a dot that trails', { email: 'a.@acme.example' }, 'malformed-value'],
    ['two dots', { email: 'a..b@acme.example' }, 'malformed-value'],
    ['a label with a hyphen first', { email: 'a@-acme.example' }, 'malformed-value'],
    ['a label with a hyphen last', { email: 'a@acme-.example' }, 'malformed-value'],
    ['a domain without a dot', { email: 'abc@acme' }, 'malformed-value'],
    ['an address of five', { email: 'a@b.c' }, 'malformed-value'],
    ['an address of six', { email: 'a@b.de' }, 'accepted'],
    ['an address of 64', { email: `${'a'.repeat(51)}@acme.example` }, 'accepted'],
    ['an address of 65', { email: `${'a'.repeat(52)}@acme.example` }, 'malformed-value'],
    ['a unit that is not there', { unit: 'Toys' }, 'target-not-found'],
    ['the root', { unit: '' }, 'target-not-found'],
  ])('%s: refused', (_name, parameters, code) => {
    const drafted = draft(parameters);
    expect(drafted.ok ? 'accepted' : drafted.refusal.code).toBe(code);
  });
});

describe('two new accounts of one issue', () => {
  const drafted = (more: Readonly<Record<string, string>>) => {
    const tasks = [accountTask({}), { ...accountTask(more), id: taskId(2) }];
    const facts = Object.fromEntries(tasks.map(({ id }) => [id, FACTS]));
    const choices = { skipped: [], added: [] };
    const accounts = [account()];
    return draftSteps({ schemaVersion: 1, issue, tasks, accounts, choices, facts }, config);
  };

  it.each([
    ['one address', { name: 'athena-two', email: 'AWS+lab@acme.example' }, 'the address'],
    ['one name', { name: 'Athena-Lab', email: 'aws+two@acme.example' }, 'the name'],
  ])('are refused with %s', (_name, more, words) => {
    const decided = drafted(more);
    expect(decided.ok ? '' : decided.refusal.because).toContain(words);
  });
});

const opened = taskOf('AWS::Organizations::Account', 'CreateResource', { name: 'athena-lab' });
const another = { ...opened, id: taskId(2) };
const table = { ...taskOf('AWS::DynamoDB::Table', 'CreateResource', TABLE), id: taskId(3) };

describe('a new account in an issue', () => {
  it.each([
    ['nothing', [], undefined],
    ['no account', [table], undefined],
    ['an account', [opened], undefined],
    ['two accounts', [opened, another], undefined],
    ['an account and what a merge deploys', [opened, table], 'contradictory'],
    ['the same in another order', [table, another], 'contradictory'],
  ])('%s', (_name, tasks, code) => {
    expect(accountAlone(tasks)?.code).toBe(code);
  });

  it('is not planned with what a merge deploys, because merging it deploys nothing', () => {
    const inputs = { ...CASE, tasks: [table, opened] };
    expect(draftSteps(inputs, config)).toMatchObject({
      ok: false,
      refusal: {
        code: 'contradictory',
        because: expect.stringContaining('create DynamoDB table `orders`, which is deployed'),
      },
    });
  });
});
