import type { Remedy } from '../service.ts';

/** Every type that a template of this service may hold. */
export const SAMPLING_TEMPLATE_TYPES = ['AWS::XRay::SamplingRule'] as const;

/** None: how much is traced is said in the request, or is what X-Ray itself does. */
export const samplingRemedies: readonly Remedy[] = [];
