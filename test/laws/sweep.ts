import { CloudControlClient, DeleteResourceCommand } from '@aws-sdk/client-cloudcontrol';
import { admin, clientOf, DEV, type Stage } from '../sandbox/kit.ts';

/** A person deletes what a stack has kept, so that the next one finds its place empty. */
export const sweep = async (at: Stage, types: ReadonlySet<string>): Promise<void> => {
  const { resources } = await at.world.snapshot();
  const client = clientOf(at, CloudControlClient, { credentials: admin(at) });
  for (const { account, type, id } of resources.toReversed()) {
    if (!types.has(type) || account !== DEV) continue;
    await client.send(new DeleteResourceCommand({ TypeName: type, Identifier: id }));
    await at.clock.sleep(600_000);
    await at.world.catchUp();
  }
};
