import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const PLACE = 'in athena-dev, us-east-1';
const CERTIFICATE = 'arn:aws:acm:us-east-1:333333333333:certificate/0a1b2c3d-5e6f-4a7b-8c9d-0e1f';

const BALANCERS: readonly (readonly [string, readonly string[]])[] = [
  [
    `Create an application load balancer named shop-web ${PLACE}, with the certificate ${CERTIFICATE}. The application listens on port 8080.`,
    [
      `CreateResource ElasticLoadBalancingV2::LoadBalancer @3 us-east-1 certificate="${CERTIFICATE}" loadBalancerType="application" name="shop-web" targetPort=8080`,
    ],
  ],
  [
    `Update the load balancer shop-web ${PLACE}: turn deletion protection off.`,
    [
      'UpdateResource ElasticLoadBalancingV2::LoadBalancer @3 us-east-1 deletionProtection=false name="shop-web"',
    ],
  ],
  [
    `Update the listener on port 8443 of the load balancer shop-web ${PLACE}: use the certificate ${CERTIFICATE}.`,
    [
      `UpdateResource ElasticLoadBalancingV2::Listener @3 us-east-1 certificate="${CERTIFICATE}" loadBalancer="shop-web" port=8443`,
    ],
  ],
  [
    `Delete the listener on port 8443 of the load balancer shop-web ${PLACE}.`,
    [
      'DeleteResource ElasticLoadBalancingV2::Listener @3 us-east-1 loadBalancer="shop-web" port=8443',
    ],
  ],
  [
    `Create a target group named shop-api on port 8080 ${PLACE} with health check path /health.`,
    [
      'CreateResource ElasticLoadBalancingV2::TargetGroup @3 us-east-1 healthCheckPath="/health" name="shop-api" port=8080',
    ],
  ],
  [
    `Which load balancers are there ${PLACE}?`,
    ['DiscoverResources ElasticLoadBalancingV2::LoadBalancer @3 us-east-1'],
  ],
];

describe('requests for load balancers are read', () => {
  it.each(BALANCERS)('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});
