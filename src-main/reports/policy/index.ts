/** Policies for devices as the rest of the studio uses them. */
export { policyHeader } from './c-header';
export { cDouble } from './c-numbers';
export { devicePolicy, type DevicePolicy, type PolicyOrigin } from './device-policy';
export { policyFormats, writePolicies, type PolicyFormat } from './write-policies';
