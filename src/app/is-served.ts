import { isJsonObject, type JsonObject } from '../task/json.ts';

const idAt = (payload: JsonObject, ...path: readonly string[]): readonly unknown[] => {
  let found: unknown = payload;
  for (const name of path) {
    if (!isJsonObject(found) || !Object.hasOwn(found, name)) return [];
    found = found[name];
  }
  return [found];
};

/**
 * True when every account that the payload names as owner is served: the installation's, the
 * organization's and the repository's. Naming none is not being served; the id of an installation
 * proves nothing about whose it is.
 */
export const isServed = (payload: JsonObject, ownerIds: readonly number[]): boolean => {
  const named = [
    ...idAt(payload, 'installation', 'account', 'id'),
    ...idAt(payload, 'organization', 'id'),
    ...idAt(payload, 'repository', 'owner', 'id'),
  ];
  return named.length > 0 && named.every((id) => typeof id === 'number' && ownerIds.includes(id));
};
