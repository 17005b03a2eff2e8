import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand, type ParsedCommand } from '../../src/intake/parse-command.ts';
import { COMMAND_NAMES } from '../../src/intake/command-names.ts';

const say = (parsed: ParsedCommand): string => {
  if (parsed.kind === 'none') return 'none';
  if (parsed.kind === 'malformed') return `malformed ${parsed.didYouMean ?? '-'}`;
  const { name, ...rest } = parsed.command;
  const given = Object.values(rest).flat().join(' ');
  return given === '' ? name : `${name} ${given}`;
};

const DIGEST = '7f3a9c1e04b2';

const ROWS: readonly (readonly [string, string, string])[] = [
  ['nothing', '', 'none'],
  ['talk', 'Looks good to me, thanks.', 'none'],
  ['talk about approval', 'I approve of the idea.', 'none'],
  ['plan', '/plan', 'plan'],
  ['bare approve', '/approve', 'approve'],
  ['approve with a digest', `/approve ${DIGEST}`, `approve ${DIGEST}`],
  ['approve with a digest in capitals', `/approve ${DIGEST.toUpperCase()}`, `approve ${DIGEST}`],
  ['approve with a whole digest', `/approve ${'ab'.repeat(32)}`, `approve ${'ab'.repeat(32)}`],
  ['approve with items', `/approve ${DIGEST} 2,5`, `approve ${DIGEST} 2 5`],
  ['items with blanks, twice, in disorder', `/approve ${DIGEST}  5 , 2,2`, `approve ${DIGEST} 2 5`],
  ['words below the line', '/approve\n\nthanks all', 'approve'],
  ['CRLF', '/approve\r\nthanks', 'approve'],
  ['blanks behind', '/approve  ', 'approve'],
  ['reject', '/reject', 'reject'],
  ['reject with a reason', '/reject too expensive', 'reject too expensive'],
  ['cancel', '/cancel', 'cancel'],
  ['rollback', '/rollback', 'rollback'],
  ['status', '/status', 'status'],
  ['status of a digest', `/status ${DIGEST}`, `status ${DIGEST}`],
  ['why', '/why', 'why'],
  ['explain', '/explain', 'explain'],
  ['explain an item', '/explain S3-06', 'explain S3-06'],
  ['explain two items', '/explain S3-06, S3-07', 'malformed /explain S3-06'],
  ['explain in a sentence', '/explain the plan to me', 'malformed /explain S3-06'],
  ['ask', '/ask why is it replaced?', 'ask why is it replaced?'],
  ['ask nothing', '/ask', 'malformed /ask what does this plan change'],
  ['ask at length', `/ask ${'why '.repeat(200)}`, `ask ${'why '.repeat(200).slice(0, 500)}`],
  ['another word for explain', '/tell', 'malformed /explain'],
  ['skip', '/skip S3-D2', 'skip S3-D2'],
  ['skip several', '/skip S3-D2, S3-D3', 'skip S3-D2 S3-D3'],
  ['add', '/add EC2-A1,EC2-A2', 'add EC2-A1 EC2-A2'],
  ['agents', '/agents', 'agents'],
  ['learn', '/learn', 'learn'],
  ['learn with a topic', '/learn about buckets', 'malformed /learn'],
  ['a word for it', '/lesson', 'malformed /learn'],
  ['help', '/help', 'help'],
  ['a short digest', '/approve 7f3a9c', 'malformed -'],
  ['a word behind', '/approve please', 'malformed /approve'],
  ['two digests', `/approve ${DIGEST} ${DIGEST}`, `malformed /approve ${DIGEST} 2,5`],
  ['item zero', `/approve ${DIGEST} 0`, `malformed /approve ${DIGEST} 2,5`],
  ['a range of items', `/approve ${DIGEST} 1-3`, `malformed /approve ${DIGEST} 2,5`],
  ['items between blanks', `/approve ${DIGEST} 1 3`, `malformed /approve ${DIGEST} 2,5`],
  ['a comma too many', `/approve ${DIGEST} 1,`, `malformed /approve ${DIGEST} 2,5`],
  [
    'more items than a plan has',
    `/approve ${DIGEST} ${Array.from({ length: 51 }, (_, n) => n + 1).join()}`,
    `malformed /approve ${DIGEST} 2,5`,
  ],
  ['items without a digest', '/approve 2,5', 'malformed /approve'],
  ['status with items', `/status ${DIGEST} 2`, 'malformed /status'],
  ['a typing error', '/aprove', 'malformed /approve'],
  ['capitals', '/Approve', 'malformed /approve'],
  ['a full stop', '/approve.', 'malformed /approve'],
  ['a comma', '/approve, thanks', 'malformed /approve'],
  ['no slash', 'approve', 'malformed /approve'],
  ['no slash, a digest', `approve ${DIGEST}`, `malformed /approve ${DIGEST}`],
  ['two slashes', '//approve', 'malformed /approve'],
  ['another sign', '!approve', 'malformed /approve'],
  ['another word for it', '/lgtm', 'malformed /approve'],
  ['skip without an item', '/skip', 'malformed /skip S3-D2'],
  ['plan with a word', '/plan now', 'malformed /plan'],
  ['unknown', '/foo', 'malformed -'],
  ['a path', '/var/log is full', 'none'],
  ['a file', '/tmp/x.txt', 'none'],
  ['indented', '  /approve', 'malformed /approve'],
  ['an empty first line', '\n\n/approve', 'malformed /approve'],
  ['invisible letters', '/app\u200brove', 'malformed /approve'],
  ['A04 in a quote', '> /approve', 'none'],
  ['A04 in code', '`/approve`', 'none'],
  ['A04 in a fence', '```\n/approve\n```', 'none'],
  ['A04 in an indented block', '    /approve', 'none'],
  ['A04 in a comment', '<!-- /approve -->', 'none'],
  ['A04 behind a comment', '<!-- x -->/approve', 'none'],
  ['A04 as the text of a link', '[/approve](https://example.com)', 'none'],
  ['A04 as the text of an image', '![/approve](https://example.com/a.png)', 'none'],
  ['A04 in a table', '| /approve |\n| --- |\n| /approve |', 'none'],
  ['A04 in folded details', '<details>\n\n/approve\n\n</details>', 'none'],
  ['A04 in a list', '- /approve', 'none'],
  ['A04 as a heading', '# /approve', 'none'],
  ['A04 as a heading by underline', '/approve\n===', 'none'],
  ['A04 on the second line', 'Please\n/approve', 'none'],
  ['A04 in a later paragraph', 'Please\n\n/approve', 'none'],
  ['A04 in a sentence', 'Please type /approve', 'none'],
  ['A04 escaped', '\\/approve', 'none'],
];

describe('parseCommand', () => {
  it.each(ROWS)('%s', (_, body, expected) => {
    expect(say(parseCommand(body))).toBe(expected);
  });

  it('every command reads back', () => {
    for (const name of COMMAND_NAMES) {
      const rest = name === 'skip' || name === 'add' || name === 'ask' ? ' A-1' : '';
      expect(parseCommand(`/${name}${rest}`)).toMatchObject({ kind: 'command', command: { name } });
    }
  });

  it('A04 only a comment that starts with the slash is a command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (before) => {
        const body = `${before}/approve`;
        const parsed = parseCommand(body);
        expect(parsed.kind === 'command' && !body.startsWith('/')).toBe(false);
      }),
    );
  });

  it('A25 any text gives an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(['none', 'command', 'malformed']).toContain(parseCommand(`/${text}`).kind);
      }),
    );
  });
});
