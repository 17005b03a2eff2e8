import { describe, expect, it } from 'vitest';
import { approveByDigest, driveIn } from '../conversations/drive.ts';
import { createDriver, executions, template, writesOf } from './props.ts';

const drive = createDriver();

const LONGEST = 65_536;

const queue = (id: string): string => `  ${id}:\n    Type: AWS::SQS::Queue\n`;
const LOST = Array.from({ length: 8 }, (_, n) => `Lost${n}`);
const BEFORE = `Resources:\n${[...LOST, 'Kept'].map(queue).join('')}`;

/** What is left, and so many words beside it that the whole plan fits no comment. */
const AFTER = JSON.stringify({
  Mappings: { Words: { Of: { Queues: Array.from({ length: 9000 }, () => 'k') } } },
  Resources: { Kept: { Type: 'AWS::SQS::Queue' } },
});

const servers = (count: number): string =>
  JSON.stringify({
    Resources: Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `WebServer${n}`,
        {
          Type: 'AWS::EC2::Instance',
          Properties: {
            InstanceType: 't3.micro',
            ImageId: 'ami-0a1b2c3d4e5f60001',
            SubnetId: 'subnet-0222aaaa1111bbbb1',
          },
        },
      ]),
    ),
  });

const inProduction = (count: number): string =>
  'Deploy this as stack web-servers to apollo-prod, us-east-1. Ticket PLAT-4.\n\n' +
  `\`\`\`json\n${servers(count)}\n\`\`\`\n`;

describe('more than a comment holds, against the running application', () => {
  it('A44 what is lost stands first and whole, whatever else is left out for it', async () => {
    const made = await drive(template(BEFORE), {
      config: (config) => ({ ...config, caps: { ...config.caps, percentOfType: 100 } }),
    });
    await approveByDigest(made);
    const { title, body } = template(AFTER);
    const stack = `Update the stack aws-coworker-${made.issue}-given-stack in`;
    const request = { title, body: body.replace('Deploy this as stack given-stack to', stack) };
    const driven = await driveIn(made.company, request);
    const plan = (await driven.bodies())[0] ?? '';
    expect(plan.length).toBeLessThanOrEqual(LONGEST);
    expect(plan).toContain('left out, there was no room');
    const [open = ''] = plan.split('<details>');
    for (const id of LOST) expect(open).toMatch(new RegExp(`\\*\\*delete\\*\\*.*\`${id}\``));
    expect(await driven.digest()).not.toBe('');
  });

  it('A44 a plan whose parts that must be seen do not fit is refused until it is split', async () => {
    const driven = await drive({ title: 'Stack', body: inProduction(60) });
    expect(await driven.said()).toContain('Not done: `plan-too-long`');
    await driven.comment('maintainer', '/approve');
    expect(await writesOf(driven)).toEqual([]);
    const { company, issue } = driven;
    const edited = await company.github.editIssue('requester', issue, { body: inProduction(2) });
    await company.deliver(edited.webhooks);
    await company.settle();
    const plan = (await driven.bodies())[0] ?? '';
    expect(plan).toMatch(/^## Plan /m);
    expect(plan).toMatch(/\*\*2 create/);
  });

  const names = Array.from({ length: 10_000 }, (_, n) => n.toString(36).padStart(3, 'z'));

  it.each([
    [
      'ten thousand lines',
      '- Delete the SNS topic a-1 in athena-dev, us-east-1.\n'.repeat(10_000),
      /Not done: `(too-many-tasks|malformed-value)`/,
    ],
    [
      'ten thousand names in one line',
      `Delete the SNS topics ${names.join(', ')} in athena-dev, us-east-1.`,
      /Not done: `too-many-tasks`|before anything can be planned/,
    ],
  ])(
    'A25 ten thousand tasks as %s are answered once, and read nothing',
    async (_, body, answer) => {
      const driven = await drive({ title: 'Clean up', body });
      expect(await driven.bodies()).toHaveLength(1);
      expect(await driven.said()).toMatch(answer);
      expect(driven.company.faults).toEqual([]);
      expect(await driven.digest()).toBe('');
      expect(await writesOf(driven)).toEqual([]);
      expect(await executions(driven)).toBe(0);
    },
  );
});
