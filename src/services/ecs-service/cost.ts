import { MONTH_HOURS } from '../../plan/cost.ts';
import { taskDefinitionCost } from '../ecs-task-definition/cost.ts';
import { priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';
import { loadIn } from './load.ts';

const UNITS = 1024;

/** Tasks at the price of Fargate, as many as the service says that it runs at the least. */
const serviceCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  const load = loadIn(properties);
  if (load === undefined) return { unpriced: 'its task definition says how large a task is' };
  const hours = load.count * MONTH_HOURS;
  const quantities = [
    { key: 'fargate:vcpu-hour', amount: (load.cpu / UNITS) * hours },
    { key: 'fargate:gb-hour', amount: (load.memoryMb / UNITS) * hours },
  ];
  const assumptions = [
    `${load.count} tasks of ${load.cpu / UNITS} vCPU and ${load.memoryMb / UNITS} GB`,
    '730 hours a month',
    'Linux on x86; ARM costs a fifth less',
    'traffic and storage beyond 20 GB a task not counted',
  ];
  return priced(type, { quantities, assumptions }, place);
};

/** A service by its tasks; alarms and logs at their list price, the rest is free. */
export const ecsServiceCost = (resource: PricedResource, place: Place): Cost => {
  const { type } = resource;
  if (type === 'AWS::ECS::Service') return serviceCost(resource, place);
  if (type !== 'AWS::CloudWatch::Alarm') return taskDefinitionCost(resource, place);
  const quantities = [{ key: 'cloudwatch:alarm-month', amount: 1 }];
  return priced(type, { quantities, assumptions: [] }, place);
};
