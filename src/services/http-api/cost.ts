import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** Table: what is billed of each type, by an assumed use. */
const BILLS: Readonly<Record<string, readonly [string, number, string]>> = {
  'AWS::ApiGatewayV2::Api': ['apigateway:http-million', 1, '1 million requests a month'],
  'AWS::Logs::LogGroup': ['logs:ingested-gb', 1, '1 GB of access logs a month'],
  'AWS::CloudWatch::Alarm': ['cloudwatch:alarm-month', 1, 'standard resolution'],
};

/** An HTTP API is paid by the request. */
export const httpApiCost = ({ type }: PricedResource, place: Place): Cost => {
  const bill = BILLS[type];
  if (bill === undefined) return free(type);
  const [key, amount, assumption] = bill;
  return priced(type, { quantities: [{ key, amount }], assumptions: [assumption] }, place);
};
