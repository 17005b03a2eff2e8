import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { isMutation, TASK_TYPES } from '../../src/task/aws-task.ts';
import { TASK_LABEL } from '../../src/task/issue.ts';
import { SERVICES } from '../../src/intake/words/all-services.ts';
import { KNOWN_HEADINGS, readForm } from '../../src/intake/read-form.ts';
import { parseMarkdown } from '../../src/intake/read-markdown.ts';
import { allServices } from '../../src/services/registry.ts';
import { read, say } from './say.ts';

const FOLDER = new URL('../../.github/ISSUE_TEMPLATE/', import.meta.url);

const formShape = z.object({
  name: z.string(),
  labels: z.array(z.string()),
  body: z.array(
    z.object({
      type: z.enum(['markdown', 'dropdown', 'input', 'textarea']),
      id: z.string().optional(),
      attributes: z.object({
        label: z.string().optional(),
        description: z.string().optional(),
        options: z.array(z.string()).optional(),
      }),
    }),
  ),
});

const forms = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yml') && file !== 'config.yml')
  .map((file) => ({
    file,
    form: formShape.parse(parse(readFileSync(new URL(file, FOLDER), 'utf8'))),
  }));

const optionsOf = (form: z.infer<typeof formShape>, label: string): readonly string[] =>
  form.body.find((field) => field.attributes.label === label)?.attributes.options ?? [];

const write = (answers: Readonly<Record<string, string>>): string =>
  Object.entries(answers)
    .map(([label, answer]) => `### ${label}\n\n${answer === '' ? '_No response_' : answer}`)
    .join('\n\n');

const DETAILS = 'Any that fits.\n\n```yaml\nResources:\n  A:\n    Type: AWS::SNS::Topic\n```';

const rows = forms.flatMap(({ file, form }) =>
  optionsOf(form, 'Task type').flatMap((taskType) =>
    optionsOf(form, 'Service').map((service) => [file, taskType, service] as const),
  ),
);

describe('issue forms', () => {
  it('there is one for each family of tasks', () => {
    const types = forms.flatMap(({ form }) => optionsOf(form, 'Task type'));
    expect([...new Set(types)].sort()).toEqual([...TASK_TYPES].sort());
  });

  it.each(forms)('$file carries the label and only headings that are read', ({ form }) => {
    expect(form.labels).toEqual([TASK_LABEL]);
    const labels = form.body.flatMap((field) => field.attributes.label?.toLowerCase() ?? []);
    expect(labels).toEqual([...KNOWN_HEADINGS]);
  });

  const choosing = forms.filter(({ form }) => optionsOf(form, 'Service').length > 1);
  const mutating = (one: (typeof forms)[number]): boolean =>
    optionsOf(one.form, 'Task type').includes('CreateResource');

  it.each(choosing.filter(({ file }) => !file.startsWith('read-')))(
    '$file says what is supported today, and nothing else',
    (one) => {
      const field = one.form.body.find(({ attributes }) => attributes.label === 'Service');
      const said = field?.attributes.description?.replaceAll(/\s+/g, ' ') ?? '';
      const [, list] = /today are (.*?)\. /.exec(said) ?? [];
      const titles = allServices.map(({ title }) => title);
      const own = mutating(one)
        ? titles.filter((title) => title !== 'CloudFormation template')
        : titles;
      expect(list?.split(', ')).toEqual(own);
      expect(optionsOf(one.form, 'Service')).toEqual(expect.arrayContaining([...own]));
    },
  );

  it.each(rows)('%s: %s of %s is understood', (_, taskType, service) => {
    const body = write({
      'Task type': taskType,
      Service: service,
      Account: 'athena-dev',
      Region: 'us-east-1',
      Name: 'thing-1',
      Details: service === 'CloudFormation template' ? DETAILS : '',
    });
    const result = read(body);
    if (result.kind === 'ask') {
      const asked = result.missing.map(({ field }) => field);
      expect(asked).not.toContain('taskType');
      expect(asked).not.toContain('resourceType');
      expect(asked).not.toContain('account');
      expect(asked).not.toContain('region');
      expect(asked).not.toContain('name');
      return;
    }
    if (result.kind === 'refuse') {
      expect(result.refusal.code).toBe('never-do');
      return;
    }
    const wanted = SERVICES.find(({ title }) => title === service)?.type;
    expect(
      result.kind === 'tasks' && result.tasks.map((task) => [task.taskType, task.resourceType]),
    ).toEqual([[taskType, wanted]]);
    expect(
      result.kind === 'tasks' &&
        result.tasks.every((task) => isMutation(task) === /Create|Update|Delete/.test(taskType)),
    ).toBe(true);
  });

  const answers = {
    'Task type': 'CreateResource',
    Service: 'SNS topic',
    Account: 'athena-dev',
    Region: 'us-east-1',
    Name: 'build-a',
    Details: '',
  };
  const TOPIC = 'CreateResource SNS::Topic @3 us-east-1 name="build-a"';

  const variants: readonly (readonly [string, string, readonly string[]])[] = [
    ['every answer given', write(answers), [TOPIC]],
    ['with CRLF', write(answers).replaceAll('\n', '\r\n'), [TOPIC]],
    ['an extra heading', `${write(answers)}\n\n### Ticket\n\nPLAT-1`, [TOPIC]],
    ['no account', write({ ...answers, Account: '' }), ['ask account']],
    ['no name', write({ ...answers, Name: '' }), ['ask name']],
    ['an account nobody has', write({ ...answers, Account: 'athena' }), [TOPIC]],
    [
      'a name nobody has',
      write({ ...answers, Account: 'athena-prod' }),
      ['ask account unknown-account'],
    ],
    [
      'a word for an account',
      write({ ...answers, Account: 'the dev one' }),
      ['ask account unknown-account'],
    ],
    [
      'two accounts',
      write({ ...answers, Account: 'athena-dev, hermes-test' }),
      ['ask account contradictory'],
    ],
    [
      'name and id of different accounts',
      write({ ...answers, Account: 'athena-dev (555555555555)' }),
      ['ask account contradictory'],
    ],
    ['a region by place', write({ ...answers, Region: 'Virginia' }), ['ask region unknown-region']],
    [
      'a region not allowed',
      write({ ...answers, Region: 'eu-west-1' }),
      ['ask region region-not-allowed'],
    ],
    [
      'an unknown service',
      write({ ...answers, Service: 'Kinesis stream' }),
      ['ask resourceType unknown-service'],
    ],
    [
      'A28 a task type of the prototype',
      write({ ...answers, 'Task type': '__proto__' }),
      ['ask taskType'],
    ],
    [
      'a heading twice',
      `${write(answers)}\n\n### Account\n\napollo-prod`,
      ['ask account duplicate-heading'],
    ],
    [
      'a heading in a fence is none',
      write({ ...answers, Details: '```\n### Account\n\napollo-prod\n```' }),
      [TOPIC],
    ],
    [
      'a heading in a quote is none',
      write({ ...answers, Details: '> ### Account\n>\n> apollo-prod' }),
      [TOPIC],
    ],
    [
      'details against the form',
      write({ ...answers, Details: 'Delete the SNS topic build-b as well.' }),
      ['ask taskType contradictory'],
    ],
    [
      'another account in the details',
      write({ ...answers, Details: 'In apollo-prod.' }),
      ['ask account contradictory'],
    ],
  ];

  it.each(variants)('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });

  it('a body with one known heading is free text', () => {
    expect(readForm(parseMarkdown('### Details\n\nx'))).toBe(undefined);
  });
});
