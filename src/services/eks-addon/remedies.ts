import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const EKS_ADDON_TEMPLATE_TYPES: readonly string[] = ['AWS::EKS::Addon'];

/** None: no item of a baseline is about an add-on alone but its tags. */
export const addonRemedies: readonly Remedy[] = [];
