import type { Json, JsonObject } from '../../src/task/json.ts';
import type { Resource, WorldState } from '../state.ts';

/** Where a resource lives. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Why a handler refuses, as a provider reports it. */
export interface HandlerProblem {
  /** Such as `AlreadyExists`, `NotFound`, `InvalidRequest`, `GeneralServiceException`. */
  readonly code: string;
  readonly httpStatus: number;
  readonly message: string;
  /** CloudFormation's own words, before any handler is called. */
  readonly isOwn?: true;
}

/** What a handler sees when it makes a resource. */
export interface Creation {
  readonly state: WorldState;
  readonly place: Place;
  readonly properties: JsonObject;
  /** Custom or generated physical name; for types with generated ids, the id. */
  readonly name: string;
}

/** What the rules of a type look at, whether the resource is new or not. */
export interface Rules {
  readonly state: WorldState;
  readonly place: Place;
  readonly properties: JsonObject;
}

/** One CloudFormation type as data, with the few rules that are not. */
export interface TypeRow {
  readonly type: string;
  /** As error messages name the service. */
  readonly service: string;
  readonly isGlobal?: boolean;
  readonly tags: 'list' | 'map' | 'none';
  /** The property that holds them, where it is not `Tags`. */
  readonly tagProperty?: string;
  /** False for types that take tags, but not those of CloudFormation itself. */
  readonly hasSystemTags?: false;
  /** True where Cloud Control calls a resource by its ARN, and a stack otherwise. */
  readonly isFoundByArn?: true;
  /** True for a type that Cloud Control does not know. */
  readonly isBeyondControl?: true;
  /** Virtual seconds of the handlers. */
  readonly seconds: { readonly create: number; readonly update: number; readonly delete: number };
  /** Properties whose change replaces the resource. */
  readonly replaceOn: readonly string[];
  readonly nameProperty?: string;
  /** Prefix of a generated id, such as `i-`; types with names have none. */
  readonly idPrefix?: string;
  /** Longest generated name. */
  readonly nameLimit?: number;
  readonly lowerCaseNames?: boolean;
  /** What `Ref` gives, from the name; the properties tell the kind where an ARN holds it. */
  readonly idOf: (name: string, place: Place, properties: JsonObject) => string;
  /** What `Ref` gives where it is made of properties instead. */
  readonly idFrom?: (properties: JsonObject) => string;
  /** The same where what stands already counts too, as for the number of a revision. */
  readonly idIn?: (creation: Creation) => string;
  /** As Cloud Control calls it, where that is neither its id nor its ARN alone. */
  readonly controlIdOf?: (resource: Resource) => string;
  readonly arnOf: (id: string, place: Place, properties: JsonObject) => string;
  readonly attributesOf: (
    id: string,
    place: Place,
    properties: JsonObject,
  ) => Readonly<Record<string, Json>>;
  /** What only the service knows when the resource is new. */
  readonly bornWith?: (creation: Creation) => Readonly<Record<string, Json>>;
  /** What only the service knows when it was changed, beside what it knew before. */
  readonly grownWith?: (changed: Resource) => Readonly<Record<string, Json>>;
  /** What the service refuses of a new resource and of a changed one alike. */
  readonly refuse?: (wanted: Rules) => HandlerProblem | undefined;
  readonly refuseCreate?: (creation: Creation) => HandlerProblem | undefined;
  readonly refuseDelete?: (resource: Resource, state: WorldState) => HandlerProblem | undefined;
  /** What the service takes away with it, such as the ties of a subnet. */
  readonly goesWith?: (resource: Resource, state: WorldState) => readonly Resource[];
  /** Sets free what it held and what stays, such as the volumes of an instance. */
  readonly leaves?: (resource: Resource, state: WorldState) => void;
  /** What is left behind where the deletion policy says `Snapshot`; absent: the type knows none. */
  readonly finalSnapshot?: (resource: Resource, name: string) => Resource;
}

/** A type with the names of its properties, which the table of shapes lists. */
export interface TypeModel extends TypeRow {
  readonly properties: readonly string[];
}

/** A problem, with AWS's usual status. */
export const problem = (code: string, httpStatus: number, message: string): HandlerProblem => ({
  code,
  httpStatus,
  message,
});

/** A text property; empty when absent. */
export const textProperty = (properties: JsonObject, name: string): string => {
  const value = properties[name];
  return typeof value === 'string' ? value : '';
};

/** A value as a message shows it: texts as they are, everything else as JSON. */
export const plainText = (value: Json): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** The name is the id, as for most types. */
export const sameId = (name: string): string => name;
