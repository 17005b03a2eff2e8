import { describe, expect, it } from 'vitest';
import { physicalName } from '../../src/reply/physical-name.ts';

const AT = 'us-east-1:333333333333';

describe('what a receipt calls a thing', () => {
  it.each([
    ['', ''],
    ['i-0a11b22c33d44e55f', 'i-0a11b22c33d44e55f'],
    ['a:b/c', 'a:b/c'],
    [`arn:aws:sns:${AT}:import-events`, 'import-events'],
    [`arn:aws:secretsmanager:${AT}:secret:orders/database-c91eb3`, 'orders/database-c91eb3'],
    [`arn:aws:ecs:${AT}:service/legacy/legacy-api|legacy`, 'legacy/legacy-api'],
    [`arn:aws:ecs:${AT}:task-definition/shop-job:2`, 'shop-job:2'],
    ['arn:aws:iam::333333333333:policy/coworker/orders-read', 'coworker/orders-read'],
    [`arn:aws:elasticloadbalancing:${AT}:loadbalancer/app/web/50dc6c`, 'app/web/50dc6c'],
    [`arn:aws:securityhub:${AT}:hub/default`, 'default'],
    [`arn:aws:autoscaling:${AT}:scalingPolicy:0a1b:autoScalingGroupName/g:policyName/busy`, 'busy'],
    ['https://sqs.us-east-1.amazonaws.com/333333333333/mails', 'mails'],
  ])('%s', (physicalId, said) => {
    expect(physicalName(physicalId)).toBe(said);
  });
});
