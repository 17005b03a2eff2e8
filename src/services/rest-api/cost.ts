import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';
import { webAclBill } from '../web-acl/cost.ts';

/** Table: what is billed of each type, by an assumed use. */
const BILLS: Readonly<Record<string, readonly [string, number, string]>> = {
  'AWS::ApiGateway::RestApi': ['apigateway:rest-million', 1, '1 million requests a month'],
  'AWS::Logs::LogGroup': ['logs:ingested-gb', 1, '1 GB of access logs a month'],
  'AWS::CloudWatch::Alarm': ['cloudwatch:alarm-month', 1, 'standard resolution'],
};

/** A REST API is paid by the request; a web ACL by the month, its rules and the request. */
export const restApiCost = (resource: PricedResource, place: Place): Cost => {
  const { type } = resource;
  const bill = BILLS[type];
  if (type === 'AWS::WAFv2::WebACL') return priced(type, webAclBill(resource), place);
  if (bill === undefined) return free(type);
  const [key, amount, assumption] = bill;
  return priced(type, { quantities: [{ key, amount }], assumptions: [assumption] }, place);
};
