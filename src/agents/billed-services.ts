/** Table of the services on a bill that an agent other than BillGates owns. */
import type { AgentName } from '../task/agent-name.ts';

/**
 * Names as Cost Explorer tells them in the dimension SERVICE, to their owners. A part of a name is
 * enough; the first row that fits wins. Source: the table of agents and the bills of AWS.
 */
const OWNERS: readonly (readonly [RegExp, AgentName])[] = [
  [/cloudfront functions|lambda@edge/i, 'Hannibal'],
  [/simple storage service|\bs3\b|glacier|cloudfront/i, 'SteveJobs'],
  [/elastic load balancing|auto scaling/i, 'Napoleon'],
  [/cloudwatch|x-ray|budgets|cost explorer/i, 'Drucker'],
  [/simple notification|simple queue|api gateway|eventbridge|cloudwatch events/i, 'Kotler'],
  [
    /relational database|\brds\b|aurora|dynamodb|elasticache|elastic file system|\befs\b/i,
    'Noguchi',
  ],
];

/** The agent that answers for a service on the bill. Total: what is not named is BillGates'. */
export const billedTo = (service: string): AgentName =>
  OWNERS.find(([pattern]) => pattern.test(service))?.[1] ?? 'BillGates';
