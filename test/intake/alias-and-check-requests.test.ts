import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const PLACE = 'in athena-dev, us-east-1';
const ALIAS = `the alias live of the Lambda function jobs ${PLACE}`;
const UPDATED = 'UpdateResource Lambda::Alias @3 us-east-1 aliasName="live"';
const CHECK = `Create a Route 53 health check of`;
const MADE = 'CreateResource Route53::HealthCheck @3';

/** What a request asks about, in its own words. */
const unreadIn = (body: string): readonly string[] => {
  const result = read(body);
  return result.kind === 'ask' ? result.missing.flatMap(({ unread }) => unread ?? []) : say(result);
};

describe('a part of the calls that is not read as a percentage', () => {
  it.each([
    ['send half of the calls to version 4', 'half'],
    ['send one in ten calls to version 4', 'one in ten'],
    ['give version 4 a tenth of the traffic', 'tenth'],
    ['move a small part of the traffic to version 4', 'part'],
    ['to version 4, weight 0.1', 'weight'],
    ['to version 4 for one call in ten', 'one call in ten'],
    ['gradually to version 4', 'gradually'],
    ['to version 4 as a canary', 'canary'],
    ['to the version before version 4', 'version before'],
    ['to version 4.2', 'version 4.2'],
    ['to v4', 'v4'],
    ['send only a little traffic to version 4', 'traffic'],
    ['send ten percent of the calls to version 4', 'percent'],
    ['shift it to version 4 over the next week', 'over the'],
    ['to version 4 for our beta users only', 'users'],
    ['to version 4 so that half of the calls go there', 'half'],
    ['90/20 between 3 and 4', '90/20'],
    ['100/0 between 3 and 4', '100/0'],
    ['not 90/10 between 3 and 4', '90/10'],
    ['90/10 between 3 and 4, or 80/20', '80/20'],
    ['90/10 between 3 and 4, then 50/50', 'then 50'],
    ['90/10 between 3, 4 and 5', '90/10'],
    ['90/10 between 3.1 and 4', '90/10'],
    ['"90/10 between 3 and 4"', '"90/10 between 3 and 4"'],
    ['90/10 between 3 and 4 for half of the calls', 'half'],
    ['90/10 between 3 and 4 for our beta users', 'for our beta users'],
    ['10 % to version 4 gradually', 'gradually'],
    ['to version 4 (90/10 between 3 and 4)', '90/10'],
    ['to version 4. It should be 90/10 between 3 and 4', '90/10'],
  ])('%s', (words, unread) => {
    expect(unreadIn(`Update ${ALIAS}: ${words}.`).join('\n')).toContain(unread);
    expect(say(read(`Update ${ALIAS}: ${words}.`))).toEqual(['ask details']);
  });
});

describe('versions of an alias', () => {
  it.each<readonly [words: string, values: string]>([
    ['to version 4', 'name="jobs" version="4"'],
    ['send all of the calls to version 4', 'name="jobs" version="4"'],
    ['at version 4 instead of version 3', 'name="jobs" version="4"'],
    ['at version 4, not version 3', 'name="jobs" version="4"'],
    ['send 10 percent of the calls to version 4', 'name="jobs" secondPercent=10 secondVersion="4"'],
    [
      'send 10 % of what callers ask to version 4',
      'name="jobs" secondPercent=10 secondVersion="4"',
    ],
    ['version 4 gets 10 % of the calls', 'name="jobs" secondPercent=10 secondVersion="4"'],
    [
      '10 % of the calls to version 4, the rest stays on version 3',
      'name="jobs" secondPercent=10 secondVersion="4" version="3"',
    ],
    ...[
      '10 % of the calls to version 4, the rest stays on 3',
      '10 % of the calls to version 4. The rest stays on 3',
      'keep 90 % on version 3 and send 10 % to version 4',
      '10 % to version 4, the remaining 90 % on version 3',
      'version 3 gets 90 %, version 4 10 %',
      '90/10 between 3 and 4',
      '10/90 between 4 and 3',
      'between v3 and v4, 90:10',
      'split 90 % / 10 % between versions 3 and 4',
    ].map((words): [string, string] => [
      words,
      'name="jobs" secondPercent=10 secondVersion="4" version="3"',
    ]),
    ['50/50 between 3 and 4', 'name="jobs" secondPercent=50 secondVersion="4" version="3"'],
    [
      'to version 3 with the description "goes to version 9 on Friday"',
      'description="goes to version 9 on Friday" name="jobs" version="3"',
    ],
    [
      'to version 3 with the description "10 % to version 9"',
      'description="10 % to version 9" name="jobs" version="3"',
    ],
  ])('%s', (words, values) => {
    expect(say(read(`Update ${ALIAS}: ${words}.`))).toEqual([`${UPDATED} ${values}`]);
  });

  it('is not asked about for an alias that is called canary', () => {
    const body = `Create an alias canary of the Lambda function jobs ${PLACE} at version 3.`;
    expect(say(read(body))).toEqual([
      'CreateResource Lambda::Alias @3 us-east-1 aliasName="canary" name="jobs" version="3"',
    ]);
  });
});

