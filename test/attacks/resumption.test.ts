import { describe, expect, it } from 'vitest';
import { approveByDigest, type Driven } from '../conversations/drive.ts';
import { BUCKET, createDriver, executions } from './props.ts';

const drive = createDriver();

const TWO = {
  title: 'A bucket and a topic',
  body: [
    'Create the S3 bucket acme-dev-use1-partner-statements in athena-dev, us-east-1.',
    'Then create the SNS topic partner-news in athena-dev, us-east-1.',
  ].join('\n\n'),
};

/** The deployer ends after a call was made and before its receipt is written; once. */
const crashOnce = ({ company }: Driven, meanwhile: () => Promise<void> | void): void => {
  const { store } = company.opened;
  const { append } = store;
  let crashes = 0;
  Object.assign(store, {
    append: async (entry: Parameters<typeof append>[0]) => {
      if (entry.kind !== 'receipt' || crashes > 0) return append(entry);
      crashes += 1;
      await meanwhile();
      throw new Error('the process ended here');
    },
  });
};

const deleteApprovals = ({ company }: Driven): void => {
  for (const { id, body } of company.github.world.comments.values()) {
    if (body.startsWith('/approve')) company.github.deleteComment(id);
  }
};

const unproven: readonly (readonly [string, (driven: Driven) => Promise<void> | void])[] = [
  [
    'the hour of its token is over',
    ({ company }) => {
      const route = /^\/repos\/\{owner\}\/\{repo\}$/;
      company.github.meetMishap({ method: 'GET', route, times: 1, status: 401 });
    },
  ],
  ['the comment that approved it is gone', deleteApprovals],
  [
    'the role of the approver is lost',
    ({ company }) => company.github.setRole('maintainer', 'read'),
  ],
  [
    'the issue was edited',
    async ({ company, issue }) => {
      await company.github.editIssue('requester', issue, { title: 'Another bucket' });
    },
  ],
  [
    'GitHub is gone',
    ({ company }) => {
      company.github.meetMishap({ method: 'GET', route: /./, times: 40, status: 502 });
    },
  ],
];

describe('an execution whose deployer ended in the middle', () => {
  it.each(unproven)('A55 is followed to its end although %s', async (_, happen) => {
    const driven = await drive(BUCKET);
    crashOnce(driven, () => happen(driven));
    await approveByDigest(driven);
    driven.company.github.clearMishaps();
    await driven.company.settle();
    expect(await driven.said()).toMatch(/^## Done /m);
    expect(await executions(driven)).toBe(1);
  });

  it('A08 A55 makes no new call when the approval can not be proven again', async () => {
    const driven = await drive(TWO);
    crashOnce(driven, () => driven.company.github.setRole('maintainer', 'read'));
    await approveByDigest(driven);
    expect(await driven.said()).toMatch(/^## Done in part /m);
    expect(await driven.said()).toContain('role-lost');
    expect(await executions(driven)).toBe(1);
  });

  it('A55 goes on where the approval can be proven again', async () => {
    const driven = await drive(TWO);
    crashOnce(driven, () => {});
    await approveByDigest(driven);
    expect(await driven.said()).toMatch(/^## Done in \d/m);
    expect(await executions(driven)).toBe(2);
  });
});
