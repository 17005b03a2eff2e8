import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const ASSUMED_LOG_GB = 1;

/** A definition costs nothing, its tasks do; its log by assumed lines. */
export const taskDefinitionCost = ({ type }: PricedResource, place: Place): Cost =>
  type === 'AWS::Logs::LogGroup'
    ? priced(
        type,
        {
          quantities: [{ key: 'logs:ingested-gb', amount: ASSUMED_LOG_GB }],
          assumptions: ['1 GB of log lines a month'],
        },
        place,
      )
    : free(type);
