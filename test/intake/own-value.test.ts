import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const IN = 'In hermes-test, us-east-1: ';
const MEMORY = 'set the memory of the Lambda function billing-1 to 512 MB.';
const QUEUE = 'set the visibility timeout of the queue jobs-1 to 60 seconds.';
const GROUP = 'change the desired capacity of the Auto Scaling group web-1 to 4.';

const ROWS: readonly (readonly [text: string, parameters: string])[] = [
  [`${MEMORY} Timeout 45 seconds.`, 'memoryMb=512 name="billing-1" timeoutSeconds=45'],
  [`${MEMORY} Current timeout 30 seconds.`, 'memoryMb=512 name="billing-1"'],
  [`${MEMORY} Upstream timeout 5 seconds.`, 'memoryMb=512 name="billing-1"'],
  [`${MEMORY} Peak memory 400 MB.`, 'memoryMb=512 name="billing-1"'],
  [
    `${QUEUE} Message retention 4 days.`,
    'name="jobs-1" retentionDays=4 visibilityTimeoutSeconds=60',
  ],
  [`${QUEUE} Current retention 4 days.`, 'name="jobs-1" visibilityTimeoutSeconds=60'],
  [`${QUEUE} Worker timeout 45 seconds.`, 'name="jobs-1" visibilityTimeoutSeconds=60'],
  [`${GROUP} Maximum 10.`, 'desiredCapacity=4 maxSize=10 name="web-1"'],
  [`${GROUP} Current maximum 10.`, 'desiredCapacity=4 name="web-1"'],
];

describe('a line beside a change', () => {
  it.each(ROWS)('%s', (text, parameters) => {
    expect(
      say(read(IN + text))
        .join('\n')
        .trim(),
    ).toMatch(new RegExp(` us-east-1 ${parameters}$`));
  });
});
