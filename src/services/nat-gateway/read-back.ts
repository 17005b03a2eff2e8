/** Read back by EC2's own calls, with what stands beside it. */
export { readBackNetwork as readBackNatGateway } from '../network/read-back.ts';
