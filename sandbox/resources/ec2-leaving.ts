import type { Resource, WorldState } from '../state.ts';

const attachedTo = (instance: Resource, state: WorldState): readonly Resource[] =>
  state.resources.filter(
    (each) =>
      each.type === 'AWS::EC2::Volume' &&
      each.accountId === instance.accountId &&
      each.region === instance.region &&
      each.attributes['AttachedTo'] === instance.id,
  );

const isDeletedAlong = ({ attributes }: Resource): boolean =>
  attributes['DeleteOnTermination'] === true;

/** The volumes that EC2 deletes with an instance. */
export const volumesGoingWith = (instance: Resource, state: WorldState): readonly Resource[] =>
  attachedTo(instance, state).filter(isDeletedAlong);

/** Sets free the volumes that outlive an instance. */
export const freeVolumesOf = (instance: Resource, state: WorldState): void => {
  for (const volume of attachedTo(instance, state)) {
    if (isDeletedAlong(volume)) continue;
    volume.attributes['State'] = 'available';
    delete volume.attributes['AttachedTo'];
    delete volume.attributes['Device'];
  }
};
