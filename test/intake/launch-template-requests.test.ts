import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const PLACE = 'in athena-dev, us-east-1';
const MADE = `Create a launch template web-base ${PLACE}, t3.small.`;
const CHANGED = `Change the launch template web-base ${PLACE} to t3.large.`;

const created = (more = '') => [
  `CreateResource EC2::LaunchTemplate @3 us-east-1 instanceType="t3.small"${more}`,
];
const changed = (more = '') => [
  `UpdateResource EC2::LaunchTemplate @3 us-east-1 ${more}instanceType="t3.large" name="web-base"`,
];

const NAME = ' name="web-base"';

const SECOND = [
  'UpdateResource EC2::LaunchTemplate @3 us-east-1 defaultVersion="2" name="web-base"',
];

const READ: readonly (readonly [string, readonly string[]])[] = [
  [`${CHANGED}\n\nDefault version: latest`, changed('defaultVersion="latest" ')],
  [
    `Change the launch template web-base ${PLACE}:\n\n- instance type t3.large\n- default version: latest`,
    changed('defaultVersion="latest" '),
  ],
  [`Set version 2 of the launch template web-base ${PLACE} as the default.`, SECOND],
  [`Make version 2 of the launch template web-base ${PLACE} the default.`, SECOND],
  [MADE, created(NAME)],
  [`${MADE.slice(0, -1)} with a public IP address.`, created(`${NAME} publicAddress=true`)],
  [`${MADE} Give each instance a public address.`, created(`${NAME} publicAddress=true`)],
  [`${MADE} Public IP address: yes.`, created(`${NAME} publicAddress=true`)],
  [`${MADE} Public IP address: none.`, created(`${NAME} publicAddress=false`)],
  [`${MADE} No public IP addresses, please.`, created(`${NAME} publicAddress=false`)],
  [`${MADE.slice(0, -1)} without a public IP.`, created(`${NAME} publicAddress=false`)],
  [`${MADE.slice(0, -1)} with the key pair ops-key.`, created(` keyPair="ops-key"${NAME}`)],
  [`${MADE.slice(0, -1)} without a key pair.`, created(NAME)],
  [
    `${MADE.slice(0, -1)}, no public address, in the security group sg-0a11b22c33d44e55f.`,
    created(`${NAME} publicAddress=false securityGroup="sg-0a11b22c33d44e55f"`),
  ],
  [`${MADE} It gets a public IP address.`, created(`${NAME} publicAddress=true`)],
  [CHANGED, changed()],
  [`${CHANGED} If it fails on Monday, set version 2 as the default.`, changed()],
  [`${CHANGED} The default version is 3 for now.`, changed()],
  [`${CHANGED} They make it the default.`, changed()],
  [`${CHANGED.slice(0, -1)}, default latest.`, changed('defaultVersion="latest" ')],
  [`${CHANGED} Make it the default.`, changed('defaultVersion="latest" ')],
  ...[
    `Set the default version of the launch template web-base ${PLACE} to 2.`,
    `Update the launch template web-base ${PLACE}: default version 2.`,
  ].map(
    (body) =>
      [
        body,
        ['UpdateResource EC2::LaunchTemplate @3 us-east-1 defaultVersion="2" name="web-base"'],
      ] as const,
  ),
];

const ASKED: readonly (readonly [string, string])[] = [
  [`${MADE} Nobody needs a public IP address.`, 'publicAddress'],
  [`${MADE.slice(0, -1)}, free of public IP addresses.`, 'publicAddress'],
  [`${MADE} Avoid public IP addresses.`, 'publicAddress'],
  [`${MADE} instead of public IP addresses use a NAT.`, 'publicAddress'],
  [`${MADE} A public IP address is forbidden.`, 'publicAddress'],
  [`${MADE} The old one has a public IP address.`, 'publicAddress'],
  [`${MADE} The old one came with a public IP address.`, 'publicAddress'],
  [`${MADE.slice(0, -1)} without the key pair ops-key.`, 'keyPair'],
  [`${MADE.slice(0, -1)}, not in the security group sg-0a11b22c33d44e55f.`, 'securityGroup'],
  [`${CHANGED} Nobody should make it the default.`, 'defaultVersion'],
  [`${CHANGED.slice(0, -1)} and wait before we make it the default.`, 'defaultVersion'],
  [`${CHANGED} Set version 2 as the default if it fails.`, 'taskType'],
  [`${CHANGED} Avoid a change of the default version: 3`, 'defaultVersion'],
  [`Set the launch template web-base ${PLACE}, default to 2 instances.`, 'defaultVersion'],
];

const form = (taskType: string, details: string): string =>
  [
    ['Task type', taskType],
    ['Service', 'EC2 launch template'],
    ['Account', 'athena-dev'],
    ['Region', 'us-east-1'],
    ['Name', 'web-base'],
    ['Details', details],
  ]
    .map(([label, value]) => `### ${label}\n\n${value}`)
    .join('\n\n');

const SMALL = 'Instance type: t3.small\n';
const LARGE = 'Instance type: t3.large\n';

const FORMS: readonly (readonly [string, string, readonly string[]])[] = [
  ['CreateResource', `${SMALL}Public address: yes`, created(`${NAME} publicAddress=true`)],
  ['CreateResource', `${SMALL}Public IP address: none.`, created(`${NAME} publicAddress=false`)],
  [
    'CreateResource',
    `${SMALL}Nobody needs a public IP address.`,
    ['ask publicAddress malformed-value'],
  ],
  [
    'CreateResource',
    `${SMALL}A public IP address is forbidden.`,
    ['ask publicAddress malformed-value'],
  ],
  ['UpdateResource', `${LARGE}Default version: latest`, changed('defaultVersion="latest" ')],
  ['UpdateResource', `${LARGE}Make version 2 the default`, changed('defaultVersion="2" ')],
  ...[
    'Avoid a change of the default version: 3',
    'The default version is 3 for now.',
    'They make it the default.',
  ].map(
    (words) =>
      ['UpdateResource', `${LARGE}${words}`, ['ask defaultVersion malformed-value']] as const,
  ),
];

describe('requests for launch templates', () => {
  it.each(READ)('are read: %s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });

  it.each(ASKED)('are asked about: %s', (body, field) => {
    expect(say(read(body)).filter((line) => line.startsWith('ask '))).not.toEqual([]);
    expect(say(read(body)).join(' ')).toMatch(new RegExp(`^ask (?:${field}|details)`));
  });

  it.each([
    'If it fails on Monday, set version 2 as the default.',
    'Set version 2 as the default once Bob agrees.',
  ])('are not made to wait: %s', (words) => {
    const details = `${LARGE}${words}`;
    expect(say(read(form('UpdateResource', details)))).toEqual([
      'ask defaultVersion malformed-value',
      'ask taskType conditional',
    ]);
  });

  it.each(FORMS)('are read in a form: %s %s', (taskType, details, expected) => {
    expect(say(read(form(taskType, details)))).toEqual(expected);
  });
});
