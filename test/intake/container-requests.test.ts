import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const PLACE = 'in athena-dev, us-east-1';
const IMAGE = '333333333333.dkr.ecr.us-east-1.amazonaws.com/shop/api:1.4.0';
const GROUP = 'sg-0fedcba9876543210';

const SERVICES: readonly (readonly [string, readonly string[]])[] = [
  [
    `Create an ECS service named shop-api in the cluster shop ${PLACE} with the image ${IMAGE}, 2 tasks, port 8080, security group ${GROUP}.\n\nHealth check: \`curl -f http://localhost:8080/health\``,
    [
      `CreateResource ECS::Service @3 us-east-1 cluster="shop" desiredCount=2 healthCheck="curl -f http://localhost:8080/health" image="${IMAGE}" name="shop-api" port=8080 securityGroup="${GROUP}"`,
    ],
  ],
  [
    `Create an ECS service named shop-web in the cluster shop ${PLACE} from the task definition shop-web:7 behind the target group shop-web, security group ${GROUP}.`,
    [
      `CreateResource ECS::Service @3 us-east-1 cluster="shop" name="shop-web" securityGroup="${GROUP}" targetGroup="shop-web" taskDefinition="shop-web:7"`,
    ],
  ],
  [
    `Scale the ECS service shop-api ${PLACE} to 4 tasks.`,
    ['UpdateResource ECS::Service @3 us-east-1 desiredCount=4 name="shop-api"'],
  ],
  [
    `Update the ECS service shop-api ${PLACE}: use the image ${IMAGE}.`,
    [`UpdateResource ECS::Service @3 us-east-1 image="${IMAGE}" name="shop-api"`],
  ],
  [
    `Restart the ECS service shop-api ${PLACE}.`,
    ['UpdateResource ECS::Service @3 us-east-1 action="redeploy" name="shop-api"'],
  ],
  [
    `Redeploy the ECS service shop-api ${PLACE}.`,
    ['UpdateResource ECS::Service @3 us-east-1 action="redeploy" name="shop-api"'],
  ],
  [
    `Delete the ECS service shop-api ${PLACE}.`,
    ['DeleteResource ECS::Service @3 us-east-1 name="shop-api"'],
  ],
  [`Which ECS services are there ${PLACE}?`, ['DiscoverResources ECS::Service @3 us-east-1']],
];

const DEFINITIONS: readonly (readonly [string, readonly string[]])[] = [
  [
    `Create an ECS task definition named shop-job ${PLACE} with the image ${IMAGE}, 512 CPU units and 1 GB of memory.`,
    [
      `CreateResource ECS::TaskDefinition @3 us-east-1 cpu=512 image="${IMAGE}" memoryMb=1024 name="shop-job"`,
    ],
  ],
  [
    `Update the ECS task definition shop-job ${PLACE}: use the image ${IMAGE}.`,
    [`UpdateResource ECS::TaskDefinition @3 us-east-1 image="${IMAGE}" name="shop-job"`],
  ],
  [
    `Delete the ECS task definition shop-job ${PLACE}.`,
    ['DeleteResource ECS::TaskDefinition @3 us-east-1 name="shop-job"'],
  ],
];

describe('requests for ECS services are read', () => {
  it.each(SERVICES)('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('requests for ECS task definitions are read', () => {
  it.each(DEFINITIONS)('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

const KUBERNETES: readonly (readonly [string, readonly string[]])[] = [
  [
    `Create an EKS cluster named shop ${PLACE} with version 1.33.`,
    ['CreateResource EKS::Cluster @3 us-east-1 name="shop" version="1.33"'],
  ],
  [
    `Update the EKS cluster shop ${PLACE}: raise it to version 1.34.`,
    ['UpdateResource EKS::Cluster @3 us-east-1 name="shop" version="1.34"'],
  ],
  [
    `Create an EKS node group named workers in the cluster shop ${PLACE} with a minimum of 2 and a maximum of 4.`,
    [
      'CreateResource EKS::Nodegroup @3 us-east-1 cluster="shop" maxSize=4 minSize=2 name="workers"',
    ],
  ],
  [
    `Create an EKS add-on named vpc-cni in the cluster shop ${PLACE}.`,
    ['CreateResource EKS::Addon @3 us-east-1 cluster="shop" name="vpc-cni"'],
  ],
  [
    `Delete the EKS node group workers of the cluster shop ${PLACE}.`,
    ['DeleteResource EKS::Nodegroup @3 us-east-1 cluster="shop" name="workers"'],
  ],
  [
    `Delete the EKS add-on vpc-cni of the cluster shop ${PLACE}.`,
    ['DeleteResource EKS::Addon @3 us-east-1 cluster="shop" name="vpc-cni"'],
  ],
  [
    `Delete the EKS cluster shop ${PLACE}.`,
    ['DeleteResource EKS::Cluster @3 us-east-1 name="shop"'],
  ],
];

describe('requests for EKS are read', () => {
  it.each(KUBERNETES)('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});
