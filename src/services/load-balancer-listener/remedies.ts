import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const LISTENER_TEMPLATE_TYPES: readonly string[] = ['AWS::ElasticLoadBalancingV2::Listener'];

/** None of its own: what a given listener lacks is mended by the load balancer's folder. */
export const listenerRemedies: readonly Remedy[] = [];
