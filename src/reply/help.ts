import type { Circle } from '../config/config.ts';
import type { CommandName } from '../intake/command-names.ts';
import { blocks, bullets, listed, table } from './markdown.ts';
import { circleWords } from './people.ts';
import { sentence } from './quote.ts';

export interface HelpView {
  /** Titles of the services that can be planned. */
  readonly services: readonly string[];
  readonly approvers: Circle;
  readonly requesters: Circle;
}

/** Table: every command as it is typed, and what it does. `/help` and the README show it. */
export const COMMANDS: Readonly<Record<CommandName, readonly [typed: string, does: string]>> = {
  plan: ['/plan', 'reads again and makes a new plan'],
  confirm: [
    '/confirm DIGEST',
    'adopts what a model understood of the request, as it is shown; a plan of it follows',
  ],
  approve: [
    '/approve DIGEST',
    'approves the plan, once; the digest may be left out where nothing is lost or sensitive. ' +
      'Of a plan of savings: `/approve DIGEST 2,5` approves those items, each once',
  ],
  reject: ['/reject REASON', 'withdraws the plan; the reason may be left out'],
  cancel: ['/cancel', 'withdraws the plan, or stops what runs before its next call'],
  rollback: ['/rollback', 'plans the undoing, which needs its own approval'],
  status: [
    '/status DIGEST',
    'says where this stands, and, with a digest, whether it is a plan of this issue',
  ],
  why: ['/why', 'shows every condition of approval and who can meet it'],
  explain: [
    '/explain ITEM',
    'tells an item of the review: what was found, why it matters; alone, the plan in plain words',
  ],
  ask: ['/ask QUESTION', 'answers a question about the plan, where a model is configured'],
  skip: ['/skip ITEM, ITEM', 'leaves items of the review out, where the tier allows it'],
  add: ['/add ITEM, ITEM', 'puts items of the review into the plan'],
  agents: ['/agents', 'lists the service agents: who looks after what, and what needs what'],
  reconcile: [
    '/reconcile',
    'on an issue about drift: plans to set back what was changed outside the stack',
  ],
  adopt: [
    '/adopt',
    'on an issue about drift: plans to record what is there in the template of the stack',
  ],
  'cost-report': ['/cost-report', 'makes the cost report of the last week now'],
  learn: ['/learn', 'on a closed issue: proposes by a pull request what it teaches'],
  help: ['/help', 'shows this'],
};

/** The commands, who may give them, and what can be asked for. */
export const renderHelp = ({ services, approvers, requesters }: HelpView): string =>
  blocks(
    '**A command stands alone at the start of a new comment.** Edits and quotes never count.',
    table(
      ['Command', 'What it does'].map((title) => ({ title })),
      Object.values(COMMANDS).map(([typed, does]) => [`\`${typed}\``, does]),
    ),
    bullets([
      `**Who may ask** · whoever ${circleWords(requesters)}`,
      `**Who may approve** · whoever ${circleWords(approvers)}`,
    ]),
    `**What can be asked for** · ${listed(services.map((title) => sentence(title, 60)))}.`,
    '**Next** · describe what you want in the issue: what, in which account and region, its name.',
  );
