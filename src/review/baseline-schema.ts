import { z } from 'zod';
import { EVIDENCES, ITEM_TIERS, type Check } from './baseline.ts';
import { NAMED_CHECK_NAMES } from './checks/named.ts';
import { PILLARS } from './finding.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const text = z.string().min(1).max(300);
const texts = z.array(text).min(1);

const TESTS = [
  'is',
  'equals',
  'oneOf',
  'noneOf',
  'min',
  'max',
  'startsWith',
  'endsWith',
  'contains',
] as const;

const property = z
  .strictObject({
    property: z.string(),
    is: z.enum(['present', 'absent', 'text']).optional(),
    equals: scalar.optional(),
    oneOf: z.array(scalar).min(1).optional(),
    noneOf: z.array(scalar).min(1).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    startsWith: text.optional(),
    endsWith: text.optional(),
    contains: text.optional(),
  })
  .refine((one) => TESTS.filter((test) => one[test] !== undefined).length === 1, {
    message: `a property has exactly one of ${TESTS.join(', ')}`,
  });

const check: z.ZodType<Check> = z.lazy(() =>
  z.union([
    property,
    z.strictObject({ all: z.array(check).min(1) }),
    z.strictObject({ any: z.array(check).min(1) }),
    z.strictObject({ not: check }),
    z.strictObject({ some: z.strictObject({ property: z.string(), where: check }) }),
    z.strictObject({ each: z.strictObject({ property: z.string(), where: check }) }),
    z.strictObject({
      related: z.strictObject({ types: texts, by: text, where: check.optional() }),
    }),
    z.strictObject({ refers: z.strictObject({ property: text, types: texts, where: check }) }),
    named,
  ]),
);

const named = z.strictObject({
  named: z.enum(NAMED_CHECK_NAMES),
  ports: z.union([z.literal('all'), z.array(z.int().min(0).max(65_535)).min(1)]).optional(),
  except: z.array(z.int()).optional(),
  needsProtocol: z.boolean().optional(),
  direction: z.enum(['ingress', 'egress']).optional(),
  metrics: texts.optional(),
  min: z.int().min(1).optional(),
  max: z.int().min(1).optional(),
  types: texts.optional(),
  names: texts.optional(),
  values: texts.optional(),
  scope: z.enum(['all', 'service']).optional(),
  member: text.optional(),
  document: text.optional(),
  property: text.optional(),
  properties: texts.optional(),
  actions: texts.optional(),
  data: z.boolean().optional(),
  reasoned: z.boolean().optional(),
  unconditional: z.boolean().optional(),
  policies: z.strictObject({ types: texts, by: text }).optional(),
  where: check.optional(),
});

const item = z
  .strictObject({
    id: z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z][A-Z0-9]*)*-[0-9]{2}$/, 'an id is PREFIX-NN'),
    title: text,
    pillar: z.enum(PILLARS),
    severity: z.enum(['Critical', 'High', 'Medium', 'Low']),
    from: z.enum(ITEM_TIERS),
    types: texts,
    evidence: z.enum(EVIDENCES).default('template'),
    advisory: z.boolean().default(false),
    policy: z.boolean().default(false),
    silent: z.boolean().default(false),
    replaces: text.optional(),
    appliesWhen: check.optional(),
    check: check.optional(),
    remediation: text,
    references: z.array(text).default([]),
  })
  .refine((one) => (one.evidence === 'template') === (one.check !== undefined), {
    message: 'an item has a check when its evidence is the template, and only then',
  })
  .refine((one) => !(one.advisory && one.policy), {
    message: 'a policy is never advisory',
  });

/** The shape of a `baseline.yml`. Unknown members are refused. */
export const baselineSchema = z.strictObject({
  service: text,
  prefix: z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z][A-Z0-9]*)*$/),
  items: z.array(item).min(1),
});