describe('an alias behind the name of its function', () => {
  const PARTS = `${UPDATED} name="jobs" secondPercent=10 secondVersion="8" version="7"`;
  it.each<readonly [string, readonly string[]]>([
    [`Shift 10 % of jobs:live to version 8, the rest stays on 7. ${PLACE}`, [PARTS]],
    [`Split jobs:live 90/10 between 7 and 8 ${PLACE} (lambda alias)`, [PARTS]],
    [`Point jobs:live at version 8 ${PLACE}.`, ['ask resourceType']],
    [
      `Delete the Lambda alias jobs:live ${PLACE}.`,
      ['DeleteResource Lambda::Alias @3 us-east-1 aliasName="live" name="jobs"'],
    ],
    [`Delete the Lambda function jobs:live ${PLACE}.`, ['ask details contradictory']],
    [`Don't shift 10 % of jobs:live to version 8 ${PLACE}.`, ['ask taskType']],
    [`Shift 10 % of jobs:live and of mail:live to version 8 ${PLACE}.`, ['ask resourceType']],
    [`Update the ECS service web to nginx:live, version 8 ${PLACE}.`, ['ask details']],
  ])('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });

  it('is asked about where the parts are not the whole', () => {
    const body = `Update ${ALIAS}: 80 % to version 3, 10 % to version 4.`;
    expect(say(read(body))).toEqual(['ask secondVersion contradictory']);
  });

  const form = (name: string, details: string): string => {
    const fields = [
      ['Task type', 'UpdateResource'],
      ['Service', 'Lambda alias'],
      ['Account', 'athena-dev'],
      ['Region', 'us-east-1'],
      ['Name', name],
      ['Details', details],
    ];
    return fields.map(([title = '', text = '']) => `### ${title}\n\n${text}`).join('\n\n');
  };

  it.each<readonly [string, string, readonly string[]]>([
    ['jobs', 'Alias name: live\n\n90/10 between 7 and 8', [PARTS]],
    ['jobs:live', '90/10 between 7 and 8', [PARTS]],
    ['jobs:live', 'It is 90/10 between 7 and 8.', ['ask details']],
    ['jobs:live', 'Please change it.', ['ask details']],
    ['jobs:live', 'Alias name: new\n\n90/10 between 7 and 8', ['ask aliasName contradictory']],
    ['jobs:live', 'It is 90/10 between 7 and 8 now. Move it to version 8.', ['ask details']],
  ])('%s in a form: %s', (name, details, expected) => {
    expect(say(read(form(name, details)))).toEqual(expected);
  });
});

describe('the address of a health check', () => {
  it.each([
    [
      `https://shop.example.com:8443/health ${PLACE}`,
      'path="/health" port=8443 protocol="HTTPS" target="shop.example.com"',
    ],
    [
      `https://shop.example.com/health?deep=1 ${PLACE}`,
      'path="/health?deep=1" protocol="HTTPS" target="shop.example.com"',
    ],
    [`shop.example.com:8443 ${PLACE}`, 'port=8443 target="shop.example.com"'],
    [`tcp://shop.example.com:5432 ${PLACE}`, 'port=5432 protocol="TCP" target="shop.example.com"'],
    [
      `https://shop.example.com/health ${PLACE}: search for "status of old.example.com"`,
      'path="/health" protocol="HTTPS" searchText="status of old.example.com" target="shop.example.com"',
    ],
    [
      `https://shop.example.com ${PLACE}, searching for "see path /admin"`,
      'protocol="HTTPS" searchText="see path /admin" target="shop.example.com"',
    ],
  ])('%s', (words, values) => {
    expect(say(read(`${CHECK} ${words}.`))).toEqual([`${MADE} ${values}`]);
  });

  it('is read whole where a check moves', () => {
    const to = 'to https://new.example.com:8443/health';
    expect(say(read(`Update the Route 53 health check shop-live ${PLACE} ${to}.`))).toEqual([
      'UpdateResource Route53::HealthCheck @3 name="shop-live" path="/health" port=8443 ' +
        'protocol="HTTPS" target="new.example.com"',
    ]);
  });

  it.each([
    ['that is inverted', 'inverted'],
    ['without TLS', 'without TLS'],
    ['that checks every minute', 'every minute'],
    ['that expects status 200', 'status'],
    ['that returns a 204', 'returns a 204'],
    ['only from Europe', 'from Europe'],
    ['which is healthy while the site is down', 'healthy while'],
    ['with measured latency from us-west-1', 'latency'],
    ['on port 9000', 'https://shop.example.com:8443/health'],
  ])('%s is asked about', (words, unread) => {
    const body = `${CHECK} https://shop.example.com:8443/health ${PLACE} ${words}.`;
    expect(unreadIn(body).join('\n')).toContain(unread);
    expect(say(read(body))).toEqual(['ask details']);
  });
});
