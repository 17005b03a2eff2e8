import type { Json, JsonObject } from '../src/task/json.ts';
import type { CallRecord, WorldState } from './state.ts';

export interface WorldSnapshot {
  readonly stacks: readonly {
    readonly account: string;
    readonly region: string;
    readonly name: string;
    readonly status: string;
    readonly resources: Readonly<Record<string, string>>;
    readonly tags: Readonly<Record<string, string>>;
  }[];
  readonly resources: readonly {
    readonly account: string;
    readonly region: string;
    readonly type: string;
    readonly id: string;
    readonly properties: JsonObject;
    readonly tags: Readonly<Record<string, string>>;
    readonly state?: Json;
  }[];
  readonly calls: readonly CallRecord[];
}

/** The whole world as JSON: for a story's last page, and for assertions. */
export const snapshotOf = (state: WorldState): WorldSnapshot => ({
  stacks: state.stacks.map((stack) => ({
    account: stack.accountId,
    region: stack.region,
    name: stack.name,
    status: stack.status,
    resources: Object.fromEntries(
      [...stack.resources.values()].map((each) => [each.logicalId, each.physicalId]),
    ),
    tags: stack.desired?.tags ?? {},
  })),
  resources: state.resources.map((each) => ({
    account: each.accountId,
    region: each.region,
    type: each.type,
    id: each.id,
    properties: each.properties,
    tags: each.tags,
    ...(each.attributes['State'] === undefined ? {} : { state: each.attributes['State'] }),
  })),
  calls: [...state.calls],
});
