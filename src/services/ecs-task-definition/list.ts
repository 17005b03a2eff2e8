import { z } from 'zod';
import { readDefinition, type Definition } from '../containers/described/facts.ts';
import { ecsCall } from '../ecs-cluster/described/facts.ts';
import { listedResource, type ListedPlace, type ListedRow } from '../listed.ts';
import { readPages } from '../paged/facts.ts';
import type { Service } from '../service.ts';

const pageSchema = z.object({
  families: z.array(z.string()).nullish(),
  nextToken: z.string().nullish(),
});

const rowOf = (one: Definition): ListedRow => ({
  id: one.family,
  arn: one.taskDefinitionArn,
  createdAt: one.registeredAt,
  metadata: {
    status: one.status ?? '',
    revision: one.revision,
    cpu: one.cpu ?? '',
    memory: one.memory ?? '',
  },
});

/** The newest revision of each active family, family by family. */
export const listDefinitions: Service['list'] = async function* (reader, account, region) {
  const place: ListedPlace = { resourceType: 'AWS::ECS::TaskDefinition', account, region };
  const call = ecsCall(region, 'ListTaskDefinitionFamilies', { status: 'ACTIVE' });
  const pages = readPages(reader, call, {
    schema: pageSchema,
    member: 'nextToken',
    next: (page) => page.nextToken,
  });
  for await (const { families } of pages)
    for (const family of families ?? []) {
      const found = await readDefinition(reader, region, family);
      if (found !== undefined) yield listedResource(place, rowOf(found));
    }
};
