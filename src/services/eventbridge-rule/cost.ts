import { free, type Cost, type Place, type PricedResource } from '../prices/priced.ts';
import { sqsCost } from '../sqs-queue/cost.ts';

/** Rules, schedules and events of AWS's own services cost nothing; the queue of failures may. */
export const ruleCost = (resource: PricedResource, place: Place): Cost =>
  resource.type === 'AWS::SQS::Queue' ? sqsCost(resource, place) : free(resource.type);
