import { z } from 'zod';
import { TASK_TYPES } from '../../task/aws-task.ts';
import { RESOURCE_TYPES } from '../../task/resource-type.ts';

/** Where one issue asks for more, a person splits it. */
export const MOST_PROPOSED = 5;
const MOST_VALUES = 12;

/** Words of the request itself, letter by letter; empty where it says nothing of the kind. */
const quote = z.string().max(400);

/** What a request says of one field. The name of the field is looked up in the service's own. */
const proposedValue = z.strictObject({
  field: z.string().max(60),
  value: z.string().max(400),
  quote,
});

/** What a model may be unsure of: it is asked, whatever the model wrote for it. */
export const UNSURE = ['taskType', 'resourceType', 'account', 'region', 'name', 'details'] as const;

/**
 * One thing that the request asks for. There is no field for risk, approval, policy, a command or a
 * call: what a model can not say, it can not change.
 */
const proposedRequest = z.strictObject({
  taskType: z.enum(TASK_TYPES),
  /** The words that ask for it. */
  order: quote,
  resourceType: z.enum([...RESOURCE_TYPES, 'any']),
  /** The words that name the kind of thing. */
  kind: quote,
  /** The words that name the account, and those that name the region. */
  account: quote,
  region: quote,
  /** Name or id of the target, as it stands in the request. */
  name: z.string().max(255),
  values: z.array(proposedValue).max(MOST_VALUES),
  unsure: z.array(z.enum(UNSURE)).max(UNSURE.length),
});

/** The closed answer to "what does this request ask for?". */
export const proposalShape = z.strictObject({
  requests: z.array(proposedRequest).max(MOST_PROPOSED),
});

export type Proposal = z.infer<typeof proposalShape>;
export type ProposedRequest = z.infer<typeof proposedRequest>;
export type ProposedValue = z.infer<typeof proposedValue>;
