/** Read back by EC2's own calls, with what stands beside it. */
export { readBackNetwork as readBackInternetGateway } from '../network/read-back.ts';
