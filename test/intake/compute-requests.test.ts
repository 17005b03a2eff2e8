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

const FLEETS: readonly (readonly [string, readonly string[]])[] = [
  [
    `Create an Auto Scaling group named web-fleet ${PLACE} of t3.small instances with a minimum of 2 and a maximum of 6.`,
    [
      'CreateResource AutoScaling::AutoScalingGroup @3 us-east-1 instanceType="t3.small" maxSize=6 minSize=2 name="web-fleet"',
    ],
  ],
  [
    `Create an Auto Scaling group named web-fleet ${PLACE} with the launch template web-base, minimum 1, maximum 3, behind the target group shop-api.`,
    [
      'CreateResource AutoScaling::AutoScalingGroup @3 us-east-1 launchTemplate="web-base" maxSize=3 minSize=1 name="web-fleet" targetGroup="shop-api"',
    ],
  ],
  [
    `Set the desired capacity of the Auto Scaling group web-fleet ${PLACE} to 4.`,
    [
      'UpdateResource AutoScaling::AutoScalingGroup @3 us-east-1 desiredCapacity=4 name="web-fleet"',
    ],
  ],
  [
    `Start an instance refresh of the Auto Scaling group web-fleet ${PLACE}.`,
    [
      'UpdateResource AutoScaling::AutoScalingGroup @3 us-east-1 action="instance-refresh" name="web-fleet"',
    ],
  ],
];

const CLUSTERS: readonly (readonly [string, readonly string[]])[] = [
  [
    `Create an ECS cluster named shop ${PLACE} with Container Insights.`,
    ['CreateResource ECS::Cluster @3 us-east-1 containerInsights=true name="shop"'],
  ],
  [
    `Update the ECS cluster shop ${PLACE}: turn Container Insights off.`,
    ['UpdateResource ECS::Cluster @3 us-east-1 containerInsights=false name="shop"'],
  ],
  [
    `Delete the ECS cluster shop ${PLACE}.`,
    ['DeleteResource ECS::Cluster @3 us-east-1 name="shop"'],
  ],
];

describe('requests for ECS clusters are read', () => {
  it.each(CLUSTERS)('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('requests for Auto Scaling groups are read', () => {
  it.each(FLEETS)('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('requests for load balancers are read', () => {
  it.each(BALANCERS)('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});
